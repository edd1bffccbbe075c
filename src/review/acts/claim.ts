import { record } from "../../events/record.ts";
import { changedMeanwhile, onFiling } from "../../filing/acts/frame.ts";
import { changeFiling } from "../../filing/queries/filing.ts";
import { type By, NOT_PERMITTED, type Outcome, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import { claimOf, dropClaim, setClaim } from "../queries/review.ts";

/** A claim that is not used ends by itself. */
export const CLAIM_MS = 60 * 60_000;

/**
 * Takes a submitted filing in hand, seen by the others; a live claim of another is taken over only with a reason, which is kept.
 * Refuses with 409 (held by another), 422 (no reason), 404, 403. Source: design section 3 (claim), R23, R24.
 */
export async function claimFiling(deps: Deps, by: By, input: { filingId: string; reason?: string }): Promise<Outcome> {
  return onFiling(deps, by, "claim", input.filingId, async ({ tx, filing }) => {
    if (by.actor.kind !== "staff") return NOT_PERMITTED;
    const held = await claimOf(tx, filing.id);
    const other = held && held.staff_id !== by.actor.id && held.expires_at > by.now ? held : undefined;
    const reason = input.reason?.trim() ?? "";
    if (other && reason === "")
      return refuse(409, `${other.name}正在审核这份申请。要接手请写明理由`, [
        { field: "reason", message: "要接手请写明理由" },
      ]);
    await setClaim(tx, { filing_id: filing.id, staff_id: by.actor.id, at: by.now, expires_at: by.now + CLAIM_MS });
    if (!(await changeFiling(tx, filing, {}, by.now))) return changedMeanwhile();
    await record(tx, {
      type: "claimed",
      filingId: filing.id,
      actor: by.actor,
      at: by.now,
      data: other ? { from: other.staff_id, reason: reason.slice(0, 200) } : {},
    });
    return { location: `/desk/filings/${filing.id}` };
  });
}

/** Gives a claim back, so that a colleague may take it. Refuses with 409 where it is not one's own. Source: R24. */
export async function releaseClaim(deps: Deps, by: By, input: { filingId: string }): Promise<Outcome> {
  return onFiling(deps, by, "claim", input.filingId, async ({ tx, filing }) => {
    const held = await claimOf(tx, filing.id);
    if (by.actor.kind !== "staff" || held?.staff_id !== by.actor.id) return refuse(409, "这份申请不在您手里");
    await dropClaim(tx, filing.id);
    await record(tx, { type: "claim-released", filingId: filing.id, actor: by.actor, at: by.now });
    return { location: "/desk" };
  });
}
