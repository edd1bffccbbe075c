import { openSubset, type Subset } from "./subset.ts";
import { openTrueType, type TrueType } from "./truetype.ts";

/**
 * A face as pdfkit takes one from outside: an object with `layout`. One glyph for each code point and no OpenType
 * features, which Chinese set in lines does not need; that is what makes it ten times faster than a whole font engine.
 */
export interface Face {
  readonly postscriptName: string;
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
  readonly xHeight: number;
  readonly capHeight: number;
  readonly lineGap: number;
  readonly italicAngle: number;
  readonly bbox: TrueType["bbox"];
  readonly post: { isFixedPitch: boolean };
  readonly head: { macStyle: { italic: boolean } };
  readonly "OS/2": { sFamilyClass: number };
  getGlyph(id: number): { advanceWidth: number };
  layout(text: string): GlyphRun;
  createSubset(): Subset;
  /** Whether the face has ink for the code point, or white space. */
  has(codePoint: number): boolean;
  /** Advance of each character in ems, pairs of punctuation drawn together. */
  advances(text: string): number[];
}

interface Glyph {
  id: number;
  advanceWidth: number;
  codePoints: number[];
  source: number;
  outline: Buffer;
}

interface GlyphRun {
  glyphs: Glyph[];
  positions: { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number }[];
  readonly advanceWidth: number;
}

declare global {
  namespace PDFKit.Mixins {
    interface PDFFont {
      registerFont(name: string, face: Face): this;
    }
  }
}

const SPACES = /^\p{Zs}$/u;
const CLOSING = new Set("，、。；：？！）》〉」』】〕”’");
const OPENING = new Set("（《〈「『【〔“‘");

export function openFace(path: string): Face {
  const file = openTrueType(path);
  const glyphs = new Map<number, Glyph>();

  function glyph(codePoint: number): Glyph {
    const known = glyphs.get(codePoint);
    if (known !== undefined) return known;
    const source = file.glyphOf(codePoint);
    const found = {
      id: codePoint,
      advanceWidth: file.advanceOf(source),
      codePoints: [codePoint],
      source,
      outline: file.outlineOf(source),
    };
    glyphs.set(codePoint, found);
    return found;
  }

  function run(text: string): { glyphs: Glyph[]; widths: number[] } {
    const characters = [...text];
    const drawn = characters.map((character) => glyph(character.codePointAt(0) ?? 0));
    const widths = drawn.map((one, i) => {
      const full = one.advanceWidth >= 0.9 * file.unitsPerEm;
      const tight = full && meets(characters[i], characters[i + 1]);
      return tight ? one.advanceWidth - file.unitsPerEm / 2 : one.advanceWidth;
    });
    return { glyphs: drawn, widths };
  }

  return {
    postscriptName: file.postscriptName,
    unitsPerEm: file.unitsPerEm,
    ascent: file.ascent,
    descent: file.descent,
    xHeight: file.xHeight,
    capHeight: file.capHeight,
    lineGap: 0,
    italicAngle: file.italicAngle,
    bbox: file.bbox,
    post: { isFixedPitch: file.isFixedPitch },
    head: { macStyle: { italic: false } },
    "OS/2": { sFamilyClass: file.familyClass },
    getGlyph: (id) => ({ advanceWidth: id === 0 ? file.advanceOf(0) : glyph(id).advanceWidth }),
    layout(text) {
      const { glyphs: drawn, widths } = run(text);
      // pdfkit scales the positions in place, so each call gives new ones.
      const positions = widths.map((xAdvance) => ({ xAdvance, yAdvance: 0, xOffset: 0, yOffset: 0 }));
      return {
        glyphs: drawn,
        positions,
        get advanceWidth() {
          return positions.reduce((sum, position) => sum + position.xAdvance, 0);
        },
      };
    },
    createSubset: () => openSubset(file, glyph),
    has(codePoint) {
      const found = glyph(codePoint);
      return found.source !== 0 && (found.outline.length > 0 || SPACES.test(String.fromCodePoint(codePoint)));
    },
    advances: (text) => run(text).widths.map((width) => width / file.unitsPerEm),
  };
}

/** Two full-width marks side by side share one em: the blank half between them is taken out. */
function meets(left: string | undefined, right: string | undefined): boolean {
  if (left === undefined || right === undefined) return false;
  if (CLOSING.has(left)) return CLOSING.has(right) || OPENING.has(right);
  return OPENING.has(left) && OPENING.has(right);
}
