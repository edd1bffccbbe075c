import { CATEGORY, type NameCatalogue, wordsOf } from "../../rules/name-catalogue.ts";

const USUAL = ["店", "超市", "经营部", "商行", "饭店", "馆", "理发店", "工作室", "服务部", "便利店", "小吃部"];

/** The organisational forms that a name may end with: the usual ones first. */
export function formsOf(catalogue: NameCatalogue): string[] {
  const words = wordsOf(catalogue, CATEGORY.formAllowed)
    .filter(({ action }) => action === "允许")
    .map(({ word }) => word);
  const usual = USUAL.filter((word) => words.includes(word));
  const others = words.filter((word) => !usual.includes(word));
  return [...usual, ...others.toSorted((a, b) => a.localeCompare(b, "zh-CN"))];
}
