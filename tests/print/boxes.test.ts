// In every document no two things overlap, and nothing stands outside its box or its page.
import { describe, expect, test } from "vitest";
import { drawLicence } from "../../views/print/licence.ts";
import { drawMailLabel } from "../../views/print/mail-label.ts";
import { drawManifest } from "../../views/print/manifest.ts";
import { drawNotice } from "../../views/print/notice.ts";
import { INK, line } from "../../views/print/pen.ts";
import { type Printed, staying, watched } from "../../views/print/printed.ts";
import {
  A4,
  A4_LANDSCAPE,
  closeSheet,
  decoration,
  LABEL,
  openSheet,
  type Sheet,
  turnPage,
} from "../../views/print/sheet.ts";
import { boxProblems } from "./boxes.ts";
import { licence, pageCount, pictureOf, SCOPE_300 } from "./documents.ts";
import { sampleLabel, sampleManifest, sampleNotice, sampleNotices } from "./samples.ts";

const paper = ([width, height]: [number, number]) => ({ width, height });

const LONG_LICENCE = {
  name: `牡丹江市东安区${"长".repeat(40)}餐饮管理店（个体工商户）`,
  operator: "阿卜杜拉·买买提艾力·阿不都热合曼·吐尔逊",
  scope: SCOPE_300.repeat(2),
  premises: "黑龙江省牡丹江市东安区太平路128号国际商贸城三期地下二层东区乙座第四百一十二号摊位".repeat(2),
};

const DOCUMENTS: { name: string; draw: () => Promise<Buffer>; size: [number, number] }[] = [
  ...(["original", "duplicate"] as const).flatMap((part) => [
    // Both are drawn on A4; the original is enlarged as a whole.
    { name: `licence ${part}`, draw: () => drawLicence(licence({ part })), size: A4_LANDSCAPE },
    {
      name: `licence ${part}, long, on a numbered sheet`,
      draw: () => drawLicence(licence({ part, ...LONG_LICENCE, copy: { number: "1-1", serial: "HLJ20260000123" } })),
      size: A4_LANDSCAPE,
    },
  ]),
  ...sampleNotices().map(({ name, data }) => ({ name, draw: () => drawNotice(data), size: A4 })),
  {
    name: "application without its pages apart",
    draw: () => {
      const { apart: _, ...data } = sampleNotice("application", "long");
      return drawNotice({ ...data, withoutApart: true });
    },
    size: A4,
  },
  ...(["short", "long"] as const).flatMap((size) => [
    { name: `mail label, ${size}`, draw: () => drawMailLabel(sampleLabel(size)), size: LABEL },
    { name: `manifest, ${size}`, draw: () => drawManifest(sampleManifest(size)), size: A4 },
  ]),
  {
    name: "mail label without a number",
    draw: () => drawMailLabel({ ...sampleLabel("short"), tracking: "" }),
    size: LABEL,
  },
];

test.each(DOCUMENTS)("$name", async ({ draw, size }) => {
  const { file, printed } = await watched(draw);
  expect(printed.length).toBeGreaterThan(10);
  expect(Math.max(...printed.map(({ page }) => page))).toBe(pageCount(file));
  expect(boxProblems(printed, paper(size))).toEqual([]);
});

describe("the check itself", () => {
  const problemsOf = async (draw: (sheet: Sheet) => void) => {
    const { printed } = await watched(async () => {
      const sheet = openSheet({ size: A4, title: "t", subject: "s", issuedAt: 0, data: null });
      draw(sheet);
      return closeSheet(sheet);
    });
    return boxProblems(printed, paper(A4));
  };
  const ink = { family: "song", size: 12, colour: INK } as const;

  test("finds two lines that stand on each other, on one page and not on two", async () => {
    const both = (between: (sheet: Sheet) => void) =>
      problemsOf((sheet) => {
        line(sheet, "第一行文字", ink, { x: 100, y: 100 });
        between(sheet);
        line(sheet, "第二行文字", ink, { x: 130, y: 108 });
      });
    expect(await both(() => {})).toEqual(["page 1: “第一行文字” at 100,90 overlaps “第二行文字” at 130,98"]);
    expect(await both(turnPage)).toEqual([]);
  });

  test("finds a line that leaves its box, and one that leaves the page", async () => {
    const room = { left: 100, top: 80, right: 150, bottom: 110 };
    const long = await problemsOf((sheet) =>
      staying(sheet.notebook, room, () => void line(sheet, "比框长的一行文字", ink, { x: 100, y: 100 })),
    );
    expect(long).toEqual(["page 1: “比框长的一行文字” at 100,90 stands outside its box"]);
    const off = await problemsOf((sheet) => void line(sheet, "右边出去", ink, { x: 560, y: 100 }));
    expect(off).toEqual(["page 1: “右边出去” at 560,90 stands outside the page"]);
  });

  test("lets ornaments lie under the text", async () => {
    const problems = await problemsOf((sheet) => {
      decoration(sheet, () => void line(sheet, "样本", ink, { x: 100, y: 100 }));
      line(sheet, "文字", ink, { x: 100, y: 100 });
    });
    expect(problems).toEqual([]);
  });

  test("finds what a provoked defect does to a whole notice", async () => {
    const { printed } = await watched(() => drawNotice(sampleNotice("receipt", "short")));
    const value = printed.find(({ text }) => text === "个体工商户设立登记");
    const moved = printed.map(
      (one): Printed => (one === value ? { ...one, top: one.top + 20, bottom: one.bottom + 20 } : one),
    );
    expect(boxProblems(printed, paper(A4))).toEqual([]);
    expect(boxProblems(moved, paper(A4)).length).toBeGreaterThan(0);
  });
});

test.each(["refusal", "collection", "application"] as const)("what is noted of a %s is all its ink", async (kind) => {
  const { file, printed } = await watched(() => drawNotice(sampleNotice(kind, "short", { demo: false })));
  for (let page = 1; page <= pageCount(file); page += 1) {
    const picture = pictureOf(file, 50, page);
    const scale = 50 / 72;
    const covered = (x: number, y: number) =>
      printed.some(
        (one) =>
          one.page === page &&
          x >= one.left * scale - 2 &&
          x <= one.right * scale + 2 &&
          y >= one.top * scale - 2 &&
          y <= one.bottom * scale + 2,
      );
    const bare: string[] = [];
    picture.dark(0, 0, A4[0], A4[1]).forEach((row, y) => {
      row.forEach((dark, x) => {
        if (dark && !covered(x, y) && !isRule(row, x)) bare.push(`${x},${y}`);
      });
    });
    expect(bare.slice(0, 5)).toEqual([]);
  }
});

/** The rule under the title and the bar beside the bold sentence are drawn in ink, and are no text. */
function isRule(row: readonly boolean[], x: number): boolean {
  const long = row.filter(Boolean).length > 200;
  return long || (x >= 108 && x <= 113);
}
