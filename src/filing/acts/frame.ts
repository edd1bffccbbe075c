import { inUndoableTransaction, type Tx, Undone } from "../../db/transaction.ts";
import { violationOf } from "../../db/violation.ts";
import { type Act, STATUS_WORDS, type Status } from "../../rules/filing.ts";
import { type FilingPlace, permission } from "../../rules/permissions.ts";
import {
  type By,
  CHANGED,
  type Done,
  NOT_FOUND,
  NOT_PERMITTED,
  type Outcome,
  type Refusal,
  refuse,
} from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import { type FilingRow, filingRow, placeOfFiling } from "../queries/filing.ts";
import { doneBefore, keepDone } from "../queries/idempotency.ts";

export interface OnFiling {
  tx: Tx;
  filing: FilingRow;
  place: FilingPlace;
  /** Where the table of acts leads from the present status. */
  to: Status;
}

/** What the work of an act gives: where the browser goes on, or why it was refused (everything it wrote is undone). */
export type Work = (on: OnFiling) => Promise<{ location: string } | Refusal>;

/**
 * The frame of every act on a filing: one transaction; the same form posted twice acts once; seen and permitted by the rules;
 * the work with its event; all or nothing. A lost race is answered with 409. An empty key is for what may be done again as it is:
 * saving a page, or a job.
 */
export async function onFiling(deps: Deps, by: By, act: Act, filingId: string, work: Work): Promise<Outcome> {
  const before = by.key === "" ? undefined : await doneBefore(deps.db, by.key);
  if (before) return { ok: true, location: before, repeated: true };
  try {
    return await inUndoableTransaction<Outcome>(deps.db, async (tx) => {
      const filing = await filingRow(tx, filingId);
      if (!filing) return NOT_FOUND;
      const place = await placeOfFiling(tx, filing);
      const allowed = permission(by.actor, act, place);
      if (!allowed.ok) return refusalOf(allowed.why, filing.status);
      const outcome = await work({ tx, filing, place, to: allowed.to });
      if ("ok" in outcome) throw new Undone<Outcome>(outcome);
      if (by.key !== "") await keepDone(tx, by.key, outcome.location, by.now);
      return { ok: true, location: outcome.location, repeated: false };
    });
  } catch (error) {
    const violation = violationOf(error);
    if (violation?.kind === "unique" && violation.table === "idempotency") return repeated(deps, by);
    // Another's hold came to a name's lock in the moment it was to be dropped.
    if (violation?.kind === "foreign" && violation.table === "name_lock") return CHANGED;
    throw error;
  }
}

async function repeated(deps: Deps, by: By): Promise<Done> {
  const location = await doneBefore(deps.db, by.key);
  if (!location) throw new Error("an idempotency key was refused but is not kept");
  return { ok: true, location, repeated: true };
}

function refusalOf(why: "not seen" | "not permitted" | "not in this status", status: Status): Refusal {
  if (why === "not seen") return NOT_FOUND;
  if (why === "not permitted") return NOT_PERMITTED;
  return refuse(409, `这份申请现在的状态是“${STATUS_WORDS[status].label}”，不能再做这个操作。请刷新页面看最新情况`);
}

/** Ends an act whose conditional update found the filing changed. */
export function changedMeanwhile(): Refusal {
  return CHANGED;
}
