import { characterWords } from "../../src/rules/characters.ts";
import { STANDARD_WORDS } from "../../src/rules/licence-words.ts";
import type { Standing } from "./embedding.ts";
import { canDraw, missingFontPackages } from "./fonts.ts";
import { attachData } from "./licence-json.ts";
import type { LicencePrint, PrintWords } from "./licence-print.ts";
import { type Fit, fitText, sizesDown } from "./lines.ts";
import { drawGround, INNER, LICENCE_HEIGHT, LICENCE_WIDTH } from "./ornament.ts";
import {
  BROWN,
  block,
  dayInChina,
  groups,
  INK,
  type Ink,
  line,
  printedDate,
  QUIET,
  sampleMark,
  sampleSeal,
  square,
} from "./pen.ts";
import { staying } from "./printed.ts";
import { A3_LANDSCAPE, A4_LANDSCAPE, closeSheet, decoration, field, openSheet, type Sheet } from "./sheet.ts";
import { reserveSignature, type SignatureReserve } from "./signature-field.ts";

export type { LicencePrint } from "./licence-print.ts";

/** A place for one value, in points on the A4 sheet: its first base line, and the box that it may fill. */
interface Slot {
  x: number;
  y: number;
  width: number;
  height: number;
  size: number;
}

const LEFT = 70;
const RIGHT = 500;
const LABEL_WIDTH = 54;
const VALUE_GAP = 68;
const ROW = 37;
const FIRST_ROW = 196;
const LEADING = 1.36;
// The smallest type that the licence may use (footers are printed in 7.6 too).
const SMALLEST = 7.5;

const LEFT_SLOT = { x: LEFT + VALUE_GAP, width: 330, height: 29, size: 14 };
const RIGHT_SLOT = { x: RIGHT + VALUE_GAP, width: 200, height: 29, size: 14 };

const SLOTS = {
  name: { ...LEFT_SLOT, y: FIRST_ROW },
  entityType: { ...LEFT_SLOT, y: FIRST_ROW + ROW },
  operator: { ...LEFT_SLOT, y: FIRST_ROW + 2 * ROW },
  scope: { ...LEFT_SLOT, y: FIRST_ROW + 3 * ROW, height: 205 },
  formation: { ...RIGHT_SLOT, y: FIRST_ROW },
  registeredOn: { ...RIGHT_SLOT, y: FIRST_ROW + ROW },
  premises: { ...RIGHT_SLOT, y: FIRST_ROW + 2 * ROW, height: 130 },
  authority: { ...RIGHT_SLOT, y: 448, height: 22 },
} satisfies Record<string, Slot>;

type SlotName = keyof typeof SLOTS;

const STANDARD = {
  uscc: STANDARD_WORDS.usccLabel,
  name: STANDARD_WORDS.nameLabel,
  entityType: STANDARD_WORDS.typeLabel,
  operator: STANDARD_WORDS.operatorLabel,
  scope: STANDARD_WORDS.scopeLabel,
  formation: STANDARD_WORDS.formationLabel,
  premises: STANDARD_WORDS.premisesLabel,
  authority: STANDARD_WORDS.authorityLabel,
  qrHint: STANDARD_WORDS.qrHint,
  sampleQrHint: STANDARD_WORDS.sampleQrHint,
  annualReport: STANDARD_WORDS.annualReport,
};

const LABEL: Ink = { family: "song", size: 12.5, colour: BROWN };
const FOOT: Ink = { family: "song", size: 7.6, colour: QUIET };

/** What nearly every licence prints, in any of its forms: ready-made in each thread, so only the rest is made for each. */
const STANDING: Standing = [
  ["bold", "营业执照样本章"],
  [
    "song",
    "统一社会信用代码名称类型经营者经营范围组成形式注册日期成立经营场所登记机关（副本）扫码核验本样本执照不具效力",
  ],
  ["song", "电子证照标识：纸质执照编号：样本，不具法律效力国家市场监督管理总局监制0123456789ABCDEFGHJKLMNPQRTUWXY.-/"],
  ["song", "国家企业信用信息公示系统网址：http://www.gsxt.gov.cn市场主体应当于每年1月1日至6月30日通过报送公示年度报告"],
  ["kai", "个体工商户个人经营家庭经营0123456789年月日黑龙江省牡丹江市东安阳明爱民西安区市场监督管理局路街号"],
  [
    "kai",
    "许可项目：一般项目：；、（依法须经批准的项目，经相关部门批准后方可开展经营活动，具体经营项目以相关部门批准文件或",
  ],
  ["kai", "许可证件为准）（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）零售销服务品"],
];

/**
 * Draws the licence, with a place for the signature where one is asked for. Same data, same bytes. Ask `licenceProblems` first:
 * any of them is an error here.
 */
