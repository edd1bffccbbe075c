import type { NameCatalogue } from "./name-catalogue.ts";
import { industryWords } from "./name-industry.ts";
import { foldParts, type NameParts } from "./name-parts.ts";
import { characterCount, foldName } from "./name-text.ts";

/** Stands in a hold for "no industry word": such a name clashes with every industry. */
export const EVERY_INDUSTRY = "*";

export interface SimilarName {
  trade: string;
  why: "同音" | "一字之差" | "字序不同" | "包含";
}

/**
 * What a name holds within one authority: its 字号, and the middle class (three digits) of its longest industry word, "*" without one.
 * Source: 企业名称登记管理规定 17 (同一登记机关、同行业或者不含行业表述的, 字号不得相同).
 */
export function holdKey(parts: NameParts, catalogue: NameCatalogue): { trade: string; industry: string } {
  const { trade, industry, form } = foldParts(parts);
  const word = industryWords(industry, form, catalogue)[0];
  return { trade, industry: word === undefined ? EVERY_INDUSTRY : word.code.slice(0, 3) };
}

/**
 * The 字号 among others that a customer may mistake for this one, at most one reason each, the gravest first. Warnings only: confusion is the
 * applicant's own risk (企业名称登记管理规定 16). Equal 字号 are left out; whether they clash is for the hold to say.
 * @param pinyin reading of a text without tones; without it homophones are not looked for
 */
export function similarNames(
  trade: string,
  others: readonly string[],
  pinyin?: (text: string) => string,
): SimilarName[] {
  const own = foldName(trade);
  const order: readonly SimilarName["why"][] = ["同音", "字序不同", "一字之差", "包含"];
  return [...new Set(others.map(foldName))]
    .flatMap((other) => {
      const why = other === own || other === "" ? undefined : likeness(own, other, pinyin);
      return why === undefined ? [] : [{ trade: other, why }];
    })
    .toSorted((a, b) => order.indexOf(a.why) - order.indexOf(b.why));
}

function likeness(own: string, other: string, pinyin?: (text: string) => string): SimilarName["why"] | undefined {
  const [mine, theirs] = [[...own], [...other]];
  if (pinyin !== undefined && pinyin(own) === pinyin(other)) return "同音";
  if (mine.toSorted().join("") === theirs.toSorted().join("")) return "字序不同";
  const differing = mine.filter((character, at) => character !== theirs[at]).length;
  // Of two characters one is always half the 字号: 福满 and 福顺 are not alike.
  if (mine.length === theirs.length && mine.length >= 3 && differing === 1) return "一字之差";
  const shorter = Math.min(mine.length, theirs.length);
  if (shorter >= 2 && (own.includes(other) || other.includes(own))) return "包含";
  return undefined;
}

/**
 * Up to three other 字号 when one is taken, made of what the applicant gave: the operator's surname or name, the street, a lucky character.
 * The caller checks each with checkName and against the holds.
 * @param taken 字号 that are not free; @param operatorName "" when unknown
 */
export function suggestNames(parts: NameParts, operatorName: string, taken: readonly string[]): string[] {
  const { trade, street } = foldParts(parts);
  const operator = foldName(operatorName);
  const surname = [...operator][0] ?? "";
  const place = (street ?? "").replace(/(?:街道|镇|朝鲜族乡|乡)$/u, "");
  const candidates = [
    surname === "" ? "" : `老${surname}${trade}`,
    place === "" ? "" : `${place}${trade}`,
    `${trade}佳`,
    `福${trade}`,
    `新${trade}`,
    operator,
  ];
  const unavailable = new Set([trade, ...taken.map(foldName)]);
  return [...new Set(candidates)]
    .filter((candidate) => characterCount(candidate) >= 2 && !unavailable.has(candidate))
    .slice(0, 3);
}
