import type { Answers } from "./answers.ts";
import type { FieldId } from "./fields.ts";

/** Kinds of document that can be handed in. Source: domain 2.3 (提交材料规范). */
export const DOCUMENT_KINDS = {
  identity: { label: "经营者身份证件影像", field: "documents.identity" },
  household: { label: "户口簿或结婚证影像", field: "documents.household" },
  premises: { label: "经营场所使用证明影像", field: "documents.premises" },
  preapproval: { label: "前置审批批准文件影像", field: "documents.preapproval" },
  authorisation: { label: "授权委托书影像", field: "documents.authorisation" },
} as const satisfies Record<string, { label: string; field: FieldId }>;

export type DocumentKind = keyof typeof DOCUMENT_KINDS;

/** Whether `text` names a kind of document. */
export function isDocumentKind(text: string): text is DocumentKind {
  return Object.hasOwn(DOCUMENT_KINDS, text);
}

export interface ContentsFacts {
  /** The operator's card was read at a kiosk or seen by hall staff; then no copy of it is asked for (条例 16: not what can be had by sharing). */
  operatorIdentitySeen: boolean;
  hasPreapprovalItem: boolean;
  documents: readonly DocumentKind[];
}

/**
 * The documents that this application must hold, with the reason. Takes the answers and what is known beside them.
 * Sources: 提交材料规范 (domain 2.3); 条例 11, 16; 细则 12 (前置); 代理行为管理办法 (授权).
 */
export function requiredDocuments(
  answers: Answers,
  facts: Omit<ContentsFacts, "documents">,
): { kind: DocumentKind; why: string }[] {
  const required: { kind: DocumentKind; why: string }[] = [];
  if (!facts.operatorIdentitySeen)
    required.push({ kind: "identity", why: "经营者没有在读卡器上刷身份证，需要身份证正反面影像" });
  if (answers.formation === "family") required.push({ kind: "household", why: "家庭经营，需要户口簿或结婚证影像" });
  if (answers.premises?.proof === "proof") required.push({ kind: "premises", why: "需要经营场所的使用证明" });
  if (facts.hasPreapprovalItem) required.push({ kind: "preapproval", why: "经营范围里有前置审批项目，需要批准文件" });
  if (answers.filer?.kind === "agent")
    required.push({ kind: "authorisation", why: "由登记代理人办理，需要经营者签字的授权委托书" });
  return required;
}

/** Who must sign: the operator, and each member who takes part in a family business. Source: 申请书 申请人签署 (domain 2.2, 2.7). */
export function requiredSignatures(answers: Answers): { who: string; name: string }[] {
  const signers = [{ who: "operator", name: answers.operator?.name ?? "经营者" }];
  if (answers.formation === "family")
    signers.push(...(answers.family ?? []).map(({ name }, index) => ({ who: `member:${index}`, name })));
  return signers;
}

export interface Missing {
  field: FieldId;
  message: string;
}

/**
 * What is not there yet, in the order of the form; empty when the application is complete. Says nothing of whether what is
 * there is right: that is `findings`. Sources: domain 2.2 (required fields of setup), 2.3, 2.4; 细则 18 (材料齐全).
 */
export function missingContents(answers: Answers, facts: ContentsFacts): Missing[] {
  const missing: Missing[] = [];
  const need = (present: unknown, field: FieldId, message: string) => {
    if (present === undefined || present === null || present === "") missing.push({ field, message });
  };
  const { filer, operator, premises, liaison, delivery } = answers;

  need(filer?.kind, "filer", "请说明由谁来申请");
  if (filer?.kind === "agent" && filer.agentRegistered !== true)
    missing.push({ field: "filer", message: "登记代理人须先在全国经营主体登记注册代理人信息系统表明身份" });
  if (filer && filer.kind !== "operator") {
    need(filer.name && filer.idNumber, "filer", "请填写办理人的姓名和身份证号码");
    need(filer.powers, "filer", "请填写委托权限");
  }
  need(operator?.name, "operator.name", "请填写经营者姓名");
  need(operator?.idNumber, "operator.id", "请填写经营者身份证号码");
  for (const detail of [operator?.nation, operator?.education, operator?.politics, operator?.occupation])
    if (!detail && !missing.some((m) => m.field === "operator.details"))
      missing.push({ field: "operator.details", message: "请补全经营者的民族、文化程度、政治面貌和职业状况" });
  need(operator?.home, "operator.home", "请填写经营者住所");
  need(operator?.phone, "operator.phone", "请填写联系电话");
  need(answers.formation, "formation", "请选择个人经营或家庭经营");
  if (answers.formation === "family") {
    need(answers.family?.[0], "family", "请填写参加经营的家庭成员");
    if (answers.family?.some((member) => !member.name || !member.idNumber))
      missing.push({ field: "family", message: "请补全家庭成员的姓名和身份证号码" });
  }
  need(premises?.district && premises.street, "premises.place", "请选择经营场所所在的区和街道（乡镇）");
  need(premises?.detail, "premises.detail", "请填写经营场所的门牌地址");
  need(premises?.type, "premises.type", "请选择经营场所类型");
  need(premises?.proof, "premises.proof", "请选择提交证明还是申报承诺");
  need(premises?.onlineOnly, "premises.online", "请说明是否只通过互联网经营");
  need(answers.ecommerce, "ecommerce", "请说明是否电子商务经营者");
  need(answers.name, "name", "请填写名称，或选择不使用名称");
  need(answers.scope?.[0], "scope", "请至少选择一项经营范围");
  need(answers.capital, "capital", "请填写出资额");
  need(answers.copies, "copies", "请选择是否领取纸质执照");
  need(liaison?.name && liaison.idNumber && liaison.phone, "liaison", "请填写登记联络员的姓名、身份证号码和手机号码");
  need(delivery, "delivery", "请选择领照方式");
  if (delivery?.method === "mail")
    need(delivery.recipient && delivery.phone && delivery.address, "delivery", "请填写收件人、电话和收件地址");
  if (delivery?.method === "pickup") need(delivery.hallId, "delivery", "请选择领取执照的大厅");
  for (const { kind, why } of requiredDocuments(answers, facts))
    if (!facts.documents.includes(kind)) missing.push({ field: DOCUMENT_KINDS[kind].field, message: why });
  if (answers.commitments !== true) missing.push({ field: "commitments", message: "请阅读并同意承诺" });
  for (const signer of requiredSignatures(answers))
    if (!answers.signatures?.some((signature) => signature.who === signer.who))
      missing.push({ field: "signature", message: `还缺少${signer.name}的签名` });
  return missing;
}