export async function drawLicence(data: LicencePrint, reserve?: SignatureReserve): Promise<Buffer> {
  const { problems, values } = compose(data);
  if (problems.length > 0) throw new Error(`a licence that cannot be drawn (${problems.length} problems)`);
  const original = data.part === "original";
  const sheet = openSheet({
    size: original ? A3_LANDSCAPE : A4_LANDSCAPE,
    title: original ? "营业执照（正本）" : "营业执照（副本）",
    subject: data.identifier,
    issuedAt: data.issuedAt,
    data,
    standing: STANDING,
  });
  // One drawing for both sheets: A3 is A4 enlarged.
  if (original) sheet.doc.scale(A3_LANDSCAPE[0] / LICENCE_WIDTH, A3_LANDSCAPE[1] / LICENCE_HEIGHT);
  decoration(sheet, () => {
    drawGround(sheet.doc);
    if (data.demo) sampleMark(sheet, { x: LICENCE_WIDTH / 2, y: 305 }, 150);
  });
  drawHead(sheet, data);
  drawCode(sheet, data);
  for (const value of values) drawValue(sheet, value);
  drawIssue(sheet, data);
  drawFoot(sheet, data);
  attachData(sheet, data);
  if (reserve !== undefined) reserveSignature(sheet, reserve);
  return closeSheet(sheet);
}

/**
 * Why this licence cannot be printed, in words for the officer; empty when it can. An item is missing, holds a
 * character that no font here draws, or does not fit its place even in the smallest type. Both parts share one
 * layout, so what holds for one part holds for the other.
 */
export function licenceProblems(data: LicencePrint): string[] {
  return compose(data).problems;
}

interface Composed {
  problems: string[];
  values: { title: string; slot: Slot; value: string; fitted: Fit }[];
}

function compose(data: LicencePrint): Composed {
  const values = valuesOf(data).map(([name, value]) => ({ title: titleOf(name, data), slot: SLOTS[name], value }));
  const words = wordsOf(data);
  const codes = [
    { title: words.uscc, value: data.uscc },
    { title: "电子证照标识", value: data.identifier },
    { title: "核验网址", value: data.verifyUrl },
    { title: "核验码", value: data.verifyCode },
  ];
  const standing = Object.values(words).map((value) => ({ title: "执照版式文字", value }));
  const problems = [...values, ...codes, ...standing].flatMap(({ title, value }) =>
    value.trim() === "" ? [`${title}没有内容，不能制照`] : undrawable(title, value),
  );
  const composed: Composed = { problems, values: [] };
  if (problems.length > 0) return composed;
  for (const item of values) {
    const { width, height, size } = item.slot;
    const fitted = fitText("kai", item.value, { width, height, leading: LEADING }, sizesDown(size, SMALLEST));
    if (fitted !== null) composed.values.push({ ...item, fitted });
    else problems.push(`${item.title}共 ${[...item.value].length} 字，用最小的字号也排不下，请精简后再制照`);
  }
  return composed;
}

function undrawable(title: string, value: string): string[] {
  const drawable = canDraw(value.replaceAll("\n", ""));
  if (drawable.ok) return [];
  const named = drawable.missing.map(characterWords);
  const packages = missingFontPackages();
  const hint = packages.length > 0 ? `；本机还没有安装字体 ${packages.join("、")}` : "";
  return [`${title}中的 ${named.join("、")} 现有字库印不出来，不能制照，请核对字形或联系市局补字${hint}`];
}

function valuesOf(data: LicencePrint): [SlotName, string][] {
  return [
    ["name", data.name ?? "***"],
    ["entityType", data.entityType],
    ["operator", data.operator],
    ["scope", data.scope],
    ["formation", data.formation],
    ["registeredOn", data.registeredOn === "" ? "" : printedDate(data.registeredOn)],
    ["premises", data.premises],
    ["authority", data.authority],
  ];
}

function wordsOf(data: LicencePrint): PrintWords {
  return data.words ?? { ...STANDARD, qrHint: data.demo ? STANDARD.sampleQrHint : STANDARD.qrHint };
}

function titleOf(name: SlotName, data: LicencePrint): string {
  return name === "registeredOn" ? data.dateLabel : wordsOf(data)[name];
}

