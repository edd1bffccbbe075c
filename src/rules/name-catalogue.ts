import { spansOf } from "./name-text.ts";

/** One row of the name word table (assets/data/name-words.tsv); administrators edit it, so every rule reads it and none repeats it. */
export interface NameWord {
  category: string;
  word: string;
  /** 包含: anywhere in 字号, industry and form; 结尾: at the end; 整词: the whole 字号; 行业段: an industry word */
  match: string;
  action: "禁用" | "限用" | "允许";
  /** for industry words: the GB/T 4754 class as "F5221 粮油零售" */
  reason: string;
  note: string;
  /**
   * What must be looked at before the word itself, as "放行：大麻花、大麻团；人工：…". Labels: 放行 longer words that pass; 人工 longer words an
   * officer looks at; 行业 classes with which the word has another meaning; 须有 scope phrases of which one is needed; 同类 further classes
   * that an industry word may stand for.
   */
  exceptions?: string;
}

export interface NameCatalogue {
  words: readonly NameWord[];
  /** the four urban districts, as 东安区 */
  districts: readonly string[];
  streets: readonly { name: string; district: string }[];
  /** the counties and county-level cities of 牡丹江, as 宁安市 or 宁安 */
  countyPlaces: readonly string[];
  /** provinces, cities and counties elsewhere, without 省 or 市; OTHER_PLACES unless the city keeps its own list */
  otherPlaces: readonly string[];
}

export const CATEGORY = {
  industry: "行业表述",
  formAllowed: "组织形式-允许",
  formForbidden: "组织形式-禁止",
  format: "格式规则",
  placeWithMeaning: "地名另有含义",
  permit: "须许可/资质的行业词",
} as const;

/** A row's exceptions, taken apart. */
export interface WordExceptions {
  passes: readonly string[];
  reviews: readonly string[];
  classes: readonly string[];
  needs: readonly string[];
  alike: readonly string[];
}

/** Reads the exceptions column of a row; labels nobody knows are left alone. */
export function wordExceptions(word: NameWord): WordExceptions {
  const lists = new Map<string, string[]>();
  for (const part of (word.exceptions ?? "").split("；")) {
    const [label = "", values = ""] = part.split("：");
    lists.set(
      label.trim(),
      values
        .split("、")
        .map((value) => value.trim())
        .filter((value) => value !== ""),
    );
  }
  return {
    passes: lists.get("放行") ?? [],
    reviews: lists.get("人工") ?? [],
    classes: lists.get("行业") ?? [],
    needs: lists.get("须有") ?? [],
    alike: lists.get("同类") ?? [],
  };
}

export interface WordHit {
  word: NameWord;
  exceptions: WordExceptions;
  start: number;
  end: number;
  /** the hit lies in a longer word that an officer looks at */
  review: boolean;
}

/**
 * Where the rows hit a text. Exceptions come first: a hit inside a longer word that passes is none.
 * @param text 字号, industry and form, joined; @param trade the 字号, for rows that match the whole of it
 */
export function wordHits(text: string, trade: string, words: readonly NameWord[]): WordHit[] {
  return words.flatMap((word) => {
    const spans = spansOf(text, word.word).filter(([start, end]) => matches(word.match, text, trade, start, end));
    if (spans.length === 0) return [];
    const exceptions = wordExceptions(word);
    const passes = exceptions.passes.flatMap((longer) => spansOf(text, longer));
    const reviews = exceptions.reviews.flatMap((longer) => spansOf(text, longer));
    return spans
      .filter((span) => !passes.some((pass) => inside(span, pass)))
      .map((span) => {
        const [start, end] = span;
        return { word, exceptions, start, end, review: reviews.some((longer) => inside(span, longer)) };
      });
  });
}

function matches(match: string, text: string, trade: string, start: number, end: number): boolean {
  if (match === "整词") return start === 0 && end === trade.length;
  if (match === "结尾") return end === text.length;
  return match === "包含" || match === "结尾或包含";
}

/** Whether the first span lies in the second. */
export function inside([start, end]: readonly [number, number], [from, to]: readonly [number, number]): boolean {
  return start >= from && end <= to;
}

/** Sorting a thousand rows for every check of every name would cost more than the check; a list of rows is never changed in place. */
const sortedWords = new WeakMap<readonly NameWord[], ReadonlyMap<string, NameWord[]>>();

/** The words of one category, longest first. */
export function wordsOf(catalogue: NameCatalogue, category: string): readonly NameWord[] {
  const known = sortedWords.get(catalogue.words);
  if (known !== undefined) return known.get(category) ?? [];
  const longestFirst = catalogue.words.toSorted((a, b) => b.word.length - a.word.length);
  sortedWords.set(
    catalogue.words,
    Map.groupBy(longestFirst, (word) => word.category),
  );
  return wordsOf(catalogue, category);
}
