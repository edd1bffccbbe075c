import { record } from "../../events/record.ts";
import { changedMeanwhile, onFiling } from "../../filing/acts/frame.ts";
import { changeFiling } from "../../filing/queries/filing.ts";
import { holdUntil } from "../../filing/queries/name-hold.ts";
import { authorityById } from "../../filing/queries/places.ts";
import { openAnswers } from "../../filing/sealed.ts";
import { issueNotice } from "../../notices/compose.ts";
import { tellBothSides } from "../../notices/tell.ts";
import { sealJson } from "../../people/keyring.ts";
import {
  ANNULMENT_CLAUSE,
  ANNULMENT_GROUNDS,
  type AnnulmentGround,
  checkAfterIssueReason,
  heldAfterCancellation,
  stopOfLicence,
} from "../../rules/after-issue.ts";
import { NOTICE_WORDS } from "../../rules/notice-kinds.ts";
import { remediesOf } from "../../rules/remedies.ts";
import { groupCode } from "../../rules/uscc.ts";
import { type By, CHANGED, NOT_FOUND, type Outcome, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import { insertChange } from "../queries/changes.ts";
import { licenceOf } from "../queries/licence.ts";
import { endVersion } from "./end-version.ts";

/**
 * Annuls a registration that was obtained by fraud: the licence is cancelled, its paper void, the name held for another year; by
 * the head only, in writing, with the remedies. Refuses with 422 (a reason that says nothing), 409 (cancelled already, changed),
 * 404, 403. Times in epoch ms. Sources: 条例 40; 行政复议法, 行政诉讼法; design sections 2, 3.
 */
export async function annulRegistration(
  deps: Deps,
  by: By,
  input: { filingId: string; version: number; ground: AnnulmentGround; reason: string },
): Promise<Outcome> {
  const checked = checkAfterIssueReason(input.reason);
  if (!checked.ok) return refuse(422, checked.message, [{ field: "annulReason", message: checked.message }]);
  return onFiling(deps, by, "annul", input.filingId, async ({ tx, filing }) => {
    const licence = await licenceOf(tx, filing.id);
    const authority = await authorityById(tx, filing.authority_id ?? "");
    if (by.actor.kind !== "staff" || !licence || !authority) return NOT_FOUND;
    const stop = stopOfLicence("annul", licence.status);
    if (stop) return refuse(409, stop);
    if (filing.version !== input.version) return CHANGED;
    if (!(await changeFiling(tx, filing, {}, by.now))) return changedMeanwhile();

    const { answers, key } = openAnswers(deps.config.keyring, filing);
    const ended = await endVersion(tx, licence, "cancelled", key, by.now);
    if (!ended) return changedMeanwhile();
    await holdUntil(tx, filing.id, heldAfterCancellation(by.now));
    const ground = ANNULMENT_GROUNDS[input.ground];
    const notice = await issueNotice(tx, deps.config, key, {
      kind: "annulment",
      filing,
      authority,
      addressee: answers.operator?.name ?? "",
      intro: ["经调查，您的个体工商户设立登记属于虚假登记，本局决定撤销这次登记，营业执照同时作废。"],
      items: [
        { label: "名称", value: filing.name || "不使用名称" },
        { label: "统一社会信用代码", value: groupCode(licence.uscc) },
        { label: "撤销的执照", value: licence.identifier },
        { label: "事实和理由", value: `${ground.label}。${checked.reason}` },
      ],
      mustDo: "请停止以这张执照经营，把纸质执照交回登记机关。不服本决定的，按下面的方式申请复议或起诉。",
      legalBasis: `${ANNULMENT_CLAUSE}：${ground.label}`,
      remedies: remediesOf(NOTICE_WORDS.annulment.title, authority),
      now: by.now,
    });
    await insertChange(tx, {
      licence_id: licence.id,
      filing_id: filing.id,
      kind: "annul",
      ground: input.ground,
      reason_sealed: sealJson(key, checked.reason),
      fields: "[]",
      next_licence_id: null,
      notice_id: notice.id,
      delivery_sealed: ended.delivery_sealed,
      staff_id: by.actor.id,
      at: by.now,
    });
    await record(tx, {
      type: "annulled",
      filingId: filing.id,
      actor: by.actor,
      at: by.now,
      data: { licence: licence.id, version: licence.version, ground: input.ground, sheets: ended.sheets },
    });
    await tellBothSides(tx, deps.config, {
      filing,
      answers,
      kind: "annulled",
      message: `您的个体工商户登记（${filing.number}）已被撤销，营业执照作废。决定书写明了理由和救济途径，可用取件码 ${filing.code} 查看：${deps.config.baseUrl}/status/${filing.code}，或咨询${authority.contact_name} ${authority.contact_phone}。`,
      note: `${authority.name}撤销了这次登记，执照作废，不再打印、寄出或发放`,
      now: by.now,
    });
    return { location: `/desk/filings/${filing.id}?notice=${notice.id}` };
  });
}
