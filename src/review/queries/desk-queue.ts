import { type Expression, type ExpressionBuilder, type SqlBool, sql } from "kysely";
import type { Schema } from "../../db/schema.ts";
import type { Handle } from "../../db/transaction.ts";
import { LINE_COLUMNS } from "../../filing/queries/filing.ts";
import { IS_ANNULLED } from "../../licence/queries/changes.ts";
import type { Status } from "../../rules/filing.ts";

export const QUEUE_TABS = ["waiting", "resubmitted", "mine", "due", "returned", "decided"] as const;
export type QueueTab = (typeof QUEUE_TABS)[number];

/** Whose list, and what counts as close to the legal limit now. */
export interface QueueView {
  authorityId: string;
  staffId: string;
  closeLimit: number;
  now: number;
}

export interface QueueRow {
  id: string;
  number: string;
  status: Status;
  name: string;
  operator_name: string;
  submission: number;
  submitted_at: number | null;
  target_at: number | null;
  due_at: number | null;
  decided_at: number | null;
  lapses_at: number | null;
  hall_name: string;
  hall_district: string;
  officer_name: string | null;
  claimer_id: string | null;
  claimer_name: string | null;
  /** 1: the registration was annulled. */
  annulled: number;
  /** 0: what came back to the person who looks; 1: all others. */
  segment: number;
  /** What the list is in order of: an instant, from which the next page goes on. */
  at: number;
}

/** Where a page ended; the next one goes on behind it. */
export interface QueueCursor {
  segment: number;
  at: number;
  id: string;
}

type FilingExpression = ExpressionBuilder<Schema, "filing">;

interface Segment {
  segment: 0 | 1;
  order: "due_at" | "decided_at";
  direction: "asc" | "desc";
  where: (eb: FilingExpression, view: QueueView) => Expression<SqlBool>;
}

const MINE_BACK: Segment = {
  segment: 0,
  order: "due_at",
  direction: "asc",
  where: (eb, view) =>
    eb.and([eb("status", "=", "submitted"), eb("submission", ">", 1), eb("officer_id", "=", view.staffId)]),
};

const OTHERS: Segment = {
  segment: 1,
  order: "due_at",
  direction: "asc",
  where: (eb, view) =>
    eb.and([
      eb("status", "=", "submitted"),
      eb.or([eb("submission", "<=", 1), eb("officer_id", "is", null), eb("officer_id", "<>", view.staffId)]),
    ]),
};

// Each list in the order in which it is worked off: what came back to me first, then by the legal limit (R25, R36).
const SEGMENTS: Record<QueueTab, readonly [Segment] | readonly [Segment, Segment]> = {
  waiting: [MINE_BACK, OTHERS],
  resubmitted: [
    MINE_BACK,
    { ...OTHERS, where: (eb, view) => eb.and([OTHERS.where(eb, view), eb("submission", ">", 1)]) },
  ],
  mine: [
    {
      ...OTHERS,
      where: (eb, view) =>
        eb.and([
          eb("status", "=", "submitted"),
          eb.or([eb("officer_id", "=", view.staffId), eb("id", "in", claimedBy(eb, view))]),
        ]),
    },
  ],
  due: [
    { ...OTHERS, where: (eb, view) => eb.and([eb("status", "=", "submitted"), eb("due_at", "<=", view.closeLimit)]) },
  ],
  returned: [{ ...OTHERS, where: (eb) => eb("status", "=", "returned") }],
  decided: [{ segment: 1, order: "decided_at", direction: "desc", where: (eb) => eb("decided_at", "is not", null) }],
};

function claimedBy(eb: FilingExpression, view: QueueView) {
  return eb
    .selectFrom("claim")
    .select("claim.filing_id")
    .where("claim.staff_id", "=", view.staffId)
    .where("claim.expires_at", ">", view.now);
}

