import { type Outline, outline } from "./subset.ts";
import { openTrueType, type TrueType } from "./truetype.ts";

/**
 * A face as a chain of code points: one glyph for each, and no OpenType features, which Chinese set in lines does not need.
 * That is what makes it ten times faster than a whole font engine.
 */
export interface Face {
  readonly file: TrueType;
  /** The glyph of a code point; the box for "no glyph" where the face has none. */
  glyph(codePoint: number): Glyph;
  /** The box for "no glyph". */
  box(): Outline;
  /** Whether the face has ink for the code point, or white space. */
  has(codePoint: number): boolean;
}

export interface Glyph {
  codePoint: number;
  /** In ems. */
  width: number;
  /** Empty for a space. */
  outline: Outline;
}

const SPACES = /^\p{Zs}$/u;

export function openFace(path: string): Face {
  const file = openTrueType(path);
  const glyphs = new Map<number, Glyph>();
  let box: Outline | undefined;

  function glyph(codePoint: number): Glyph {
    const known = glyphs.get(codePoint);
    if (known !== undefined) return known;
    const source = file.glyphOf(codePoint);
    const width = file.advanceOf(source) / file.unitsPerEm;
    const found = { codePoint, width, outline: outline(source, file.outlineOf(source)) };
    glyphs.set(codePoint, found);
    return found;
  }

  return {
    file,
    glyph,
    box() {
      box ??= outline(0, file.outlineOf(0));
      return box;
    },
    has(codePoint) {
      const source = file.glyphOf(codePoint);
      return source !== 0 && (file.draws(source) || SPACES.test(String.fromCodePoint(codePoint)));
    },
  };
}
