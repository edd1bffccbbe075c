import { type Expression, type ExpressionBuilder, type SqlBool, sql } from "kysely";
import type { Schema } from "../../db/schema.ts";
import type { Handle } from "../../db/transaction.ts";
import { LINE_COLUMNS } from "../../filing/queries/filing.ts";
import { IS_ANNULLED } from "../../licence/queries/changes.ts";
import { atLocal } from "../../rules/calendar.ts";
import type { Status } from "../../rules/filing.ts";
import type { Moments } from "./flow.ts";

export const CITY_LISTS = [
  "red",
  "yellow",
  "green",
  "today",
  "open",
  "returned",
  "registered",
  "corrected",
  "annulled",
  "refused",
  "withdrawn",
  "lapsed",
  "all",
] as const;
export type CityList = (typeof CITY_LISTS)[number];

export interface CityFilter {
  list: CityList;
  authority?: string | undefined;
  hall?: string | undefined;
  /** Month of first submission, `YYYY-MM`. */
  month?: string | undefined;
  /** Month of the decision, `YYYY-MM`. */
  decided?: string | undefined;
  /** Only what was filed outside the district of its authority. */
  cross?: boolean | undefined;
}

export interface Cursor {
  at: number;
  id: string;
}

type Filing = ExpressionBuilder<Schema, "filing">;

const STATUS_OF: Partial<Record<CityList, Status>> = {
  red: "submitted",
  yellow: "submitted",
  green: "submitted",
  today: "submitted",
  open: "submitted",
  returned: "returned",
  registered: "registered",
  refused: "refused",
  withdrawn: "withdrawn",
  lapsed: "lapsed",
};

/** What a list is in order of: what runs by its limit, the nearest first; all else by first submission, the newest first. */
export function orderOf(list: CityList): "due_at" | "first_submitted_at" {
  return STATUS_OF[list] === "submitted" ? "due_at" : "first_submitted_at";
}

/** A page of the city's list. Drafts are nobody's yet. */
export function cityPage(db: Handle, filter: CityFilter, at: Moments, limit: number, after?: Cursor) {
  const order = orderOf(filter.list);
  const runs = order === "due_at";
  const direction = runs ? "asc" : "desc";
  let chosen = db
    .selectFrom("filing")
    .selectAll()
    .where("first_submitted_at", "is not", null)
    .where((eb) => eb.and(conditions(eb, filter, at)))
    .orderBy(order, direction)
    .orderBy("id", direction)
    .limit(limit);
  if (after)
    chosen = chosen.where((eb) => eb(eb.refTuple(order, "id"), runs ? ">" : "<", eb.tuple(after.at, after.id)));
  return db
    .selectFrom(chosen.as("filing"))
    .innerJoin("hall", "hall.id", "filing.hall_id")
    .innerJoin("authority", "authority.id", "filing.authority_id")
    .leftJoin("staff as officer", "officer.id", "filing.officer_id")
    .select([
      ...LINE_COLUMNS,
      "filing.first_submitted_at",
      "filing.decided_at",
      "hall.name as hall_name",
      "hall.authority_id as hall_authority",
      "authority.id as authority_id",
      "authority.name as authority_name",
      "officer.name as officer_name",
      IS_ANNULLED.as("annulled"),
    ])
    .orderBy(`filing.${order}`, direction)
    .orderBy("filing.id", direction)
    .execute();
}

export type CityRow = Awaited<ReturnType<typeof cityPage>>[number];

function conditions(eb: Filing, filter: CityFilter, at: Moments): Expression<SqlBool>[] {
  const { list, authority, hall, month, decided, cross } = filter;
  const status = STATUS_OF[list];
  return [
    ...(status ? [eb("status", "=", status)] : []),
    ...(list === "red" ? [eb("due_at", "<", at.now)] : []),
    ...(list === "today" ? [eb("due_at", ">=", at.now), eb("due_at", "<=", at.dayEnd)] : []),
    ...(list === "yellow"
      ? [eb("due_at", ">=", at.now), eb.or([eb("target_at", "<", at.now), eb("due_at", "<=", at.closeLimit)])]
      : []),
    ...(list === "green" ? [eb("target_at", ">=", at.now), eb("due_at", ">", at.closeLimit)] : []),
    ...(authority ? [eb("authority_id", "=", authority)] : []),
    ...(hall ? [eb("hall_id", "=", hall)] : []),
    ...(month ? within(eb, "first_submitted_at", month) : []),
    ...(decided ? within(eb, "decided_at", decided) : []),
    ...(list === "corrected" ? [changedBy(eb, "correct")] : []),
    ...(list === "annulled" ? [changedBy(eb, "annul")] : []),
    ...(cross
      ? [sql<SqlBool>`authority_id <> (select h.authority_id from hall as h where h.id = filing.hall_id)`]
      : []),
  ];
}

// Without a status beside it, so that the few rows of changes are looked up, not the million of registrations.
function changedBy(eb: Filing, kind: "correct" | "annul"): Expression<SqlBool> {
  return eb("id", "in", eb.selectFrom("licence_change").select("filing_id").where("kind", "=", kind));
}

function within(eb: Filing, column: "first_submitted_at" | "decided_at", month: string): Expression<SqlBool>[] {
  return [
    eb(column, ">=", atLocal(`${month}-01`, "00:00")),
    eb(column, "<", atLocal(`${monthAfter(month)}-01`, "00:00")),
  ];
}

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, "0")}`;
}
