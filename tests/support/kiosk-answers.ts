import { PEOPLE } from "./cast.ts";

export type PageValues = Record<string, string | string[]>;

/** What an applicant answers on each page of the kiosk, by the page's id: a shop in 阳明区, run by one person, printed by herself. */
export function kioskAnswers(
  person: { name: string; idNumber: string; phone: string } = PEOPLE.wang,
  changes: Record<string, PageValues> = {},
): Record<string, PageValues> {
  return {
    filer: { kind: "operator" },
    "id-type": { type: "resident" },
    operator: { name: person.name, idNumber: person.idNumber },
    "operator-details": { nation: "汉族", education: "高中", politics: "群众", occupation: "自由职业" },
    "operator-home": { home: "黑龙江省牡丹江市虚构区样例街1号" },
    "operator-phone": { phone: person.phone, landline: "", postcode: "" },
    formation: { formation: "individual" },
    "premises-type": { type: "rented" },
    district: { district: "231003" },
    street: { street: "231003002" },
    community: { community: "" },
    "premises-detail": { detail: "光华街66号门市" },
    online: { online: "no" },
    proof: { proof: "declaration" },
    ecommerce: { ecommerce: "no" },
    name: { named: "yes" },
    "name-parts": { trade: "江畔小灶", industry: "餐饮", form: "店" },
    capital: { capital: "5" },
    copies: { copies: "1" },
    delivery: { method: "self-print" },
    liaison: { who: "same" },
    commitments: { agree: ["yes"] },
    ...changes,
  };
}
