import { describe, expect, it } from "vitest";
import type { Answers } from "../../src/rules/answers.ts";
import { changedFields, FIELD_IDS, FIELDS, type FieldId, isFieldId } from "../../src/rules/fields.ts";
import { PEOPLE } from "../support/cast.ts";
import { answersOf } from "../support/filing.ts";

const before = answersOf(PEOPLE.wang, {
  family: [{ name: "李福", idNumber: PEOPLE.li.idNumber, relation: "配偶" }],
  signatures: [{ who: "operator", how: "screen", fileId: "file-1", at: 1 }],
});
const { operator, premises, filer, liaison } = before;

const CHANGES: Partial<Record<FieldId, Answers[]>> = {
  filer: [{ filer: { ...filer, kind: "staff", name: "李福", idNumber: PEOPLE.li.idNumber } }],
  "operator.name": [{ operator: { ...operator, name: "王晓丽" } }],
  "operator.id": [{ operator: { ...operator, idNumber: PEOPLE.li.idNumber } }],
  "operator.details": [
    { operator: { ...operator, nation: "朝鲜族" } },
    { operator: { ...operator, education: "初中" } },
    { operator: { ...operator, politics: "中共党员" } },
    { operator: { ...operator, occupation: "农民" } },
  ],
  "operator.home": [{ operator: { ...operator, home: "别处" } }],
  "operator.phone": [
    { operator: { ...operator, phone: PEOPLE.li.phone } },
    { operator: { ...operator, landline: "0453-5550101" } },
    { operator: { ...operator, postcode: "157000" } },
  ],
  formation: [{ formation: "family" }],
  family: [{ family: [] }, { family: [{ name: "李福", idNumber: PEOPLE.li.idNumber, relation: "子女" }] }],
  "premises.place": [
    { premises: { ...premises, district: "231002" } },
    { premises: { ...premises, street: "231003001" } },
    { premises: { ...premises, community: "231003002001" } },
  ],
  "premises.detail": [{ premises: { ...premises, detail: "光华街67号门市" } }],
  "premises.type": [{ premises: { ...premises, type: "own" } }],
  "premises.proof": [{ premises: { ...premises, proof: "proof" } }],
  "premises.online": [
    { premises: { ...premises, onlineOnly: true } },
    { premises: { ...premises, platforms: [{ name: "示例网", url: "https://shop.example.com/t1" }] } },
  ],
  ecommerce: [{ ecommerce: true }],
  name: [{ name: { named: false } }, { name: { named: true, trade: "江畔", industry: "餐饮", form: "店" } }],
  scope: [{ scope: ["餐饮服务", "外卖递送服务"] }, { scope: [] }],
  capital: [{ capital: "50" }],
  copies: [{ copies: { paper: true, duplicates: 2 } }, { copies: { paper: false, duplicates: 1 } }],
  liaison: [{ liaison: { same: false, name: "李福", idNumber: PEOPLE.li.idNumber, phone: PEOPLE.li.phone } }],
  delivery: [{ delivery: { method: "pickup", hallId: "hall-xian" } }],
  commitments: [{ commitments: false }],
  signature: [
    { signatures: [] },
    { signatures: [{ who: "operator", how: "screen", fileId: "file-2", at: 1 }] },
    { signatures: [{ who: "operator", how: "paper", fileId: "file-1", at: 1 }] },
  ],
};
const changes = FIELD_IDS.flatMap((field) => (CHANGES[field] ?? []).map((change) => [field, change] as const));

describe("what changed between two states of an application", () => {
  it("is nothing between an application and itself", () => {
    expect(changedFields(before, structuredClone(before))).toEqual([]);
    expect(changedFields({}, {})).toEqual([]);
  });

  it.each(changes)("is %s alone", (field, change) => {
    expect(changedFields(before, { ...before, ...change })).toEqual([field]);
    expect(changedFields({ ...before, ...change }, before)).toEqual([field]);
  });

  it("covers every field that an answer holds; documents have rows of their own", () => {
    const uncovered = FIELD_IDS.filter((field) => CHANGES[field] === undefined);
    expect(uncovered).toEqual(FIELD_IDS.filter((field) => field.startsWith("documents.")));
    expect(changedFields({}, before)).toEqual(FIELD_IDS.filter((field) => !uncovered.includes(field)));
  });

  it("is several, in the order of the form", () => {
    const after = { ...before, capital: "6", operator: { ...operator, home: "别处" }, scope: ["外卖递送服务"] };
    expect(changedFields(before, after)).toEqual(["operator.home", "scope", "capital"]);
  });

  it.each<[string, Answers, Answers]>([
    ["an absent and an empty text", { operator: {} }, { operator: { home: "", landline: "", postcode: "" } }],
    ["an absent and an empty list", {}, { family: [], scope: [], signatures: [] }],
    ["an absent and an empty group", {}, { operator: {}, premises: { platforms: [] } }],
    ["a member that is undefined", { liaison: { ...base() } }, { liaison: { ...base(), email: "" } }],
  ])("is not %s", (_, one, other) => {
    expect(changedFields(one, other)).toEqual([]);
  });

  it("is not the order in which a page wrote the members", () => {
    const turned = {
      ...before,
      name: { form: "店", industry: "餐饮", trade: "江畔小灶", named: true as const },
      liaison: Object.fromEntries(Object.entries(liaison ?? {}).reverse()) as Answers["liaison"] & object,
    };
    expect(changedFields(before, turned)).toEqual([]);
  });

  it("is the order of the scope, for its first item is the main business", () => {
    const scope = ["餐饮服务", "外卖递送服务"];
    expect(changedFields({ scope }, { scope: scope.toReversed() })).toEqual(["scope"]);
  });

  it("is a no where there was no answer", () => {
    expect(changedFields({}, { ecommerce: false })).toEqual(["ecommerce"]);
    expect(changedFields({}, { premises: { onlineOnly: false } })).toEqual(["premises.online"]);
  });

  it("is not the moment of a signature", () => {
    const signatures = [{ who: "operator", how: "screen" as const, fileId: "file-1", at: 99 }];
    expect(changedFields(before, { ...before, signatures })).toEqual([]);
  });
});

it("a field is known by its own id alone", () => {
  for (const field of FIELD_IDS) expect(isFieldId(field)).toBe(true);
  for (const text of ["", "operator", "toString", "__proto__", "Scope"]) expect(isFieldId(text)).toBe(false);
  expect(new Set(Object.values(FIELDS)).size).toBe(FIELD_IDS.length);
});

function base() {
  return { same: true, name: "王小丽", idNumber: PEOPLE.wang.idNumber, phone: PEOPLE.wang.phone };
}
