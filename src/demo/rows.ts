import type { Schema } from "../db/schema.ts";
import { contentHash, type EventRow } from "../events/record.ts";
import { asSeen } from "../filing/as-seen.ts";
import { projectionOf } from "../filing/projection.ts";
import { clockOf } from "../rules/clock.ts";
import { changedFields } from "../rules/fields.ts";
import { RETURNABLE } from "./answers.ts";
import type { Batch } from "./batch.ts";
import type { Allotted, DemoCase, Happening, World } from "./case.ts";
import { addDelivery } from "./delivery-rows.ts";
import { idOf } from "./random.ts";
import { demoSeal, demoSubmission } from "./seal.ts";
import { addSupervision } from "./supervision-rows.ts";

/** Of the form that these answers were given to (src/filing/acts/begin-draft.ts). */
const FORM_VERSION = 1;
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const REFUSED_FACTS = "申请登记的经营场所在依法划定的禁止经营区域内，不能登记为经营场所。";

/** Adds the rows of one case to the batch: the filing itself, what was submitted and returned, its end, and every event. */
export function addRows(world: World, item: DemoCase, allotted: Allotted | undefined, batch: Batch): void {
  const happened: Happening[] = [...beginning(world, item), ...addSubmissions(world, item, batch)];
  happened.push(...addReturns(world, item, batch), ...addEnd(world, item, allotted, batch));
  happened.sort((a, b) => a.at - b.at);
  const filing = filingRow(world, item, happened.length, happened.at(-1)?.at ?? item.course.createdAt);
  batch.filing.push(filing);
  for (const [step, event] of happened.entries()) batch.event.push(eventRow(item, event, step));
  addHold(item, filing.name, batch);
  addClaim(world, item, batch);
}

function beginning(world: World, { course, hall, identity }: DemoCase): Happening[] {
  const events: Happening[] = [
    { at: course.createdAt, type: "created", by: { kind: "applicant" }, place: hall.id, data: { hall: hall.id } },
  ];
  const guide = world.guideOf.get(hall.id);
  if (identity === "staff" && guide)
    events.push({
      at: Math.min(course.createdAt + 4 * MINUTE, course.submittedAt[0] ?? course.endedAt ?? Number.POSITIVE_INFINITY),
      type: "identity-checked",
      by: { kind: "staff", id: guide },
      place: hall.id,
      data: { seen: "居民身份证原件" },
    });
  return events;
}

function addSubmissions(world: World, item: DemoCase, batch: Batch): Happening[] {
  const { chance, id, key, course, authority, hall, answers, before } = item;
  return course.submittedAt.map((at, index): Happening => {
    const seq = index + 1;
    const told = index === 0 && before ? before : answers;
    const changed = seq > 1 && before ? changedFields(before, answers) : [];
    const seen = world.bulk ? [] : asSeen(told, [], world.catalogues);
    const kept = demoSubmission(key.key, seq, JSON.stringify(told), JSON.stringify(seen));
    batch.submission.push({
      id: idOf(chance, at),
      filing_id: id,
      seq,
      at,
      form_version: FORM_VERSION,
      sealed: kept.sealed,
      changed: JSON.stringify(changed),
    });
    return {
      at,
      type: "submitted",
      by: { kind: "applicant" },
      place: hall.id,
      data: { seq, authority: authority.id, commitment: kept.commitment, changed, lane: "off" },
    };
  });
}

function addReturns(world: World, item: DemoCase, batch: Batch): Happening[] {
  const { chance, course, id, officer, authority } = item;
  const by = { kind: "staff" as const, id: officer };
  const claimed = course.claimedAt.map((at): Happening => ({ at, type: "claimed", by, place: authority.id, data: {} }));
  const returned = course.returnedAt.map((at, index): Happening => {
    const returnId = idOf(chance, at);
    const items = item.returned.flatMap((field) => world.reasons.get(RETURNABLE[field]) ?? []);
    batch.return_notice.push({
      id: returnId,
      filing_id: id,
      submission_seq: index + 1,
      staff_id: officer,
      at,
      exceeds: 0,
      head_reason: null,
    });
    for (const [step, reason] of items.entries())
      batch.return_item.push({
        id: idOf(chance, at, step),
        return_id: returnId,
        field: reason.field,
        reason: reason.code,
        problem: reason.problem,
        fix: reason.fix,
        resolved_at: course.submittedAt[index + 1] ?? null,
      });
    const marked = items.map(({ field, code }) => ({ field, reason: code }));
    return { at, type: "returned", by, place: authority.id, data: { seq: index + 1, items: marked } };
  });
  return [...claimed, ...returned];
}

