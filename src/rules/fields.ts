import type { Answers } from "./answers.ts";

/** What a return can mark and a resubmission can change; each is asked on one page. Source: domain 2.2; 细则 18 (一次性告知). */
export const FIELDS = {
  filer: "申请人身份",
  "operator.name": "经营者姓名",
  "operator.id": "经营者身份证号码",
  "operator.details": "经营者基本情况",
  "operator.home": "经营者住所",
  "operator.phone": "联系电话",
  formation: "组成形式",
  family: "参加经营的家庭成员",
  "premises.place": "经营场所所在地",
  "premises.detail": "经营场所门牌地址",
  "premises.type": "经营场所类型",
  "premises.proof": "经营场所证明方式",
  "premises.online": "网络经营",
  ecommerce: "电子商务经营者",
  name: "名称",
  scope: "经营范围",
  capital: "出资额",
  copies: "执照份数",
  liaison: "登记联络员",
  delivery: "领照方式",
  "documents.identity": "身份证件影像",
  "documents.household": "户口簿或结婚证影像",
  "documents.premises": "经营场所使用证明影像",
  "documents.preapproval": "前置审批批准文件影像",
  "documents.authorisation": "授权委托书影像",
  commitments: "承诺",
  signature: "签名",
} as const;

export type FieldId = keyof typeof FIELDS;

export const FIELD_IDS = Object.keys(FIELDS) as FieldId[];

/** Whether `text` names a field. Takes any text; gives a narrowed id. Source: the table above. */
export function isFieldId(text: string): text is FieldId {
  return Object.hasOwn(FIELDS, text);
}

/** What an answer field holds, for comparison. Documents are compared by their own rows. */
function answerOf(field: FieldId, answers: Answers): unknown {
  const { operator, premises } = answers;
  switch (field) {
    case "filer":
      return answers.filer;
    case "operator.name":
      return operator?.name;
    case "operator.id":
      return operator?.idNumber;
    case "operator.details":
      return [operator?.nation, operator?.education, operator?.politics, operator?.occupation];
    case "operator.home":
      return operator?.home;
    case "operator.phone":
      return [operator?.phone, operator?.landline, operator?.postcode];
    case "formation":
      return answers.formation;
    case "family":
      return answers.family;
    case "premises.place":
      return [premises?.district, premises?.street, premises?.community];
    case "premises.detail":
      return premises?.detail;
    case "premises.type":
      return premises?.type;
    case "premises.proof":
      return premises?.proof;
    case "premises.online":
      return [premises?.onlineOnly, premises?.platforms];
    case "ecommerce":
      return answers.ecommerce;
    case "name":
      return answers.name;
    case "scope":
      return answers.scope;
    case "capital":
      return answers.capital;
    case "copies":
      return answers.copies;
    case "liaison":
      return answers.liaison;
    case "delivery":
      return answers.delivery;
    case "commitments":
      return answers.commitments;
    case "signature":
      return answers.signatures?.map(({ who, how, fileId }) => [who, how, fileId]);
    default:
      return undefined;
  }
}

/**
 * The fields whose answers differ between two states of an application; absent and empty are the same, and the order of members is
 * none. Takes both, gives ids in the order of the form (R36, R39).
 */
export function changedFields(before: Answers, after: Answers): FieldId[] {
  return FIELD_IDS.filter(
    (field) => JSON.stringify(settled(answerOf(field, before))) !== JSON.stringify(settled(answerOf(field, after))),
  );
}

/** A value without what is empty in it, the members of its objects in one order. */
function settled(value: unknown): unknown {
  if (value === "" || value === null) return undefined;
  if (Array.isArray(value)) {
    const items = value.map(settled);
    return items.every((item) => item === undefined) ? undefined : items;
  }
  if (typeof value !== "object") return value;
  const members = Object.entries(value)
    .map(([name, member]) => [name, settled(member)] as const)
    .filter(([, member]) => member !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return members.length === 0 ? undefined : Object.fromEntries(members);
}
