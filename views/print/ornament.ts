import { deflateSync } from "node:zlib";

/**
 * The licence's ground: paper tone, interleaved curves between two lines, rosettes in the corners and behind the text.
 * It is the same on every licence, so its drawing commands are made and compressed once in a thread. Coordinates are
 * points on an A4 sheet lying on its side, y downwards.
 */
export const LICENCE_WIDTH = 841.89;
export const LICENCE_HEIGHT = 595.28;

/** The inner edge of the frame: what is printed stays inside. */
export const INNER = { left: 42, top: 40, right: LICENCE_WIDTH - 42, bottom: 538 };

const BAND = 15;
const CORNER = 34;
const GOLD = "0.72 0.58 0.36";
const PALE_GOLD = "0.87 0.78 0.60";
const GROUND = "0.957 0.929 0.855";
const PAPER = "1 0.9922 0.9647";

type Point = [x: number, y: number];

let ready: Buffer | undefined;

/** Paints the ground on the current page. */
export function drawGround(doc: PDFKit.PDFDocument): void {
  ready ??= deflateSync([paper(), rosettes(), frame()].join("\n"), { level: 9 });
  const form = doc.ref({
    Type: "XObject",
    Subtype: "Form",
    BBox: [0, 0, LICENCE_WIDTH, LICENCE_HEIGHT],
    Resources: {},
    Filter: "FlateDecode",
  });
  form.end(ready);
  doc.page.xobjects.Ground = form;
  doc.addContent("/Ground Do");
}

function paper(): string {
  return `${PAPER} rg 0 0 ${LICENCE_WIDTH} ${LICENCE_HEIGHT} re f`;
}

/** The large pale rosette behind the text and the small one at the head of the sheet. */
function rosettes(): string {
  const middle: Point = [LICENCE_WIDTH / 2, 300];
  return [
    inked(GROUND, 0.45, ring(middle, 168, 0.16, 18, 6)),
    inked(GROUND, 0.45, ring(middle, 112, 0.24, 12, 5)),
    inked(GROUND, 0.45, ring(middle, 58, 0.4, 9, 4)),
    flower([LICENCE_WIDTH / 2, 79], 17),
  ].join("\n");
}

function frame(): string {
  const { left, top, right, bottom } = INNER;
  const outer = { left: left - BAND, top: top - BAND, right: right + BAND, bottom: bottom + BAND };
  const inset = CORNER - BAND;
  const [west, east] = [left - BAND / 2, right + BAND / 2];
  const [north, south] = [top - BAND / 2, bottom + BAND / 2];
  const across = { from: left + inset, length: right - left - 2 * inset };
  const down = { from: top + inset, length: bottom - top - 2 * inset };
  const waves = (phase: number) => {
    const [lying, standing] = [wave([across.length, 0], phase), wave([0, down.length], phase)];
    return [
      moved([across.from, north], lying),
      moved([across.from, south], lying),
      moved([west, down.from], standing),
      moved([east, down.from], standing),
    ];
  };
  const corners: Point[] = [
    [outer.left, outer.top],
    [outer.right - CORNER, outer.top],
    [outer.left, outer.bottom - CORNER],
    [outer.right - CORNER, outer.bottom - CORNER],
  ];
  return [
    inked(PALE_GOLD, 0.4, [1, 3, 5].flatMap((phase) => waves(phase / 6)).join("\n")),
    inked(GOLD, 0.45, [0, 2, 4].flatMap((phase) => waves(phase / 6)).join("\n")),
    inked(GOLD, 1.5, `${box(outer.left - 3, outer.top - 3, outer.right + 3, outer.bottom + 3)} S`),
    inked(GOLD, 0.5, `${box(outer.left, outer.top, outer.right, outer.bottom)} S`),
    inked(GOLD, 0.5, `${box(left, top, right, bottom)} S`),
    ...corners.map(([x, y]) => corner(x, y)),
  ].join("\n");
}

