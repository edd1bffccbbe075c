import { characterNumber } from "../../src/rules/characters.ts";
import { NOTICE_WORDS, type NoticeKind } from "../../src/rules/notice-kinds.ts";
import { type Block, type Column, drawPlaced, heightOf, paginate, paragraph } from "./flow.ts";
import { canDraw, WANTING, widthOf } from "./fonts.ts";
import { BROWN, groups, INK, type Ink, line, printedDate, QUIET, RULE, sampleMark, sampleSeal } from "./pen.ts";
import { drawQr } from "./qr.ts";
import { A4, closeSheet, decoration, field, openSheet, type Sheet, turnPage } from "./sheet.ts";
import { reserveSignature, type SignatureReserve } from "./signature-field.ts";

export interface NoticePrint {
  kind: NoticeKind;
  title: string;
  number: string;
  demo: boolean;
  authority: string;
  /** Whose key signs it. Not printed. */
  authorityId?: string;
  date: string;
  addressee: string;
  filingNumber: string;
  intro: string[];
  items: { label: string; value: string }[];
  /** 一次性告知: every defect at once. */
  defects?: { field: string; problem: string; fix: string }[];
  /** The one sentence in bold: what the reader must do next. */
  mustDo: string;
  legalBasis: string;
  remedies?: string;
  contact: { name: string; phone: string; hours: string; address?: string };
  /** The 8 characters with which the applicant goes on. */
  code?: string;
  qr?: string;
  issuedAt: number;
}

// The grid of every notice: a narrow column for labels, a wide one for text. Points on A4, y downwards.
const LEFT = 62;
const RIGHT = A4[0] - 62;
const TEXT = 158;
const WIDTH = RIGHT - TEXT;
const FIRST: Column = { top: 206, bottom: 776 };
const OTHERS: Column = { top: 92, bottom: 776 };
const QR_SIDE = 60;

const BODY: Ink = { family: "song", size: 11, colour: INK };
const VALUE: Ink = { family: "kai", size: 12, colour: INK };
const LABEL: Ink = { family: "song", size: 9.5, colour: BROWN };
const SMALL: Ink = { family: "song", size: 8.8, colour: QUIET };
const TINY: Ink = { family: "song", size: 7.6, colour: QUIET };

/** Draws a notice, on as many pages as it needs, with a place for the signature where one is asked for. Same data, same bytes. */
export async function drawNotice(data: NoticePrint, reserve?: SignatureReserve): Promise<Buffer> {
  const sheet = openSheet({
    size: A4,
    title: data.title,
    subject: data.number,
    issuedAt: data.issuedAt,
    data,
  });
  const pages = paginate(blocksOf(data), FIRST, OTHERS);
  pages.forEach((page, i) => {
    if (i > 0) turnPage(sheet);
    if (data.demo) decoration(sheet, () => sampleMark(sheet, { x: A4[0] / 2, y: 440 }, 130));
    if (i === 0) drawHead(sheet, data);
    else drawRunningHead(sheet, data);
    drawPlaced(sheet, page, LEFT, RIGHT);
    drawFoot(sheet, data, i + 1, pages.length);
  });
  if (reserve !== undefined) reserveSignature(sheet, reserve);
  return closeSheet(sheet);
}

function blocksOf(data: NoticePrint): Block[] {
  return [
    { parts: [paragraph(`${data.addressee}：`, { ...VALUE, size: 13 }, { x: TEXT, width: WIDTH })], space: 0 },
    ...data.intro.map((text): Block => ({ parts: [paragraph(text, BODY, { x: TEXT, width: WIDTH })], space: 9 })),
    next(data.mustDo),
    ...data.items.map((item): Block => {
      // Codes are set in Song: its figures and letters are easier to tell apart.
      const ink: Ink = /^[\dA-Z-]+$/u.test(item.value) ? { ...VALUE, family: "song" } : VALUE;
      return labelled(item.label, item.value, ink, { rule: true, space: 14 });
    }),
    ...defects(data.defects ?? []),
    labelled("依据", data.legalBasis, SMALL, { rule: true, space: 18 }),
    ...(data.remedies === undefined
      ? []
      : [labelled("不服怎么办", data.remedies, { ...BODY, size: 10 }, { rule: true, space: 14 })]),
    contact(data.contact),
    ...wanting(data),
    signature(data),
  ];
}

