import { drawBarcode } from "./barcode.ts";
import { breakLines, fitText, sizesDown } from "./lines.ts";
import { BODY, LABEL as LABEL_INK, SMALL, STRONG, TINY, VALUE, within } from "./notice-grid.ts";
import { block, INK, type Ink, line, printedDate, RULE, sampleMark } from "./pen.ts";
import { staying } from "./printed.ts";
import { closeSheet, decoration, field, LABEL, openSheet, type Sheet } from "./sheet.ts";
import { reserveSignature, type SignatureReserve } from "./signature-field.ts";

/** 邮寄面单, on a label of 100 × 150 mm. */
export interface MailLabelPrint {
  demo: boolean;
  /** The registration authority that sends, and pays. */
  authority: string;
  authorityId?: string;
  /** The number of the application. */
  filingNumber: string;
  carrier: string;
  /** The number that the post gave; "" while there is none. */
  tracking: string;
  sender: { name: string; phone: string; address: string };
  recipient: { name: string; phone: string; address: string; postcode?: string };
  /** 营业执照正本 1 份、副本 2 份 */
  contents: string;
  /** YYYY-MM-DD */
  date: string;
  issuedAt: number;
}

export const MAIL_LABEL_TITLE = "邮寄面单";

const EDGE = 14;
const RIGHT = LABEL[0] - EDGE;
const TEXT = EDGE + 34;
const WIDTH = RIGHT - TEXT;

/** Draws a label. Same data, same bytes. */
export async function drawMailLabel(data: MailLabelPrint, reserve?: SignatureReserve): Promise<Buffer> {
  const sheet = openSheet({
    size: LABEL,
    title: MAIL_LABEL_TITLE,
    subject: data.filingNumber,
    issuedAt: data.issuedAt,
    data,
  });
  if (data.demo) decoration(sheet, () => sampleMark(sheet, { x: LABEL[0] / 2, y: 216 }, 62));
  drawTop(sheet, data);
  person(sheet, { mark: "收", top: 128, height: 116, ...data.recipient, size: 15 });
  person(sheet, { mark: "寄", top: 250, height: 72, ...data.sender, size: 11 });
  drawFacts(sheet, data);
  if (reserve !== undefined) reserveSignature(sheet, reserve);
  return closeSheet(sheet);
}

function drawTop(sheet: Sheet, data: MailLabelPrint): void {
  const carrier = within({ ...STRONG, size: 15 }, data.carrier, RIGHT - EDGE - 66);
  field(sheet, "H1", data.carrier, () => line(sheet, data.carrier, carrier, { x: EDGE, y: 30 }));
  text(sheet, "营业执照寄递", TINY, { x: RIGHT, y: 30, align: "right" });
  rule(sheet, 40);
  if (data.tracking === "") {
    text(sheet, "邮件号由寄递公司收寄时贴上", SMALL, { x: LABEL[0] / 2, y: 82, align: "centre" });
  } else {
    drawBarcode(sheet, data.tracking, { x: EDGE + 6, y: 50, width: RIGHT - EDGE - 12, height: 46 });
    const ink = within({ ...BODY, size: 13 }, data.tracking, (RIGHT - EDGE) * 0.8);
    text(sheet, data.tracking, ink, { x: LABEL[0] / 2, y: 112, align: "centre", spacing: 1 });
  }
  rule(sheet, 121);
}

interface Person {
  /** 收 or 寄. */
  mark: string;
  top: number;
  height: number;
  name: string;
  phone: string;
  address: string;
  postcode?: string;
  size: number;
}

/** A name with a phone, and below an address that grows small rather than leave its box. */
function person(sheet: Sheet, one: Person): void {
  const { mark, top, height, size } = one;
  text(sheet, mark, { ...STRONG, size: size + 7 }, { x: EDGE + 12, y: top + size + 10, align: "centre" });
  const who = `${one.name}  ${one.phone}`;
  const ink = within({ ...STRONG, size }, who, WIDTH);
  text(sheet, who, ink, { x: TEXT, y: top + size + 6 });
  const begin = top + size + 14;
  const bottom = top + height - (one.postcode ? 18 : 4);
  const value = { ...VALUE, size: size - 2 };
  const fitted = fitIn(one.address, value, { width: WIDTH, height: bottom - begin });
  field(sheet, "P", one.address, () =>
    staying(sheet.notebook, { left: TEXT - 8, top: begin - 1, right: RIGHT + 8, bottom }, () =>
      block(sheet, fitted.lines, fitted.ink, {
        x: TEXT,
        y: begin + fitted.ink.size,
        leading: fitted.ink.size * LEADING,
      }),
    ),
  );
  if (one.postcode) text(sheet, `邮编 ${one.postcode}`, LABEL_INK, { x: TEXT, y: top + height - 6 });
  rule(sheet, top + height);
}

const LEADING = 1.35;
const SMALLEST = 6;

function fitIn(value: string, ink: Ink, box: { width: number; height: number }): { ink: Ink; lines: string[] } {
  const fit = fitText(ink.family, value, { ...box, leading: LEADING }, sizesDown(ink.size, SMALLEST));
  if (fit !== null) return { ink: { ...ink, size: fit.size }, lines: fit.lines };
  // Longer than any address that can be given: what fits, and it is seen that more belongs to it.
  const room = Math.floor((box.height / SMALLEST - 1) / LEADING) + 1;
  const lines = breakLines(ink.family, value, box.width / SMALLEST).slice(0, room);
  const last = lines.pop() ?? "";
  return { ink: { ...ink, size: SMALLEST }, lines: [...lines, `${[...last].slice(0, -1).join("")}…`] };
}

function drawFacts(sheet: Sheet, data: MailLabelPrint): void {
  text(sheet, "内件", TINY, { x: EDGE, y: 337 });
  const inside = fitIn(data.contents, SMALL, { width: WIDTH - 8, height: 22 });
  field(sheet, "P", data.contents, () =>
    block(sheet, inside.lines, inside.ink, { x: TEXT + 8, y: 337, leading: inside.ink.size * LEADING }),
  );
  const facts: [string, string][] = [
    ["申请编号", data.filingNumber],
    ["付费", `${data.authority}承担，收件人不付费`],
    ["交寄日期", printedDate(data.date)],
  ];
  facts.forEach(([label, value], i) => {
    const y = 362 + i * 13;
    text(sheet, label, TINY, { x: EDGE, y });
    text(sheet, value, within(SMALL, value, WIDTH - 8), { x: TEXT + 8, y });
  });
  rule(sheet, 396);
  const foot = data.demo ? "样本，不能交寄" : "请当面核对，收件人签名：";
  text(sheet, foot, TINY, { x: EDGE, y: 409 });
}

function text(sheet: Sheet, said: string, ink: Ink, place: Parameters<typeof line>[3]): void {
  field(sheet, "P", said, () => line(sheet, said, ink, place));
}

function rule(sheet: Sheet, y: number): void {
  decoration(sheet, () =>
    sheet.doc
      .lineWidth(0.8)
      .moveTo(EDGE, y)
      .lineTo(RIGHT, y)
      .stroke(y === 396 ? RULE : INK),
  );
}
