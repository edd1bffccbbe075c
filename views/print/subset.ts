import type { TrueType } from "./truetype.ts";

/** The part of a face that one document carries. pdfkit asks it for glyph numbers and, at the end, for the file. */
export interface Subset {
  /** Gives the number, in this subset, of the glyph of a code point (0: the box for "no glyph"). */
  includeGlyph(codePoint: number): number;
  encode(): Uint8Array;
}

interface Member {
  source: number;
  outline: Buffer;
}

// Flags of a composite glyph's component (OpenType, glyf).
const WORDS = 0x0001;
const SCALE = 0x0008;
const MORE = 0x0020;
const SCALE_XY = 0x0040;
const SCALE_2X2 = 0x0080;

/**
 * Every code point gets a glyph of its own, even where the face shares one outline between two (⼀ and 一): so text
 * taken out of the document is always the text that was put in.
 */
export function openSubset(face: TrueType, glyphOf: (codePoint: number) => Member): Subset {
  const members: Member[] = [{ source: 0, outline: face.outlineOf(0) }];
  const numbers = new Map<number, number>([[0, 0]]);
  return {
    includeGlyph(codePoint) {
      const known = numbers.get(codePoint);
      if (known !== undefined) return known;
      numbers.set(codePoint, members.length);
      members.push(glyphOf(codePoint));
      return members.length - 1;
    },
    encode: () => encode(face, withComponents(face, members)),
  };
}

/** Adds the parts that composite glyphs are made of, and points the composites at their new numbers. */
function withComponents(face: TrueType, members: readonly Member[]): Member[] {
  const all = [...members];
  const numbers = new Map<number, number>();
  for (let i = 0; i < all.length; i += 1) {
    const member = all[i];
    if (member === undefined || member.outline.length === 0 || member.outline.readInt16BE(0) >= 0) continue;
    const outline = Buffer.from(member.outline);
    for (let at = 10, flags = MORE; flags & MORE; ) {
      flags = outline.readUInt16BE(at);
      const source = outline.readUInt16BE(at + 2);
      let number = numbers.get(source);
      if (number === undefined) {
        number = all.length;
        numbers.set(source, number);
        all.push({ source, outline: face.outlineOf(source) });
      }
      outline.writeUInt16BE(number, at + 2);
      at += 4 + (flags & WORDS ? 4 : 2) + (flags & SCALE ? 2 : flags & SCALE_XY ? 4 : flags & SCALE_2X2 ? 8 : 0);
    }
    all[i] = { source: member.source, outline };
  }
  return all;
}

function encode(face: TrueType, members: Member[]): Buffer {
  const count = members.length;
  const hmtx = Buffer.alloc(4 * count);
  const loca = Buffer.alloc(4 * (count + 1));
  let offset = 0;
  members.forEach((member, i) => {
    hmtx.writeUInt16BE(face.advanceOf(member.source), 4 * i);
    hmtx.writeInt16BE(face.bearingOf(member.source), 4 * i + 2);
    offset += aligned(member.outline.length);
    loca.writeUInt32BE(offset, 4 * i + 4);
  });
  const glyf = Buffer.alloc(offset);
  members.forEach((member, i) => {
    member.outline.copy(glyf, loca.readUInt32BE(4 * i));
  });

  const head = Buffer.from(face.head);
  head.writeUInt32BE(0, 8);
  head.writeInt16BE(1, 50);
  const hhea = Buffer.from(face.hhea);
  hhea.writeUInt16BE(count, 34);
  const maxp = Buffer.from(face.maxp);
  maxp.writeUInt16BE(count, 4);
  return sfnt([
    ["glyf", glyf],
    ["head", head],
    ["hhea", hhea],
    ["hmtx", hmtx],
    ["loca", loca],
    ["maxp", maxp],
  ]);
}

function aligned(length: number): number {
  return (length + 3) & ~3;
}

function sfnt(tables: [string, Buffer][]): Buffer {
  const start = 12 + 16 * tables.length;
  const file = Buffer.alloc(tables.reduce((sum, [, body]) => sum + aligned(body.length), start));
  file.writeUInt32BE(0x00010000, 0);
  file.writeUInt16BE(tables.length, 4);
  file.writeUInt16BE(64, 6);
  file.writeUInt16BE(2, 8);
  file.writeUInt16BE(16 * tables.length - 64, 10);
  let offset = start;
  tables.forEach(([tag, body], i) => {
    const at = 12 + 16 * i;
    body.copy(file, offset);
    file.write(tag, at, "latin1");
    file.writeUInt32BE(checksum(file, offset, aligned(body.length)), at + 4);
    file.writeUInt32BE(offset, at + 8);
    file.writeUInt32BE(body.length, at + 12);
    offset += aligned(body.length);
  });
  const head = tables.findIndex(([tag]) => tag === "head");
  const adjustment = (0xb1b0afba - checksum(file, 0, file.length)) >>> 0;
  file.writeUInt32BE(adjustment, file.readUInt32BE(12 + 16 * head + 8) + 8);
  return file;
}

function checksum(file: Buffer, from: number, length: number): number {
  let sum = 0;
  for (let at = from; at < from + length; at += 4) sum = (sum + file.readUInt32BE(at)) >>> 0;
  return sum;
}
