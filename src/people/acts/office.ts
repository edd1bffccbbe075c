import { inUndoableTransaction, type Tx, Undone } from "../../db/transaction.ts";
import { violationOf } from "../../db/violation.ts";
import { repeated } from "../../filing/acts/frame.ts";
import { forgetCatalogues } from "../../filing/catalogues.ts";
import { raiseCatalogueVersion } from "../../filing/queries/catalogues.ts";
import { doneBefore, keepDone } from "../../filing/queries/idempotency.ts";
import { type By, NOT_PERMITTED, type Outcome, type Refusal, refuse } from "../../web/act.ts";
import type { Deps, StaffActor } from "../../web/env.ts";

/** What administration works with: the transaction, and the administrator who acts. */
export interface InOffice {
  tx: Tx;
  actor: StaffActor;
  now: number;
}

export type OfficeWork = (office: InOffice) => Promise<{ location: string } | Refusal>;

const RACED = refuse(409, "这一项刚刚被别人改动过，请刷新页面看最新情况后再操作");
const TRIES = 3;

/**
 * The frame of every act of administration: an administrator's alone; one transaction; the same form posted twice acts once and leads
 * to the same place; the work with its event; all or nothing. With `catalogues` kept copies of the catalogues become void.
 * Refuses with 403, and with what the work refuses. Source: design section 3 (every act).
 */
export async function inOffice(
  deps: Deps,
  by: By,
  work: OfficeWork,
  options: { catalogues?: boolean } = {},
): Promise<Outcome> {
  const { actor } = by;
  if (actor.kind !== "staff" || actor.role !== "admin") return NOT_PERMITTED;
  for (let tries = 1; ; tries++) {
    try {
      const outcome = await inUndoableTransaction<Outcome>(deps.db, async (tx) => {
        const before = await doneBefore(tx, by.key);
        if (before !== undefined) return { ok: true, location: before, repeated: true };
        const done = await work({ tx, actor, now: by.now });
        if ("ok" in done) throw new Undone<Outcome>(done);
        if (options.catalogues) await raiseCatalogueVersion(tx);
        await keepDone(tx, by.key, done.location, by.now);
        return { ok: true, location: done.location, repeated: false };
      });
      if (outcome.ok && options.catalogues) forgetCatalogues(deps.db);
      // What was read moved while it was worked on: judged again on what is there now.
      if (!outcome.ok && outcome.status === 409 && outcome === RACED && tries < TRIES) continue;
      // Refused, perhaps, because the same form was first by a moment.
      return outcome.ok ? outcome : ((await repeated(deps, by)) ?? outcome);
    } catch (error) {
      if (!violationOf(error) || violationOf(error)?.kind === "check") throw error;
      const done = await repeated(deps, by);
      if (done) return done;
      if (tries >= TRIES) throw error;
    }
  }
}

/** Ends an act of administration whose conditional update found something changed; the frame judges it again. */
export function raced(): Refusal {
  return RACED;
}
