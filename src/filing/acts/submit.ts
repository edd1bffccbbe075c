import { newId } from "../../db/id.ts";
import { violationOf } from "../../db/violation.ts";
import { record } from "../../events/record.ts";
import { issueNotices } from "../../notices/compose.ts";
import { submissionTexts } from "../../notices/on-submission.ts";
import { tellBothSides } from "../../notices/tell.ts";
import { resolveReturnItems } from "../../review/queries/review.ts";
import { sayDeadline } from "../../rules/calendar.ts";
import { clockOf } from "../../rules/clock.ts";
import { DOCUMENT_KINDS, isDocumentKind } from "../../rules/contents.ts";
import { changedFields, type FieldId } from "../../rules/fields.ts";
import { scopeItemsOf } from "../../rules/findings.ts";
import { type By, type Outcome, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import { asSeen } from "../as-seen.ts";
import { type Checked, checkFiling } from "../pre-check.ts";
import { changeFiling } from "../queries/filing.ts";
import { identityFactsOf } from "../queries/identity.ts";
import { takeHold } from "../queries/name-hold.ts";
import { authorityOfDistrict } from "../queries/places.ts";
import { insertSubmission, lastSubmission } from "../queries/submission.ts";
import { openSubmission, sealSubmission } from "../sealed.ts";
import { FORM_VERSION } from "./begin-draft.ts";
import { changedMeanwhile, type OnFiling, onFiling } from "./frame.ts";

const DAY_MS = 86_400_000;
const NAME_TAKEN = "这个字号刚刚被别人使用了，请换一个字号";

/**
 * Submits a draft, or submits a returned filing again, to the authority of the premises: a new legal clock, the name held, what
 * changed noted, the receipt owed. Refuses with 422 (problems by FieldId) what a machine can refuse; 404, 403, 409.
 * Times in epoch ms. Sources: 条例 19; 细则 18 (receipt, resubmission); 名称规定 17, 18 (hold); plan 二(二).
 */
export async function submitFiling(deps: Deps, by: By, input: { filingId: string }): Promise<Outcome> {
  const catalogues = await deps.catalogues();
  try {
    return await onFiling(deps, by, "submit", input.filingId, async (on) => {
      const { tx, filing } = on;
      const checked = await checkFiling(deps, tx, filing, by.now);
      const blocking = checked.findings.filter((finding) => finding.severity === "block");
      const authority = await authorityOfDistrict(tx, checked.answers.premises?.district ?? "");
      if (blocking.length > 0 || !authority)
        return refuse(
          422,
          `还有 ${blocking.length} 个问题，改好后才能提交`,
          blocking.map(({ field, message }) => ({ field, message })),
        );

      const seq = filing.submission + 1;
      const changed = seq === 1 ? [] : await changedSince(on, checked);
      const clock = clockOf(
        [{ type: "submitted", at: by.now }],
        catalogues.calendar,
        catalogues.settings.clock,
        by.now,
      );
      const flags = checked.findings
        .filter((finding) => finding.severity === "manual")
        .map(({ field, message }) => ({ field, message }));

      if (checked.hold) {
        const long = scopeItemsOf(checked.answers, catalogues).some((item) => item.kind === "前置许可");
        await takeHold(tx, checked.hold, {
          filingId: filing.id,
          name: filing.name,
          until: by.now + (long ? 365 : 61) * DAY_MS,
          now: by.now,
        });
      }
      const seen = asSeen(checked.answers, checked.documents, catalogues);
      const kept = sealSubmission(checked.key, checked.answers, seen);
      await insertSubmission(tx, {
        id: newId(by.now),
        filing_id: filing.id,
        seq,
        at: by.now,
        form_version: FORM_VERSION,
        sealed: kept.sealed,
        changed: JSON.stringify(changed),
      });
      if (seq > 1) await resolveReturnItems(tx, filing.id, by.now);
      const moved = await changeFiling(
        tx,
        filing,
        {
          status: "submitted",
          authority_id: authority.id,
          first_submitted_at: filing.first_submitted_at ?? by.now,
          submitted_at: by.now,
          submission: seq,
          target_at: clock.targetAt ?? null,
          due_at: clock.legalAt ?? null,
          lapses_at: null,
          flags: JSON.stringify(flags),
          // A filing that came back goes to the officer who returned it, unless it now belongs to another authority.
          officer_id: filing.authority_id === authority.id ? filing.officer_id : null,
        },
        by.now,
      );
      if (!moved) return changedMeanwhile();

      const { hash } = await record(tx, {
        type: "submitted",
        filingId: filing.id,
        actor: by.actor,
        at: by.now,
        data: { seq, authority: authority.id, commitment: kept.commitment, changed, lane: "off" },
      });
      const due = clock.legalAt === undefined ? "" : sayDeadline(clock.legalAt, by.now);
      const kioskNow = by.actor.kind === "applicant" ? by.actor.kioskId : undefined;
      const { where, check } = await identityFactsOf(tx, filing, kioskNow);
      const texts = submissionTexts({
        answers: checked.answers,
        seen,
        catalogues,
        documents: checked.facts.documents,
        name: filing.name,
        seq,
        authority,
        where,
        identity: filing.identity,
        begunAt: filing.created_at,
        actor: by.actor,
        check: filing.identity === "staff" ? check : undefined,
        due,
        digest: hash,
        now: by.now,
      });
      const receipt = await issueNotices(tx, deps.config, checked.key, { filing, authority, now: by.now }, texts);
      await tellBothSides(tx, deps.config, {
        filing,
        answers: checked.answers,
        kind: "submitted",
        message: `您的申请（${filing.number}）已提交，由${authority.name}审查，${due}答复。取件码 ${filing.code}，查进度：${deps.config.baseUrl}/status/${filing.code}`,
        note: seq === 1 ? `已提交${authority.name}，${due}答复` : `第${seq}次提交，${due}答复`,
        now: by.now,
      });
      return { location: `/kiosk/receipt?n=${receipt.id}` };
    });
  } catch (error) {
    const violation = violationOf(error);
    const nameLost =
      violation && (violation.table === "name_hold" || (violation.kind === "foreign" && violation.table === ""));
    if (nameLost) return refuse(422, NAME_TAKEN, [{ field: "name", message: NAME_TAKEN }]);
    throw error;
  }
}

async function changedSince({ tx, filing }: OnFiling, checked: Checked): Promise<FieldId[]> {
  const last = await lastSubmission(tx, filing.id, filing.submission);
  if (!last) return [];
  const before = openSubmission(checked.key, last.sealed).answers;
  const kinds = last.documentKinds.filter(isDocumentKind);
  return [...changedFields(before, checked.answers), ...kinds.map((kind) => DOCUMENT_KINDS[kind].field)];
}
