import { newId } from "../../db/id.ts";
import { inTransaction } from "../../db/transaction.ts";
import { violationOf } from "../../db/violation.ts";
import { record } from "../../events/record.ts";
import { newFilingKey } from "../../people/keyring.ts";
import type { Answers } from "../../rules/answers.ts";
import { keptName } from "../../rules/as-given.ts";
import { localDate } from "../../rules/calendar.ts";
import { clockOf } from "../../rules/clock.ts";
import { checkPersonName } from "../../rules/person-name.ts";
import type { Deps, KioskDevice } from "../../web/env.ts";
import { randomCode } from "../code.ts";
import { projectionOf } from "../projection.ts";
import { type FilingRow, insertFiling, nextNumber } from "../queries/filing.ts";
import { sealAnswers } from "../sealed.ts";

/** The version of the form's questions that an answer was given to. */
export const FORM_VERSION = 1;

export interface IdentifiedPerson {
  source: "card" | "typed";
  name: string;
  /** As it was typed, where checking changed it. */
  nameAsGiven?: string;
  idNumber: string;
  nation?: string;
  home?: string;
  phone?: string;
}

export interface NewDraft {
  person: IdentifiedPerson;
  /** The kiosk, or the hall whose window staff begin it. */
  place: { hallId: string; kioskId: string | null };
  now: number;
}

/**
 * Opens a draft for an identified person and gives its number and 8-character code at once (R10). The person becomes the
 * filer, and the operator too until another answer says otherwise. Times in epoch ms. Source: design section 3 (Identity), R1.
 */
export async function beginDraft(
  deps: Deps,
  draft: { person: IdentifiedPerson; kiosk: KioskDevice; now: number } | NewDraft,
): Promise<{ filingId: string; number: string; code: string; identity: "card" | "phone" }> {
  const place = "kiosk" in draft ? { hallId: draft.kiosk.hallId, kioskId: draft.kiosk.id } : draft.place;
  const { person, now } = draft;
  const catalogues = await deps.catalogues();
  const key = newFilingKey(deps.config.keyring);
  const answers = firstAnswers(person);
  const clock = clockOf([{ type: "created", at: now }], catalogues.calendar, catalogues.settings.clock, now);
  const id = newId(now);
  for (;;) {
    const code = randomCode(8);
    try {
      return await inTransaction(deps.db, async (tx) => {
        const day = localDate(now).replaceAll("-", "");
        const number = `${day}${String(await nextNumber(tx, `filing:${day}`)).padStart(5, "0")}`;
        const row: FilingRow = {
          ...EMPTY,
          ...projectionOf(answers, catalogues, deps.config.keyring),
          id,
          number,
          code,
          hall_id: place.hallId,
          kiosk_id: place.kioskId,
          identity: person.source === "card" ? "card" : "unverified",
          form_version: FORM_VERSION,
          sealed: sealAnswers(key.key, answers),
          key_wrapped: key.wrapped,
          key_version: key.version,
          created_at: now,
          updated_at: now,
          lapses_at: clock.lapsesAt ?? null,
        };
        await insertFiling(tx, row);
        const identity = person.source === "card" ? ("card" as const) : ("phone" as const);
        await record(tx, {
          type: "created",
          filingId: id,
          actor: { kind: "applicant", filingId: id, identity, ...(place.kioskId ? { kioskId: place.kioskId } : {}) },
          placeId: place.kioskId ?? place.hallId,
          at: now,
          data: { hall: place.hallId },
        });
        return { filingId: id, number, code, identity };
      });
    } catch (error) {
      // A code that is taken already is drawn again.
      if (violationOf(error)?.kind !== "unique") throw error;
    }
  }
}

function firstAnswers(person: IdentifiedPerson): Answers {
  const name = nameFrom(person);
  return {
    filer: {
      kind: "operator",
      ...name,
      idNumber: person.idNumber,
      ...(person.phone ? { phone: person.phone } : {}),
    },
    operator: {
      ...name,
      idNumber: person.idNumber,
      idSource: person.source,
      ...(person.nation ? { nation: person.nation } : {}),
      ...(person.home ? { home: person.home } : {}),
      ...(person.phone ? { phone: person.phone } : {}),
    },
  };
}

/**
 * The name on a card or as typed, in the form that is stored, with the original where that differs: a card may hold old codes as well.
 * One that no rule can read stays as it is, and the check of the application says so. Source: 细则 16 (real name).
 */
export function nameFrom({ name, nameAsGiven }: Pick<IdentifiedPerson, "name" | "nameAsGiven">): {
  name: string;
  nameAsGiven?: string;
} {
  const checked = checkPersonName(name);
  return checked.ok ? keptName(checked, { name, ...(nameAsGiven ? { nameAsGiven } : {}) }) : { name };
}

const EMPTY = {
  status: "draft",
  version: 0,
  bulk: 0,
  authority_id: null,
  name: "",
  operator_name: "",
  trade: "",
  district: "",
  street: "",
  formation: "individual",
  operator_hash: "",
  filer_hash: "",
  phone_hash: "",
  flags: "[]",
  first_submitted_at: null,
  submitted_at: null,
  submission: 0,
  target_at: null,
  due_at: null,
  decided_at: null,
  officer_id: null,
  delivery_method: null,
  pickup_hall_id: null,
} satisfies Partial<FilingRow>;
