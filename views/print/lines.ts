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
  /** Blank halves at its ends, in ems. */
  blank: Overhang;
}

/** How far a line may stand out of its column, in ems: the blank halves of marks at its ends. */
interface Overhang {
  before: number;
  after: number;
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

export function overhang(text: string): Overhang {
  return {
    before: BLANK_BEFORE.has(text.charAt(0)) ? 0.5 : 0,
    after: BLANK_AFTER.has(text.charAt(text.length - 1)) ? 0.5 : 0,
  };
}

/** Pieces that no line end may cut: a word, or a character with the marks that cling to it. */
function pieces(family: Family, text: string): Piece[] {
  const parts: string[] = [];
  let open = false;
  let inWord = false;
  for (const character of text) {
    const word = WORD.test(character);
    const clings = NOT_FIRST.has(character) || (word && inWord);
    if (parts.length > 0 && (open || clings)) parts[parts.length - 1] += character;
    else parts.push(character);
    open = NOT_LAST.has(character);
    inWord = word;
  }
  return parts.map((part) => piece(family, part));
}

function piece(family: Family, text: string): Piece {
  return { text, width: widthOf(family, text), blank: overhang(text) };
}

function breakParagraph(all: readonly Piece[], family: Family, limit: number): string[] {
  const lines: string[] = [];
  let line = "";
  let width = 0;
  for (const one of all.flatMap((whole) => (whole.width > limit ? letters(family, whole) : whole))) {
    if (line !== "" && width + one.width - one.blank.after > limit) {
      lines.push(line.trimEnd());
      line = "";
      width = 0;
    }
    if (line === "" && one.text === " ") continue;
    width += one.width - (line === "" ? one.blank.before : 0);
    line += one.text;
  }
  return [...lines, line];
}

/** A word longer than the line is cut where it must be. */
function letters(family: Family, whole: Piece): Piece[] {
  return [...whole.text].map((text) => piece(family, text));
}
