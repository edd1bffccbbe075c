import { describe, expect, it } from "vitest";
import type { Answers, Filer } from "../../src/rules/answers.ts";
import {
  type ContentsFacts,
  DOCUMENT_KINDS,
  type DocumentKind,
  isDocumentKind,
  missingContents,
  requiredDocuments,
  requiredSignatures,
} from "../../src/rules/contents.ts";
import { FIELD_IDS, FIELDS } from "../../src/rules/fields.ts";
import { PEOPLE } from "../support/cast.ts";
import { answersOf } from "../support/filing.ts";

const signed = [{ who: "operator", how: "screen" as const, fileId: "f", at: 1 }];
const whole = answersOf(PEOPLE.wang, { signatures: signed });
const seen: ContentsFacts = { operatorIdentitySeen: true, hasPreapprovalItem: false, documents: [] };
const powers = { checkCopies: true, correctOwnPapers: true, correctForms: true, collect: false };
const agent: Filer = {
  kind: "agent",
  name: "李福",
  idNumber: PEOPLE.li.idNumber,
  phone: PEOPLE.li.phone,
  agentRegistered: true,
  powers,
};
const colleague: Filer = { ...without(agent, "agentRegistered"), kind: "staff" };
const family = [
  { name: "李福", idNumber: PEOPLE.li.idNumber, relation: "配偶" },
  { name: "赵敏", idNumber: PEOPLE.zhao.idNumber, relation: "子女" },
];

const fieldsMissing = (changes: Answers, facts: Partial<ContentsFacts> = {}) =>
  missingContents({ ...whole, ...changes }, { ...seen, ...facts }).map(({ field }) => field);

describe("documents", () => {
  const kinds = (answers: Answers, facts: Partial<ContentsFacts> = {}) =>
    requiredDocuments(answers, { ...seen, ...facts }).map(({ kind }) => kind);

  it.each<[string, Answers, Partial<ContentsFacts>, DocumentKind[]]>([
    ["the operator whose card was read", {}, {}, []],
    ["the operator who typed the number", {}, { operatorIdentitySeen: false }, ["identity"]],
    ["an agent", { filer: agent }, {}, ["authorisation"]],
    ["staff of the business", { filer: colleague }, {}, []],
    ["a family business", { formation: "family", family }, {}, ["household"]],
    ["premises shown by proof", { premises: { ...whole.premises, proof: "proof" } }, {}, ["premises"]],
    ["premises that are declared", { premises: { ...whole.premises, proof: "declaration" } }, {}, []],
    ["an item that needs approval first", {}, { hasPreapprovalItem: true }, ["preapproval"]],
    [
      "everything at once",
      { filer: agent, formation: "family", family, premises: { ...whole.premises, proof: "proof" } },
      { operatorIdentitySeen: false, hasPreapprovalItem: true },
      ["identity", "household", "premises", "preapproval", "authorisation"],
    ],
  ])("of %s", (_, changes, facts, expected) => {
    expect(kinds({ ...whole, ...changes }, facts)).toEqual(expected);
    const fields = expected.map((kind) => DOCUMENT_KINDS[kind].field);
    const askedFor = (documents: DocumentKind[]) =>
      fieldsMissing(changes, { ...facts, documents }).filter((field) => field.startsWith("documents."));
    expect(askedFor([])).toEqual(fields);
    expect(askedFor(expected)).toEqual([]);
    for (const kind of expected)
      expect(askedFor(expected.filter((other) => other !== kind))).toEqual([DOCUMENT_KINDS[kind].field]);
  });

  it("each come with a reason in words", () => {
    const all = requiredDocuments(
      { filer: agent, formation: "family", premises: { proof: "proof" } },
      { operatorIdentitySeen: false, hasPreapprovalItem: true },
    );
    for (const { why } of all) expect(why.length).toBeGreaterThan(5);
  });

  it("are known by their kinds", () => {
    for (const kind of Object.keys(DOCUMENT_KINDS)) expect(isDocumentKind(kind)).toBe(true);
    for (const text of ["", "signature", "toString"]) expect(isDocumentKind(text)).toBe(false);
  });
});

describe("signatures", () => {
  it("are the operator's alone in an individual business, even where a family was once written", () => {
    expect(requiredSignatures({ ...whole, family })).toEqual([{ who: "operator", name: "王小丽" }]);
  });

  it("are those of the operator and of every member in a family business", () => {
    expect(requiredSignatures({ ...whole, formation: "family", family })).toEqual([
      { who: "operator", name: "王小丽" },
      { who: "member:0", name: "李福" },
      { who: "member:1", name: "赵敏" },
    ]);
  });

  it("are asked for by name, one by one", () => {
    const facts: ContentsFacts = { ...seen, documents: ["household"] };
    const answers: Answers = { ...whole, formation: "family", family };
    const missing = missingContents(answers, facts);
    expect(missing.map(({ field }) => field)).toEqual(["signature", "signature"]);
    expect(missing.map(({ message }) => message).join()).toMatch(/李福.*赵敏/);
    const all = ["operator", "member:0", "member:1"].map((who) => ({ who, how: "paper" as const, at: 1 }));
    expect(missingContents({ ...answers, signatures: all }, facts)).toEqual([]);
  });
});

