import type { NoticeTexts } from "./compose.ts";

/** The three working days more, told in writing: why, who approved, and the new limit. Sources: 条例 19; 细则 18; domain 1.2. */
export function extensionTexts(facts: {
  addressee: string;
  name: string;
  reason: string;
  /** The head who approved. */
  approver: string;
  /** Both limits in words. */
  before: string;
  due: string;
}): NoticeTexts {
  return {
    kind: "extension",
    addressee: facts.addressee,
    intro: ["您的个体工商户设立登记申请情形复杂，经登记机关负责人批准，审查期限延长三个工作日。"],
    items: [
      { label: "名称", value: facts.name || "不使用名称" },
      { label: "延长的原因", value: facts.reason },
      { label: "批准人", value: facts.approver },
      { label: "原来的期限", value: facts.before },
    ],
    due: { label: "新的答复期限", value: facts.due },
    mustDo: "您现在不用做什么。到期以前会作出决定，结果会发短信告诉您。",
    legalBasis: "《市场主体登记管理条例》第十九条；《市场主体登记管理条例实施细则》第十八条",
  };
}
