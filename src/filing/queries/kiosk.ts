import type { Handle } from "../../db/transaction.ts";
import { IS_ANNULLED } from "../../licence/queries/changes.ts";

/** Keeps what is known of a visit before it has a filing. */
export async function keepVisitRow(db: Handle, sessionId: string, sealed: string): Promise<void> {
  await db.updateTable("web_session").set({ person_sealed: sealed }).where("id", "=", sessionId).execute();
}

/** Ends a visit for one of several requests that want to go on from it: true for exactly one. */
export async function takeVisitRow(db: Handle, sessionId: string): Promise<boolean> {
  const result = await db.deleteFrom("web_session").where("id", "=", sessionId).executeTakeFirst();
  return result.numDeletedRows === 1n;
}

/** What the return of a submission marked, in the order of its notice. */
export function itemsReturned(db: Handle, filingId: string, submission: number) {
  return db
    .selectFrom("return_item")
    .innerJoin("return_notice", "return_notice.id", "return_item.return_id")
    .select(["return_item.field", "return_item.reason", "return_item.problem", "return_item.fix"])
    .where("return_notice.filing_id", "=", filingId)
    .where("return_notice.submission_seq", "=", submission)
    .orderBy("return_item.id")
    .execute();
}

/** What the code alone shows of a filing: nothing of a person. */
export function maskedByCode(db: Handle, code: string) {
  return db
    .selectFrom("filing")
    .leftJoin("authority", "authority.id", "filing.authority_id")
    .innerJoin("hall", "hall.id", "filing.hall_id")
    .select([
      "filing.number",
      "filing.status",
      "filing.due_at",
      "filing.updated_at",
      "filing.delivery_method",
      "hall.name as hallName",
      "authority.name as authorityName",
      "authority.contact_phone as authorityPhone",
      "authority.contact_hours as authorityHours",
      IS_ANNULLED.as("annulled"),
    ])
    .where("filing.code", "=", code)
    .executeTakeFirst();
}
