import { newId } from "../../db/id.ts";
import { eventsOf, record } from "../../events/record.ts";
import { changedMeanwhile, onFiling } from "../../filing/acts/frame.ts";
import { clockEvents } from "../../filing/clock-events.ts";
import { changeFiling } from "../../filing/queries/filing.ts";
import { authorityById } from "../../filing/queries/places.ts";
import { submissionOf } from "../../filing/queries/submission.ts";
import { openAnswers } from "../../filing/sealed.ts";
import { issueNotice } from "../../notices/compose.ts";
import { correctionDue } from "../../notices/correction-due.ts";
import { tellBothSides } from "../../notices/tell.ts";
import { type ClockEvent, clockOf, mayReturn } from "../../rules/clock.ts";
import { FIELDS, type FieldId } from "../../rules/fields.ts";
import { checkReturn } from "../../rules/return.ts";
import { type By, NOT_FOUND, type Outcome, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import { notInHand } from "../holder.ts";
import { dropClaim, insertReturn, returnsOf } from "../queries/review.ts";

export interface ReturnItem {
  field: FieldId;
  reason: string;
  problem: string;
  fix: string;
}

/**
 * Returns a submitted filing once, with every defect on its field: coded reason, what is wrong, how to fix it. The notice, the
 * message and the note are written with it. Refuses with 422 (nothing marked, or an item incomplete), 409 (closed 5 working days
 * after submission; a field that the first notice did not mark and that did not change), 404, 403.
 * Sources: 细则 18 (一次性告知); 行政许可法 32(4); R38; design section 3 (one-time notice guard).
 */
export async function returnFiling(
  deps: Deps,
  by: By,
  input: { filingId: string; version: number; items: readonly ReturnItem[] },
): Promise<Outcome> {
  const catalogues = await deps.catalogues();
  return onFiling(deps, by, "return", input.filingId, async ({ tx, filing, to }) => {
    const blocked = await notInHand(tx, filing, by, input.version);
    if (blocked) return blocked;
    if (by.actor.kind !== "staff" || !filing.authority_id) return NOT_FOUND;
    const events = clockEvents(await eventsOf(tx, filing.id));
    const clockAfter = (more: ClockEvent[]) =>
      clockOf([...events, ...more], catalogues.calendar, catalogues.settings.clock, by.now);
    const open = mayReturn(clockAfter([]), by.now);
    if (!open.ok) return refuse(409, open.reason);

    const earlier = await returnsOf(tx, filing.id);
    const submission = await submissionOf(tx, filing.id, filing.submission);
    const marked = earlier.flatMap((notice) => notice.items.map((item) => item.field));
    const changed = submission ? (JSON.parse(submission.changed) as string[]) : [];
    const problems = checkReturn(input.items, { first: earlier.length === 0, marked, changed });
    if (problems.length > 0) return refuse(422, "请补全退回内容", problems);

    const authority = await authorityById(tx, filing.authority_id);
    if (!authority) return NOT_FOUND;
    const { answers, key } = openAnswers(deps.config.keyring, filing);
    const returnId = newId(by.now);
    await insertReturn(
      tx,
      {
        id: returnId,
        filing_id: filing.id,
        submission_seq: filing.submission,
        staff_id: by.actor.id,
        at: by.now,
        exceeds: 0,
        head_reason: null,
      },
      input.items.map((item) => ({ ...item, id: newId(by.now), return_id: returnId, resolved_at: null })),
    );
    await dropClaim(tx, filing.id);
    const lapsesAt = clockAfter([{ type: "returned", at: by.now }]).lapsesAt;
    const moved = await changeFiling(
      tx,
      filing,
      {
        status: to,
        officer_id: by.actor.id,
        lapses_at: lapsesAt ?? null,
      },
      by.now,
    );
    if (!moved) return changedMeanwhile();
    await record(tx, {
      type: "returned",
      filingId: filing.id,
      actor: by.actor,
      at: by.now,
      data: { seq: filing.submission, items: input.items.map(({ field, reason }) => ({ field, reason })) },
    });
    const fields = input.items.map((item) => FIELDS[item.field]).join("、");
    const notice = await issueNotice(tx, deps.config, key, {
      kind: "return",
      filing,
      authority,
      addressee: answers.operator?.name ?? "",
      intro: [`您的个体工商户设立登记申请材料还需要补正。需要补正的全部内容一次性告知如下：`],
      items: [],
      ...(lapsesAt === undefined ? {} : { due: correctionDue(lapsesAt, by.now) }),
      defects: input.items.map(({ field, problem, fix }) => ({ field: FIELDS[field], problem, fix })),
      mustDo: "请带身份证到任何一台自助终端，输入取件码，只改上面列出的内容，然后重新提交。",
      legalBasis: "《市场主体登记管理条例》第十九条；《市场主体登记管理条例实施细则》第十八条",
      now: by.now,
    });
    await tellBothSides(tx, deps.config, {
      filing,
      answers,
      kind: "returned",
      message: `您的申请（${filing.number}）有 ${input.items.length} 处需要修改：${fields}。请到任何一台自助终端，用取件码 ${filing.code} 修改后重新提交。`,
      note: `已退回补正，共 ${input.items.length} 处：${fields}`,
      now: by.now,
    });
    return { location: `/desk/filings/${filing.id}?notice=${notice.id}` };
  });
}
