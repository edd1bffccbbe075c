import { chanceOf } from "../../src/demo/random.ts";
import { HAN_RANGES, type Standard } from "../../src/rules/characters.ts";
import type { Face } from "../../views/print/face.ts";
import { canDraw, type Family, type Letter, lettersOf } from "../../views/print/fonts.ts";
import { A4_LANDSCAPE, closeSheet, openSheet, turnPage } from "../../views/print/sheet.ts";
import { likeness, pictureOf, textOf } from "./documents.ts";

const DPI = 150;
const CELL = 16;
const SIZE = 13;
const COLUMNS = 50;
const ROWS = 34;
const EDGE = 20;
/** A dot of 13 points at 150 dots an inch is larger. */
const LEAST_DOTS = 3;
/** What is as like the box for "no glyph" is one. */
const BOX_LIKE = 0.85;

export interface GlyphCheck {
  /** Characters without ink, or with the box for "no glyph", or that no face has. */
  missing: string[];
  /** Characters that do not come out of the document as they went in. */
  misread: string[];
}

/** All characters of a standard, in the order of the code. */
export function charactersOf(standard: Standard): string[] {
  return HAN_RANGES.filter((range) => range.standard === standard).flatMap(({ first, last }) =>
    Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)),
  );
}

/** So many of them, each once, the same for the same seed. */
export function sampled(characters: readonly string[], count: number, seed: number): string[] {
  const chance = chanceOf(seed, "characters");
  const chosen = new Set<string>();
  while (chosen.size < count) chosen.add(chance.pick(characters));
  return [...chosen];
}

/** Draws characters as a licence would, page after page, rasterises the pages and measures the ink of every cell; then reads the text. */
export function checkGlyphs(family: Family, characters: readonly string[]): GlyphCheck {
  const drawable = canDraw(characters.join(""));
  const without = new Set(drawable.ok ? [] : drawable.missing);
  const shown = characters.filter((character) => !without.has(character));
  const letters = shown.map((character) => lettersOf(family, character)[0]).filter((letter) => letter !== undefined);
  const file = drawn(letters);
  const boxes = boxesOf(new Set(letters.map(({ face }) => face)));
  const missing = [...without];
  for (let page = 0; page * COLUMNS * ROWS < shown.length; page += 1) {
    const picture = pictureOf(file, DPI, page + 1);
    for (let cell = 0; cell < COLUMNS * ROWS; cell += 1) {
      const at = page * COLUMNS * ROWS + cell;
      const [letter, character] = [letters[at], shown[at]];
      if (letter === undefined || character === undefined) break;
      const { x, y } = placeOf(cell);
      const dots = picture.dark(x - 1, y - 0.9 * SIZE, SIZE + 2, 1.15 * SIZE);
      const box = boxes.get(letter.face) ?? [];
      const inked = dots.flat().filter(Boolean).length >= LEAST_DOTS;
      if (!inked || (box.flat().some(Boolean) && likeness(dots, box) > BOX_LIKE)) missing.push(character);
    }
  }
  return { missing, misread: misread(file, shown) };
}

function placeOf(cell: number): { x: number; y: number } {
  return { x: EDGE + (cell % COLUMNS) * CELL, y: EDGE + SIZE + Math.floor(cell / COLUMNS) * CELL };
}

function drawn(letters: readonly Letter[]): Buffer {
  const sheet = openSheet({ size: A4_LANDSCAPE, title: "t", subject: "s", issuedAt: 0, data: null });
  letters.forEach(({ face, glyph }, i) => {
    const cell = i % (COLUMNS * ROWS);
    if (i > 0 && cell === 0) turnPage(sheet);
    const { x, y } = placeOf(cell);
    const { font, code } = sheet.fonts.code(face, glyph);
    sheet.doc.addContent(`BT /${font} ${SIZE} Tf 1 0 0 -1 ${x} ${y} Tm <${code}> Tj ET`);
  });
  return closeSheet(sheet);
}

/** What each face draws for a character that it does not have. */
function boxesOf(faces: ReadonlySet<Face>): Map<Face, boolean[][]> {
  const file = drawn([...faces].map((face) => ({ face, glyph: face.glyph(0x10fffd), width: 1 })));
  const picture = pictureOf(file, DPI);
  return new Map(
    [...faces].map((face, i) => {
      const { x, y } = placeOf(i);
      return [face, picture.dark(x - 1, y - 0.9 * SIZE, SIZE + 2, 1.15 * SIZE)];
    }),
  );
}

function misread(file: Buffer, shown: readonly string[]): string[] {
  const read = [...textOf(file).join("")].filter((character) => !/\s/u.test(character));
  if (read.length !== shown.length) return shown.filter((character) => !read.includes(character)).concat("length");
  return shown.filter((character, i) => read[i] !== character);
}
