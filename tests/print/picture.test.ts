import { crc32, deflateSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { drawNotice } from "../../views/print/notice.ts";
import { greyOf } from "../../views/print/picture.ts";
import { checkStructure, pageCount, pictureOf, textOf } from "./documents.ts";
import { sampleNotice } from "./samples.ts";

/** A PNG of two rows and two columns: the rows are given with their filter bytes in front. */
function png(colour: number, rows: readonly number[], extra: Record<string, number[]> = {}, depth = 8): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(2, 0);
  header.writeUInt32BE(2, 4);
  header.set([depth, colour, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    ...Object.entries(extra).map(([type, data]) => chunk(type, Buffer.from(data))),
    chunk("IDAT", deflateSync(Buffer.from(rows))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const whole = Buffer.alloc(data.length + 12);
  whole.writeUInt32BE(data.length);
  body.copy(whole, 4);
  whole.writeUInt32BE(crc32(body), data.length + 8);
  return whole;
}

describe("a signature's picture in grey on white", () => {
  const BLACK_AND_WHITE = [0, 255, 255, 0];
  test.each([
    ["grey", png(0, [0, 0, 255, 0, 255, 0])],
    ["grey of one bit", png(0, [0, 0b01000000, 0, 0b10000000], {}, 1)],
    ["grey, rows as differences from the left", png(0, [1, 0, 255, 1, 255, 1])],
    ["grey, rows as differences from above", png(0, [0, 0, 255, 2, 255, 1])],
    ["grey, rows as differences from the mean", png(0, [3, 0, 255, 3, 255, 1])],
    ["grey, rows as differences from the nearest neighbour", png(0, [0, 0, 255, 4, 255, 1])],
    ["colour", png(2, [0, 0, 0, 0, 255, 255, 255, 0, 255, 255, 255, 0, 0, 0])],
    ["colours from a palette", png(3, [0, 0, 1, 0, 1, 0], { PLTE: [0, 0, 0, 255, 255, 255] })],
    ["a palette with a clear colour", png(3, [0, 0, 1, 0, 1, 0], { PLTE: [0, 0, 0, 0, 0, 0], tRNS: [255, 0] })],
    ["colour with transparency", png(6, [0, 0, 0, 0, 255, 9, 9, 9, 0, 0, 9, 9, 9, 0, 0, 0, 0, 255])],
    ["grey with transparency", png(4, [0, 0, 255, 0, 0, 0, 0, 0, 0, 255])],
  ])("%s", (_, bytes) => {
    expect([...(greyOf(bytes)?.pixels ?? [])]).toEqual(BLACK_AND_WHITE);
  });

  test("the nearest neighbour of three is found", () => {
    expect([...(greyOf(png(0, [0, 10, 20, 4, 20, 5]))?.pixels ?? [])]).toEqual([10, 20, 30, 35]);
  });

  test.each([
    ["no picture", Buffer.from("nothing")],
    ["rows that are missing", png(0, [0, 0, 255])],
    ["more rows than it says", png(0, [0, 0, 255, 0, 255, 0, 0, 0, 0])],
    ["sixteen bits", png(0, [0, 0, 0, 255, 255, 0, 255, 255, 0, 0], {}, 16)],
  ])("%s is not read", (_, bytes) => {
    expect(greyOf(bytes)).toBeNull();
  });
});

test("a signature stands as ink under its name; one that cannot be read is said to be in the archive", async () => {
  const file = await drawNotice(sampleNotice("collection", "short", { demo: false }));
  checkStructure(file);
  const [one] = sampleNotice("collection", "short").signatures ?? [];
  if (!one) throw new Error("no signature");
  const broken = { ...one, picture: { mediaType: "image/png", base64: "AAAA" } };
  const without = await drawNotice(sampleNotice("collection", "short", { demo: false, signatures: [broken] }));
  expect(textOf(without)).toContain("签名图片存在电子档案里");
  const ink = (bytes: Buffer) =>
    pictureOf(bytes, 72, pageCount(bytes)).dark(158, 0, 150, 776).flat().filter(Boolean).length;
  expect(pageCount(without)).toBe(pageCount(file));
  expect(Math.abs(ink(file) - ink(without))).toBeGreaterThan(60);
});

test("a JPEG that is none does not stop the notice", async () => {
  const [one] = sampleNotice("collection", "short").signatures ?? [];
  if (!one) throw new Error("no signature");
  const broken = { ...one, picture: { mediaType: "image/jpeg", base64: "AAAA" } };
  const file = await drawNotice(sampleNotice("collection", "short", { signatures: [broken] }));
  checkStructure(file);
  expect(textOf(file)).toContain("签名图片存在电子档案里");
});
