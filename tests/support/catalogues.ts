import { readFileSync } from "node:fs";
import { type NameCatalogue, type NameWord, OTHER_PLACES } from "../../src/rules/business-name.ts";
import type { ScopeItem, ScopeKind } from "../../src/rules/scope-of-business.ts";

/** The catalogues as shipped, for tests of rules that take them as arguments. */

const DISTRICTS = ["东安区", "阳明区", "爱民区", "西安区"];

const divisions = rowsOf("divisions.tsv");
const districtCodes = new Map(
  divisions.filter((row) => DISTRICTS.includes(row.name ?? "")).map((row) => [row.code, row.name ?? ""]),
);

export const nameCatalogue: NameCatalogue = {
  words: rowsOf("name-words.tsv").map((row) => ({
    category: row.category ?? "",
    word: row.word ?? "",
    match: row.match ?? "",
    action: actionOf(row.action),
    reason: row.reason ?? "",
    note: row.note ?? "",
    exceptions: row.exceptions ?? "",
  })),
  districts: DISTRICTS,
  streets: divisions.flatMap((row) => {
    const district = districtCodes.get(row.parent);
    return row.level === "street" && district !== undefined ? [{ name: row.name ?? "", district }] : [];
  }),
  countyPlaces: divisions
    .filter((row) => row.level === "area" && !districtCodes.has(row.code))
    .map((row) => row.name ?? ""),
  otherPlaces: OTHER_PLACES,
};

export const scopeCatalogue: readonly ScopeItem[] = rowsOf("scope.tsv").map((row) => ({
  phrase: row.phrase ?? "",
  kind: kindOf(row.type),
  gbt: row.gbt4754 ?? "",
  gbtName: row.gbt4754_name ?? "",
  licence: row.licence_or_filing ?? "",
  authority: row.authority ?? "",
  group: row.group ?? "",
  note: row.note ?? "",
  aliases: (row.spoken_aliases ?? "").split(" ").filter((alias) => alias !== ""),
  closedToIndividuals: (row.note ?? "").includes("个体不可"),
}));

/** Items of the catalogue by their phrases, the first being the main business; a phrase the catalogue lacks is an error of the test. */
export function scopeOf(...phrases: string[]): ScopeItem[] {
  return phrases.map((phrase) => {
    const item = scopeCatalogue.find((candidate) => candidate.phrase === phrase);
    if (item === undefined) throw new Error(`no such phrase: ${phrase}`);
    return item;
  });
}

function rowsOf(file: string): Record<string, string | undefined>[] {
  const text = readFileSync(new URL(`../../assets/data/${file}`, import.meta.url), "utf8");
  const [header = "", ...lines] = text.trimEnd().split("\n");
  const columns = header.split("\t");
  return lines.map((line) => {
    const cells = line.split("\t");
    return Object.fromEntries(columns.map((column, at) => [column, cells[at]]));
  });
}

function actionOf(text: string | undefined): NameWord["action"] {
  if (text === "禁用" || text === "限用" || text === "允许") return text;
  throw new Error(`no such action: ${text}`);
}

function kindOf(text: string | undefined): ScopeKind {
  if (text === "一般" || text === "许可" || text === "前置许可") return text;
  throw new Error(`no such kind: ${text}`);
}
