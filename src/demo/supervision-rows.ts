import type { Batch } from "./batch.ts";
import type { DemoCase, Happening, World } from "./case.ts";

const HOUR = 3_600_000;
/** Office time within which a district takes a new business on. */
const TAKEN_WITHIN = 9 * HOUR;

/** Hands a registered business to the supervision of its district, which takes it on as soon as the data reaches so far. */
export function addSupervision(world: World, item: DemoCase, decidedAt: number, batch: Batch): Happening[] {
  const { authority, officer, id, answers } = item;
  const takenAt = world.span.office.after(decidedAt, TAKEN_WITHIN);
  const taken = takenAt <= world.span.until;
  batch.supervision.push({
    filing_id: id,
    authority_id: authority.id,
    street: answers.premises?.street ?? "",
    handed_at: decidedAt,
    taken: taken ? 1 : 0,
    taken_at: taken ? takenAt : null,
    staff_id: taken ? officer : null,
  });
  const by = { kind: "staff" as const, id: officer };
  return taken ? [{ at: takenAt, type: "supervision-taken", by, place: authority.id, data: {} }] : [];
}