function drawValue(sheet: Sheet, { title, slot, value, fitted }: Composed["values"][number]): void {
  field(sheet, "P", title, () => {
    line(sheet, title, LABEL, { x: slot.x - VALUE_GAP, y: slot.y, spread: LABEL_WIDTH });
  });
  field(sheet, "P", value, () => {
    const ink: Ink = { family: "kai", size: fitted.size, colour: INK };
    const leading = fitted.size * LEADING;
    // In a row of one line, two lines stand evenly about it; a tall box is filled from the top.
    const raised = slot.height < ROW ? ((fitted.lines.length - 1) * leading) / 2 : 0;
    const top = slot.y - fitted.size;
    // Marks may hang out of a line by their blank half, and the box is measured to the last base line.
    const [left, right] = [slot.x - fitted.size / 2, slot.x + slot.width + fitted.size / 2];
    const room = { left, top: top - raised, right, bottom: top + slot.height + fitted.size * 0.12 };
    staying(sheet.notebook, room, () =>
      block(sheet, fitted.lines, ink, { x: slot.x, y: slot.y - raised, leading, width: slot.width }),
    );
  });
}

function drawHead(sheet: Sheet, data: LicencePrint): void {
  const middle = LICENCE_WIDTH / 2;
  field(sheet, "H1", "营业执照", () => {
    line(
      sheet,
      "营业执照",
      { family: "bold", size: 44, colour: INK },
      {
        x: middle,
        y: 141,
        align: "centre",
        spacing: 17,
      },
    );
  });
  if (data.part === "original") return;
  const ink: Ink = { family: "song", size: 13, colour: INK };
  field(sheet, "P", "（副本）", () => line(sheet, "（副本）", ink, { x: middle, y: 164, align: "centre" }));
  const copy = data.copy;
  if (copy !== undefined)
    field(sheet, "P", copy.number, () => line(sheet, copy.number, ink, { x: middle + 32, y: 164 }));
}

function drawCode(sheet: Sheet, data: LicencePrint): void {
  const { uscc: label, qrHint: hint } = wordsOf(data);
  field(sheet, "P", label, () => line(sheet, label, { ...LABEL, size: 10.5 }, { x: LEFT, y: 84 }));
  field(sheet, "P", data.uscc, () =>
    groups(sheet, data.uscc, { family: "song", size: 14, colour: INK }, { x: LEFT, y: 104 }),
  );

  const side = 76;
  const top = 50;
  const right = LICENCE_WIDTH - LEFT;
  const centre = right - side / 2;
  decoration(sheet, () => {
    sheet.doc
      .fillColor("#ffffff")
      .rect(right - side - 4, top - 4, side + 8, side + 8)
      .fill();
  });
  square(sheet, data.verifyUrl, { x: right - side, y: top, side });
  field(sheet, "P", hint, () => line(sheet, hint, FOOT, { x: centre, y: 142, align: "centre" }));
  field(sheet, "P", data.verifyCode, () => {
    groups(sheet, data.verifyCode, { ...FOOT, size: 8.2, colour: INK }, { x: centre, y: 154, align: "centre" });
  });
}

/** Date of issue, and in a demonstration the ring that stands where the seal crosses authority and date. */
function drawIssue(sheet: Sheet, data: LicencePrint): void {
  const date = printedDate(dayInChina(data.issuedAt));
  const { x, width } = SLOTS.authority;
  field(sheet, "P", date, () => {
    line(sheet, date, { family: "kai", size: 14, colour: INK }, { x: x + width, y: 486, align: "right", spacing: 1.5 });
  });
  if (data.demo) decoration(sheet, () => sampleSeal(sheet, { x: x + width - 54, y: 466 }, 42));
}

function drawFoot(sheet: Sheet, data: LicencePrint): void {
  const small: Ink = { ...FOOT, size: 6.8 };
  const identifier = `电子证照标识：${data.identifier}`;
  field(sheet, "P", identifier, () => line(sheet, identifier, small, { x: LEFT, y: INNER.bottom - 9 }));
  const copy = data.copy;
  if (copy !== undefined) {
    const serial = `纸质执照编号：${copy.serial}`;
    field(sheet, "P", serial, () => {
      line(sheet, serial, small, { x: LICENCE_WIDTH - LEFT, y: INNER.bottom - 9, align: "right" });
    });
  }

  const y = INNER.bottom + 35;
  const site = "国家企业信用信息公示系统网址：http://www.gsxt.gov.cn";
  field(sheet, "P", site, () => line(sheet, site, FOOT, { x: INNER.left - 12, y }));
  const report = wordsOf(data).annualReport;
  if (data.part === "duplicate") {
    field(sheet, "P", report, () => line(sheet, report, FOOT, { x: LICENCE_WIDTH / 2 + 24, y, align: "centre" }));
  }
  // The line of the State Administration belongs to real licences only.
  const maker = data.demo ? "样本，不具法律效力" : "国家市场监督管理总局监制";
  field(sheet, "P", maker, () => line(sheet, maker, FOOT, { x: INNER.right + 12, y, align: "right" }));
}
