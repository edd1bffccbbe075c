import { expect, test } from "vitest";
import {
  characterWords,
  foldCharacters,
  foldedCharacters,
  HAN_RANGES,
  hanRangeOf,
  outsideGb18030,
  rangeName,
  type Standard,
} from "../../src/rules/characters.ts";

const countOf = (standard: Standard) =>
  HAN_RANGES.filter((range) => range.standard === standard).reduce((sum, { first, last }) => sum + last - first + 1, 0);

test("the ranges hold what the standard and its amendment count", () => {
  expect(countOf("level 3")).toBe(87_887);
  expect(countOf("amendment 1")).toBe(9_793);
});

test("the ranges do not overlap, and everything in them is an ideograph or not yet one", () => {
  const ordered = HAN_RANGES.toSorted((a, b) => a.first - b.first);
  for (const [at, { first, last }] of ordered.entries()) {
    expect(first).toBeLessThanOrEqual(last);
    expect(first).toBeGreaterThan(ordered[at - 1]?.last ?? 0);
  }
  for (const { first, last, standard } of HAN_RANGES)
    for (let code = first; code <= last; code += 1)
      if (standard !== null && !/\p{Unified_Ideograph}/u.test(String.fromCodePoint(code)))
        throw new Error(`U+${code.toString(16)} is no ideograph`);
});

test.each([
  ["䶮", "“䶮”（U+4DAE，扩展A区）", "level 3"],
  ["𬱖", "“𬱖”（U+2CC56，扩展E区）", "level 3"],
  ["𰻝", "“𰻝”（U+30EDD，扩展G区）", "amendment 1"],
  ["\u{2ebf0}", "“\u{2ebf0}”（U+2EBF0，扩展I区）", "amendment 1"],
  ["\u{323b0}", "“\u{323b0}”（U+323B0，扩展J区）", null],
  ["\ufa0e", "“\ufa0e”（U+FA0E，兼容区）", "level 3"],
  ["\uf91d", "“\uf91d”（U+F91D，兼容区）", undefined],
  ["\ue81e", "U+E81E（私用区）", undefined],
  ["\u2f00", "“\u2f00”（U+2F00，部首区）", undefined],
  ["A", "“A”（U+0041，其他字符）", undefined],
])("%s is %s", (character, words, standard) => {
  expect(characterWords(character)).toBe(words);
  expect(hanRangeOf(character)?.standard).toBe(standard);
});

test("what is outside the standard is named once, in order", () => {
  expect(outsideGb18030("王𰻝\u{323b0}𰻝丽")).toEqual([
    { character: "𰻝", standard: "amendment 1" },
    { character: "\u{323b0}", standard: null },
  ]);
});

test("codes that stand for a character become it, and nothing else changes", () => {
  expect(foldCharacters("\ue81e\uf91d\u2f00\u{2f81a}王A\ufa0e\ue000")).toBe("龴欄一冬王A\ufa0e\ue000");
  expect(foldedCharacters("李\ue81e\u2f00\ue000é\ue81e")).toEqual([
    { from: "\ue81e", to: "龴" },
    { from: "\u2f00", to: "一" },
  ]);
  expect(rangeName("\u{2f81a}")).toBe("兼容区");
});
