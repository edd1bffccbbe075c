import { newId } from "../../src/db/id.ts";
import { beginDraft } from "../../src/filing/acts/begin-draft.ts";
import { addDocument } from "../../src/filing/acts/documents.ts";
import { saveAnswers } from "../../src/filing/acts/save-answers.ts";
import { signFiling } from "../../src/filing/acts/sign.ts";
import { submitFiling } from "../../src/filing/acts/submit.ts";
import type { Answers } from "../../src/rules/answers.ts";
import type { By, Outcome } from "../../src/web/act.ts";
import type { Deps, StaffActor } from "../../src/web/env.ts";
import { PEOPLE } from "./cast.ts";

/** The smallest picture that is one. */
export const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

/** A whole application for a shop in 阳明区, filed by its operator. */
export function answersOf(person: { name: string; idNumber: string; phone: string }, changes: Answers = {}): Answers {
  return {
    filer: { kind: "operator", name: person.name, idNumber: person.idNumber, phone: person.phone },
    operator: {
      name: person.name,
      idNumber: person.idNumber,
      idSource: "card",
      nation: "汉族",
      education: "高中",
      politics: "群众",
      occupation: "自由职业",
      home: "黑龙江省牡丹江市虚构区样例街1号",
      phone: person.phone,
    },
    formation: "individual",
    premises: {
      district: "231003",
      street: "231003002",
      detail: "光华街66号门市",
      type: "rented",
      proof: "declaration",
      onlineOnly: false,
    },
    ecommerce: false,
    name: { named: true, trade: "江畔小灶", industry: "餐饮", form: "店" },
    scope: ["餐饮服务"],
    capital: "5",
    copies: { paper: true, duplicates: 1 },
    liaison: { same: true, name: person.name, idNumber: person.idNumber, phone: person.phone },
    delivery: { method: "self-print" },
    commitments: true,
    ...changes,
  };
}

export function applicant(deps: Deps, filingId: string): By {
  return { actor: { kind: "applicant", filingId, identity: "card" }, key: newId(deps.now()), now: deps.now() };
}

export async function staffBy(deps: Deps, login: string): Promise<By> {
  const row = await deps.db.selectFrom("staff").selectAll().where("login", "=", login).executeTakeFirstOrThrow();
  const actor: StaffActor = {
    kind: "staff",
    id: row.id,
    name: row.name,
    role: row.role,
    ...(row.authority_id ? { authorityId: row.authority_id } : {}),
    ...(row.hall_id ? { hallId: row.hall_id } : {}),
  };
  return { actor, key: newId(deps.now()), now: deps.now() };
}

/** A draft in a hall of 西安区, filled in and signed, ready to be submitted. */
export async function readyDraft(
  deps: Deps,
  changes: Answers = {},
  person: { name: string; idNumber: string; phone: string } = PEOPLE.wang,
): Promise<{ id: string; number: string; code: string }> {
  const { filingId, number, code } = await beginDraft(deps, {
    person: { source: "card", ...person },
    place: { hallId: "hall-xian", kioskId: null },
    now: deps.now(),
  });
  const answers = answersOf(person, changes);
  must(await saveAnswers(deps, applicant(deps, filingId), { filingId, patch: answers }));
  if (answers.formation === "family")
    must(
      await addDocument(deps, applicant(deps, filingId), {
        filingId,
        kind: "household",
        file: { name: "户口簿.png", bytes: PNG },
      }),
    );
  const signers = [
    "operator",
    ...(answers.formation === "family" ? (answers.family ?? []).map((_, i) => `member:${i}`) : []),
  ];
  for (const who of signers)
    must(await signFiling(deps, applicant(deps, filingId), { filingId, who, how: "screen", bytes: PNG }));
  return { id: filingId, number, code };
}

export async function submittedFiling(
  deps: Deps,
  changes: Answers = {},
  person: { name: string; idNumber: string; phone: string } = PEOPLE.wang,
) {
  const draft = await readyDraft(deps, changes, person);
  must(await submitFiling(deps, applicant(deps, draft.id), { filingId: draft.id }));
  return draft;
}

export async function rowOf(deps: Deps, id: string) {
  return deps.db.selectFrom("filing").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
}

export function must(outcome: Outcome): { location: string } {
  if (!outcome.ok) throw new Error(`${outcome.status} ${outcome.message} ${JSON.stringify(outcome.problems ?? [])}`);
  return outcome;
}
