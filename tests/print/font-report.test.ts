import { expect, test } from "vitest";
import { fontReport } from "../../src/web/font-report.ts";
import { missingRanges } from "../../views/print/fonts.ts";

test("with the fonts of the set-up all of level 3 can be drawn, and what is missing of the amendment is named with its range", () => {
  expect(missingRanges().filter(({ standard }) => standard === "level 3")).toEqual([]);
  const { packages, ranges, sentence } = fontReport();
  expect(packages).toEqual([]);
  expect(sentence).toMatch(/^GB 18030-2022 实现级别3 的汉字都能印；下列范围的字印不出来，录入时会拒绝：/);
  expect(ranges).toContainEqual(expect.stringMatching(/^扩展I区 U\+2EBF0–U\+2EE5D（第1号修改单） 622 字中的 \d+ 字$/));
});
