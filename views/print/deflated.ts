import { constants, deflateRawSync } from "node:zlib";

/**
 * Data compressed on its own, which can be put together with other such pieces into one stream (RFC 1950 and 1951). The
 * outlines of common characters come back in document after document; so each is compressed once.
 */
export interface Piece {
  /** Whole blocks that end on a byte and look back at nothing before them. */
  blocks: Buffer;
  length: number;
  /** Sum of the bytes, and sum of the bytes each times its distance from the end: what the stream's checksum is made of. */
  sum: number;
  weighed: number;
}

const MODULUS = 65521;
const HEADER = Buffer.from([0x78, 0x01]);
const LAST_BLOCK = Buffer.from([0x03, 0x00]);
const LONGEST_STORED = 0xffff;

export function compressed(bytes: Buffer): Piece {
  const blocks = deflateRawSync(bytes, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  return { blocks, ...sums(bytes) };
}

/** Taken in as it is: for what is short and comes only once. */
export function stored(bytes: Buffer): Piece {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += LONGEST_STORED) {
    const part = bytes.subarray(at, at + LONGEST_STORED);
    const head = Buffer.alloc(5);
    head.writeUInt16LE(part.length, 1);
    head.writeUInt16LE(~part.length & 0xffff, 3);
    parts.push(head, part);
  }
  return { blocks: Buffer.concat(parts), ...sums(bytes) };
}

/** One zlib stream of all the pieces in turn. */
export function stream(pieces: readonly Piece[]): Buffer {
  let a = 1;
  let b = 0;
  for (const { length, sum, weighed } of pieces) {
    b = (b + length * a + weighed) % MODULUS;
    a = (a + sum) % MODULUS;
  }
  const checksum = Buffer.alloc(4);
  checksum.writeUInt16BE(b, 0);
  checksum.writeUInt16BE(a, 2);
  return Buffer.concat([HEADER, ...pieces.map((piece) => piece.blocks), LAST_BLOCK, checksum]);
}

function sums(bytes: Buffer): Pick<Piece, "length" | "sum" | "weighed"> {
  let sum = 0;
  let weighed = 0;
  for (const byte of bytes) {
    sum += byte;
    weighed = (weighed + sum) % MODULUS;
  }
  return { length: bytes.length, sum: sum % MODULUS, weighed };
}
