import type { Outline } from "./subset.ts";

/** A glyph in its place in the file. */
export interface Placed {
  outline: Outline;
  /** In units of the em of the file. */
  advance: number;
  bearing: number;
}

export interface FontParts {
  /** Units of the em. */
  em: number;
  /** By glyph number; 0 is "no glyph". */
  placed: readonly Placed[];
  /** Code points, ascending, with the numbers of their glyphs. */
  cmap: readonly (readonly [codePoint: number, glyph: number])[];
  name: string;
}

type Table = [tag: string, body: Buffer];

const ASCENT = 0.928;
const DESCENT = 0.256;

// The licences of the faces ask that their notices go with every copy.
const NOTICE =
  "Glyphs of LXGW WenKai and Noto Serif SC (SIL Open Font License 1.1), BabelStone Han (Arphic Public License) and HanaMin (GlyphWiki, SIL OFL 1.1), unchanged in shape";

/** The tables of a TrueType file for browsers, in the order of their tags (OpenType 1.9). */
export function fontTables(parts: FontParts): Table[] {
  const { placed, em } = parts;
  const loca = Buffer.alloc(4 * (placed.length + 1));
  const hmtx = Buffer.alloc(4 * placed.length);
  let offset = 0;
  placed.forEach(({ outline, advance, bearing }, i) => {
    hmtx.writeUInt16BE(advance, 4 * i);
    hmtx.writeInt16BE(bearing, 4 * i + 2);
    offset += outline.bytes.length;
    loca.writeUInt32BE(offset, 4 * i + 4);
  });
  return [
    ["OS/2", os2(parts)],
    ["cmap", cmapTable(parts.cmap)],
    ["glyf", Buffer.concat(placed.map(({ outline }) => outline.bytes))],
    ["head", headTable(em, placed)],
    ["hhea", hhea(em, placed)],
    ["hmtx", hmtx],
    ["loca", loca],
    ["maxp", maxp(placed)],
    ["name", nameTable(parts.name)],
    ["post", post()],
  ];
}

/** Format 12 alone: every browser that knows WOFF knows it. */
function cmapTable(cmap: FontParts["cmap"]): Buffer {
  const groups: [first: number, last: number, glyph: number][] = [];
  for (const [code, glyph] of cmap) {
    const open = groups.at(-1);
    if (open && open[1] + 1 === code && open[2] + code - open[0] === glyph) open[1] = code;
    else groups.push([code, code, glyph]);
  }
  const table = Buffer.alloc(12 + 16 + 12 * groups.length);
  table.writeUInt16BE(1, 2);
  table.writeUInt16BE(3, 4);
  table.writeUInt16BE(10, 6);
  table.writeUInt32BE(12, 8);
  table.writeUInt16BE(12, 12);
  table.writeUInt32BE(16 + 12 * groups.length, 16);
  table.writeUInt32BE(groups.length, 24);
  groups.forEach((group, i) => {
    group.forEach((value, j) => {
      table.writeUInt32BE(value, 28 + 12 * i + 4 * j);
    });
  });
  return table;
}

function headTable(em: number, placed: readonly Placed[]): Buffer {
  const table = Buffer.alloc(54);
  table.writeUInt32BE(0x00010000, 0);
  table.writeUInt32BE(0x00010000, 4);
  table.writeUInt32BE(0x5f0f3cf5, 12);
  table.writeUInt16BE(em, 18);
  const box = boxOf(placed);
  box.forEach((value, i) => {
    table.writeInt16BE(value, 36 + 2 * i);
  });
  table.writeUInt16BE(8, 46);
  table.writeInt16BE(2, 48);
  table.writeInt16BE(1, 50);
  return table;
}

/** xMin, yMin, xMax, yMax of all glyphs. */
function boxOf(placed: readonly Placed[]): [number, number, number, number] {
  const box: [number, number, number, number] = [0, 0, 0, 0];
  for (const { bytes } of placed.map(({ outline }) => outline)) {
    if (bytes.length === 0) continue;
    box[0] = Math.min(box[0], bytes.readInt16BE(2));
    box[1] = Math.min(box[1], bytes.readInt16BE(4));
    box[2] = Math.max(box[2], bytes.readInt16BE(6));
    box[3] = Math.max(box[3], bytes.readInt16BE(8));
  }
  return box;
}

function hhea(em: number, placed: readonly Placed[]): Buffer {
  const table = Buffer.alloc(36);
  table.writeUInt32BE(0x00010000, 0);
  table.writeInt16BE(Math.round(ASCENT * em), 4);
  table.writeInt16BE(-Math.round(DESCENT * em), 6);
  table.writeUInt16BE(Math.max(...placed.map(({ advance }) => advance)), 10);
  table.writeInt16BE(1, 18);
  table.writeUInt16BE(placed.length, 34);
  return table;
}

/** The largest numbers allowed where a glyph might need them; browsers only make room by them. */
function maxp(placed: readonly Placed[]): Buffer {
  const table = Buffer.alloc(32);
  table.writeUInt32BE(0x00010000, 0);
  table.writeUInt16BE(placed.length, 4);
  for (const [at, value] of [
    [6, 4096],
    [8, 512],
    [10, 4096],
    [12, 512],
    [14, 1],
    [28, 32],
    [30, 8],
  ] as const)
    table.writeUInt16BE(value, at);
  return table;
}

function nameTable(name: string): Buffer {
  const texts: [id: number, text: string][] = [
    [0, NOTICE],
    [1, name],
    [2, "Regular"],
    [3, name],
    [4, name],
    [5, "Version 1.0"],
    [6, name.replaceAll(" ", "")],
  ];
  const strings = texts.map(([, text]) => Buffer.from(text, "utf16le").swap16());
  const head = Buffer.alloc(6 + 12 * texts.length);
  head.writeUInt16BE(texts.length, 2);
  head.writeUInt16BE(head.length, 4);
  let offset = 0;
  texts.forEach(([id], i) => {
    const length = strings[i]?.length ?? 0;
    [3, 1, 0x409, id, length, offset].forEach((value, j) => {
      head.writeUInt16BE(value, 6 + 12 * i + 2 * j);
    });
    offset += length;
  });
  return Buffer.concat([head, ...strings]);
}

function os2({ em, cmap }: FontParts): Buffer {
  const table = Buffer.alloc(96);
  const codes = cmap.map(([code]) => Math.min(code, 0xffff));
  const shorts: [at: number, value: number][] = [
    [0, 4],
    [2, em],
    [4, 400],
    [6, 5],
    [62, 0x40],
    [64, codes[0] ?? 0],
    [66, codes.at(-1) ?? 0],
    [68, Math.round(ASCENT * em)],
    [74, Math.round(ASCENT * em)],
    [76, Math.round(DESCENT * em)],
    [88, Math.round(0.5 * em)],
    [90, Math.round(0.7 * em)],
  ];
  for (const [at, value] of shorts) table.writeUInt16BE(value, at);
  table.writeInt16BE(-Math.round(DESCENT * em), 70);
  table.write("TONG", 58, "latin1");
  return table;
}

function post(): Buffer {
  const table = Buffer.alloc(32);
  table.writeUInt32BE(0x00030000, 0);
  table.writeInt16BE(-75, 8);
  table.writeInt16BE(50, 10);
  return table;
}
