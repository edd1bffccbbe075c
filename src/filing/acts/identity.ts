import { record } from "../../events/record.ts";
import { type By, NOT_FOUND, type Outcome, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import { normaliseCode } from "../code.ts";
import { addGuideAccess, changeFiling, filingByCode } from "../queries/filing.ts";
import { changedMeanwhile, onFiling } from "./frame.ts";

/**
 * Records that staff saw the operator and the operator's identity paper: `seen` says what (身份证原件 …). Refuses with 422, 403,
 * 404, 409. Sources: 细则 16 (real name, or in person at the window); design section 3 (Identity).
 */
export async function checkIdentity(deps: Deps, by: By, input: { filingId: string; seen: string }): Promise<Outcome> {
  if (input.seen.trim() === "")
    return refuse(422, "请写明核对了什么证件", [{ field: "seen", message: "请写明核对了什么证件" }]);
  return onFiling(deps, by, "check-identity", input.filingId, async ({ tx, filing }) => {
    if (!(await changeFiling(tx, filing, { identity: "staff" }, by.now))) return changedMeanwhile();
    await record(tx, {
      type: "identity-checked",
      filingId: filing.id,
      actor: by.actor,
      at: by.now,
      data: { seen: input.seen.trim().slice(0, 60) },
    });
    return { location: `/desk/filings/${filing.id}` };
  });
}

/**
 * Lets a guide of any hall open the filing whose applicant stands before them, by its code and with consent.
 * Refuses with 422 without consent, 404 for an unknown code. Source: plan 二(二)1 (申报指导), design section 3.
 */
export async function openByCode(deps: Deps, by: By, input: { code: string; consent: boolean }): Promise<Outcome> {
  if (!input.consent)
    return refuse(422, "请先征得申请人同意", [{ field: "consent", message: "请先征得申请人同意，再勾选" }]);
  const found = await filingByCode(deps.db, normaliseCode(input.code));
  if (!found) return NOT_FOUND;
  return onFiling(deps, by, "open-by-code", found.id, async ({ tx, filing }) => {
    if (by.actor.kind === "staff") await addGuideAccess(tx, filing.id, by.actor.id, by.now);
    await record(tx, { type: "opened-by-code", filingId: filing.id, actor: by.actor, at: by.now });
    return { location: `/desk/filings/${filing.id}` };
  });
}
