import { record } from "../../events/record.ts";
import { tellBothSides } from "../../notices/tell.ts";
import { dropClaim } from "../../review/queries/review.ts";
import type { By, Outcome } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import { changeFiling } from "../queries/filing.ts";
import { releaseHold } from "../queries/name-hold.ts";
import { openAnswers } from "../sealed.ts";
import { changedMeanwhile, onFiling } from "./frame.ts";

/**
 * Takes an undecided application back; its name is free again. Refuses with 404, 403, 409.
 * Source: design section 3 (withdrawn), domain 1.2 (撤回: practice of 行政许可), R15.
 */
export async function withdrawFiling(deps: Deps, by: By, input: { filingId: string }): Promise<Outcome> {
  return onFiling(deps, by, "withdraw", input.filingId, async ({ tx, filing, to }) => {
    const { answers } = openAnswers(deps.config.keyring, filing);
    await releaseHold(tx, filing.id);
    await dropClaim(tx, filing.id);
    if (!(await changeFiling(tx, filing, { status: to, lapses_at: null }, by.now))) return changedMeanwhile();
    await record(tx, { type: "withdrawn", filingId: filing.id, actor: by.actor, at: by.now });
    if (filing.submission > 0)
      await tellBothSides(tx, deps.config, {
        filing,
        answers,
        kind: "withdrawn",
        message: `您的申请（${filing.number}）已撤回。需要时可以重新申请。`,
        note: "申请人已撤回",
        now: by.now,
      });
    return { location: by.actor.kind === "staff" ? "/desk/hall" : "/kiosk/withdrawn" };
  });
}