/** A notice must go out even when a character cannot be printed; then it says which ones 〓 stands for. */
function wanting(data: NoticePrint): Block[] {
  const drawable = canDraw(textsOf(data).join("").replaceAll("\n", ""));
  if (drawable.ok) return [];
  const named = drawable.missing.map(characterNumber);
  const text = `文中“${WANTING}”代替本机字库没有的字：${named.join("、")}。电子档案中保存的是原字。`;
  return [labelled("说明", text, SMALL, { rule: true, space: 14 })];
}

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

function labelled(
  label: string,
  text: string,
  ink: Ink,
  options: { space: number; rule?: boolean; keep?: boolean },
): Block {
  const body = paragraph(text, ink, { x: TEXT, width: WIDTH });
  const name = paragraph(label, LABEL, { x: LEFT, width: TEXT - LEFT - 14, leading: 1.35, ragged: true });
  return { parts: [{ ...name, top: body.top }, body], ...options };
}

/** The bold sentence, with a bar at its side. */
function next(text: string): Block {
  const ink: Ink = { family: "bold", size: 12.5, colour: INK };
  const body = paragraph(text, ink, { x: TEXT + 14, width: WIDTH - 14, top: 3, leading: 1.55 });
  const label = paragraph("您要做的", LABEL, { x: LEFT, width: TEXT - LEFT - 14 });
  return {
    parts: [{ ...label, top: body.top }, body],
    space: 18,
    foot: 4,
    keep: true,
    decorate: ({ doc }, top, height) => doc.rect(TEXT, top, 2.4, height).fill(INK),
  };
}

function defects(all: readonly { field: string; problem: string; fix: string }[]): Block[] {
  if (all.length === 0) return [];
  const heading = paragraph(`以下 ${all.length} 处需要补正，改好后一并提交`, BODY, {
    x: TEXT,
    width: WIDTH,
    tag: "H2",
  });
  const label = { ...paragraph("补正内容", LABEL, { x: LEFT, width: TEXT - LEFT - 14 }), top: heading.top };
  const rows = all.map((defect, i): Block => {
    const [at, width] = [TEXT + 38, WIDTH - 38];
    const problem = paragraph(defect.problem, BODY, { x: at, width });
    const top = heightOf(problem) + 4;
    const fix = paragraph(defect.fix, BODY, { x: at, width, top });
    const field = paragraph(defect.field, BODY, { x: LEFT + 20, width: TEXT - LEFT - 34, leading: 1.35, ragged: true });
    const number = paragraph(`${i + 1}`, LABEL, { x: LEFT, width: 18 });
    const name = (text: string, base: number) => ({ ...paragraph(text, LABEL, { x: TEXT, width: 34 }), top: base });
    return {
      parts: [{ ...number, top: field.top }, field, name("问题", problem.top), problem, name("改法", fix.top), fix],
      space: 16,
      rule: true,
      keep: true,
    };
  });
  return [{ parts: [label, heading], space: 20, rule: true, keep: true }, ...rows];
}

function contact(who: NoticePrint["contact"]): Block {
  const ink: Ink = { ...BODY, size: 10 };
  const lines = [`${who.name}  ${who.phone}`, who.hours, ...(who.address === undefined ? [] : [who.address])];
  const parts = [];
  let top = 0;
  for (const text of lines) {
    const part = paragraph(text, ink, { x: TEXT, width: WIDTH, top });
    parts.push(part);
    top = heightOf(part) + 2;
  }
  const label = { ...paragraph("联系", LABEL, { x: LEFT, width: TEXT - LEFT - 14 }), top: ink.size };
  return { parts: [label, ...parts], space: 14, rule: true, keep: true };
}

