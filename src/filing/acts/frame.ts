import { inTransaction, inUndoableTransaction, type Tx, Undone } from "../../db/transaction.ts";
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
 * The frame of every act on a filing: one transaction; the same form posted twice acts once and leads to the same place, also when
 * both arrive together; seen and permitted by the rules; the work with its event; all or nothing. A lost race is judged once more
 * and then answered with 409. An empty key is for what may be done again as it is: saving a page, or a job. A filing that was read
 * a moment ago may stand for its id, by an act that has looked for its key already: where the conditional update finds it changed, it is
 * read and judged again.
 */
export async function onFiling(deps: Deps, by: By, act: Act, of: string | FilingRow, work: Work): Promise<Outcome> {
  const before = by.key === "" || typeof of !== "string" ? undefined : await doneBefore(deps.db, by.key);
  if (before !== undefined) return { ok: true, location: before, repeated: true };
  if (typeof of !== "string") {
    const outcome = await attempt(deps, by, act, of, work, true);
    if (outcome.ok || outcome.status !== 409) return outcome;
  }
  const outcome = await attempt(deps, by, act, typeof of === "string" ? of : of.id, work, true);
  // Refused, perhaps, because the same form was first by a moment.
  return outcome.ok ? outcome : ((await repeated(deps, by)) ?? outcome);
}

async function attempt(
  deps: Deps,
  by: By,
  act: Act,
  of: string | FilingRow,
  work: Work,
  mayTryAgain: boolean,
): Promise<Outcome> {
  try {
    return await inUndoableTransaction<Outcome>(deps.db, async (tx) => {
      const filing = typeof of === "string" ? await filingRow(tx, of) : of;
      if (!filing) return NOT_FOUND;
      const place = await placeOfFiling(tx, filing, by.actor);
      const allowed = permission(by.actor, act, place);
      if (!allowed.ok) return refusalOf(allowed.why, filing.status);
      const outcome = await work({ tx, filing, place, to: allowed.to });
      if ("ok" in outcome) throw new Undone<Outcome>(outcome);
      if (by.key !== "") await keepDone(tx, by.key, outcome.location, by.now);
      return { ok: true, location: outcome.location, repeated: false };
    });
  } catch (error) {
    const violation = violationOf(error);
    if (!violation || violation.kind === "check") throw error;
    // Another was first to what can be there only once. What it wrote can be read now, and says what becomes of this act.
    const done = await repeated(deps, by);
    if (done) return done;
    if (mayTryAgain) return attempt(deps, by, act, of, work, false);
    // Others' holds come to a name's lock whenever it is to be dropped.
    if (violation.table === "name_lock") return CHANGED;
    throw error;
  }
}

/** Where the same form led a moment ago. Read in a transaction: the first may share its commit with others, and nobody is answered before that is on the disk. */
export async function repeated(deps: Deps, by: By): Promise<Done | undefined> {
  if (by.key === "") return undefined;
  const location = await inTransaction(deps.db, (tx) => doneBefore(tx, by.key));
  return location === undefined ? undefined : { ok: true, location, repeated: true };
}

/**
 * Whether an act may begin at all: asked before a file is stored for it, outside its transaction, which asks again. Gives the filing
 * as it is now, or the refusal (404, 403, 409). Source: the tables of acts and grants.
 */
export async function mayBegin(
  deps: Deps,
  by: By,
  act: Act,
  filingId: string,
): Promise<{ ok: true; filing: FilingRow } | Refusal> {
  const filing = await filingRow(deps.db, filingId);
  if (!filing) return NOT_FOUND;
  const allowed = permission(by.actor, act, await placeOfFiling(deps.db, filing, by.actor));
  return allowed.ok ? { ok: true, filing } : refusalOf(allowed.why, filing.status);
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
