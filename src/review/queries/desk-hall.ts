import type { Handle } from "../../db/transaction.ts";
import { LINE_COLUMNS } from "../../filing/queries/filing.ts";
import { IS_ANNULLED } from "../../licence/queries/changes.ts";
import type { Status } from "../../rules/filing.ts";

export const HALL_TABS = ["returned", "draft", "submitted", "decided", "opened"] as const;
export type HallTab = (typeof HALL_TABS)[number];

export interface HallRow {
  id: string;
  number: string;
  status: Status;
  name: string;
  operator_name: string;
  submission: number;
  submitted_at: number | null;
  target_at: number | null;
  due_at: number | null;
  lapses_at: number | null;
  updated_at: number;
  authority_name: string | null;
  /** 1: the registration was annulled. */
  annulled: number;
}

export interface HallCursor {
  at: number;
  id: string;
}

const STATUSES: Record<Exclude<HallTab, "opened">, readonly Status[]> = {
  returned: ["returned"],
  draft: ["draft"],
  submitted: ["submitted"],
  decided: ["registered", "refused"],
};

/** One page of a hall's filings, of any district, or of those a guide opened by code; newest change first. */
export function hallPage(
  db: Handle,
  view: { hallId: string; staffId: string },
  tab: HallTab,
  limit: number,
  after?: HallCursor,
): Promise<HallRow[]> {
  const rows = db
    .selectFrom("filing")
    .leftJoin("authority", "authority.id", "filing.authority_id")
    .select([...LINE_COLUMNS, "filing.updated_at", "authority.name as authority_name", IS_ANNULLED.as("annulled")])
    .orderBy("filing.updated_at", "desc")
    .orderBy("filing.id", "desc")
    .limit(limit);
  const page = after
    ? rows.where((eb) => eb(eb.refTuple("filing.updated_at", "filing.id"), "<", eb.tuple(after.at, after.id)))
    : rows;
  if (tab === "opened")
    return page
      .where((eb) =>
        eb(
          "filing.id",
          "in",
          eb.selectFrom("guide_access").select("guide_access.filing_id").where("staff_id", "=", view.staffId),
        ),
      )
      .execute();
  return page.where("filing.hall_id", "=", view.hallId).where("filing.status", "in", STATUSES[tab]).execute();
}

/** What any hall may know of a filing by its code: where it stands, and no person. */
export function statusByCode(db: Handle, code: string) {
  return db
    .selectFrom("filing")
    .innerJoin("hall", "hall.id", "filing.hall_id")
    .leftJoin("authority", "authority.id", "filing.authority_id")
    .select([
      "filing.number",
      "filing.status",
      "filing.operator_name",
      "filing.due_at",
      "hall.name as hall_name",
      "authority.name as authority_name",
      "authority.contact_phone as authority_phone",
      IS_ANNULLED.as("annulled"),
    ])
    .where("filing.code", "=", code)
    .executeTakeFirst();
}
