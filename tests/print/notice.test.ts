import { describe, expect, test } from "vitest";
import { drawNotice } from "../../views/print/notice.ts";
import {
  checkStructure,
  codesOf,
  fieldsOf,
  notice,
  pageCount,
  pictureOf,
  SCOPE_300,
  textOf,
  wordsOf,
} from "./documents.ts";

const DEFECTS = Array.from({ length: 12 }, (_, i) => ({
  field: i % 2 === 0 ? "经营场所" : "参加经营的家庭成员",
  problem: `第 ${i + 1} 处：上传的房屋租赁合同缺第二页，看不到出租人的签字，也看不到租赁期限的起止日期。`,
  fix: `请补第 ${i + 1} 处：把合同每一页都拍照上传，并请出租人在第二页签字；或者改为申报承诺方式。`,
}));

const RETURN = notice({ kind: "return", title: "一次性告知书", defects: DEFECTS });

describe("a notice with twelve defects", () => {
  test("runs over pages, with every defect whole and in order", async () => {
    const file = await drawNotice(RETURN);
    const pages = pageCount(file);
    const lines = fieldsOf(file);
    expect(pages).toBeGreaterThan(1);
    const places = DEFECTS.flatMap((defect) => [lines.indexOf(defect.problem), lines.indexOf(defect.fix)]);
    expect(places.every((place) => place >= 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    for (let page = 1; page <= pages; page += 1) expect(lines).toContain(`第 ${page} 页，共 ${pages} 页`);
    checkStructure(file);
  });

  test("no line stands on another, and none in the foot", async () => {
    const words = wordsOf(await drawNotice(RETURN));
    const column = words.filter((word) => DEFECTS.some(({ problem, fix }) => [problem, fix].includes(word.text)));
    expect(column).toHaveLength(24);
    column.forEach((word, i) => {
      const next = column[i + 1];
      // Each text of the defects is two lines long here: 11 points, 17.6 apart.
      if (next?.page === word.page) expect(next.y - word.y).toBeGreaterThan(1.5 * 17.6);
      expect(word.y + 17.6).toBeLessThan(780);
    });
  });

  test("the lines of the text column do not touch: there is blank paper between any two", async () => {
    const picture = pictureOf(await drawNotice({ ...RETURN, demo: false }), 100);
    const rows = picture.dark(200, 470, 330, 300).map((row) => row.some(Boolean));
    const bands = rows.filter((ink, i) => ink && !rows[i - 1]).length;
    const longest = rows
      .join("")
      .split("false")
      .map((band) => band.length / "true".length);
    expect(bands).toBeGreaterThan(10);
    // No band of ink is higher than one line of 11 points.
    expect(Math.max(...longest)).toBeLessThan((12 * 100) / 72);
  });
});

describe("any notice", () => {
  test("the sentence that says what to do is there once, and the code is read from its square", async () => {
    const data = notice();
    const file = await drawNotice(data);
    expect(fieldsOf(file).filter((line) => line === data.mustDo)).toHaveLength(1);
    expect(codesOf(file, 150)).toEqual([data.qr]);
  });

  test("number and date stand at the same place on each kind", async () => {
    const places: unknown[][] = [];
    for (const kind of ["receipt", "return", "registration", "refusal"] as const) {
      const words = wordsOf(await drawNotice(notice({ kind, title: "通知书", remedies: "可以申请行政复议。" })));
      places.push(words.filter((word) => ["东安接收〔2026〕0000123", "MDJ-2026-1124-0001"].includes(word.text)));
    }
    expect(places[0]).toHaveLength(2);
    expect(places.every((place) => JSON.stringify(place) === JSON.stringify(places[0]))).toBe(true);
  });

  test("a long value goes on overleaf without losing a character", async () => {
    const value = SCOPE_300.repeat(4);
    const file = await drawNotice(notice({ items: [{ label: "经营范围", value }] }));
    const text = textOf(file).join("");
    const head = value.slice(0, 600);
    expect(pageCount(file)).toBe(2);
    expect(text).toContain(head);
    expect([...text].filter((character) => character === "钟")).toHaveLength(4);
  });

  test("a character that cannot be printed becomes 〓 and is listed; the text still holds it", async () => {
    const lines = textOf(await drawNotice(notice({ addressee: "李\u{2fff0}" })));
    expect(lines).toContain("李\u{2fff0}：");
    expect(lines).toContain("说明 文中“〓”代替本机字库没有的字：U+2FFF0。电子档案中保存的是原字。");
  });

  test("the same data gives the same bytes", async () => {
    expect((await drawNotice(RETURN)).equals(await drawNotice(RETURN))).toBe(true);
  });

  test("only a demonstration is marked 样本", async () => {
    expect(textOf(await drawNotice(notice()))).toContain("样本");
    expect(textOf(await drawNotice(notice({ demo: false }))).join()).not.toMatch(/样本|样章/u);
  });
});
