import { inUndoableTransaction, Undone } from "../../db/transaction.ts";
import { violationOf } from "../../db/violation.ts";
import { recordAll } from "../../events/record.ts";
import { repeated } from "../../filing/acts/frame.ts";
import { doneBefore, keepDone } from "../../filing/queries/idempotency.ts";
import { permission } from "../../rules/permissions.ts";
import { type By, NOT_FOUND, NOT_PERMITTED, type Outcome, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import { handedFilings, takeHanded } from "../queries/supervision.ts";

const MOST = 50;

/**
 * Takes registered businesses of the own district on for later supervision, in the name of who signs in: all of those posted or none,
 * each with its event. Refuses with 422 (nothing chosen), 404 (another district's), 403, 409 (taken already).
 * Source: plan 四(四) (后续的监管责任由属地市场监督管理部门负责).
 */
export async function takeSupervision(
  deps: Deps,
  by: By,
  input: { filingIds: readonly string[]; location: string },
): Promise<Outcome> {
  const ids = [...new Set(input.filingIds)];
  const { actor } = by;
  if (actor.kind !== "staff") return NOT_PERMITTED;
  if (ids.length === 0 || ids.length > MOST) {
    const message = `请勾选要接收的，一次 1 到 ${MOST} 户`;
    return refuse(422, message, [{ field: "filing", message }]);
  }
  try {
    const outcome = await inUndoableTransaction<Outcome>(deps.db, async (tx) => {
      const before = await doneBefore(tx, by.key);
      if (before !== undefined) return { ok: true, location: before, repeated: true };
      const rows = await handedFilings(tx, ids);
      if (rows.length !== ids.length) return NOT_FOUND;
      for (const row of rows) {
        const allowed = permission(actor, "take-supervision", {
          id: row.id,
          status: row.status,
          hallId: row.hall_id,
          authorityId: row.authority_id,
          pickupHallId: row.pickup_hall_id,
          openedBy: [],
        });
        if (!allowed.ok) return allowed.why === "not seen" ? NOT_FOUND : NOT_PERMITTED;
      }
      if (rows.some((row) => row.taken === 1) || !(await takeHanded(tx, ids, actor.id, by.now)))
        throw new Undone<Outcome>(refuse(409, "其中有的刚刚被同事接收了，请刷新页面看最新情况"));
      await recordAll(
        tx,
        rows.map((row) => ({ type: "supervision-taken", filingId: row.id, actor, at: by.now })),
      );
      await keepDone(tx, by.key, input.location, by.now);
      return { ok: true, location: input.location, repeated: false };
    });
    // Refused, perhaps, because the same form was first by a moment.
    return outcome.ok ? outcome : ((await repeated(deps, by)) ?? outcome);
  } catch (error) {
    const done = violationOf(error)?.table === "idempotency" ? await repeated(deps, by) : undefined;
    if (!done) throw error;
    return done;
  }
}
