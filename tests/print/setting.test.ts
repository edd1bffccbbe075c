import { describe, expect, test } from "vitest";
import { canDraw, lettersOf, widthOf } from "../../views/print/fonts.ts";
import { breakLines, fitText, sizesDown } from "../../views/print/lines.ts";

describe("which characters can be drawn", () => {
  test.each(["䶮㛃𠙶𬭎𬱖𫖯𰻝", "阿卜杜拉·买买提", "SMITH JOHN", "王　丽", "“〇”"])("%s", (text) => {
    expect(canDraw(text)).toEqual({ ok: true });
  });

  test("private use, unassigned, unpaired, control and invisible characters cannot", () => {
    const text = "甲\ue81e乙\u{2fff0}丙\ud842丁\u0007戊\u200b己\u{e0100}";
    expect(canDraw(text)).toEqual({
      ok: false,
      missing: ["\ue81e", "\u{2fff0}", "\ud842", "\u0007", "\u200b", "\u{e0100}"],
    });
  });

  test("each character comes from the first face of the chain that has it", () => {
    const faces = lettersOf("kai", "王“𬱖”𭀖").map(({ face }) => face.file.postscriptName);
    expect(faces.slice(0, 2)).toEqual(["LXGWWenKai-Regular", "NotoSerifSC-Regular"]);
    expect(faces.at(-1)).toMatch(/^(?:BabelStoneHan|HanaMin)/u);
  });

  test("two marks side by side share one em", () => {
    expect(widthOf("song", "（《销售》）。")).toBeCloseTo(7 - 3 * 0.5);
    expect(widthOf("song", "销售。")).toBeCloseTo(3);
  });
});

describe("line ends", () => {
  test("no line begins with a closing mark or ends with an opening one, and none is too wide", () => {
    const text = "日用百货销售；眼镜销售（不含隐形眼镜）；“食品”、《图书》零售。".repeat(12);
    for (let width = 6; width < 30; width += 1) {
      const lines = breakLines("kai", text, width);
      expect(lines.join("")).toBe(text);
      for (const line of lines) {
        expect(line).not.toMatch(/^[，、。；）》”]|[（《“]$/u);
        expect(widthOf("kai", line)).toBeLessThanOrEqual(width + 1);
      }
    }
  });

  test("a number or a word is not cut, unless it is wider than the line", () => {
    const lines = breakLines("song", "网址www.gsxt.gov.cn电话0453-6000000", 10);
    expect(lines).toEqual(["网址", "www.gsxt.gov.cn电", "话0453-6000000"]);
    const cut = breakLines("song", "1.2.156.3005.2.11100000MB0143028R001", 5);
    expect(cut.length).toBeGreaterThan(2);
    expect(cut.join("")).toBe("1.2.156.3005.2.11100000MB0143028R001");
  });

  test("the type shrinks only as far as it must", () => {
    const box = { width: 100, height: 30, leading: 1.4 };
    const sizes = sizesDown(14, 7.5);
    expect(fitText("kai", "王小丽", box, sizes)?.size).toBe(14);
    expect(fitText("kai", "字".repeat(15), box, sizes)?.size).toBe(12.5);
    expect(fitText("kai", "字".repeat(60), box, sizes)).toBeNull();
  });
});
