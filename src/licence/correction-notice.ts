import type { Config } from "../config.ts";
import type { Schema } from "../db/schema.ts";
import type { Tx } from "../db/transaction.ts";
import type { FilingRow } from "../filing/queries/filing.ts";
import { issueNotice } from "../notices/compose.ts";
import { tellBothSides } from "../notices/tell.ts";
import { CORRECTION_CLAUSE, CORRECTION_GROUNDS, type CorrectionGround } from "../rules/after-issue.ts";
import type { Answers } from "../rules/answers.ts";
import { NOTICE_WORDS } from "../rules/notice-kinds.ts";
import { remediesOf } from "../rules/remedies.ts";
import { groupCode } from "../rules/uscc.ts";
import type { LicenceData } from "./licence-data.ts";

export interface CorrectionFacts {
  filing: FilingRow;
  authority: Schema["authority"];
  by: { now: number };
  input: { ground: CorrectionGround };
  prepared: { answers: Answers; before: LicenceData; data: LicenceData; version: number; reason: string };
  ended: { sheets: readonly string[] };
}

const PRINTED = [
  ["name", "名称"],
  ["operator", "经营者"],
  ["formation", "组成形式"],
  ["premises", "经营场所"],
  ["scope", "经营范围"],
] as const satisfies [keyof LicenceData, string][];

/** The printed items that differ between two versions, with their labels. */
export function correctedItems(before: LicenceData, after: LicenceData) {
  return PRINTED.filter(([item]) => before[item] !== after[item]);
}

/** The notice of a correction, each corrected item before and after, and the messages to both sides; in the transaction of the act. */
export async function tellOfCorrection(
  tx: Tx,
  config: Config,
  key: Buffer,
  { filing, authority, by, input, prepared, ended }: CorrectionFacts,
): Promise<{ id: string }> {
  const { answers, before, data, version } = prepared;
  const number = String(version).padStart(3, "0");
  const changes = correctedItems(before, data).map(([item, label]) => ({
    label: `${label}更正`,
    value: `原：${before[item] ?? "不使用名称"}\n现：${data[item] ?? "不使用名称"}`,
  }));
  const paper = answers.copies?.paper === true;
  const notice = await issueNotice(tx, config, key, {
    kind: "correction",
    filing,
    authority,
    addressee: data.operator,
    intro: ["本局发现签发给您的营业执照有错误，这是登记机关的原因，现予更正，并换发新的一版电子营业执照。"],
    items: [
      { label: "统一社会信用代码", value: groupCode(data.uscc) },
      ...changes,
      { label: "更正原因", value: `${CORRECTION_GROUNDS[input.ground].label}。${prepared.reason}` },
      { label: "新的执照", value: `第 ${number} 版，${data.identifier}` },
      { label: "失效的执照", value: `第 ${String(version - 1).padStart(3, "0")} 版，${before.identifier}` },
      ...(ended.sheets.length > 0 ? [{ label: "作废的纸张", value: ended.sheets.join("、") }] : []),
    ],
    mustDo: paper
      ? "新的电子营业执照现在就可以打开，旧的一版已经失效。纸质执照由登记机关重新打印，按您选的方式给您，不收钱；旧的纸质执照请交回。"
      : "新的电子营业执照现在就可以打开，旧的一版已经失效，请不要再用。",
    legalBasis: CORRECTION_CLAUSE,
    remedies: remediesOf(NOTICE_WORDS.correction.title, authority),
    now: by.now,
  });
  await tellBothSides(tx, config, {
    filing,
    answers,
    kind: "corrected",
    message: `您的营业执照有登记机关造成的错误，已经更正，旧的一版失效。新的电子营业执照：${config.baseUrl}/status/${filing.code}（取件码 ${filing.code}）${paper ? "。纸质执照会重新打印，不收钱" : ""}`,
    note: `执照已更正，第 ${number} 版签发，旧版失效${paper ? "；纸质执照要重新打印" : ""}`,
    now: by.now,
  });
  return notice;
}
