import { compressed, type Piece, stored, stream } from "./deflated.ts";
import type { TrueType } from "./truetype.ts";

/** A glyph's outline, padded to whole words of four bytes. */
export interface Outline {
  /** Number of the glyph in the face's own file. */
  source: number;
  bytes: Buffer;
  /** Sum of its words (OpenType, "Calculating checksums"). */
  checksum: number;
  piece: () => Piece;
}

/** A font program and its size when unpacked. */
export interface Program {
  zlib: Buffer;
  length: number;
}

// Flags of a composite glyph's component (OpenType, glyf).
const WORDS = 0x0001;
const SCALE = 0x0008;
const MORE = 0x0020;
const SCALE_XY = 0x0040;
const SCALE_2X2 = 0x0080;

export function outline(source: number, bytes: Buffer): Outline {
  const padded = Buffer.concat([bytes], aligned(bytes.length));
  let piece: Piece | undefined;
  return {
    source,
    bytes: padded,
    checksum: checksum(padded),
    piece() {
      piece ??= compressed(padded);
      return piece;
    },
  };
}

/**
 * A TrueType file with these glyphs, numbered from 1 in the order given; 0 is `box`, drawn for "no glyph". Every code point keeps
 * a glyph of its own, even where the face shares one outline between two (⼀ and 一): so text taken out of the document is always
 * the text that was put in.
 */
export function fontProgram(face: TrueType, box: Outline, glyphs: readonly Outline[]): Program {
  const members = withComponents(face, [box, ...glyphs]);
  const tables = tablesBefore(face, members);
  const glyf = {
    length: members.reduce((sum, member) => sum + member.bytes.length, 0),
    checksum: members.reduce((sum, member) => (sum + member.checksum) >>> 0, 0),
  };
  const head = sfntHead(tables, glyf);
  return {
    zlib: stream([stored(head), ...members.map((member) => member.piece())]),
    length: head.length + glyf.length,
  };
}

/**
 * Adds the parts that composite glyphs are made of, and points the composites at their new numbers. `first` is the number of the first
 * member in the file to be made.
 */
export function withComponents(face: TrueType, members: readonly Outline[], first = 0): Outline[] {
  const all = [...members];
  const numbers = new Map<number, number>();
  for (let i = 0; i < all.length; i += 1) {
    const member = all[i];
    if (member === undefined || member.bytes.length === 0 || member.bytes.readInt16BE(0) >= 0) continue;
    const bytes = Buffer.from(member.bytes);
    for (let at = 10, flags = MORE; flags & MORE; ) {
      flags = bytes.readUInt16BE(at);
      const source = bytes.readUInt16BE(at + 2);
      let number = numbers.get(source);
      if (number === undefined) {
        number = first + all.length;
        numbers.set(source, number);
        all.push(outline(source, face.outlineOf(source)));
      }
      bytes.writeUInt16BE(number, at + 2);
      at += 4 + (flags & WORDS ? 4 : 2) + (flags & SCALE ? 2 : flags & SCALE_XY ? 4 : flags & SCALE_2X2 ? 8 : 0);
    }
    all[i] = outline(member.source, bytes);
  }
  return all;
}

type Table = readonly [tag: string, body: Buffer];

function tablesBefore(face: TrueType, members: readonly Outline[]): Table[] {
  const count = members.length;
  const hmtx = Buffer.alloc(4 * count);
  const loca = Buffer.alloc(4 * (count + 1));
  let offset = 0;
  members.forEach((member, i) => {
    hmtx.writeUInt16BE(face.advanceOf(member.source), 4 * i);
    hmtx.writeInt16BE(face.bearingOf(member.source), 4 * i + 2);
    offset += member.bytes.length;
    loca.writeUInt32BE(offset, 4 * i + 4);
  });
  const head = Buffer.from(face.head);
  head.writeUInt32BE(0, 8);
  head.writeInt16BE(1, 50);
  const hhea = Buffer.from(face.hhea);
  hhea.writeUInt16BE(count, 34);
  const maxp = Buffer.from(face.maxp);
  maxp.writeUInt16BE(count, 4);
  return [
    ["head", head],
    ["hhea", hhea],
    ["hmtx", hmtx],
    ["loca", loca],
    ["maxp", maxp],
  ];
}

/** The file up to the outlines, which lie last though their entry, by its letters, comes first. */
function sfntHead(tables: readonly Table[], glyf: { length: number; checksum: number }): Buffer {
  const count = tables.length + 1;
  const start = 12 + 16 * count;
  const file = Buffer.alloc(tables.reduce((sum, [, body]) => sum + aligned(body.length), start));
  file.writeUInt32BE(0x00010000, 0);
  file.writeUInt16BE(count, 4);
  file.writeUInt16BE(64, 6);
  file.writeUInt16BE(2, 8);
  file.writeUInt16BE(16 * count - 64, 10);
  entry(file, 0, "glyf", glyf.checksum, file.length, glyf.length);
  let offset = start;
  let headAt = start;
  tables.forEach(([tag, body], i) => {
    body.copy(file, offset);
    const sum = checksum(file.subarray(offset, offset + aligned(body.length)));
    entry(file, i + 1, tag, sum, offset, body.length);
    if (tag === "head") headAt = offset;
    offset += aligned(body.length);
  });
  file.writeUInt32BE((0xb1b0afba - checksum(file) - glyf.checksum) >>> 0, headAt + 8);
  return file;
}

function entry(file: Buffer, place: number, tag: string, sum: number, offset: number, length: number): void {
  const at = 12 + 16 * place;
  file.write(tag, at, "latin1");
  file.writeUInt32BE(sum, at + 4);
  file.writeUInt32BE(offset, at + 8);
  file.writeUInt32BE(length, at + 12);
}

export function aligned(length: number): number {
  return (length + 3) & ~3;
}

export function checksum(words: Buffer): number {
  let sum = 0;
  for (let at = 0; at < words.length; at += 4) sum = (sum + words.readUInt32BE(at)) >>> 0;
  return sum;
}
