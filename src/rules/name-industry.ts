import { CATEGORY, type NameCatalogue, wordExceptions, wordsOf } from "./name-catalogue.ts";
import { spansOf } from "./name-text.ts";
import type { ScopeItem } from "./scope-item.ts";

/** An industry word of a name, with the GB/T 4754-2017 class it stands for. */
export interface IndustryWord {
  word: string;
  /** four digits */
  code: string;
  /** the class's name, as 粮油零售 */
  label: string;
  /** further classes, of two to four digits, that the word may stand for */
  alike: readonly string[];
}

/** Online retail and wholesale sell every kind of goods (GB/T 4754-2017 5292, 5193). */
const ONLINE_TRADE = ["5292", "5193"];

/**
 * The industry words in a name, longest first. A form such as 超市 or 饺子馆 carries an industry of its own, so industry and form are read as one.
 * Source: 企业名称登记管理规定 9 (主营业务, 国民经济行业分类标准).
 */
export function industryWords(industry: string, form: string, catalogue: NameCatalogue): IndustryWord[] {
  const text = industry + form;
  const occurrences = wordsOf(catalogue, CATEGORY.industry)
    .flatMap((row) => spansOf(text, row.word).map(([start, end]) => ({ row, start, end })))
    .toSorted((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const kept: typeof occurrences = [];
  for (const found of occurrences) {
    if (kept.every((other) => found.end <= other.start || found.start >= other.end)) kept.push(found);
  }
  return kept.flatMap(({ row }) => {
    const parsed = /^[A-T]?(\d{3,4})\s*(.*)$/.exec(row.reason);
    if (parsed === null) return [];
    return [{ word: row.word, code: parsed[1] ?? "", label: parsed[2] ?? "", alike: wordExceptions(row).alike }];
  });
}

/**
 * The class or classes (four digits, separated by a space, the longest word's first) of the industry words of a name;
 * undefined when no word of the table stands in it.
 */
export function industryClass(industry: string, form: string, catalogue: NameCatalogue): string | undefined {
  const codes = [...new Set(industryWords(industry, form, catalogue).map((word) => word.code))];
  return codes.length === 0 ? undefined : codes.join(" ");
}

/** Whether an industry word fits a scope item: the item's class is the word's class or one that the word may also stand for. */
export function fitsScope(word: IndustryWord, item: ScopeItem): boolean {
  const classes = [word.code, ...word.alike];
  if (classes.some((code) => item.gbt.startsWith(code))) return true;
  return ONLINE_TRADE.includes(item.gbt) && classes.some((code) => code.startsWith("51") || code.startsWith("52"));
}
