/**
 * The items of a licence that its head may correct, as one form: each with its present text, re-checked by the rules of the
 * application. District and operator's number are not among them: another authority or another person is no error of writing.
 */
import type { Answers, NameAnswer } from "./answers.ts";
import { parseName } from "./business-name.ts";
import { changedFields, type FieldId } from "./fields.ts";
import { type Catalogues, type Finding, registeredName } from "./findings.ts";
import { CITY } from "./name-parts.ts";
import { checkPersonName } from "./person-name.ts";

/** The form as texts: the name whole, the scope one phrase a line with the main one first. */
export interface CorrectionItems {
  name: string;
  operator: string;
  formation: string;
  street: string;
  detail: string;
  scope: string;
}

export type CorrectionItem = keyof CorrectionItems;

export interface CorrectionProblem {
  field: CorrectionItem;
  message: string;
}

const CORRECTED: readonly FieldId[] = [
  "name",
  "operator.name",
  "formation",
  "premises.place",
  "premises.detail",
  "scope",
];

const ITEM_OF: Partial<Record<FieldId, CorrectionItem>> = {
  name: "name",
  "operator.name": "operator",
  formation: "formation",
  family: "formation",
  "documents.household": "formation",
  "premises.place": "street",
  "premises.detail": "detail",
  scope: "scope",
  "documents.preapproval": "scope",
};

/** The items as they stand, for the form. Source: domain 6.2 (what a licence prints). */
export function presentItems(answers: Answers, catalogues: Catalogues): CorrectionItems {
  return {
    name: registeredName(answers, catalogues),
    operator: answers.operator?.name ?? "",
    formation: answers.formation ?? "individual",
    street: answers.premises?.street ?? "",
    detail: answers.premises?.detail ?? "",
    scope: (answers.scope ?? []).join("\n"),
  };
}

/** Whether place and detail are on the licence at all: network premises print their platforms instead. Source: 国市监注〔2018〕236号. */
export function printsAddress(answers: Answers): boolean {
  return answers.premises?.type !== "network";
}

/**
 * The answers with the items of the form in them, which fields differ, and what cannot be read. An item left as it was is left
 * alone, so that its parts are not taken apart anew. Sources: 名称规定 6, 7; 细则 16; domain 4.1.
 */
export function withCorrection(
  answers: Answers,
  items: CorrectionItems,
  catalogues: Catalogues,
): { answers: Answers; changed: FieldId[]; problems: CorrectionProblem[] } {
  const present = presentItems(answers, catalogues);
  const problems: CorrectionProblem[] = [];
  const after: Answers = { ...answers };

  const name = items.name.trim();
  if (name !== present.name) {
    const read = nameOf(name, answers, catalogues);
    if ("message" in read) problems.push({ field: "name", message: read.message });
    else after.name = read;
  }
  if (items.operator.trim() !== present.operator) {
    const read = checkPersonName(items.operator, "resident");
    if (!read.ok) problems.push({ field: "operator", message: read.message });
    else Object.assign(after, renamed(answers, read.name));
  }
  if (items.formation === "individual" || items.formation === "family") after.formation = items.formation;
  else problems.push({ field: "formation", message: "请选择个人经营或家庭经营" });
  if (answers.premises && printsAddress(answers)) after.premises = movedTo(answers.premises, items);
  const scope = items.scope
    .split(/[\n；;]/u)
    .map((phrase) => phrase.trim())
    .filter((phrase) => phrase !== "");
  after.scope = scope;

  const changed = changedFields(answers, after).filter((field) => CORRECTED.includes(field));
  return { answers: after, changed, problems };
}

/**
 * What the rules say against a correction, each beside its item of the form. Takes the findings before and after: in an item that
 * was changed every objection counts, elsewhere only one that the change has made (an old filing need not pass today's rules).
 * The applicant's signature is not asked for again: nothing is decided anew. Source: the rules that made the findings.
 */
export function correctionProblems(
  before: readonly Finding[],
  after: readonly Finding[],
  changed: readonly FieldId[],
): CorrectionProblem[] {
  const known = new Set(before.map(({ field, message }) => `${field}\n${message}`));
  const [first] = changed;
  return after
    .filter(({ severity, field }) => severity === "block" && field !== "signature")
    .filter(({ field, message }) => changed.includes(field) || !known.has(`${field}\n${message}`))
    .map(({ field, message }) => ({ field: ITEM_OF[field] ?? ITEM_OF[first ?? "name"] ?? "name", message }));
}

function nameOf(text: string, answers: Answers, catalogues: Catalogues): NameAnswer | { message: string } {
  if (text === "") return { named: false };
  const { parts, findings } = parseName(text, catalogues.names);
  const own = catalogues.divisions.find(({ code }) => code === answers.premises?.district)?.name ?? "";
  const misplaced = findings.some(({ part }) => part === "district");
  if (!parts || misplaced || parts.district !== own)
    return { message: `名称要写全称，以“${CITY}${own}”开头，和经营场所一致。` };
  const [fault] = findings;
  if (fault) return { message: fault.message };
  const { trade, industry, form, street } = parts;
  return { named: true, trade, industry, form, ...(street ? { street } : {}) };
}

/** The operator's new name wherever the operator stands. */
function renamed(answers: Answers, name: string): Answers {
  const { operator, filer, liaison } = answers;
  return {
    operator: { ...operator, name },
    ...(filer?.kind === "operator" ? { filer: { ...filer, name } } : {}),
    ...(liaison?.same ? { liaison: { ...liaison, name } } : {}),
  };
}

// A community belongs to its street: with another street it is not known any more.
function movedTo(premises: NonNullable<Answers["premises"]>, { street, detail }: CorrectionItems) {
  const { community, ...rest } = premises;
  const stays = street === premises.street && community !== undefined;
  return { ...rest, street, detail: detail.trim(), ...(stays ? { community } : {}) };
}