function addEnd(world: World, item: DemoCase, allotted: Allotted | undefined, batch: Batch): Happening[] {
  const { course, authority, officer, hall, id } = item;
  const at = course.endedAt;
  if (at === undefined) return [];
  switch (course.status) {
    case "registered": {
      if (!allotted) throw new Error("a registered case without a licence");
      const { licence, files } = allotted;
      const { uscc } = licence;
      const by = { kind: "staff" as const, id: officer };
      batch.licence.push(licence);
      batch.uscc_lease.push({
        code: uscc,
        authority_id: authority.id,
        filing_id: id,
        staff_id: officer,
        leased_until: null,
        used: 1,
      });
      return [
        { at, type: "code-reserved", by, place: authority.id, data: { uscc } },
        {
          at,
          type: "registered",
          by,
          place: authority.id,
          data: { uscc, licence: licence.id, ...files, msToAvailable: licence.ms_to_available },
        },
        ...addDelivery(world, item, licence.id, at, batch),
        ...addSupervision(world, item, at, batch),
      ];
    }
    case "refused": {
      const head = world.headOf.get(authority.id) ?? officer;
      batch.refusal.push({ filing_id: id, staff_id: head, ground: "regulation", facts: REFUSED_FACTS, at });
      const by = { kind: "staff" as const, id: head };
      return [{ at, type: "refused", by, place: authority.id, data: { ground: "regulation" } }];
    }
    case "withdrawn":
      return [{ at, type: "withdrawn", by: { kind: "applicant" }, place: hall.id, data: {} }];
    default:
      return [{ at, type: "lapsed", by: { kind: "system" }, place: null, data: {} }];
  }
}

function eventRow({ chance, id }: DemoCase, event: Happening, step: number): Schema["event"] {
  const row: EventRow = {
    id: idOf(chance, event.at, step),
    at: event.at,
    type: event.type,
    filing_id: id,
    actor_kind: event.by.kind,
    actor_id: event.by.kind === "staff" ? event.by.id : null,
    place_id: event.place,
    data: JSON.stringify(event.data),
  };
  return { ...row, hash: contentHash(row) };
}

function addHold({ chance, course, authority, word, trade, id, answers }: DemoCase, name: string, batch: Batch): void {
  const held = ["submitted", "returned", "registered"].includes(course.status);
  if (!held || trade === undefined || !answers.name?.named) return;
  const key = { authority_id: authority.id, trade, whole: 0 } as const;
  const last = course.submittedAt.at(-1) ?? course.createdAt;
  batch.name_lock.push(key);
  batch.name_hold.push({
    id: idOf(chance, last),
    ...key,
    industry: word.held,
    filing_id: id,
    name,
    until: course.status === "registered" ? null : last + 61 * DAY,
  });
}

function addClaim(world: World, { course, id, officer }: DemoCase, batch: Batch): void {
  const at = course.claimedAt.at(-1);
  const submitted = course.submittedAt.at(-1);
  if (course.status !== "submitted" || at === undefined || submitted === undefined || at < submitted) return;
  if (at > world.span.until - 60 * MINUTE)
    batch.claim.push({ filing_id: id, staff_id: officer, at, expires_at: at + 60 * MINUTE });
}

function filingRow(world: World, item: DemoCase, steps: number, updatedAt: number): Schema["filing"] {
  const { course, key, answers, hall, authority, officer } = item;
  const { catalogues, config, span } = world;
  const submitted = course.submittedAt.at(-1);
  const clock = clockOf(
    submitted === undefined ? [] : [{ type: "submitted", at: submitted }],
    catalogues.calendar,
    catalogues.settings.clock,
    updatedAt,
  );
  const lapses = {
    draft: course.createdAt + span.draftLapseDays * DAY,
    returned: (course.returnedAt.at(-1) ?? 0) + span.returnedLapseDays * DAY,
  };
  const decided = course.status === "registered" || course.status === "refused";
  const answering = course.status === "refused" ? (world.headOf.get(authority.id) ?? officer) : officer;
  return {
    id: item.id,
    number: item.number,
    code: item.code,
    status: course.status,
    version: 8 + steps,
    bulk: world.bulk ? 1 : 0,
    hall_id: hall.id,
    kiosk_id: null,
    authority_id: submitted === undefined ? null : authority.id,
    name: "",
    operator_name: "",
    trade: "",
    district: "",
    street: "",
    formation: "individual",
    operator_hash: "",
    filer_hash: "",
    phone_hash: "",
    delivery_method: null,
    pickup_hall_id: null,
    ...projectionOf(answers, catalogues, config.keyring),
    identity: item.identity,
    flags: JSON.stringify(item.flags),
    form_version: FORM_VERSION,
    sealed: demoSeal(key.key, JSON.stringify(answers)),
    key_wrapped: key.wrapped,
    key_version: key.version,
    created_at: course.createdAt,
    updated_at: updatedAt,
    first_submitted_at: course.submittedAt[0] ?? null,
    submitted_at: submitted ?? null,
    submission: course.submittedAt.length,
    target_at: clock.targetAt ?? null,
    due_at: clock.legalAt ?? null,
    lapses_at: course.status === "draft" || course.status === "returned" ? lapses[course.status] : null,
    decided_at: decided ? (course.endedAt ?? null) : null,
    officer_id: decided || course.returnedAt.length > 0 ? answering : null,
  };
}
