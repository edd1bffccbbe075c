import { createRequire } from "node:module";
import { expect, test } from "vitest";
import { faceFor } from "../../views/print/fonts.ts";
import { webFont } from "../../views/print/web-font.ts";

interface Glyph {
  id: number;
  advanceWidth: number;
  path: { bbox: { minX: number; minY: number; maxX: number; maxY: number }; commands: unknown[] };
}
interface Font {
  unitsPerEm: number;
  characterSet: number[];
  glyphForCodePoint(code: number): Glyph;
}
// It brings no types.
const fontkit = createRequire(import.meta.url)("fontkit") as { create(bytes: Buffer): Font };

test("a slice holds, for another font engine, each glyph of the chain in its own size, whatever the em of its face", () => {
  const codes = [..."㛃𬱖𠀐𭀖𰻝"].map((character) => character.codePointAt(0) ?? 0);
  expect(new Set(codes.map((code) => faceFor(code)?.file.unitsPerEm))).toEqual(new Set([1000, 1024]));
  const font = fontkit.create(webFont([...codes, 0x2fff0], "Tongban Rare") ?? Buffer.alloc(0));
  expect(font.unitsPerEm).toBe(1000);
  expect(font.characterSet.toSorted((a, b) => a - b)).toEqual(codes.toSorted((a, b) => a - b));
  for (const code of codes) {
    const face = faceFor(code);
    if (!face) throw new Error("no face");
    const bytes = face.glyph(code).outline.bytes;
    const scale = 1000 / face.file.unitsPerEm;
    const glyph = font.glyphForCodePoint(code);
    expect(glyph.path.commands.length).toBeGreaterThan(10);
    const { minX, minY, maxX, maxY } = glyph.path.bbox;
    [minX, minY, maxX, maxY].forEach((value, i) => {
      // The face states where the control points of its curves end, which is a little further out.
      expect(Math.abs(value - bytes.readInt16BE(2 + 2 * i) * scale)).toBeLessThan(8);
    });
    expect(glyph.advanceWidth).toBe(1000);
  }
});

test("a slice of which no face has anything is none", () => {
  expect(webFont([0x2fff0, 0xe000], "Tongban Rare")).toBeUndefined();
});
