import { describe, expect, test } from "vitest";
import { lettersOf } from "../../views/print/fonts.ts";
import { drawLicence, licenceProblems } from "../../views/print/licence.ts";
import { A4, closeSheet, openSheet } from "../../views/print/sheet.ts";
import {
  checkStructure,
  codesOf,
  fieldsOf,
  licence,
  likeness,
  type Picture,
  pictureOf,
  SCOPE_300,
  textOf,
  wordsOf,
} from "./documents.ts";

const DPI = 150;

describe("the text of a licence", () => {
  test("every field is extracted as one line, rare characters and a long scope exactly", async () => {
    const lines = textOf(await drawLicence(licence()));
    expect([...SCOPE_300].length).toBeGreaterThanOrEqual(300);
    expect(lines).toContain("经营者 𬱖㛃");
    expect(lines).toContain(`经营范围 ${SCOPE_300}`);
    expect(lines).toContain("92231002TA0000001K");
    expect(lines).toContain("经营场所 黑龙江省牡丹江市东安区太平路128号");
    expect(lines).toContain("注册日期 2026年11月24日");
    expect(lines).toContain("2026年11月24日");
  });

  test("a screen reader is given title, labels and values one by one", async () => {
    const fields = fieldsOf(await drawLicence(licence()));
    expect(fields.slice(0, 4)).toEqual(["营业执照", "（副本）", "统一社会信用代码", "92231002TA0000001K"]);
    expect(fields[fields.indexOf("经营范围") + 1]).toBe(SCOPE_300);
    expect(fields).not.toContain("样本");
  });

  test("a business without a name prints three stars", async () => {
    expect(textOf(await drawLicence(licence({ name: null })))).toContain("名称 ***");
  });

  test("the day of issue is the day in China", async () => {
    const lines = fieldsOf(
      await drawLicence(licence({ issuedAt: Date.UTC(2026, 10, 24, 17), registeredOn: "2026-11-20" })),
    );
    expect(lines).toContain("2026年11月20日");
    expect(lines).toContain("2026年11月25日");
  });

  test("a demonstration says 样本 and a real licence does not", async () => {
    const demo = textOf(await drawLicence(licence()));
    const real = textOf(await drawLicence(licence({ demo: false })));
    expect(demo).toContain("样本");
    expect(demo.join()).not.toContain("监制");
    expect(real.join()).not.toMatch(/样本|样章/u);
    expect(real.join()).toContain("国家市场监督管理总局监制");
  });

  test("paper adds the number of the copy and the serial of the sheet, and moves nothing", async () => {
    const stored = wordsOf(await drawLicence(licence()));
    const paper = wordsOf(await drawLicence(licence({ copy: { number: "1-1", serial: "HLJ20260000123" } })));
    const added = paper.filter(
      (word) => !stored.some((one) => one.text === word.text && one.x === word.x && one.y === word.y),
    );
    expect(added.map((word) => word.text)).toEqual(["1-1", "纸质执照编号：HLJ20260000123"]);
    expect(paper).toHaveLength(stored.length + 2);
  });
});

