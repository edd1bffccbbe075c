import type { FieldId } from "./fields.ts";

/** The sections of the application, in the order in which it is asked, read and printed. Source: domain 2.2 (申请书). */
export const FORM_SECTIONS: readonly { title: string; fields: readonly FieldId[] }[] = [
  { title: "谁来办", fields: ["filer", "documents.authorisation"] },
  {
    title: "经营者",
    fields: [
      "operator.name",
      "operator.id",
      "documents.identity",
      "operator.details",
      "operator.home",
      "operator.phone",
    ],
  },
  { title: "组成形式", fields: ["formation", "family", "documents.household"] },
  {
    title: "经营场所",
    fields: [
      "premises.place",
      "premises.detail",
      "premises.type",
      "premises.proof",
      "documents.premises",
      "premises.online",
      "ecommerce",
    ],
  },
  { title: "名称", fields: ["name"] },
  { title: "经营范围", fields: ["scope", "documents.preapproval"] },
  { title: "出资与领照", fields: ["capital", "copies", "delivery", "liaison"] },
  { title: "承诺与签名", fields: ["commitments", "signature"] },
];

/** What only the officer who has the filing in hand may read whole: others see that it was answered. Source: 个人信息保护法 6, 28; domain 9. */
export const PERSONAL_FIELDS: readonly FieldId[] = [
  "filer",
  "operator.details",
  "operator.home",
  "operator.phone",
  "family",
  "delivery",
  "liaison",
];

/**
 * What the application prints on the page apart: the personal answers, the operator's number, the signatures. Source: 经营主体登记文书规范
 * (2026年版): numbers, homes and phones on a page of their own (domain 1.1).
 */
export const PAGE_APART_FIELDS: readonly FieldId[] = [...PERSONAL_FIELDS, "operator.id", "signature"];
