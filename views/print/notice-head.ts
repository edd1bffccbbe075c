import { NOTICE_WORDS } from "../../src/rules/notice-kinds.ts";
import { BODY, LABELS, LEFT, RIGHT, TEXT, TINY, TITLE, within } from "./notice-grid.ts";
import type { NoticePrint } from "./notice-print.ts";
import { BROWN, groups, INK, line, printedDate, RULE, square } from "./pen.ts";
import { decoration, field, type Sheet } from "./sheet.ts";

const QR_SIDE = 60;
const BESIDE_QR = RIGHT - LEFT - QR_SIDE - 24;

/** What the head and foot of a written document say, whatever its kind. */
export interface Furniture {
  authority: string;
  title: string;
  number: string;
  demo: boolean;
}

/** Authority, title, and the strip with number and date: at the same place on every document. */
export function drawHead(sheet: Sheet, of: Furniture, strip: readonly { label: string; value: string }[]): void {
  const { doc } = sheet;
  field(sheet, "P", of.authority, () =>
    line(sheet, of.authority, within({ ...BODY, size: 12, colour: BROWN }, of.authority, BESIDE_QR), {
      x: LEFT,
      y: 74,
    }),
  );
  field(sheet, "H1", of.title, () => line(sheet, of.title, within(TITLE, of.title, BESIDE_QR), { x: LEFT, y: 118 }));
  decoration(sheet, () => {
    doc.lineWidth(1.2).moveTo(LEFT, 142).lineTo(RIGHT, 142).stroke(INK);
    doc.lineWidth(0.5).moveTo(LEFT, 182).lineTo(RIGHT, 182).stroke(RULE);
  });
  strip.forEach(({ label, value }, i) => {
    const [x = LEFT, end = RIGHT] = [STRIP[i], STRIP[i + 1]];
    field(sheet, "P", label, () => line(sheet, label, TINY, { x, y: 157 }));
    const ink = within({ ...BODY, size: 10.5 }, value, end - x - 10);
    field(sheet, "P", value, () => line(sheet, value, ink, { x, y: 173 }));
  });
}

const STRIP = [LEFT, TEXT + 84, TEXT + 184, RIGHT + 10];

export function stripOf(data: NoticePrint): { label: string; value: string }[] {
  return [
    { label: "文书编号", value: data.number },
    { label: "日期", value: printedDate(data.date) },
    { label: "申请编号", value: data.filingNumber },
  ];
}

/** The code, and the square that holds the same, at the upper right of every notice. */
export function drawWayOn(sheet: Sheet, data: NoticePrint): void {
  const centre = RIGHT - QR_SIDE / 2;
  const { qr, code } = data;
  if (qr !== undefined) square(sheet, qr, { x: RIGHT - QR_SIDE, y: 42, side: QR_SIDE });
  const hint = qr === undefined ? "查询码" : NOTICE_WORDS[data.kind].hint;
  if (qr !== undefined || code !== undefined) {
    field(sheet, "P", hint, () => line(sheet, hint, TINY, { x: centre, y: 114, align: "centre" }));
  }
  if (code !== undefined) {
    // As wide as the square at most, with the gap between its halves.
    const ink = within({ ...BODY, size: 10.5 }, code, QR_SIDE - 4);
    field(sheet, "P", code, () => groups(sheet, code, ink, { x: centre, y: 130, align: "centre" }));
  }
}

/** From the second page on. */
export function drawRunningHead(sheet: Sheet, of: Furniture): void {
  const { doc } = sheet;
  const name = `${of.authority}  ${of.title}`;
  const width = RIGHT - LEFT - LABELS;
  field(sheet, "P", name, () => line(sheet, name, within(TINY, name, width - 90), { x: LEFT, y: 60 }));
  const number = within(TINY, of.number, LABELS + 80);
  field(sheet, "P", of.number, () => line(sheet, of.number, number, { x: RIGHT, y: 60, align: "right" }));
  decoration(sheet, () => doc.lineWidth(0.5).moveTo(LEFT, 68).lineTo(RIGHT, 68).stroke(RULE));
}

export function drawFoot(sheet: Sheet, of: Furniture, page: number, pages: number): void {
  const { doc } = sheet;
  const status = of.demo ? "样本，不具法律效力" : of.authority;
  const count = `第 ${page} 页，共 ${pages} 页`;
  decoration(sheet, () => doc.lineWidth(0.5).moveTo(LEFT, 794).lineTo(RIGHT, 794).stroke(RULE));
  field(sheet, "P", status, () => line(sheet, status, TINY, { x: LEFT, y: 807 }));
  field(sheet, "P", count, () => line(sheet, count, TINY, { x: RIGHT, y: 807, align: "right" }));
}