/** Authority and date at the right, with room for the seal that crosses both. */
function signature(data: NoticePrint): Block {
  const ink: Ink = { ...VALUE, size: 13 };
  const right = (text: string, top: number) => ({
    ...paragraph(text, ink, { x: RIGHT, width: WIDTH, top }),
    align: "right" as const,
  });
  return {
    parts: [right(data.authority, 30), right(printedDate(data.date), 62)],
    space: 20,
    foot: 34,
    rule: true,
    keep: true,
    ...(data.demo ? { decorate: (sheet, top) => sampleSeal(sheet, { x: RIGHT - 58, y: top + 59 }, 46) } : {}),
  };
}

function drawHead(sheet: Sheet, data: NoticePrint): void {
  const { doc } = sheet;
  field(sheet, "P", data.authority, () =>
    line(sheet, data.authority, { ...BODY, size: 12, colour: BROWN }, { x: LEFT, y: 74 }),
  );
  field(sheet, "H1", data.title, () => {
    const ink = within({ family: "bold", size: 26.5, colour: INK }, data.title, RIGHT - LEFT - QR_SIDE - 24);
    line(sheet, data.title, ink, { x: LEFT, y: 118 });
  });
  drawWayOn(sheet, data);
  decoration(sheet, () => {
    doc.lineWidth(1.2).moveTo(LEFT, 142).lineTo(RIGHT, 142).stroke(INK);
    doc.lineWidth(0.5).moveTo(LEFT, 182).lineTo(RIGHT, 182).stroke(RULE);
  });
  const facts: [string, string, number, number][] = [
    ["文书编号", data.number, LEFT, TEXT + 84],
    ["日期", printedDate(data.date), TEXT + 84, TEXT + 184],
    ["申请编号", data.filingNumber, TEXT + 184, RIGHT + 10],
  ];
  for (const [label, value, x, end] of facts) {
    field(sheet, "P", label, () => line(sheet, label, TINY, { x, y: 157 }));
    const ink = within({ ...BODY, size: 10.5 }, value, end - x - 10);
    field(sheet, "P", value, () => line(sheet, value, ink, { x, y: 173 }));
  }
}

/** The ink, made smaller where the text would be wider than its place. */
function within(ink: Ink, text: string, width: number): Ink {
  return { ...ink, size: Math.min(ink.size, width / widthOf(ink.family, text)) };
}

/** The code, and the square that holds the same, at the upper right of every notice. */
function drawWayOn(sheet: Sheet, data: NoticePrint): void {
  const { doc } = sheet;
  const centre = RIGHT - QR_SIDE / 2;
  const { qr, code } = data;
  if (qr !== undefined) {
    decoration(sheet, () => {
      doc.fillColor(INK);
      drawQr(doc, qr, RIGHT - QR_SIDE, 42, QR_SIDE);
    });
  }
  const hint = qr === undefined ? "查询码" : NOTICE_WORDS[data.kind].hint;
  if (qr !== undefined || code !== undefined) {
    field(sheet, "P", hint, () => line(sheet, hint, TINY, { x: centre, y: 114, align: "centre" }));
  }
  if (code !== undefined) {
    field(sheet, "P", code, () => groups(sheet, code, { ...BODY, size: 10.5 }, { x: centre, y: 130, align: "centre" }));
  }
}

function drawRunningHead(sheet: Sheet, data: NoticePrint): void {
  const { doc } = sheet;
  const name = `${data.authority}  ${data.title}`;
  field(sheet, "P", name, () => line(sheet, name, TINY, { x: LEFT, y: 60 }));
  field(sheet, "P", data.number, () => line(sheet, data.number, TINY, { x: RIGHT, y: 60, align: "right" }));
  decoration(sheet, () => doc.lineWidth(0.5).moveTo(LEFT, 68).lineTo(RIGHT, 68).stroke(RULE));
}

function drawFoot(sheet: Sheet, data: NoticePrint, page: number, pages: number): void {
  const { doc } = sheet;
  const status = data.demo ? "样本，不具法律效力" : data.authority;
  const count = `第 ${page} 页，共 ${pages} 页`;
  decoration(sheet, () => doc.lineWidth(0.5).moveTo(LEFT, 794).lineTo(RIGHT, 794).stroke(RULE));
  field(sheet, "P", status, () => line(sheet, status, TINY, { x: LEFT, y: 807 }));
  field(sheet, "P", count, () => line(sheet, count, TINY, { x: RIGHT, y: 807, align: "right" }));
}
