import { deflateSync } from "node:zlib";
import type { Face } from "./face.ts";
import { faceFor } from "./fonts.ts";
import { aligned, checksum, outline, withComponents } from "./subset.ts";
import { fontTables, type Placed } from "./web-font-tables.ts";

/** Units of the em in what is sent to browsers; faces drawn on another are scaled. */
const EM = 1000;

// Flags of a composite glyph's component (OpenType, glyf).
const OFFSETS_ARE_XY = 0x0002;
const SCALE = 0x0008;

/**
 * A WOFF with the glyphs that a licence would show for these code points, each from the first face of the chain that has it;
 * undefined when no face has any. So a page shows a rare character in the very shape in which it will be printed.
 */
export function webFont(codePoints: readonly number[], name: string): Buffer | undefined {
  const byFace = new Map<Face, number[]>();
  for (const code of codePoints) {
    const face = faceFor(code);
    if (face) byFace.set(face, [...(byFace.get(face) ?? []), code]);
  }
  if (byFace.size === 0) return undefined;
  const placed: Placed[] = [{ outline: outline(0, Buffer.alloc(0)), advance: EM, bearing: 0 }];
  const places = new Map<number, number>();
  for (const [face, codes] of byFace) place(face, codes, placed, places);
  const cmap = [...places].sort(([a], [b]) => a - b);
  return woff(fontTables({ em: EM, placed, cmap, name }));
}

/** Puts the glyphs of one face behind what is there already, and with another em a scaled copy of each behind them. */
function place(face: Face, codes: readonly number[], placed: Placed[], places: Map<number, number>): void {
  const { file } = face;
  const scale = EM / file.unitsPerEm;
  const sources = codes.map((code) => face.glyph(code).outline);
  const first = placed.length;
  for (const member of withComponents(file, sources, first))
    placed.push({
      outline: member,
      advance: Math.round(file.advanceOf(member.source) * scale),
      bearing: file.bearingOf(member.source),
    });
  codes.forEach((code, at) => {
    const own = first + at;
    const glyph = placed[own];
    if (scale === 1 || glyph === undefined) {
      places.set(code, own);
      return;
    }
    places.set(code, placed.length);
    const bytes = scaled(glyph.outline.bytes, own, scale);
    // What lies between the bearing and the outline, nearly always nothing, moves the whole glyph.
    const shift = Math.round((glyph.bearing - glyph.outline.bytes.readInt16BE(2)) * scale);
    placed.push({ outline: outline(0, bytes), advance: glyph.advance, bearing: bytes.readInt16BE(2) + shift });
  });
}

/** A composite glyph of one component, drawn larger or smaller. 1000/1024 is exact in the 14 bits of its scale. */
function scaled(component: Buffer, number: number, scale: number): Buffer {
  const bytes = Buffer.alloc(20);
  bytes.writeInt16BE(-1, 0);
  for (const [at, round] of [
    [2, Math.floor],
    [4, Math.floor],
    [6, Math.ceil],
    [8, Math.ceil],
  ] as const)
    bytes.writeInt16BE(round(component.readInt16BE(at) * scale), at);
  bytes.writeUInt16BE(OFFSETS_ARE_XY | SCALE, 10);
  bytes.writeUInt16BE(number, 12);
  bytes.writeInt16BE(Math.round(scale * 0x4000), 16);
  return bytes.subarray(0, 18);
}

type Table = readonly [tag: string, body: Buffer];

/** WOFF File Format 1.0: each table deflated by itself. */
function woff(tables: readonly Table[]): Buffer {
  const sums = checksums(tables);
  const header = Buffer.alloc(44 + 20 * tables.length);
  const parts: Buffer[] = [header];
  let offset = header.length;
  let unpacked = 12 + 16 * tables.length;
  tables.forEach(([tag, body], i) => {
    const packed = deflateSync(body, { level: 9 });
    const stored = packed.length < body.length ? packed : body;
    const at = 44 + 20 * i;
    header.write(tag, at, "latin1");
    header.writeUInt32BE(offset, at + 4);
    header.writeUInt32BE(stored.length, at + 8);
    header.writeUInt32BE(body.length, at + 12);
    header.writeUInt32BE(sums[i] ?? 0, at + 16);
    parts.push(stored, Buffer.alloc(aligned(stored.length) - stored.length));
    offset += aligned(stored.length);
    unpacked += aligned(body.length);
  });
  header.write("wOFF", 0, "latin1");
  header.writeUInt32BE(0x00010000, 4);
  header.writeUInt32BE(offset, 8);
  header.writeUInt16BE(tables.length, 12);
  header.writeUInt32BE(unpacked, 16);
  header.writeUInt16BE(1, 20);
  return Buffer.concat(parts);
}

/** Checksums of the tables; that of the whole file is written into head, whose own leaves it out (OpenType, head). */
function checksums(tables: readonly Table[]): number[] {
  const padded = tables.map(([, body]) => Buffer.concat([body, Buffer.alloc(aligned(body.length) - body.length)]));
  const sums = padded.map(checksum);
  const directory = Buffer.alloc(12 + 16 * tables.length);
  const power = 2 ** Math.floor(Math.log2(tables.length));
  directory.writeUInt32BE(0x00010000, 0);
  directory.writeUInt16BE(tables.length, 4);
  directory.writeUInt16BE(16 * power, 6);
  directory.writeUInt16BE(Math.log2(power), 8);
  directory.writeUInt16BE(16 * (tables.length - power), 10);
  let offset = directory.length;
  tables.forEach(([tag, body], i) => {
    const at = 12 + 16 * i;
    directory.write(tag, at, "latin1");
    directory.writeUInt32BE(sums[i] ?? 0, at + 4);
    directory.writeUInt32BE(offset, at + 8);
    directory.writeUInt32BE(body.length, at + 12);
    offset += aligned(body.length);
  });
  const whole = [checksum(directory), ...sums].reduce((sum, one) => (sum + one) >>> 0, 0);
  tables.find(([tag]) => tag === "head")?.[1].writeUInt32BE((0xb1b0afba - whole) >>> 0, 8);
  return sums;
}
