import { foldCharacters } from "./characters.ts";

/** A business name as text: one form for comparing, checking and storing, and the suffix at its end. */

/** Names registered since 2023 end with it, in full-width brackets; a setting of the city (domain 3.1). */
export const NAME_SUFFIX = "（个体工商户）";

const MIDDLE_DOTS = /[\u0387\u2022\u2027\u2219\u22C5\u30FB\uFF65]/gu;
const INVISIBLE = /[\p{White_Space}\p{Cf}\p{Cc}]/gu;
const VARIATION_SELECTORS = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu;
const FULL_WIDTH = /[\uFF01-\uFF5E]/gu;
const FULL_WIDTH_OFFSET = 0xfee0;

/**
 * Folds what was typed: NFC, full-width letters and digits to half-width, brackets to full-width, no spaces, no invisible characters,
 * no variation selectors, old and compatibility codes as the characters they stand for, one kind of middle dot. Never changes which character is meant.
 */
export function foldName(text: string): string {
  return foldCharacters(text)
    .replace(INVISIBLE, "")
    .replace(VARIATION_SELECTORS, "")
    .replace(FULL_WIDTH, (wide) => String.fromCodePoint((wide.codePointAt(0) ?? FULL_WIDTH_OFFSET) - FULL_WIDTH_OFFSET))
    .replace(/[([]/g, "（")
    .replace(/[)\]]/g, "）")
    .replace(MIDDLE_DOTS, "·");
}

/** Takes the suffix off a folded name; suffixes: how often it stood at the end. */
export function splitSuffix(name: string): { body: string; suffixes: number } {
  const body = name.replace(/(（个体工商户）)+$/u, "");
  return { body, suffixes: (name.length - body.length) / NAME_SUFFIX.length };
}

/** Number of characters as a person counts them: code points, so that a character outside the first plane counts once. */
export function characterCount(text: string): number {
  return [...text].length;
}

/**
 * The runs of a folded text that are not Chinese characters (of any plane), in order.
 * 〇, 々 and radicals are Script=Han without being standard characters, hence Unified_Ideograph.
 */
export function foreignRuns(text: string): string[] {
  return text.match(/\P{Unified_Ideograph}+/gu) ?? [];
}

/** Where a part stands in a text, every time: [start, end) in UTF-16 units. */
export function spansOf(text: string, part: string): [number, number][] {
  const spans: [number, number][] = [];
  if (part === "") return spans;
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1)) spans.push([at, at + part.length]);
  return spans;
}
