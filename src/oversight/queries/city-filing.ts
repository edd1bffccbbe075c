import type { Handle } from "../../db/transaction.ts";

/** A filing that has been submitted, with the names around it; a draft is not the city's business. */
export function cityFiling(db: Handle, id: string, now: number) {
  return db
    .selectFrom("filing")
    .innerJoin("hall", "hall.id", "filing.hall_id")
    .innerJoin("authority", "authority.id", "filing.authority_id")
    .leftJoin("staff as officer", "officer.id", "filing.officer_id")
    .leftJoin("claim", (join) => join.onRef("claim.filing_id", "=", "filing.id").on("claim.expires_at", ">", now))
    .leftJoin("staff as claimer", "claimer.id", "claim.staff_id")
    .leftJoin("delivery", "delivery.filing_id", "filing.id")
    .leftJoin("hall as pickup", "pickup.id", "delivery.pickup_hall_id")
    .select([
      "filing.id",
      "filing.number",
      "filing.status",
      "filing.name",
      "filing.operator_name",
      "filing.formation",
      "filing.identity",
      "filing.submission",
      "filing.first_submitted_at",
      "filing.lapses_at",
      "filing.decided_at",
      "filing.bulk",
      "hall.name as hall_name",
      "hall.phone as hall_phone",
      "hall.authority_id as hall_authority",
      "authority.id as authority_id",
      "authority.name as authority_name",
      "authority.contact_name",
      "authority.contact_phone",
      "officer.name as officer_name",
      "claimer.name as claimer_name",
      "delivery.method",
      "delivery.state",
      "delivery.carrier",
      "delivery.cost_fen",
      "delivery.ready_at",
      "delivery.dispatched_at",
      "delivery.collected_at",
      "delivery.collector",
      "pickup.name as pickup_name",
    ])
    .where("filing.id", "=", id)
    .where("filing.first_submitted_at", "is not", null)
    .executeTakeFirst();
}

/** Every item that was returned, in the order of the notices, with the name of its reason; in one statement. */
export function returnedItems(db: Handle, filingId: string) {
  return db
    .selectFrom("return_notice")
    .innerJoin("return_item", "return_item.return_id", "return_notice.id")
    .innerJoin("staff", "staff.id", "return_notice.staff_id")
    .leftJoin("return_reason", "return_reason.code", "return_item.reason")
    .select([
      "return_notice.submission_seq as seq",
      "return_notice.at",
      "staff.name as by",
      "return_item.field",
      "return_reason.label as reason",
      "return_item.problem",
      "return_item.fix",
    ])
    .where("return_notice.filing_id", "=", filingId)
    .orderBy("return_notice.submission_seq")
    .orderBy("return_item.id")
    .execute();
}

export type ReturnedItem = Awaited<ReturnType<typeof returnedItems>>[number];

export type CityFilingRow = NonNullable<Awaited<ReturnType<typeof cityFiling>>>;
