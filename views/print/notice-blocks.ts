import { characterNumber } from "../../src/rules/characters.ts";
import { type Block, heightOf, type Part, paragraph } from "./flow.ts";
import { canDraw, WANTING } from "./fonts.ts";
import { BODY, LABEL, LABELS, LEFT, RIGHT, SMALL, STRONG, TEXT, VALUE, WIDTH, within } from "./notice-grid.ts";
import type { NoticePrint, NoticeSection, NoticeSignature } from "./notice-print.ts";
import { INK, type Ink, line, printedDate, RULE, sampleSeal } from "./pen.ts";
import { drawPicture, drawSigningLine } from "./picture.ts";
import { field } from "./sheet.ts";

/** The pages that everybody may read who may read the notice at all. */
export function blocksOf(data: NoticePrint): Block[] {
  return [
    { parts: [paragraph(`${data.addressee}：`, { ...VALUE, size: 13 }, { x: TEXT, width: WIDTH })], space: 0 },
    ...data.intro.map((text): Block => ({ parts: [paragraph(text, BODY, { x: TEXT, width: WIDTH })], space: 9 })),
    next(data.mustDo),
    ...(data.due === undefined ? [] : [labelled(data.due.label, data.due.value, STRONG, { rule: true, space: 14 })]),
    ...data.items.map((item) => labelled(item.label, item.value, inkOf(item.value), { rule: true, space: 14 })),
    ...defects(data.defects ?? []),
    ...(data.sections ?? []).flatMap(section),
    ...(data.signatures ?? []).map(signed),
    ...(data.apart === undefined && data.withoutApart !== true
      ? []
      : [labelled("附页", data.withoutApart ? NO_APART : APART, SMALL, { rule: true, space: 18 })]),
    labelled("依据", data.legalBasis, SMALL, { rule: true, space: 18 }),
    ...(data.remedies === undefined
      ? []
      : [labelled("不服怎么办", data.remedies, { ...BODY, size: 10 }, { rule: true, space: 14 })]),
    ...wanting(data),
    ending(data),
  ];
}

const APART = "证件号码、住所、电话和签名载于附页，只给申请人和办理中的审查人。";
const NO_APART = "证件号码、住所、电话和签名载于附页，本份不含附页。";

/** The pages apart. */
export function apartBlocksOf({ apart }: NoticePrint): Block[] {
  if (apart === undefined) return [];
  const title = { ...paragraph("附页：个人信息和签名", STRONG, { x: LEFT, width: RIGHT - LEFT, tag: "H2" }) };
  const note = paragraph("本页只给申请人和办理中的审查人，不对外提供。", SMALL, {
    x: LEFT,
    width: RIGHT - LEFT,
    top: heightOf(title) + 4,
  });
  return [
    { parts: [title, note], space: 0, keep: true },
    ...apart.sections.flatMap(section),
    ...apart.signatures.map(signed),
  ];
}

// Codes are set in Song: its figures and letters are easier to tell apart.
function inkOf(value: string): Ink {
  return /^[\dA-Z-]+$/u.test(value) ? { ...VALUE, family: "song" } : VALUE;
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
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => (name === "picture" ? [] : textsOf(member)));
}

function labelOf(text: string): Part {
  return paragraph(text, LABEL, { x: LEFT, width: LABELS, leading: 1.35, ragged: true });
}

function labelled(label: string, text: string, ink: Ink, options: Omit<Block, "parts">): Block {
  const body = paragraph(text, ink, { x: TEXT, width: WIDTH });
  return { parts: [{ ...labelOf(label), top: body.top }, body], ...options };
}

/** The bold sentence, with a bar at its side. */
function next(text: string): Block {
  const body = paragraph(text, STRONG, { x: TEXT + 14, width: WIDTH - 14, top: 3, leading: 1.55 });
  return {
    parts: [{ ...labelOf("您要做的"), top: body.top }, body],
    space: 18,
    foot: 4,
    keep: true,
    decorate: ({ doc }, top, height) => doc.rect(TEXT, top, 2.4, height).fill(INK),
  };
}

