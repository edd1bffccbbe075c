import type { Selectable } from "kysely";
import type { FilingTable } from "../../db/schema.ts";
import type { Handle } from "../../db/transaction.ts";
import { type ToldRow, toldEvents } from "../../events/told.ts";

export type DeskFilingRow = Selectable<FilingTable> & {
  hall_name: string;
  hall_phone: string;
  authority_name: string | null;
  officer_name: string | null;
  claimer_id: string | null;
  claimer_name: string | null;
  claimed_until: number | null;
  opened_by_me: number;
  workplace: string | null;
};

/** A filing with the names around it, its live claim, and whether the one who looks opened it by code; in one statement. */
export function deskFiling(
  db: Handle,
  id: string,
  staff: { id: string; authorityId?: string; hallId?: string },
  now: number,
): Promise<DeskFilingRow | undefined> {
  return db
    .selectFrom("filing")
    .innerJoin("hall", "hall.id", "filing.hall_id")
    .leftJoin("authority", "authority.id", "filing.authority_id")
    .leftJoin("staff as officer", "officer.id", "filing.officer_id")
    .leftJoin("claim", (join) => join.onRef("claim.filing_id", "=", "filing.id").on("claim.expires_at", ">", now))
    .leftJoin("staff as claimer", "claimer.id", "claim.staff_id")
    .selectAll("filing")
    .select((eb) => [
      "hall.name as hall_name",
      "hall.phone as hall_phone",
      "authority.name as authority_name",
      "officer.name as officer_name",
      "claimer.id as claimer_id",
      "claimer.name as claimer_name",
      "claim.expires_at as claimed_until",
      eb
        .case()
        .when(
          eb.exists(
            eb
              .selectFrom("guide_access")
              .select("guide_access.staff_id")
              .whereRef("guide_access.filing_id", "=", "filing.id")
              .where("guide_access.staff_id", "=", staff.id),
          ),
        )
        .then<number>(1)
        .else<number>(0)
        .end()
        .as("opened_by_me"),
      staff.authorityId
        ? eb
            .selectFrom("authority as mine")
            .select("mine.name")
            .where("mine.id", "=", staff.authorityId)
            .as("workplace")
        : eb
            .selectFrom("hall as mine")
            .select("mine.name")
            .where("mine.id", "=", staff.hallId ?? "")
            .as("workplace"),
    ])
    .where("filing.id", "=", id)
    .executeTakeFirst();
}

export interface RoundItem {
  field: string;
  reason: string;
  problem: string;
  fix: string;
  resolvedAt: number | null;
}

/** One submission, and the return that ended it, if one did. Only the last two keep what was submitted. */
export interface Round {
  seq: number;
  at: number;
  changed: string;
  sealed: string;
  returned?: { id: string; at: number; by: string; items: RoundItem[] };
}

/** The submissions of a filing with their returns and items, oldest first; in one statement. */
export async function roundsOf(db: Handle, filingId: string, latest: number): Promise<Round[]> {
  const rows = await db
    .selectFrom("submission")
    .leftJoin("return_notice", (join) =>
      join
        .onRef("return_notice.filing_id", "=", "submission.filing_id")
        .onRef("return_notice.submission_seq", "=", "submission.seq"),
    )
    .leftJoin("return_item", "return_item.return_id", "return_notice.id")
    .leftJoin("staff", "staff.id", "return_notice.staff_id")
    .select((eb) => [
      "submission.seq",
      "submission.at",
      "submission.changed",
      eb
        .case()
        .when("submission.seq", ">=", latest - 1)
        .then(eb.ref("submission.sealed"))
        .else("")
        .end()
        .as("sealed"),
      "return_notice.id as return_id",
      "return_notice.at as returned_at",
      "staff.name as returned_by",
      "return_item.field",
      "return_item.reason",
      "return_item.problem",
      "return_item.fix",
      "return_item.resolved_at",
    ])
    .where("submission.filing_id", "=", filingId)
    .orderBy("submission.seq")
    .orderBy("return_item.id")
    .execute();

  const rounds = new Map<number, Round>();
  for (const row of rows) {
    const round = rounds.get(row.seq) ?? { seq: row.seq, at: row.at, changed: row.changed, sealed: row.sealed };
    rounds.set(row.seq, round);
    if (row.return_id === null) continue;
    round.returned ??= { id: row.return_id, at: row.returned_at ?? 0, by: row.returned_by ?? "", items: [] };
    if (row.field !== null)
      round.returned.items.push({
        field: row.field,
        reason: row.reason ?? "",
        problem: row.problem ?? "",
        fix: row.fix ?? "",
        resolvedAt: row.resolved_at,
      });
  }
  return [...rounds.values()];
}

/**
 * The events of a filing with the names of who acted and where, oldest first. Public checks are left out: anyone makes as many as
 * they like, and they are counted apart.
 */
export function timelineOf(db: Handle, filingId: string): Promise<ToldRow[]> {
  return toldEvents(db)
    .where("event.filing_id", "=", filingId)
    .where("event.type", "!=", "verified")
    .orderBy("event.id")
    .execute();
}
