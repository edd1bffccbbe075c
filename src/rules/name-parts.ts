import { CATEGORY, type NameCatalogue, type NameWord, wordsOf } from "./name-catalogue.ts";
import { foldName, NAME_SUFFIX, splitSuffix } from "./name-text.ts";

/** The parts of a name: 行政区划 + 字号 + 行业 + 组织形式 (企业名称登记管理规定 6). */
export interface NameParts {
  /** as 东安区 */
  district: string;
  /** as 温春镇 */
  street?: string;
  /** 字号 */
  trade: string;
  /** 行业, may be empty */
  industry: string;
  /** 组织形式, as 店 */
  form: string;
}

export interface NameSettings {
  /** whether names end with （个体工商户） */
  suffix: boolean;
}

export const CITY = "牡丹江市";
const PROVINCE = "黑龙江省";

/** What may be wrong with the way a full name is put together, found while it is taken apart. */
export type NameFault = "city missing" | "province" | "district missing" | "suffix twice" | "suffix bare";

/** The parts with every text folded into its one form, and without an empty street. */
export function foldParts(parts: NameParts): NameParts {
  const street = foldName(parts.street ?? "");
  return {
    district: foldName(parts.district),
    ...(street === "" ? {} : { street }),
    trade: foldName(parts.trade),
    industry: foldName(parts.industry),
    form: foldName(parts.form),
  };
}

/**
 * The full name: 市 and 区, street or town if wanted, 字号, industry, form, and the suffix where the city prints it.
 * Source: 企业名称登记管理规定 6 and 7 (市辖区 follows the city), domain 3.1.
 */
export function composeName(parts: NameParts, settings: NameSettings): string {
  const { district, street, trade, industry, form } = foldParts(parts);
  return `${CITY}${district}${street ?? ""}${trade}${industry}${form}${settings.suffix ? NAME_SUFFIX : ""}`;
}

/**
 * Takes a full name apart: suffix (either kind of brackets), prefix, the longest form at the end, industry words before it; the rest is the 字号.
 * @returns parts undefined when no district of the city stands at the beginning
 */
export function splitName(
  name: string,
  catalogue: NameCatalogue,
): { parts: NameParts | undefined; faults: NameFault[] } {
  const faults: NameFault[] = [];
  const { body, suffixes } = splitSuffix(foldName(name));
  if (suffixes > 1) faults.push("suffix twice");
  const bare = body.replace(/个体工商户$/u, "");
  if (bare !== body) faults.push("suffix bare");
  const { rest, prefixFaults } = withoutCity(bare);
  faults.push(...prefixFaults);
  const district = catalogue.districts.find((candidate) => rest.startsWith(candidate));
  if (district === undefined) return { parts: undefined, faults: [...faults, "district missing"] };
  const afterDistrict = rest.slice(district.length);
  const street = catalogue.streets
    .map((candidate) => candidate.name)
    .filter((candidate) => afterDistrict.startsWith(candidate))
    .toSorted((a, b) => b.length - a.length)[0];
  const own = splitOwnPart(afterDistrict.slice(street?.length ?? 0), catalogue);
  return { parts: { district, ...(street === undefined ? {} : { street }), ...own }, faults };
}

function withoutCity(name: string): { rest: string; prefixFaults: NameFault[] } {
  const prefixFaults: NameFault[] = [];
  let rest = name;
  if (rest.startsWith(PROVINCE)) {
    prefixFaults.push("province");
    rest = rest.slice(PROVINCE.length);
  }
  if (rest.startsWith(CITY)) return { rest: rest.slice(CITY.length), prefixFaults };
  return { rest: rest.replace(/^牡丹江/u, ""), prefixFaults: [...prefixFaults, "city missing"] };
}

/** Of all forms that end the name, the one with which form and industry words together explain most of it (鲜花 + 店, not 鲜 + 花店). */
function splitOwnPart(body: string, catalogue: NameCatalogue): { trade: string; industry: string; form: string } {
  const words = wordsOf(catalogue, CATEGORY.industry);
  const forms = [...wordsOf(catalogue, CATEGORY.formAllowed), ...wordsOf(catalogue, CATEGORY.formForbidden)]
    .map((word) => word.word)
    .filter((form) => body.endsWith(form));
  return [...forms, ""]
    .map((form) => ({ ...splitIndustry(body, form, words), form }))
    .reduce((best, split) => {
      const shorter = split.trade.length - best.trade.length;
      return shorter < 0 || (shorter === 0 && split.form.length > best.form.length) ? split : best;
    });
}

function splitIndustry(body: string, form: string, words: readonly NameWord[]): { trade: string; industry: string } {
  let rest = body.slice(0, body.length - form.length);
  let industry = "";
  // The first word may run into the form (饺子馆, 书店); the words before it stand alone (烟酒 + 食品).
  let taken = Math.max(longestEnding(body, words).length - form.length, longestEnding(rest, words).length);
  while (taken > 0) {
    industry = rest.slice(rest.length - taken) + industry;
    rest = rest.slice(0, rest.length - taken);
    taken = longestEnding(rest, words).length;
  }
  return { trade: rest, industry };
}

function longestEnding(text: string, words: readonly NameWord[]): string {
  return words
    .map((word) => word.word)
    .reduce((longest, word) => (word.length > longest.length && text.endsWith(word) ? word : longest), "");
}