/** A heading with its first item, never alone at the foot of a page; then the others. */
function section({ title, items }: NoticeSection): Block[] {
  const heading = paragraph(title, { ...STRONG, size: 11 }, { x: LEFT, width: RIGHT - LEFT, tag: "H2", ragged: true });
  const offset = heightOf(heading) + 4;
  const rows = items.map(({ label, value }) => labelled(label, value, inkOf(value), { rule: true, space: 8 }));
  const [first, ...others] = rows;
  const under = (first?.parts ?? []).map((part) => ({ ...part, top: part.top + offset }));
  return [{ parts: [heading, ...under], space: 14, rule: true }, ...others];
}

function defects(all: readonly { field: string; problem: string; fix: string }[]): Block[] {
  if (all.length === 0) return [];
  const heading = paragraph(`以下 ${all.length} 处需要补正，改好后一并提交`, BODY, {
    x: TEXT,
    width: WIDTH,
    tag: "H2",
  });
  const label = { ...labelOf("补正内容"), top: heading.top };
  const rows = all.map((defect, i): Block => {
    const [at, width] = [TEXT + 38, WIDTH - 38];
    const problem = paragraph(defect.problem, BODY, { x: at, width });
    const top = heightOf(problem) + 4;
    const fix = paragraph(defect.fix, BODY, { x: at, width, top });
    const name = paragraph(defect.field, BODY, { x: LEFT + 20, width: LABELS - 20, leading: 1.35, ragged: true });
    const number = paragraph(`${i + 1}`, LABEL, { x: LEFT, width: 18 });
    const word = (text: string, base: number) => ({ ...paragraph(text, LABEL, { x: TEXT, width: 34 }), top: base });
    return {
      parts: [{ ...number, top: name.top }, name, word("问题", problem.top), problem, word("改法", fix.top), fix],
      space: 16,
      rule: true,
      keep: true,
    };
  });
  return [{ parts: [label, heading], space: 20, rule: true, keep: true }, ...rows];
}

const PICTURE = { width: 150, height: 52 };

/** A signer, what is known of the signing, and the picture or the line for it. */
function signed(one: NoticeSignature): Block {
  const name = paragraph(one.name, VALUE, { x: TEXT, width: WIDTH });
  const how = paragraph(one.how, SMALL, { x: TEXT, width: WIDTH, top: heightOf(name) + 3 });
  return {
    parts: [{ ...labelOf(`${one.role}签名`), top: name.top }, name, how],
    space: 14,
    rule: true,
    keep: true,
    foot: PICTURE.height + 10,
    figure: (sheet, top, height) => {
      const frame = { x: TEXT, y: top + height - PICTURE.height, ...PICTURE };
      const drawn = one.picture && drawPicture(sheet, one.picture, `${one.role}的签名`, frame);
      if (drawn) return;
      const said = one.picture ? "签名图片存在电子档案里" : "签在纸上，原件存档";
      field(sheet, "P", said, () => line(sheet, said, SMALL, { x: TEXT + 8, y: frame.y + frame.height - 8 }));
      drawSigningLine(sheet, frame, RULE);
    },
  };
}

const CONTACT_WIDTH = 180;

/** Whom to ask at the left; authority and date at the right, with room for the seal that crosses both. */
function ending(data: NoticePrint): Block {
  const { authority, contact: who } = data;
  const small: Ink = { ...BODY, size: 10 };
  const lines = [`${who.name}  ${who.phone}`, who.hours, ...(who.address ? [who.address] : [])];
  const contact: Part[] = [];
  let top = 0;
  for (const text of lines) {
    const part = paragraph(text, small, { x: TEXT, width: CONTACT_WIDTH, top, leading: 1.4, ragged: true });
    contact.push(part);
    top = heightOf(part) + 3;
  }
  const width = WIDTH - CONTACT_WIDTH - 8;
  const right = (text: string, down: number): Part => {
    const ink = within({ ...VALUE, size: 13 }, text, width);
    return { ...paragraph(text, ink, { x: RIGHT, width, top: down }), align: "right" };
  };
  return {
    parts: [
      { ...labelOf(data.kind === "application" ? "接收机关" : "登记机关"), top: small.size },
      ...contact,
      right(authority, 26),
      right(printedDate(data.date), 58),
    ],
    space: 14,
    rule: true,
    keep: true,
    foot: 34,
    ...(data.demo ? { decorate: (sheet, at) => sampleSeal(sheet, { x: RIGHT - 58, y: at + 55 }, 46) } : {}),
  };
}
