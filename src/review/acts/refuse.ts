import { record } from "../../events/record.ts";
import { changedMeanwhile, onFiling } from "../../filing/acts/frame.ts";
import { changeFiling } from "../../filing/queries/filing.ts";
import { releaseHold } from "../../filing/queries/name-hold.ts";
import { authorityById } from "../../filing/queries/places.ts";
import { openAnswers } from "../../filing/sealed.ts";
import { issueNotice } from "../../notices/compose.ts";
import { tellBothSides } from "../../notices/tell.ts";
import { NOTICE_WORDS } from "../../rules/notice-kinds.ts";
import { checkRefusalFacts, GROUNDS, type RefusalGround } from "../../rules/refusal.ts";
import { remediesOf } from "../../rules/remedies.ts";
import { type By, NOT_FOUND, type Outcome, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import { notInHand } from "../holder.ts";
import { dropClaim, insertRefusal } from "../queries/review.ts";

/**
 * Refuses registration: ground from the law's list, the facts, the remedies; by the head only, in writing. The name is free again.
 * Refuses with 422 (facts that say nothing), 409, 404, 403. Sources: 条例 20; 细则 19; 行政许可法 38; 行政复议法, 行政诉讼法 (domain 1.2).
 */
export async function refuseFiling(
  deps: Deps,
  by: By,
  input: { filingId: string; version: number; ground: RefusalGround; facts: string },
): Promise<Outcome> {
  const checked = checkRefusalFacts(input.facts);
  if (!checked.ok) return refuse(422, checked.message, [{ field: "facts", message: checked.message }]);
  const { facts } = checked;
  return onFiling(deps, by, "refuse", input.filingId, async ({ tx, filing, to }) => {
    const blocked = await notInHand(tx, filing, by, input.version);
    if (blocked) return blocked;
    if (by.actor.kind !== "staff" || !filing.authority_id) return NOT_FOUND;
    const authority = await authorityById(tx, filing.authority_id);
    if (!authority) return NOT_FOUND;
    const { answers, key } = openAnswers(deps.config.keyring, filing);
    const ground = GROUNDS[input.ground];

    await insertRefusal(tx, { filing_id: filing.id, staff_id: by.actor.id, ground: input.ground, facts, at: by.now });
    await releaseHold(tx, filing.id);
    await dropClaim(tx, filing.id);
    const decided = { status: to, decided_at: by.now, officer_id: by.actor.id };
    if (!(await changeFiling(tx, filing, decided, by.now))) return changedMeanwhile();
    await record(tx, {
      type: "refused",
      filingId: filing.id,
      actor: by.actor,
      at: by.now,
      data: { ground: input.ground },
    });
    const notice = await issueNotice(tx, deps.config, key, {
      kind: "refusal",
      filing,
      authority,
      addressee: answers.operator?.name ?? "",
      intro: ["您的个体工商户设立登记申请，经审查，决定不予登记。"],
      items: [
        { label: "申请名称", value: filing.name || "不使用名称" },
        { label: "事实和理由", value: facts },
        { label: "法律依据", value: `${ground.clause}：${ground.label}` },
      ],
      mustDo: "您可以改正后重新申请；不服本决定的，按下面的方式申请复议或起诉。",
      legalBasis:
        "《市场主体登记管理条例》第二十条；《市场主体登记管理条例实施细则》第十九条；《行政许可法》第三十八条",
      remedies: remediesOf(NOTICE_WORDS.refusal.title, authority),
      now: by.now,
    });
    await tellBothSides(tx, deps.config, {
      filing,
      answers,
      kind: "refused",
      message: `您的申请（${filing.number}）决定不予登记。通知书写明了理由和救济途径，可在任何一台自助终端用取件码 ${filing.code} 查看，或咨询${authority.contact_name} ${authority.contact_phone}。`,
      note: `${authority.name}决定不予登记`,
      now: by.now,
    });
    return { location: `/desk/filings/${filing.id}?notice=${notice.id}` };
  });
}