function corner(x: number, y: number): string {
  const middle: Point = [x + CORNER / 2, y + CORNER / 2];
  return [
    `q ${PAPER} rg ${GOLD} RG 0.8 w ${number(x)} ${number(y)} ${CORNER} ${CORNER} re B Q`,
    inked(GOLD, 0.4, `${box(x + 2.5, y + 2.5, x + CORNER - 2.5, y + CORNER - 2.5)} S`),
    flower(middle, CORNER / 2 - 4),
  ].join("\n");
}

function flower(middle: Point, radius: number): string {
  return [
    inked(PALE_GOLD, 0.4, ring(middle, radius * 0.86, 0.16, 12, 2)),
    inked(GOLD, 0.4, ring(middle, radius * 0.62, 0.5, 8, 3)),
    inked(GOLD, 0.4, ring(middle, radius * 0.24, 0.5, 6, 2)),
  ].join("\n");
}

/** Closed curves round a point whose radius swings `petals` times, each turned a little against the last. */
function ring(middle: Point, radius: number, swing: number, petals: number, curves: number): string {
  const curve = smooth((turn) => {
    const r = radius * (1 + swing * Math.cos(2 * Math.PI * petals * turn));
    const angle = 2 * Math.PI * turn;
    return [r * Math.sin(angle), -r * Math.cos(angle)];
  }, petals * 4);
  return Array.from({ length: curves }, (_, i) => {
    const turn = (2 * Math.PI * i) / curves / petals;
    return moved(middle, curve, turn);
  }).join("\n");
}

/**
 * Strokes a path at another place, turned by an angle. The same words again and again: compressed, a repetition costs
 * nothing, where every curve with coordinates of its own made up a third of the file.
 */
function moved([x, y]: Point, path: string, turn = 0): string {
  const [cos, sin] = [exact(Math.cos(turn)), exact(Math.sin(turn))];
  return `q ${cos} ${sin} ${-sin} ${cos} ${number(x)} ${number(y)} cm\n${path}\nS Q`;
}

/** A sine from the origin along a side of the frame: whole waves, so that both ends look alike. */
function wave([dx, dy]: Point, phase: number): string {
  const length = Math.hypot(dx, dy);
  const waves = Math.round(length / 27);
  const height = BAND / 2 - 1.2;
  return smooth((part) => {
    const off = height * Math.sin(2 * Math.PI * (waves * part + phase));
    return [dx * part - (dy / length) * off, dy * part + (dx / length) * off];
  }, waves * 4);
}

/** A path of cubic curves through `steps` points of a curve given over 0 to 1, tangents included. */
function smooth(curve: (part: number) => Point, steps: number): string {
  const tiny = 1e-4;
  const path: string[] = [];
  for (let i = 0; i < steps; i += 1) {
    const [a, b] = [i / steps, (i + 1) / steps];
    const [p, q] = [curve(a), curve(b)];
    const [u, v] = [curve(a + tiny), curve(b - tiny)];
    const third = (b - a) / 3 / tiny;
    if (i === 0) path.push(`${number(p[0])} ${number(p[1])} m`);
    const c1: Point = [p[0] + (u[0] - p[0]) * third, p[1] + (u[1] - p[1]) * third];
    const c2: Point = [q[0] + (v[0] - q[0]) * third, q[1] + (v[1] - q[1]) * third];
    path.push(`${[...c1, ...c2, ...q].map(number).join(" ")} c`);
  }
  return path.join("\n");
}

function box(left: number, top: number, right: number, bottom: number): string {
  return `${[left, top, right - left, bottom - top].map(number).join(" ")} re`;
}

function inked(colour: string, width: number, drawing: string): string {
  return `${colour} RG ${width} w\n${drawing}`;
}

function number(value: number): string {
  return String(Math.round(value * 100) / 100);
}

function exact(value: number): number {
  return Math.round(value * 1e5) / 1e5;
}
