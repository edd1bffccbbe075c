import { crc32, deflateSync } from "node:zlib";
import type { Chance } from "./random.ts";

/** A signature's stroke on white, as a pad would give it: a PNG of 480 × 180. */
export function signaturePicture(chance: Chance): Buffer {
  const canvas = blank(480, 180);
  for (let stroke = 0; stroke < 3; stroke++) {
    let x = 60 + stroke * 120 + chance.int(-20, 20);
    let y = chance.int(50, 90);
    let turn = chance.next() * 6;
    for (let i = 0; i < 240; i++) {
      turn += (chance.next() - 0.45) * 0.5;
      x += Math.cos(turn) * 1.6 + 0.15;
      y += Math.sin(turn) * 1.3;
      y = Math.min(160, Math.max(20, y));
      dot(canvas, Math.round(x), Math.round(y), 2);
    }
  }
  return png(canvas);
}

/** What stands for a scanned paper: a sheet with ruled lines and a seal's round, and nothing to read. */
export function paperPicture(chance: Chance): Buffer {
  const canvas = blank(420, 594);
  for (let line = 0; line < 16; line++) {
    const end = chance.int(220, 370);
    for (let x = 50; x < end; x++) dot(canvas, x, 90 + line * 26, 1);
  }
  for (let angle = 0; angle < 720; angle++)
    dot(canvas, Math.round(310 + 48 * Math.cos(angle / 114)), Math.round(510 + 48 * Math.sin(angle / 114)), 1);
  return png(canvas);
}

interface Canvas {
  width: number;
  height: number;
  pixels: Uint8Array;
}

function blank(width: number, height: number): Canvas {
  return { width, height, pixels: new Uint8Array(width * height).fill(255) };
}

function dot({ width, height, pixels }: Canvas, x: number, y: number, radius: number): void {
  for (let dy = -radius; dy <= radius; dy++)
    for (let dx = -radius; dx <= radius; dx++)
      if (x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height) pixels[(y + dy) * width + x + dx] = 30;
}

/** Grey, 8 bits, no filter. */
function png({ width, height, pixels }: Canvas): Buffer {
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows)),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
