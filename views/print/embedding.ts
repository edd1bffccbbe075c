import type { Face, Glyph } from "./face.ts";
import { codeOf, type FontStreams, fontStreams, repacked, writeFont } from "./font-objects.ts";
import { type Family, lettersOf } from "./fonts.ts";

/** The fonts that one document carries. */
export interface FontBox {
  /** The name under which the current page shows the glyph, and its code there (four hexadecimal digits). */
  code(face: Face, glyph: Glyph): { font: string; code: string };
  /** Writes the fonts that were used. */
  close(): void;
}

/** What is printed on every document of a kind: its glyphs are embedded ready-made. */
export type Standing = readonly (readonly [Family, string])[];

/** A subset of a face. */
interface Subset {
  face: Face;
  /** Places of the glyphs by code point, from 1. */
  numbers: Map<number, number>;
  glyphs: Glyph[];
  /** Made once, for a subset that stands. */
  streams?: FontStreams;
}

/** A subset in a document. */
interface Carried {
  subset: Subset;
  number: number;
  ref: PDFKit.PDFKitReference;
}

const prepared = new WeakMap<Standing, Map<Face, Subset>>();

export function openFontBox(doc: PDFKit.PDFDocument, standing: Standing): FontBox {
  const always = standingSubsets(standing);
  const carried = new Map<Subset, Carried>();
  const own = new Map<Face, Subset>();

  function carry(subset: Subset): Carried {
    const known = carried.get(subset);
    if (known !== undefined) return known;
    const one = { subset, number: carried.size + 1, ref: doc.ref({}) };
    carried.set(subset, one);
    return one;
  }

  function subsetWith(face: Face, glyph: Glyph): Subset {
    const ready = always.get(face);
    if (ready?.numbers.has(glyph.codePoint)) return ready;
    const kept = own.get(face) ?? { face, numbers: new Map(), glyphs: [] };
    own.set(face, kept);
    add(kept, glyph);
    return kept;
  }

  return {
    code(face, glyph) {
      const { subset, number, ref } = carry(subsetWith(face, glyph));
      const font = `F${number}`;
      doc.page.fonts[font] ??= ref;
      return { font, code: codeOf(subset.numbers.get(glyph.codePoint) ?? 0) };
    },
    close() {
      for (const { subset, number, ref } of carried.values()) {
        const { face, glyphs } = subset;
        writeFont(doc, ref, { face, glyphs, number, ...(subset.streams ?? fontStreams(face, glyphs)) });
      }
    },
  };
}

function standingSubsets(standing: Standing): Map<Face, Subset> {
  const known = prepared.get(standing);
  if (known !== undefined) return known;
  const subsets = new Map<Face, Subset>();
  for (const [family, text] of standing) {
    for (const { face, glyph } of lettersOf(family, text)) {
      const subset = subsets.get(face) ?? { face, numbers: new Map(), glyphs: [] };
      subsets.set(face, subset);
      add(subset, glyph);
    }
  }
  for (const one of subsets.values()) one.streams = repacked(fontStreams(one.face, one.glyphs));
  prepared.set(standing, subsets);
  return subsets;
}

function add(subset: Subset, glyph: Glyph): void {
  if (subset.numbers.has(glyph.codePoint)) return;
  subset.glyphs.push(glyph);
  subset.numbers.set(glyph.codePoint, subset.glyphs.length);
}
