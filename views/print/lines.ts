import { type Family, widthOf } from "./fonts.ts";

// Rules for line ends after 《标点符号用法》 GB/T 15834 附录A: no mark that closes begins a line, none that opens ends one.
const NOT_FIRST = new Set("，、。；：？！）》〉」』】〕”’·…—％,.;:?!)]}%");
const NOT_LAST = new Set("（《〈「『【〔“‘([{");
// Full-width marks with ink in one half only: the blank half may stand outside the column.
const BLANK_AFTER = new Set("，、。；：？！）》〉」』】〕");
const BLANK_BEFORE = new Set("（《〈「『【〔");
const WORD = /[\p{Script=Latin}\p{Nd}@#&+/_.:%=?~-]/u;

interface Piece {
  text: string;
  width: number;
}

/** Breaks a text into lines no wider than `width` (in ems). A line feed begins a new line. */
export function breakLines(family: Family, text: string, width: number): string[] {
  return text.split("\n").flatMap((paragraph) => breakParagraph(pieces(family, paragraph), family, width));
}

export interface Fit {
  size: number;
  lines: string[];
}

/**
 * The largest of the sizes at which the text stands in a box, or null when even the smallest is too large. Box and
 * sizes in points; `leading` is the distance of base lines in ems.
 */
export function fitText(
  family: Family,
  text: string,
  box: { width: number; height: number; leading: number },
  sizes: readonly number[],
): Fit | null {
  const paragraphs = text.split("\n").map((paragraph) => pieces(family, paragraph));
  for (const size of sizes) {
    const lines = paragraphs.flatMap((paragraph) => breakParagraph(paragraph, family, box.width / size));
    if (size * (1 + box.leading * (lines.length - 1)) <= box.height) return { size, lines };
  }
  return null;
}

/** Sizes from `from` down to `to`, half a point apart. */
export function sizesDown(from: number, to: number): number[] {
  const sizes = [];
  for (let size = from; size >= to; size -= 0.5) sizes.push(size);
  return sizes;
}

/** How far a line may stand out of its column, in ems: the blank halves of marks at its ends. */
export function overhang(text: string): { before: number; after: number } {
  const characters = [...text];
  return {
    before: BLANK_BEFORE.has(characters[0] ?? "") ? 0.5 : 0,
    after: BLANK_AFTER.has(characters.at(-1) ?? "") ? 0.5 : 0,
  };
}

/** Pieces that no line end may cut: a word, or a character with the marks that cling to it. */
function pieces(family: Family, text: string): Piece[] {
  const parts: string[] = [];
  let open = false;
  for (const character of text) {
    const last = parts.at(-1);
    const before = last === undefined ? "" : ([...last].at(-1) ?? "");
    const clings = NOT_FIRST.has(character) || (WORD.test(character) && WORD.test(before));
    if (last !== undefined && (open || clings)) parts[parts.length - 1] = last + character;
    else parts.push(character);
    open = NOT_LAST.has(character);
  }
  return parts.map((part) => ({ text: part, width: widthOf(family, part) }));
}

function breakParagraph(all: readonly Piece[], family: Family, limit: number): string[] {
  const lines: string[] = [];
  let line = "";
  let width = 0;
  for (const piece of all.flatMap((one) => (one.width > limit ? letters(family, one) : [one]))) {
    if (line !== "" && width + piece.width - overhang(piece.text).after > limit) {
      lines.push(line.trimEnd());
      line = "";
      width = 0;
    }
    if (line === "" && piece.text === " ") continue;
    width += piece.width - (line === "" ? overhang(piece.text).before : 0);
    line += piece.text;
  }
  return [...lines, line];
}

/** A word longer than the line is cut where it must be. */
function letters(family: Family, piece: Piece): Piece[] {
  return [...piece.text].map((text) => ({ text, width: widthOf(family, text) }));
}
