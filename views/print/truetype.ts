import { closeSync, openSync, readSync } from "node:fs";

/**
 * One TrueType file, read as the printed documents need it: by table, straight from disk. The faces weigh 15 to 50 MB
 * each, and a page uses a few hundred glyphs, so outlines are read one at a time and the rest of the file never is.
 */
export interface TrueType {
  postscriptName: string;
  unitsPerEm: number;
  ascent: number;
  descent: number;
  xHeight: number;
  capHeight: number;
  italicAngle: number;
  isFixedPitch: boolean;
  familyClass: number;
  bbox: { minX: number; minY: number; maxX: number; maxY: number };
  /** The 54 bytes of the head table, for the subset. */
  head: Buffer;
  /** The 36 bytes of the hhea table, for the subset. */
  hhea: Buffer;
  /** The 32 bytes of the maxp table, for the subset. */
  maxp: Buffer;
  /** Glyph of a code point; 0 when the face has none. */
  glyphOf(codePoint: number): number;
  advanceOf(glyph: number): number;
  bearingOf(glyph: number): number;
  /** Whether the glyph draws anything; asked without reading it. */
  draws(glyph: number): boolean;
  /** The bytes of the glyph's outline; empty when it draws nothing. */
  outlineOf(glyph: number): Buffer;
}

interface Table {
  offset: number;
  length: number;
}

export function openTrueType(path: string): TrueType {
  const file = openSync(path, "r");
  try {
    return read(file, path);
  } catch (problem) {
    closeSync(file);
    throw problem;
  }
}

/** The file stays open for the life of the thread: outlines are read from it on demand. */
function read(file: number, path: string): TrueType {
  const tables = directory(file);
  function table(tag: string): Buffer {
    const found = tables.get(tag);
    if (found === undefined) throw new Error(`${path}: no ${tag} table`);
    return bytes(file, found.offset, found.length);
  }

  const head = table("head");
  const hhea = table("hhea");
  const maxp = table("maxp").subarray(0, 32);
  const post = table("post").subarray(0, 32);
  const os2 = table("OS/2");
  // The subset leaves out fpgm, prep and cvt, so a face whose glyphs carry programs would be drawn wrongly.
  if (maxp.readUInt16BE(26) !== 0) throw new Error(`${path}: glyphs with instructions are not supported`);

  const longMetrics = hhea.readUInt16BE(34);
  const hmtx = table("hmtx");
  const loca = offsets(table("loca"), head.readInt16BE(50) === 1);
  const glyf = tables.get("glyf");
  if (glyf === undefined) throw new Error(`${path}: no outlines in glyf`);
  const cmap = segments(table("cmap"), path);

  return {
    postscriptName: postscriptName(table("name")),
    unitsPerEm: head.readUInt16BE(18),
    ascent: hhea.readInt16BE(4),
    descent: hhea.readInt16BE(6),
    xHeight: os2.length >= 90 ? os2.readInt16BE(86) : 0,
    capHeight: os2.length >= 90 ? os2.readInt16BE(88) : 0,
    italicAngle: post.readInt32BE(4) / 65536,
    isFixedPitch: post.readUInt32BE(12) !== 0,
    familyClass: os2.readInt16BE(30),
    bbox: {
      minX: head.readInt16BE(36),
      minY: head.readInt16BE(38),
      maxX: head.readInt16BE(40),
      maxY: head.readInt16BE(42),
    },
    head,
    hhea,
    maxp,
    glyphOf: (codePoint) => search(cmap, codePoint),
    advanceOf: (glyph) => hmtx.readUInt16BE(4 * Math.min(glyph, longMetrics - 1)),
    bearingOf: (glyph) =>
      glyph < longMetrics
        ? hmtx.readInt16BE(4 * glyph + 2)
        : hmtx.readInt16BE(4 * longMetrics + 2 * (glyph - longMetrics)),
    draws: (glyph) => (loca[glyph + 1] ?? 0) > (loca[glyph] ?? 0),
    outlineOf: (glyph) => {
      const from = loca[glyph] ?? 0;
      const to = loca[glyph + 1] ?? from;
      return bytes(file, glyf.offset + from, to - from);
    },
  };
}

function bytes(file: number, offset: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  if (length > 0) readSync(file, buffer, 0, length, offset);
  return buffer;
}

function directory(file: number): Map<string, Table> {
  const count = bytes(file, 0, 12).readUInt16BE(4);
  const entries = bytes(file, 12, 16 * count);
  const tables = new Map<string, Table>();
  for (let at = 0; at < entries.length; at += 16) {
    const tag = entries.toString("latin1", at, at + 4);
    tables.set(tag, { offset: entries.readUInt32BE(at + 8), length: entries.readUInt32BE(at + 12) });
  }
  return tables;
}

function offsets(loca: Buffer, long: boolean): Uint32Array {
  const result = new Uint32Array(loca.length / (long ? 4 : 2));
  for (let i = 0; i < result.length; i += 1) result[i] = long ? loca.readUInt32BE(4 * i) : 2 * loca.readUInt16BE(2 * i);
  return result;
}

/** Groups of a format 12 subtable, three numbers each: first code point, last code point, first glyph. */
function segments(cmap: Buffer, path: string): Uint32Array {
  const count = cmap.readUInt16BE(2);
  for (let i = 0; i < count; i += 1) {
    const at = cmap.readUInt32BE(4 + 8 * i + 4);
    if (cmap.readUInt16BE(at) !== 12) continue;
    const groups = new Uint32Array(3 * cmap.readUInt32BE(at + 12));
    for (let g = 0; g < groups.length; g += 1) groups[g] = cmap.readUInt32BE(at + 16 + 4 * g);
    return groups;
  }
  throw new Error(`${path}: no full Unicode character map`);
}

function search(groups: Uint32Array, codePoint: number): number {
  let low = 0;
  let high = groups.length / 3 - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const first = groups[3 * middle] ?? 0;
    const last = groups[3 * middle + 1] ?? 0;
    if (codePoint < first) high = middle - 1;
    else if (codePoint > last) low = middle + 1;
    else return (groups[3 * middle + 2] ?? 0) + codePoint - first;
  }
  return 0;
}

function postscriptName(name: Buffer): string {
  const count = name.readUInt16BE(2);
  const strings = name.readUInt16BE(4);
  for (let i = 0; i < count; i += 1) {
    const at = 6 + 12 * i;
    if (name.readUInt16BE(at) !== 3 || name.readUInt16BE(at + 6) !== 6) continue;
    const from = strings + name.readUInt16BE(at + 10);
    return Buffer.from(name.subarray(from, from + name.readUInt16BE(at + 8)))
      .swap16()
      .toString("utf16le");
  }
  throw new Error("a face without a PostScript name");
}
