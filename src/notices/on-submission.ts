import type { SeenAnswer } from "../filing/as-seen.ts";
import { statementsOf } from "../filing/pages/statements.ts";
import { placeWords } from "../filing/summary.ts";
import type { Answers } from "../rules/answers.ts";
import { DOCUMENT_KINDS, type DocumentKind } from "../rules/contents.ts";
import type { Catalogues } from "../rules/findings.ts";
import { applicationTexts } from "./application.ts";
import type { NoticeTexts } from "./compose.ts";
import { type IdentityFacts, identityTexts } from "./identity-record.ts";
import { jurisdictionTexts } from "./jurisdiction.ts";

export interface SubmissionFacts extends IdentityFacts {
  seen: readonly SeenAnswer[];
  catalogues: Catalogues;
  documents: readonly DocumentKind[];
  name: string;
  seq: number;
  authority: { name: string; district: string };
  /** The legal limit in words. */
  due: string;
  /** Hash of the event of the submission. */
  digest: string;
}

/** What a submission owes in writing: the receipt, the application as it was given, how persons were identified, and whose the filing is where that is not the hall's district. */
export function submissionTexts(facts: SubmissionFacts): [NoticeTexts, ...NoticeTexts[]] {
  const { answers, catalogues, authority, where, seen, seq } = facts;
  const { promises } = statementsOf({ answers, catalogues });
  const { district, street } = answers.premises ?? {};
  const elsewhere = where.district !== authority.district;
  return [
    receiptTexts(facts),
    applicationTexts({ answers, seen, promises, hall: where.hall, seq }),
    identityTexts(facts),
    ...(elsewhere
      ? [
          jurisdictionTexts({
            within: true,
            addressee: nameOf(answers),
            hall: where.hall,
            place: `牡丹江市${placeWords(district, street, undefined, catalogues)}`,
            authority: authority.name,
          }),
        ]
      : []),
  ];
}

function receiptTexts(facts: SubmissionFacts): NoticeTexts {
  const { answers, authority, documents, name, due, digest } = facts;
  const papers = documents.map((kind) => DOCUMENT_KINDS[kind].label);
  return {
    kind: "receipt",
    addressee: nameOf(answers),
    intro: [`您提交的个体工商户设立登记申请材料已经收到，由${authority.name}审查。`],
    due: { label: "答复期限", value: `${due}（三个工作日）` },
    items: [
      { label: "申请事项", value: "个体工商户设立登记" },
      { label: "名称", value: name || "不使用名称" },
      { label: "经营者", value: nameOf(answers) },
      { label: "收到的材料", value: ["个体工商户登记申请书", ...papers].join("、") },
      { label: "记录摘要", value: digest.slice(0, 32) },
    ],
    mustDo: "请保管好取件码。您现在不用做什么，结果会发短信告诉您；也可以在任何一台自助终端查询。",
    legalBasis: "《市场主体登记管理条例》第十九条；《市场主体登记管理条例实施细则》第十八条",
  };
}

function nameOf({ operator }: Answers): string {
  return operator?.name ?? "";
}