/** One page of a list of the own authority, at most `limit` rows, in one statement. */
export async function queuePage(
  db: Handle,
  view: QueueView,
  tab: QueueTab,
  limit: number,
  after?: QueueCursor,
): Promise<QueueRow[]> {
  const [first, second] = SEGMENTS[tab]
    .filter(({ segment }) => after === undefined || segment >= after.segment)
    .map((segment) => placesInLine(db, view, segment, limit, after?.segment === segment.segment ? after : undefined));
  if (!first) return [];
  const line = second
    ? db
        .selectFrom(first.as("mine"))
        .selectAll()
        .unionAll(db.selectFrom(second.as("others")).selectAll())
    : first;
  const rows = await db
    .selectFrom(line.as("line"))
    .innerJoin("filing", "filing.id", "line.id")
    .innerJoin("hall", "hall.id", "filing.hall_id")
    .leftJoin("claim", (join) => join.onRef("claim.filing_id", "=", "filing.id").on("claim.expires_at", ">", view.now))
    .leftJoin("staff as claimer", "claimer.id", "claim.staff_id")
    .leftJoin("staff as officer", "officer.id", "filing.officer_id")
    .select([
      ...LINE_COLUMNS,
      "filing.decided_at",
      "hall.name as hall_name",
      "hall.district as hall_district",
      "officer.name as officer_name",
      "claimer.id as claimer_id",
      "claimer.name as claimer_name",
      "line.segment",
      "line.at",
      IS_ANNULLED.as("annulled"),
    ])
    .execute();
  const sign = tab === "decided" ? -1 : 1;
  return rows
    .sort((a, b) => a.segment - b.segment || sign * (a.at - b.at) || (a.id < b.id ? -sign : sign))
    .slice(0, limit);
}

function placesInLine(
  db: Handle,
  view: QueueView,
  { segment, order, direction, where }: Segment,
  limit: number,
  after: QueueCursor | undefined,
) {
  const line = db
    .selectFrom("filing")
    .select((eb) => [
      "filing.id",
      eb.cast<number>(eb.val(segment), "integer").as("segment"),
      eb.ref(order).$castTo<number>().as("at"),
    ])
    .where("authority_id", "=", view.authorityId)
    .where((eb) => where(eb, view))
    .orderBy(order, direction)
    .orderBy("id", direction)
    .limit(limit);
  if (!after) return line;
  return line.where((eb) =>
    eb(eb.refTuple(order, "id"), direction === "asc" ? ">" : "<", eb.tuple(after.at, after.id)),
  );
}

export type QueueCounts = Record<QueueTab, number>;

const COUNTED_UP_TO = 100;

/** How long each list is, in one statement: standing counters where there are any, else counted up to 100. */
export async function queueCounts(db: Handle, view: QueueView): Promise<QueueCounts> {
  const standing = (statuses: Status[]) =>
    sql<number>`(select coalesce(sum(n), 0) from filing_count where authority_id = ${view.authorityId} and status in (${sql.join(statuses)}))`;
  const some = (tab: QueueTab) => {
    const parts = SEGMENTS[tab].map((segment) => placesInLine(db, view, segment, COUNTED_UP_TO, undefined));
    const sums = parts.map((part) => sql<number>`(select count(*) from (${part}) as counted)`);
    return sql<number>`(${sql.join(sums, sql` + `)})`;
  };
  const row = await db
    .selectNoFrom([
      standing(["submitted"]).as("waiting"),
      some("resubmitted").as("resubmitted"),
      some("mine").as("mine"),
      some("due").as("due"),
      standing(["returned"]).as("returned"),
      standing(["registered", "refused"]).as("decided"),
    ])
    .executeTakeFirstOrThrow();
  return {
    waiting: Number(row.waiting),
    resubmitted: Number(row.resubmitted),
    mine: Number(row.mine),
    due: Number(row.due),
    returned: Number(row.returned),
    decided: Number(row.decided),
  };
}

/** The name of the bureau or hall a member of staff works for. */
export async function workplaceName(db: Handle, staff: { authorityId?: string; hallId?: string }): Promise<string> {
  const row = staff.authorityId
    ? await db.selectFrom("authority").select("name").where("id", "=", staff.authorityId).executeTakeFirst()
    : await db
        .selectFrom("hall")
        .select("name")
        .where("id", "=", staff.hallId ?? "")
        .executeTakeFirst();
  return row?.name ?? "";
}
