import type { Tx } from "../db/transaction.ts";
import type { FilingRow } from "../filing/queries/filing.ts";
import type { By } from "../web/act.ts";
import { CHANGED, type Refusal, refuse } from "../web/act.ts";
import { claimOf } from "./queries/review.ts";

/** A decision is made on the page as it was read, and by whoever holds the filing or finds it free. Undefined: go on. */
export async function notInHand(tx: Tx, filing: FilingRow, by: By, version: number): Promise<Refusal | undefined> {
  if (filing.version !== version) return CHANGED;
  const held = await claimOf(tx, filing.id);
  const me = by.actor.kind === "staff" ? by.actor.id : "";
  if (held && held.staff_id !== me && held.expires_at > by.now)
    return refuse(409, `${held.name}正在审核这份申请，您可以先接手再办理`);
  return undefined;
}
