/** Entries that an administrator adds to the catalogues, and the time they are in force. Dates are `YYYY-MM-DD`; "" is no limit. */
import { isCalendarDate } from "./calendar.ts";

export const CATALOGUE_KEYS = ["scope", "words", "divisions"] as const;
export type CatalogueKey = (typeof CATALOGUE_KEYS)[number];

export const CATALOGUE_NAMES: Record<CatalogueKey, { label: string; one: string; source: string }> = {
  scope: {
    label: "经营范围目录",
    one: "表述",
    source: "依国家规范表述目录和各项许可的规定。止了的表述不能再选，已经登记的不变。",
  },
  words: { label: "名称用语", one: "用语", source: "禁用、限用和允许的字词，依《企业名称登记管理规定》和有关办法。" },
  divisions: { label: "行政区划", one: "区划", source: "街道、镇和社区、村。经营场所按它归到登记机关。" },
};

export const SCOPE_KINDS = ["一般", "许可", "前置许可"] as const;
export const WORD_ACTIONS = ["禁用", "限用", "允许"] as const;
export const WORD_MATCHES = ["包含", "整词", "结尾", "行业段"] as const;
export const DIVISION_LEVELS = { street: "街道、镇、乡", village: "社区、村" } as const;

export interface EntryProblem {
  field: string;
  message: string;
}

/** Whether `text` names a catalogue. Takes any text. */
export function isCatalogueKey(text: string): text is CatalogueKey {
  return CATALOGUE_KEYS.some((key) => key === text);
}

/** What is wrong with the time in force, by field; none when it holds. Ends never lie before beginnings. */
export function checkForce(from: string, to: string): EntryProblem[] {
  const problems: EntryProblem[] = [];
  if (from !== "" && !isCalendarDate(from))
    problems.push({ field: "validFrom", message: "起始日期不对，请写成 2027-01-01" });
  if (to !== "" && !isCalendarDate(to)) problems.push({ field: "validTo", message: "截止日期不对，请写成 2027-01-01" });
  else if (from !== "" && to !== "" && to < from)
    problems.push({ field: "validTo", message: "截止日期早于起始日期，请改正" });
  return problems;
}

type Typed = Record<string, string>;

/** What is wrong with a typed entry of a catalogue, by field. Sources: GB/T 4754-2017 (four digits), 统计用区划代码 (6, 9, 12 digits). */
export function checkEntry(catalogue: CatalogueKey, typed: Typed): EntryProblem[] {
  const of = (field: string) => typed[field] ?? "";
  const problems: EntryProblem[] = [];
  const need = (field: string, most: number, what: string) => {
    const length = [...of(field)].length;
    if (length === 0 || length > most) problems.push({ field, message: `请写${what}，不超过 ${most} 个字` });
  };
  const atMost = (field: string, most: number, what: string) => {
    if ([...of(field)].length > most) problems.push({ field, message: `${what}不超过 ${most} 个字` });
  };
  const oneOf = (field: string, known: readonly string[], what: string) => {
    if (!known.includes(of(field))) problems.push({ field, message: `请选${what}` });
  };
  switch (catalogue) {
    case "scope":
      need("phrase", 60, "规范表述");
      oneOf("kind", SCOPE_KINDS, "类别");
      if (!/^\d{4}$/.test(of("gbt"))) problems.push({ field: "gbt", message: "行业代码是 4 位数字，例如 6210" });
      need("group", 20, "分组");
      if (of("kind") !== "一般" && of("licence") === "")
        problems.push({ field: "licence", message: "许可和前置许可请写许可证的名称" });
      atMost("aliases", 300, "口语说法");
      atMost("note", 200, "说明");
      break;
    case "words":
      need("word", 20, "字词");
      oneOf("action", WORD_ACTIONS, "怎么处理");
      oneOf("match", WORD_MATCHES, "怎么算出现");
      need("category", 20, "类别");
      need("reason", 200, "依据");
      atMost("exceptions", 200, "例外");
      break;
    case "divisions":
      oneOf("level", Object.keys(DIVISION_LEVELS), "级别");
      need("name", 30, "名称");
      if (!/^\d{9}$/.test(of("code")) && of("level") === "street")
        problems.push({ field: "code", message: "街道、镇的代码是 9 位数字" });
      if (!/^\d{12}$/.test(of("code")) && of("level") === "village")
        problems.push({ field: "code", message: "社区、村的代码是 12 位数字" });
  }
  return [...problems, ...checkForce(of("validFrom"), of("validTo"))];
}

/** The code of the division above: of a street its district, of a village its street. */
export function parentCode(code: string): string {
  return code.slice(0, -3);
}
