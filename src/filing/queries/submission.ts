import type { Schema } from "../../db/schema.ts";
import type { Handle, Tx } from "../../db/transaction.ts";

export async function insertSubmission(tx: Tx, row: Schema["submission"]): Promise<void> {
  await tx.insertInto("submission").values(row).execute();
}

export function submissionOf(db: Handle, filingId: string, seq: number) {
  return db
    .selectFrom("submission")
    .selectAll()
    .where("filing_id", "=", filingId)
    .where("seq", "=", seq)
    .executeTakeFirst();
}

export function submissionsOf(db: Handle, filingId: string) {
  return db.selectFrom("submission").selectAll().where("filing_id", "=", filingId).orderBy("seq").execute();
}

/** When a filing was submitted, each time; without what was submitted. */
export function submissionTimes(db: Handle, filingId: string) {
  return db.selectFrom("submission").select(["seq", "at"]).where("filing_id", "=", filingId).orderBy("seq").execute();
}
