import { describe, expect, test } from "vitest";
import {
  type DatedWord,
  isWordKey,
  STANDARD_WORDS,
  scopeTexts,
  WORD_KEYS,
  wordProblem,
  wordsOn,
} from "../../src/rules/licence-words.ts";
import { SCOPE_TEXTS } from "../../src/rules/scope-of-business.ts";

const DATED: DatedWord[] = [
  { key: "dateLabel", from: "2028-01-01", text: "注册日期" },
  { key: "dateLabel", from: "2027-01-01", text: "成立日期" },
  { key: "nameSuffix", from: "2027-06-01", text: "" },
];

describe("the words on a day", () => {
  test.each([
    ["2026-12-31", "注册日期", "（个体工商户）"],
    ["2027-01-01", "成立日期", "（个体工商户）"],
    ["2027-06-01", "成立日期", ""],
    ["2028-01-01", "注册日期", ""],
  ])("%s: %s, suffix “%s”", (day, dateLabel, nameSuffix) => {
    expect(wordsOn(DATED, day)).toEqual({ ...STANDARD_WORDS, dateLabel, nameSuffix });
  });

  test("the standard ones are those of the scope's own rule, and none is empty", () => {
    expect(scopeTexts(STANDARD_WORDS)).toEqual(SCOPE_TEXTS);
    for (const key of WORD_KEYS) expect(STANDARD_WORDS[key]).not.toBe("");
    expect(scopeTexts({ ...STANDARD_WORDS, permitClosing: "（甲）" }).permitClosing).toBe("（甲）");
  });
});

describe("a new wording", () => {
  const check = (change: Partial<DatedWord>) =>
    wordProblem({ key: "qrHint", from: "2027-01-01", text: "扫码查验", ...change }, "2026-11-25");

  test("is taken from today on", () => {
    expect(check({})).toBeUndefined();
    expect(check({ from: "2026-11-25" })).toBeUndefined();
    expect(check({ key: "nameSuffix", text: "" })).toBeUndefined();
    for (const key of WORD_KEYS) expect(check({ key, text: STANDARD_WORDS[key] })).toBeUndefined();
  });

  test.each([
    [{ from: "2026-11-24" }, "起用日期最早是今天（2026-11-25），已经签发的执照不改"],
    [{ from: "下个月" }, "起用日期请写成 2027-01-01 的样子"],
    [{ from: "2027-13-01" }, "起用日期请写成 2027-01-01 的样子"],
    [{ text: " " }, "二维码下的提示不能是空的"],
    [{ text: "扫码 " }, "二维码下的提示前后不能有空格，也不能有看不见的字符"],
    [{ text: "扫".repeat(13) }, "二维码下的提示最多 12 个字，现在是 13 个字"],
    [{ key: "operatorLabel", text: "经营者姓名" }, "经营者的标题最多 4 个字，现在是 5 个字"],
    [{ key: "dateLabel", text: "发照日期" }, "日期的标题只能是“注册日期”或“成立日期”"],
  ] as const)("%j: %s", (change, message) => {
    expect(check(change)).toBe(message);
  });

  test("has a key of the table", () => {
    expect(isWordKey("qrHint")).toBe(true);
    expect(isWordKey("toString")).toBe(false);
  });
});
