import { type Block, type Column, drawPlaced, type Part, paginate, paragraph } from "./flow.ts";
import { BODY, BOTTOM, LABEL, LABELS, LEFT, RIGHT, SMALL, TEXT, VALUE, WIDTH } from "./notice-grid.ts";
import { drawFoot, drawHead, drawRunningHead } from "./notice-head.ts";
import { INK, type Ink, line, printedDate, RULE, sampleMark } from "./pen.ts";
import { drawSigningLine } from "./picture.ts";
import { A4, closeSheet, decoration, field, openSheet, type Sheet, turnPage } from "./sheet.ts";
import { reserveSignature, type SignatureReserve } from "./signature-field.ts";

export interface ManifestRow {
  tracking: string;
  recipient: string;
  address: string;
  filingNumber: string;
  /** 正本 1、副本 1 */
  contents: string;
  costFen: number;
}

/** 交寄清单: what an authority hands to the post at one time. */
export interface ManifestPrint {
  demo: boolean;
  authority: string;
  authorityId?: string;
  number: string;
  /** YYYY-MM-DD */
  date: string;
  carrier: string;
  rows: readonly ManifestRow[];
  contact: { name: string; phone: string };
  issuedAt: number;
}

export const MANIFEST_TITLE = "交寄清单";

const HEAD_ROW = 22;
const FIRST: Column = { top: 206 + HEAD_ROW, bottom: BOTTOM };
const OTHERS: Column = { top: 88 + HEAD_ROW, bottom: BOTTOM };

// Widths in points, with the gap to the next column in them.
const COLUMNS = [
  { title: "序", width: 22 },
  { title: "邮件号", width: 92 },
  { title: "收件人", width: 62 },
  { title: "收件地址", width: 118 },
  { title: "内件", width: 52 },
  { title: "申请编号", width: 79 },
  { title: "邮费（元）", width: 0 },
] as const;
const GAP = 8;
const CELL: Ink = { ...BODY, size: 9 };

/** Draws a manifest, on as many pages as it has rows for, with the heads of the columns on each. Same data, same bytes. */
export async function drawManifest(data: ManifestPrint, reserve?: SignatureReserve): Promise<Buffer> {
  const sheet = openSheet({ size: A4, title: MANIFEST_TITLE, subject: data.number, issuedAt: data.issuedAt, data });
  const of = { ...data, title: MANIFEST_TITLE };
  const rows = data.rows.map((row, i) => rowBlock(row, i));
  const pages = paginate([...rows, ...ending(data)], FIRST, OTHERS);
  pages.forEach((page, i) => {
    if (i > 0) turnPage(sheet);
    if (data.demo) decoration(sheet, () => sampleMark(sheet, { x: A4[0] / 2, y: 440 }, 130));
    if (i > 0) drawRunningHead(sheet, of);
    else
      drawHead(sheet, of, [
        { label: "清单编号", value: data.number },
        { label: "日期", value: printedDate(data.date) },
        { label: "寄递公司", value: data.carrier },
      ]);
    if (page.some((placed) => rows.includes(placed.block)))
      drawColumns(sheet, (i === 0 ? FIRST : OTHERS).top - HEAD_ROW);
    drawPlaced(sheet, page, LEFT, RIGHT);
    drawFoot(sheet, of, i + 1, pages.length);
  });
  if (reserve !== undefined) reserveSignature(sheet, reserve);
  return closeSheet(sheet);
}

/** Where each column begins, and how wide its text may be. */
function places(): { x: number; width: number }[] {
  let x = LEFT;
  return COLUMNS.map(({ width }) => {
    const place = { x, width: (width === 0 ? RIGHT - x : width) - (width === 0 ? 0 : GAP) };
    x += width;
    return place;
  });
}

function rowBlock(row: ManifestRow, index: number): Block {
  const cells = [
    `${index + 1}`,
    row.tracking,
    row.recipient,
    row.address,
    row.contents,
    row.filingNumber,
    yuan(row.costFen),
  ];
  const parts = places().map(({ x, width }, i): Part => {
    const ink = i === 2 || i === 3 ? { ...VALUE, size: 10 } : CELL;
    const part = paragraph(cells[i] ?? "", ink, { x, width, leading: 1.4, ragged: true });
    return i === COLUMNS.length - 1 ? { ...part, x: RIGHT, align: "right" } : part;
  });
  return { parts, space: 10, rule: true, keep: true };
}

function drawColumns(sheet: Sheet, top: number): void {
  places().forEach(({ x, width }, i) => {
    const title = COLUMNS[i]?.title ?? "";
    const last = i === COLUMNS.length - 1;
    field(sheet, "TH", title, () =>
      line(sheet, title, LABEL, { x: last ? x + width : x, y: top + 10, align: last ? "right" : "left" }),
    );
  });
  decoration(sheet, () =>
    sheet.doc
      .lineWidth(0.8)
      .moveTo(LEFT, top + 17)
      .lineTo(RIGHT, top + 17)
      .stroke(INK),
  );
}

function ending({ rows, authority, contact }: ManifestPrint): Block[] {
  const cost = rows.reduce((sum, row) => sum + row.costFen, 0);
  return [
    labelled("合计", `${rows.length} 件，邮费 ${yuan(cost)} 元，由${authority}承担`, VALUE, 14),
    labelled("依据", "《牡丹江市城区个体工商户营业执照“全城通办”实施方案》二（二）3、四（三）", SMALL, 18),
    labelled("联系", `${authority}  ${contact.name}  ${contact.phone}`, { ...BODY, size: 10 }, 14),
    hands(),
  ];
}

function labelled(label: string, text: string, ink: Ink, space: number): Block {
  const body = paragraph(text, ink, { x: TEXT, width: WIDTH });
  const name = paragraph(label, LABEL, { x: LEFT, width: LABELS, ragged: true });
  return { parts: [{ ...name, top: body.top }, body], space, rule: true, keep: true };
}

/** Who gives and who takes: both sign, with the day. */
function hands(): Block {
  const half = (RIGHT - LEFT) / 2;
  const parts = ["交寄人签名、日期", "收寄人签名、日戳"].map((text, i) =>
    paragraph(text, LABEL, { x: LEFT + i * half, width: half - 20, ragged: true }),
  );
  return {
    parts,
    space: 18,
    rule: true,
    keep: true,
    foot: 46,
    figure: (sheet, top) => {
      for (const i of [0, 1])
        drawSigningLine(sheet, { x: LEFT + i * half, y: top, width: half - 20, height: 58 }, RULE);
    },
  };
}

function yuan(fen: number): string {
  return (fen / 100).toFixed(2);
}