describe("what is not there yet", () => {
  it("is nothing in a whole application", () => {
    expect(missingContents(whole, seen)).toEqual([]);
  });

  it("is everything in an empty one, in the order of the form and each field once", () => {
    const fields = missingContents({}, { ...seen, operatorIdentitySeen: false }).map(({ field }) => field);
    const always = FIELD_IDS.filter(
      (field) => field !== "family" && (!field.startsWith("documents.") || field === "documents.identity"),
    );
    expect(fields).toEqual(always);
  });

  it.each<[string, Answers]>([
    ["filer", { filer: { ...agent, agentRegistered: false } }],
    ["filer", { filer: without(agent, "agentRegistered") }],
    ["filer", { filer: without(colleague, "powers") }],
    ["filer", { filer: { ...colleague, name: "" } }],
    ["filer", { filer: { ...colleague, idNumber: "" } }],
    ["operator.name", { operator: { ...whole.operator, name: "" } }],
    ["operator.id", { operator: { ...whole.operator, idNumber: "" } }],
    ["operator.details", { operator: { ...whole.operator, nation: "" } }],
    ["operator.details", { operator: { ...whole.operator, education: "", politics: "" } }],
    ["operator.details", { operator: { ...whole.operator, occupation: "" } }],
    ["operator.home", { operator: { ...whole.operator, home: "" } }],
    ["operator.phone", { operator: { ...whole.operator, phone: "" } }],
    ["premises.place", { premises: without(whole.premises, "district") }],
    ["premises.place", { premises: without(whole.premises, "street") }],
    ["premises.detail", { premises: { ...whole.premises, detail: "" } }],
    ["premises.type", { premises: without(whole.premises, "type") }],
    ["premises.proof", { premises: without(whole.premises, "proof") }],
    ["premises.online", { premises: without(whole.premises, "onlineOnly") }],
    ["scope", { scope: [] }],
    ["capital", { capital: "" }],
    ["liaison", { liaison: { same: false, name: "", idNumber: "", phone: "" } }],
    ["liaison", { liaison: { same: false, name: "李福", idNumber: "", phone: PEOPLE.li.phone } }],
    ["liaison", { liaison: { same: true, name: "王小丽", idNumber: PEOPLE.wang.idNumber, phone: "" } }],
    ["delivery", { delivery: { method: "mail", recipient: "王小丽", phone: PEOPLE.wang.phone, address: "" } }],
    ["delivery", { delivery: { method: "mail", recipient: "", phone: PEOPLE.wang.phone, address: "某处一号" } }],
    ["delivery", { delivery: { method: "mail", recipient: "王小丽", phone: "", address: "某处一号" } }],
    ["delivery", { delivery: { method: "pickup", hallId: "" } }],
    ["commitments", { commitments: false }],
    ["signature", { signatures: [] }],
    ["signature", { signatures: [{ who: "member:0", how: "screen", at: 1 }] }],
  ])("is %s, and only that", (field, changes) => {
    expect(fieldsMissing(changes, { documents: ["authorisation"] })).toEqual([field]);
  });

  it.each(["formation", "ecommerce", "name", "copies", "liaison", "delivery", "filer", "capital", "scope"] as const)(
    "is %s, where it was never answered",
    (field) => {
      expect(missingContents(without(whole, field), seen).map((missing) => missing.field)).toEqual([field]);
    },
  );

  it("is the family itself in a family business without members", () => {
    const facts = { documents: ["household" as const] };
    expect(fieldsMissing({ formation: "family", family: [] }, facts)).toEqual(["family"]);
    expect(fieldsMissing({ formation: "individual", family: [] }, facts)).toEqual([]);
    const nameless = { name: "", idNumber: PEOPLE.li.idNumber, relation: "配偶" };
    expect(fieldsMissing({ formation: "family", family: [nameless] }, facts)).toContain("family");
  });

  it("is said in a sentence of its own for every field", () => {
    const messages = missingContents({}, seen).map(({ message }) => message);
    for (const message of messages) expect(message).not.toBe("");
    expect(Object.keys(FIELDS)).toEqual(FIELD_IDS);
  });
});

function without<T extends object, K extends keyof T>(value: T | undefined, member: K): Omit<T, K> {
  const copy = { ...value } as T;
  delete copy[member];
  return copy;
}