describe("the ink of a licence", () => {
  // Where the items begin on the A4 sheet, in points: left end and first base line.
  const PLACES = { operator: { x: 138, base: 270 }, formation: { x: 568, base: 196 } };
  const cells = (picture: Picture, x: number, base: number, size: number, count: number) =>
    Array.from({ length: count }, (_, i) => picture.dark(x + i * size, base - 0.86 * size, size, size));

  test.each([
    ["operator", "𬱖㛃"],
    ["operator", "阿卜杜拉"],
    ["operator", "𠮷𰻝䶮𭀖"],
    ["formation", "个人经营"],
  ] as const)("every character of the %s %s is drawn, and none as an empty box", async (item, value) => {
    const file = await drawLicence(licence(item === "operator" ? { operator: value } : {}));
    const { x, base } = PLACES[item];
    const size = 14;
    const drawn = cells(pictureOf(file, DPI), x, base, size, [...value].length);
    const boxes = await emptyBoxes(value, size);
    drawn.forEach((cell, i) => {
      expect(share(cell)).toBeGreaterThan(0.06);
      expect(likeness(cell, boxes[i] ?? []), `character ${i} looks like an empty box`).toBeLessThan(0.85);
    });
    expect(new Set(drawn.map(picturePrint)).size).toBe(drawn.length);
  });

  test("a scope of 300 characters fills its lines from edge to edge and stays in its box", async () => {
    const file = await drawLicence(licence());
    const picture = pictureOf(file, DPI);
    const first = wordsOf(file).find((word) => word.text === SCOPE_300);
    const rows = picture.dark(138, (first?.y ?? 0) - 12, 330, 226).map((row) => row.filter(Boolean).length);
    const lines = rows.filter((ink, i) => ink > 0 && rows[i - 1] === 0).length;
    expect(lines).toBeGreaterThan(8);
    // Nothing in the gutter to the right column, nothing below the box.
    expect(picture.dark(476, 290, 20, 230).flat().some(Boolean)).toBe(false);
    expect(picture.dark(60, 516, 420, 6).flat().some(Boolean)).toBe(false);
  });

  test("the code is read from a picture of 150 dots an inch, on both parts", async () => {
    for (const part of ["original", "duplicate"] as const) {
      const data = licence({ part });
      expect(codesOf(await drawLicence(data), DPI)).toEqual([data.verifyUrl]);
    }
  });

  /** The box that a face draws for a character it does not have, in as many cells as the value has characters. */
  async function emptyBoxes(value: string, size: number): Promise<boolean[][][]> {
    const sheet = openSheet({ size: A4, title: "t", subject: "s", issuedAt: 0, data: null });
    [...value].forEach((character, i) => {
      const face = lettersOf("kai", character)[0]?.face;
      if (face === undefined) throw new Error("no face");
      const { font, code } = sheet.fonts.code(face, face.glyph(0x10fffd));
      sheet.doc.addContent(`BT /${font} ${size} Tf 1 0 0 -1 ${100 + i * size} 100 Tm <${code}> Tj ET`);
    });
    const picture = pictureOf(closeSheet(sheet), DPI);
    const boxes = cells(picture, 100, 100, size, [...value].length);
    expect(share(boxes[0] ?? [])).toBeGreaterThan(0.01);
    return boxes;
  }
});

describe("the file of a licence", () => {
  test("the same data gives the same bytes, other data another identifier", async () => {
    const [one, two] = [await drawLicence(licence()), await drawLicence(licence())];
    const other = await drawLicence(licence({ operator: "王小丽" }));
    expect(one.equals(two)).toBe(true);
    expect(identifier(other)).not.toBe(identifier(one));
  });

  test("is sound, tagged, in Chinese and no larger than 150 KB", async () => {
    const file = await drawLicence(licence({ part: "original" }));
    checkStructure(file);
    const text = file.toString("latin1");
    expect(text).toContain("/Lang (zh-CN)");
    expect(text).toContain("/Marked true");
    expect(file.length).toBeLessThan(150 * 1024);
  });

  test("the original is A3 and the duplicate A4, both lying", async () => {
    const original = pictureOf(await drawLicence(licence({ part: "original" })), 72);
    const duplicate = pictureOf(await drawLicence(licence()), 72);
    expect([original.width, original.height]).toEqual([1191, 842]);
    expect([duplicate.width, duplicate.height]).toEqual([842, 596]);
  });
});

describe("problems", () => {
  test("none for a licence that can be drawn", () => {
    expect(licenceProblems(licence())).toEqual([]);
    expect(licenceProblems(licence({ scope: SCOPE_300.repeat(3).slice(0, 800) }))).toEqual([]);
  });

  test("a character that no face has is named, with its number", () => {
    expect(licenceProblems(licence({ operator: "李\ue81e" }))[0]).toMatch(/^经营者中的 U\+E81E（私用区） /u);
    expect(licenceProblems(licence({ operator: "王\u{2fff0}" }))[0]).toMatch(/^经营者中的 U\+2FFF0（其他字符） /u);
    expect(licenceProblems(licence({ premises: "太平路\u200b1号" }))[0]).toContain("U+200B");
  });

  test("an empty item is named", () => {
    expect(licenceProblems(licence({ premises: " " }))).toEqual(["经营场所没有内容，不能制照"]);
  });

  test("a scope that does not fit is said so, and drawing it is refused", async () => {
    const data = licence({ scope: SCOPE_300.repeat(4) });
    expect(licenceProblems(data)).toEqual([
      `经营范围共 ${[...data.scope].length} 字，用最小的字号也排不下，请精简后再制照`,
    ]);
    await expect(drawLicence(data)).rejects.toThrow("cannot be drawn");
  });
});

function share(cell: boolean[][]): number {
  const pixels = cell.flat();
  return pixels.filter(Boolean).length / pixels.length;
}

function picturePrint(cell: boolean[][]): string {
  return cell.map((row) => row.map((dark) => (dark ? "#" : " ")).join("")).join("\n");
}

function identifier(file: Buffer): string | undefined {
  return /\/ID \[<(\w+)>/u.exec(file.toString("latin1"))?.[1];
}
