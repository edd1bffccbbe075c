import { newId } from "../../db/id.ts";
import { record } from "../../events/record.ts";
import { onFiling } from "../../filing/acts/frame.ts";
import { localDate } from "../../rules/calendar.ts";
import {
  checkDispute,
  checkProgress,
  isDisputeKind,
  isDisputeState,
  replyBy,
  type TypedDispute,
} from "../../rules/dispute.ts";
import { type By, CHANGED, NOT_FOUND, type Outcome, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import { changeDisputeRow, disputeById, filingByNumber, insertDispute } from "../queries/disputes.ts";

const CHECK = "请检查填写的内容";

/**
 * Enters a 行政复议 or 行政诉讼 in the register of the authority that decided, which is the respondent, with the last day for its reply.
 * `number` is the filing's number or its 统一社会信用代码. Refuses with 422 by field, 404, 403, 409.
 * Sources: plan 四(四) (应诉机关为主管登记机关); 行政复议法 48; 行政诉讼法 67.
 */
export async function enterDispute(deps: Deps, by: By, input: TypedDispute & { number: string }): Promise<Outcome> {
  const { calendar } = await deps.catalogues();
  const found = await filingByNumber(deps.db, input.number.replace(/\s/g, "").toUpperCase());
  const notOurs = [{ field: "number", message: "没有这份申请，或者不是本机关办理的，请核对申请编号" }];
  if (!found) return refuse(422, CHECK, [...notOurs, ...checkDispute(input, localDate(by.now))]);
  const outcome = await onFiling(deps, by, "keep-dispute", found.id, async ({ tx, filing }) => {
    const problems = checkDispute(input, localDate(by.now));
    if (problems.length > 0) return refuse(422, CHECK, problems);
    const { kind, body, matter, receivedOn, caseNumber, note } = input;
    if (!isDisputeKind(kind) || by.actor.kind !== "staff" || filing.authority_id === null) return NOT_FOUND;
    const id = newId(by.now);
    await insertDispute(tx, {
      id,
      filing_id: filing.id,
      authority_id: filing.authority_id,
      kind,
      body,
      matter,
      received_on: receivedOn,
      reply_by: replyBy(kind, receivedOn, calendar),
      case_number: caseNumber,
      state: "open",
      outcome: null,
      closed_on: null,
      note,
      created_at: by.now,
      created_by: by.actor.id,
      updated_at: by.now,
      version: 0,
    });
    await record(tx, {
      type: "dispute-entered",
      filingId: filing.id,
      actor: by.actor,
      placeId: filing.authority_id,
      at: by.now,
      data: { dispute: id, kind, matter, receivedOn },
    });
    return { location: `/desk/disputes/${id}?told=entered` };
  });
  // Another authority's filing is a slip of the pen here, not a page that does not exist.
  return !outcome.ok && outcome.status === 404 ? refuse(422, CHECK, notOurs) : outcome;
}

export interface DisputeProgress {
  id: string;
  version: number;
  state: string;
  outcome: string;
  closedOn: string;
  caseNumber: string;
  note: string;
}

/** Notes how a case goes on: replied, closed with its outcome, case number. Refuses with 422 by field, 404, 403, 409 (changed meanwhile). */
export async function moveDispute(deps: Deps, by: By, input: DisputeProgress): Promise<Outcome> {
  const known = await disputeById(deps.db, input.id);
  if (!known) return NOT_FOUND;
  return onFiling(deps, by, "keep-dispute", known.filing_id, async ({ tx, filing }) => {
    const { id, version, state, caseNumber, note } = input;
    const problems = checkProgress(input, { kind: known.kind, receivedOn: known.received_on }, localDate(by.now));
    if (problems.length > 0) return refuse(422, CHECK, problems);
    if (!isDisputeState(state)) return NOT_FOUND;
    const outcome = state === "closed" ? input.outcome : null;
    const closedOn = state === "closed" ? input.closedOn : null;
    const changes = { state, outcome, closed_on: closedOn, case_number: caseNumber, note, updated_at: by.now };
    if (!(await changeDisputeRow(tx, id, version, changes))) return CHANGED;
    await record(tx, {
      type: "dispute-moved",
      filingId: filing.id,
      actor: by.actor,
      placeId: known.authority_id,
      at: by.now,
      data: { dispute: id, kind: known.kind, state, ...(outcome ? { outcome, closedOn } : {}) },
    });
    return { location: `/desk/disputes/${id}?told=moved` };
  });
}
