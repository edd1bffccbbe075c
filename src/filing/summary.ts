import type { Answers, Filer, Powers } from "../rules/answers.ts";
import { DOCUMENT_KINDS, type DocumentKind } from "../rules/contents.ts";
import type { FieldId } from "../rules/fields.ts";
import { type Catalogues, registeredName, scopeItemsOf } from "../rules/findings.ts";
import { scopeTexts } from "../rules/licence-words.ts";
import { PREMISES_TYPES } from "../rules/premises.ts";
import { printedScope } from "../rules/scope-of-business.ts";
import type { DocumentRow } from "./queries/documents.ts";

const YES_NO = (value: boolean | undefined) => (value === undefined ? "" : value ? "是" : "否");

export const FILER_WORDS: Record<Filer["kind"], string> = {
  operator: "经营者本人",
  staff: "家庭成员或员工",
  agent: "登记代理人",
};

const POWERS: Record<keyof Powers, string> = {
  checkCopies: "核对登记材料中的复印件并签署核对意见",
  correctOwnPapers: "修改自备文件的错误",
  correctForms: "修改有关表格的填写错误",
  collect: "领取营业执照和有关文书",
};

/** One field of an application in words, as the applicant, the officer and the archive read it; "" where there is no answer. Numbers of persons in full. */
export function summaryOf(
  field: FieldId,
  answers: Answers,
  documents: readonly DocumentRow[],
  catalogues: Catalogues,
): string {
  const { operator, premises, filer, liaison, name, copies } = answers;
  switch (field) {
    case "filer":
      return filer ? filerWords(filer) : "";
    case "operator.name":
      return operator?.name ?? "";
    case "operator.id":
      return operator?.idNumber ?? "";
    case "operator.details":
      return words([operator?.nation, operator?.education, operator?.politics, operator?.occupation]);
    case "operator.home":
      return operator?.home ?? "";
    case "operator.phone":
      return words([operator?.phone, operator?.landline, operator?.postcode]);
    case "formation":
      return answers.formation ? (answers.formation === "family" ? "家庭经营" : "个人经营") : "";
    case "family":
      return (answers.family ?? []).map((member) => `${member.relation} ${member.name} ${member.idNumber}`).join("；");
    case "premises.place":
      return placeWords(premises?.district, premises?.street, premises?.community, catalogues);
    case "premises.detail":
      return premises?.detail ?? "";
    case "premises.type":
      return premises?.type ? PREMISES_TYPES[premises.type].label : "";
    case "premises.proof":
      return premises?.proof ? (premises.proof === "proof" ? "提交使用证明" : "申报承诺") : "";
    case "premises.online":
      return [
        premises?.onlineOnly === undefined ? "" : premises.onlineOnly ? "只通过互联网经营" : "有实体经营场所",
        ...(premises?.platforms ?? []).map((platform) => `${platform.name} ${platform.url}`),
      ]
        .filter(Boolean)
        .join("；");
    case "ecommerce":
      return YES_NO(answers.ecommerce);
    case "name":
      return name ? (name.named ? registeredName(answers, catalogues) : "不使用名称") : "";
    case "scope":
      return answers.scope?.length
        ? printedScope(scopeItemsOf(answers, catalogues), {
            onlineOnly: premises?.onlineOnly === true,
            texts: scopeTexts(catalogues.settings.words),
          })
        : "";
    case "capital":
      return answers.capital ? `${answers.capital} 万元（人民币）` : "";
    case "copies":
      return copies ? (copies.paper ? `领取纸质执照：正本 1 份，副本 ${copies.duplicates} 份` : "只用电子执照") : "";
    case "liaison":
      return liaison ? words([liaison.name, liaison.idNumber, liaison.phone, liaison.email]) : "";
    case "delivery":
      return deliveryWords(answers);
    case "commitments":
      return answers.commitments ? "已阅读并同意" : "";
    case "signature":
      return (answers.signatures ?? []).map((signature) => signerWords(signature.who, answers)).join("、");
    case "documents.identity":
    case "documents.household":
    case "documents.premises":
    case "documents.preapproval":
    case "documents.authorisation":
      return documentWords(field, documents);
  }
}

function words(parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(" · ");
}

function filerWords(filer: Filer): string {
  const powers = (Object.keys(POWERS) as (keyof Powers)[]).filter((power) => filer.powers?.[power]);
  return [
    FILER_WORDS[filer.kind],
    filer.kind === "operator" ? "" : `${filer.name} ${filer.idNumber}`,
    filer.relation ?? "",
    filer.kind === "operator" ? "" : `权限：${powers.map((power) => POWERS[power]).join("、") || "无"}`,
  ]
    .filter(Boolean)
    .join("；");
}

/** District, street and community by their names. */
export function placeWords(
  district: string | undefined,
  street: string | undefined,
  community: string | undefined,
  catalogues: Catalogues,
): string {
  return [district, street, community]
    .map((code) => catalogues.divisions.find((division) => division.code === code)?.name ?? "")
    .join("");
}

function deliveryWords({ delivery }: Answers): string {
  switch (delivery?.method) {
    case "self-print":
      return "在自助终端自己打印";
    case "mail":
      return `邮寄给 ${delivery.recipient} ${delivery.phone}，${delivery.address}`;
    case "pickup":
      return "到大厅领取";
    case undefined:
      return "";
  }
}

function signerWords(who: string, answers: Answers): string {
  if (who === "operator") return answers.operator?.name ?? "经营者";
  return answers.family?.[Number(who.split(":")[1])]?.name ?? "家庭成员";
}

function documentWords(field: FieldId, documents: readonly DocumentRow[]): string {
  const kind = (Object.keys(DOCUMENT_KINDS) as DocumentKind[]).find((each) => DOCUMENT_KINDS[each].field === field);
  const count = documents.filter((document) => document.kind === kind).length;
  return count === 0 ? "" : `${count} 份`;
}
