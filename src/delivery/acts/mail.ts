import { record } from "../../events/record.ts";
import { changedMeanwhile, onFiling } from "../../filing/acts/frame.ts";
import { authorityById } from "../../filing/queries/places.ts";
import { openAnswers } from "../../filing/sealed.ts";
import { licenceOf } from "../../licence/queries/licence.ts";
import { tellBothSides } from "../../notices/tell.ts";
import { stopOfLicence } from "../../rules/after-issue.ts";
import { checkDispatch, sheetsOwed } from "../../rules/delivery.ts";
import { type By, NOT_FOUND, type Outcome, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import { changeDeliveryRow, deliveryOf, validSheets } from "../queries/delivery.ts";

/**
 * Hands a printed licence to the post: carrier, tracking number, cost in fen; the deciding authority pays (plan 三 经费保障).
 * Refuses with 422 (numbers), 409 (nothing printed yet, or gone already), 404, 403. Source: plan 二(二)3 寄递; domain 0.8.
 */
export async function dispatchLicence(
  deps: Deps,
  by: By,
  input: { filingId: string; carrier: string; tracking: string; costFen: number },
): Promise<Outcome> {
  const problems = checkDispatch(input);
  if (problems.length > 0) return refuse(422, "请检查寄递信息", problems);
  return onFiling(deps, by, "dispatch", input.filingId, async ({ tx, filing }) => {
    const delivery = await deliveryOf(tx, filing.id);
    const licence = await licenceOf(tx, filing.id);
    const authority = await authorityById(tx, filing.authority_id ?? "");
    if (!delivery || !licence || !authority || delivery.method !== "mail") return NOT_FOUND;
    const stop = stopOfLicence("dispatch", licence.status);
    if (stop) return refuse(409, stop);
    if (delivery.state !== "waiting") return refuse(409, "这份执照已经寄出");
    const { answers } = openAnswers(deps.config.keyring, filing);
    if ((await validSheets(tx, licence.id)).length < sheetsOwed(answers.copies).length)
      return refuse(409, "请先把正本和副本都打印好，再寄出");
    const changed = await changeDeliveryRow(
      tx,
      delivery,
      {
        state: "dispatched",
        carrier: input.carrier,
        tracking: input.tracking,
        payer: authority.id,
        cost_fen: input.costFen,
        dispatched_at: by.now,
      },
      by.now,
    );
    if (!changed) return changedMeanwhile();
    await record(tx, {
      type: "dispatched",
      filingId: filing.id,
      actor: by.actor,
      at: by.now,
      data: { carrier: input.carrier, payer: authority.id, costFen: input.costFen },
    });
    await tellBothSides(tx, deps.config, {
      filing,
      answers,
      kind: "dispatched",
      message: `您的纸质营业执照已寄出：${input.carrier} ${input.tracking}，邮费由${authority.name}承担。`,
      note: `纸质执照已由${authority.name}寄出`,
      now: by.now,
    });
    return { location: "/desk/delivery" };
  });
}
