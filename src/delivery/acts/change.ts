import { record } from "../../events/record.ts";
import { changedMeanwhile, onFiling } from "../../filing/acts/frame.ts";
import { changeFiling } from "../../filing/queries/filing.ts";
import { openAnswers, sealAnswers } from "../../filing/sealed.ts";
import { licenceOf } from "../../licence/queries/licence.ts";
import { stopOfLicence } from "../../rules/after-issue.ts";
import type { DeliveryAnswer } from "../../rules/answers.ts";
import { type By, NOT_FOUND, type Outcome, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import { changeDeliveryRow, deliveryOf } from "../queries/delivery.ts";

/**
 * Changes how the paper licence comes, until it is dispatched or handed out. Refuses with 409 (too late), 404, 403.
 * Source: plan 二(二)3 (自助打照、寄递、现场领取等方式), feature 12.
 */
export async function changeDelivery(
  deps: Deps,
  by: By,
  input: { filingId: string; delivery: DeliveryAnswer },
): Promise<Outcome> {
  return onFiling(deps, by, "change-delivery", input.filingId, async ({ tx, filing }) => {
    const row = await deliveryOf(tx, filing.id);
    if (!row) return NOT_FOUND;
    const licence = await licenceOf(tx, filing.id);
    const stop = licence && stopOfLicence("change-delivery", licence.status);
    if (stop) return refuse(409, stop);
    if (row.state !== "waiting" && row.state !== "ready") return refuse(409, "执照已经寄出或领走，不能再改领取方式");
    const { answers, key } = openAnswers(deps.config.keyring, filing);
    const { delivery } = input;
    const hall = delivery.method === "pickup" ? delivery.hallId : null;
    const sealed = sealAnswers(key, { ...answers, delivery });
    const projected = { sealed, delivery_method: delivery.method, pickup_hall_id: hall };
    if (!(await changeFiling(tx, filing, projected, by.now))) return changedMeanwhile();
    const changes = { method: delivery.method, state: "waiting", pickup_hall_id: hall, ready_at: null } as const;
    if (!(await changeDeliveryRow(tx, row, changes, by.now))) return changedMeanwhile();
    await record(tx, {
      type: "delivery-changed",
      filingId: filing.id,
      actor: by.actor,
      at: by.now,
      data: { from: row.method, method: delivery.method },
    });
    return { location: by.actor.kind === "staff" ? "/desk/delivery" : "/status/progress" };
  });
}
