import type { NoticeItem, NoticeSection, NoticeSignature } from "../../views/print/notice-print.ts";
import type { SeenAnswer } from "../filing/as-seen.ts";
import { FILER_WORDS } from "../filing/summary.ts";
import type { Answers, Signature } from "../rules/answers.ts";
import { momentInFull } from "../rules/calendar.ts";
import { requiredSignatures } from "../rules/contents.ts";
import { METHOD_WORDS } from "../rules/delivery.ts";
import type { FieldId } from "../rules/fields.ts";
import { FORM_SECTIONS, PAGE_APART_FIELDS } from "../rules/form-sections.ts";
import type { NoticeTexts } from "./compose.ts";

export interface ApplicationFacts {
  answers: Answers;
  /** Every question and answer in the words that were shown. */
  seen: readonly SeenAnswer[];
  promises: readonly string[];
  hall: string;
  /** 1 for the first submission. */
  seq: number;
}

/** The 申请书, made from the answers as shown; what only some may read stands on the pages apart. Sources: 条例 16; 文书规范（2026年版）; domain 2.2. */
export function applicationTexts({ answers, seen, promises, hall, seq }: ApplicationFacts): NoticeTexts {
  const again = seq > 1 ? `（第 ${seq} 次提交）` : "";
  const sections = FORM_SECTIONS.map(({ title, fields }) => ({
    title,
    items: fields.flatMap((field) => {
      const item = seen.find((one) => one.field === field);
      if (!item) return [];
      const value = PAGE_APART_FIELDS.includes(field) ? (openWords(field, answers) ?? "见附页") : item.answer;
      const shown = { label: item.question, value };
      return field === "commitments" ? [shown, { label: "承诺的内容", value: numbered(promises) }] : [shown];
    }),
  }));
  return {
    kind: "application",
    addressee: answers.operator?.name ?? "",
    intro: [`这是您在${hall}提交的个体工商户设立登记申请${again}，内容和您提交时看到的一样。`],
    items: [],
    sections: sections.filter(({ items }) => items.length > 0),
    apart: {
      sections: apartSections(seen),
      signatures: signersOf(answers),
    },
    mustDo: "请核对。发现写错了，登记以前可以请登记机关退回修改，也可以撤回后重新申请。",
    legalBasis:
      "《市场主体登记管理条例》第八条、第九条、第十六条；《经营主体登记文书规范（2026年版）》（国市监注发〔2026〕5号）",
  };
}

/** What of a personal answer may stand on the open pages: who, but no number, phone or home. */
function openWords(field: FieldId, answers: Answers): string | undefined {
  switch (field) {
    case "filer":
      return answers.filer && FILER_WORDS[answers.filer.kind];
    case "family":
      return answers.family?.map((member) => `${member.relation} ${member.name}`).join("、");
    case "liaison":
      return answers.liaison?.name;
    case "delivery":
      return answers.delivery && METHOD_WORDS[answers.delivery.method];
    default:
      return undefined;
  }
}

function apartSections(seen: readonly SeenAnswer[]): NoticeSection[] {
  return FORM_SECTIONS.map(({ title, fields }) => ({
    title,
    items: fields
      .filter((field) => PAGE_APART_FIELDS.includes(field) && field !== "signature")
      .flatMap((field): NoticeItem[] => {
        const item = seen.find((one) => one.field === field);
        return item ? [{ label: item.question, value: item.answer.replaceAll("；", "\n") }] : [];
      }),
  })).filter(({ items }) => items.length > 0);
}

function numbered(lines: readonly string[]): string {
  return lines.map((line, i) => `${i + 1}．${line}`).join("\n");
}

const HOW: Record<Signature["how"], string> = {
  screen: "在自助终端的屏幕上签名",
  upload: "上传签名图片",
  paper: "在窗口纸面签名",
};

function signersOf(answers: Answers): NoticeSignature[] {
  return requiredSignatures(answers).flatMap(({ who, name }) => {
    const signature = answers.signatures?.find((one) => one.who === who);
    if (!signature) return [];
    const { how, at, fileId } = signature;
    const said = `${HOW[how]}，${momentInFull(at)}`;
    return [
      {
        role: who === "operator" ? "经营者" : "家庭成员",
        name,
        how: said,
        ...(fileId === undefined ? {} : { fileId }),
      },
    ];
  });
}
