import { breakLines } from "./lines.ts";
import { block, type Ink, line, RULE } from "./pen.ts";
import { type Room, staying } from "./printed.ts";
import { decoration, field, type Sheet } from "./sheet.ts";

/** Lines of one text in a block: `top` is the first base line below the block's upper edge. All measures in points. */
export interface Part {
  tag: string;
  text: string;
  lines: string[];
  ink: Ink;
  x: number;
  top: number;
  leading: number;
  /** Lines are stretched to it. */
  width?: number;
  /** Lines stay in it: the width for which the text was broken. */
  room: number;
  align?: "right";
  /** False for a piece whose text goes on overleaf. */
  closes?: boolean;
}

/** What stands together: a label and its text, a defect, a signature. */
export interface Block {
  parts: Part[];
  /** Space above, left out at the head of a page. */
  space: number;
  /** A hairline along the upper edge. */
  rule?: boolean;
  /** Not to be cut while it fits on one page. */
  keep?: boolean;
  /** Space for what `decorate` draws below the last line. */
  foot?: number;
  decorate?: (sheet: Sheet, top: number, height: number) => void;
  /** Draws what is read too: the picture of a signature. */
  figure?: (sheet: Sheet, top: number, height: number) => void;
}

export interface Column {
  top: number;
  bottom: number;
}

interface Placed {
  block: Block;
  y: number;
}

/** The largest cut that leaves fewer lines than this on either side is made elsewhere. */
const TOGETHER = 2;

/** A text broken to a width, as a part. */
export function paragraph(
  text: string,
  ink: Ink,
  at: { x: number; width: number; top?: number; leading?: number; tag?: string; ragged?: boolean },
): Part {
  return {
    tag: at.tag ?? "P",
    text,
    lines: breakLines(ink.family, text, at.width / ink.size),
    ink,
    x: at.x,
    top: (at.top ?? 0) + ink.size,
    leading: ink.size * (at.leading ?? 1.6),
    room: at.width,
    ...(at.ragged ? {} : { width: at.width }),
  };
}

export function heightOf(part: Part): number {
  return part.top + (part.lines.length - 1) * part.leading + part.ink.size * 0.3;
}

function blockHeight(one: Block): number {
  return Math.max(...one.parts.map(heightOf)) + (one.foot ?? 0);
}

/** Spreads blocks over pages. The first page may begin lower than the others. */
export function paginate(blocks: readonly Block[], first: Column, others: Column): Placed[][] {
  const pages: Placed[][] = [[]];
  const waiting = [...blocks];
  let column = first;
  let y = column.top;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const page = pages.at(-1) ?? [];
    const start = page.length === 0 ? y : y + next.space;
    const height = blockHeight(next);
    if (start + height <= column.bottom) {
      page.push({ block: next, y: start });
      y = start + height;
      continue;
    }
    const fitsElsewhere = height <= others.bottom - others.top;
    const halves = next.keep && fitsElsewhere ? null : cut(next, column.bottom - start);
    if (halves !== null) {
      page.push({ block: halves[0], y: start });
      waiting.unshift(halves[1]);
    } else {
      if (page.length === 0 && column === others) throw new Error("a block that fits no page and cannot be cut");
      waiting.unshift(next);
    }
    pages.push([]);
    column = others;
    y = column.top;
  }
  return pages;
}

/** Cuts a block so that the upper piece is at most `room` high, or gives null when too little would stay there. */
function cut(whole: Block, room: number): [Block, Block] | null {
  const longest = whole.parts.reduce((a, b) => (b.lines.length > a.lines.length ? b : a));
  const above = longest.lines.filter(
    (_, i) => longest.top + i * longest.leading + longest.ink.size * 0.3 <= room,
  ).length;
  const kept = Math.min(above, longest.lines.length - TOGETHER);
  if (kept < TOGETHER) return null;
  const edge = longest.top + kept * longest.leading - longest.ink.size;

  const upper: Part[] = [];
  const lower: Part[] = [];
  for (const part of whole.parts) {
    const count = part.lines.filter((_, i) => part.top + i * part.leading < edge + part.ink.size * 0.5).length;
    if (count === part.lines.length) upper.push(part);
    else if (count === 0) lower.push({ ...part, top: part.top - edge });
    else {
      const [head, tail] = [part.lines.slice(0, count), part.lines.slice(count)];
      upper.push({ ...part, lines: head, text: head.join(""), closes: false });
      lower.push({ ...part, lines: tail, text: tail.join(""), top: part.top + count * part.leading - edge });
    }
  }
  // What stands below the last line goes with it.
  const { foot = 0, decorate, figure, ...plain } = whole;
  const rest: Block = { ...plain, parts: lower, rule: false, foot };
  return [
    { ...plain, parts: upper },
    { ...rest, ...(decorate ? { decorate } : {}), ...(figure ? { figure } : {}) },
  ];
}

/** Draws the blocks of a page; hairlines run from `left` to `right`. */
export function drawPlaced(sheet: Sheet, page: readonly Placed[], left: number, right: number): void {
  page.forEach(({ block: one, y }, i) => {
    if (one.rule && i > 0) {
      const above = y - one.space / 2;
      decoration(sheet, () => sheet.doc.lineWidth(0.5).moveTo(left, above).lineTo(right, above).stroke(RULE));
    }
    for (const part of one.parts)
      field(sheet, part.tag, part.text, () => staying(sheet.notebook, roomOf(part, y), () => drawPart(sheet, part, y)));
    one.figure?.(sheet, y, blockHeight(one));
    const decorate = one.decorate;
    if (decorate !== undefined) decoration(sheet, () => decorate(sheet, y, blockHeight(one)));
  });
}

/** Marks may hang out of a line by their blank half. */
function roomOf(part: Part, y: number): Room {
  const { ink, room, top } = part;
  const left = part.align === "right" ? part.x - room : part.x;
  const hang = ink.size / 2;
  return { left: left - hang, top: y + top - ink.size, right: left + room + hang, bottom: y + heightOf(part) };
}

function drawPart(sheet: Sheet, part: Part, y: number): void {
  if (part.align === "right") {
    part.lines.forEach((text, i) => {
      line(sheet, text, part.ink, { x: part.x, y: y + part.top + i * part.leading, align: "right" });
    });
    return;
  }
  block(sheet, part.lines, part.ink, {
    x: part.x,
    y: y + part.top,
    leading: part.leading,
    ...(part.width === undefined ? {} : { width: part.width }),
    ...(part.closes === undefined ? {} : { closes: part.closes }),
  });
}
