import { momentInFull } from "../rules/calendar.ts";
import { maskId } from "../rules/contact.ts";
import type { NoticeTexts } from "./compose.ts";

export interface CollectionFacts {
  operator: string;
  name: string;
  uscc: string;
  sheets: readonly { part: "original" | "duplicate"; copy: number; serial: string }[];
  collector: { kind: "self" | "proxy"; name: string; idNumber: string };
  hall: string;
  /** Who handed it over. */
  staff: string;
  /** The picture of the signature; without one it was signed on paper. */
  signatureFile: string | null;
  now: number;
}

/** The proof that the paper licence was handed over: what, to whom, by whom, when, signed. Sources: 条例 22; plan 二(二)3 (现场领取); R49, R59. */
export function collectionTexts(facts: CollectionFacts): NoticeTexts {
  const { collector, sheets, signatureFile, now } = facts;
  const when = momentInFull(now);
  const self = collector.kind === "self";
  return {
    kind: "collection",
    addressee: facts.operator,
    intro: ["下列纸质营业执照已经当面交付，领取人当场签名。"],
    items: [
      { label: "名称", value: facts.name || "不使用名称" },
      { label: "统一社会信用代码", value: facts.uscc },
      {
        label: "交付的执照",
        value: sheets
          .map(({ part, copy, serial }) => `${part === "original" ? "正本" : `副本 1-${copy}`}，纸张编号 ${serial}`)
          .join("\n"),
      },
      { label: "领取人", value: `${collector.name}（${self ? "经营者本人" : "经营者委托的代领人"}）` },
      { label: "核对的证件", value: `居民身份证 ${maskId(collector.idNumber)}${self ? "" : "，并核对了代领码"}` },
      { label: "交付的人", value: facts.staff },
      { label: "在哪、何时", value: `${facts.hall}，${when}` },
    ],
    signatures: [
      {
        role: "领取人",
        name: collector.name,
        how: `${signatureFile ? "在屏幕上签名" : "在纸面签名，原件存大厅"}，${when}`,
        ...(signatureFile ? { fileId: signatureFile } : {}),
      },
    ],
    mustDo: "请把正本放在经营场所看得见的地方。执照有错、少了或者不是您领的，请马上联系下面的登记机关。",
    legalBasis: "《市场主体登记管理条例》第二十二条；《市场主体登记管理条例实施细则》第六十四条",
  };
}
