import { record } from "../../events/record.ts";
import type { By, Outcome } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import { changeFiling } from "../queries/filing.ts";
import { releaseHold } from "../queries/name-hold.ts";
import { changedMeanwhile, onFiling } from "./frame.ts";

/**
 * Files away a draft or returned filing that nobody touched until its day; never called a refusal. Done by a job.
 * Refuses with 409 where it moved meanwhile. Source: a local rule (design section 3: 30 and 60 calendar days).
 */
export async function lapseFiling(deps: Deps, by: By, input: { filingId: string }): Promise<Outcome> {
  return onFiling(deps, by, "lapse", input.filingId, async ({ tx, filing, to }) => {
    if (filing.lapses_at === null || filing.lapses_at > by.now) return changedMeanwhile();
    await releaseHold(tx, filing.id);
    if (!(await changeFiling(tx, filing, { status: to, lapses_at: null }, by.now))) return changedMeanwhile();
    await record(tx, { type: "lapsed", filingId: filing.id, actor: by.actor, at: by.now });
    return { location: "" };
  });
}
