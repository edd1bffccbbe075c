import type { Schema } from "../../db/schema.ts";
import type { Handle, Tx } from "../../db/transaction.ts";

/** The claim of a filing with its holder's name, expired or not. */
export function claimOf(db: Handle, filingId: string) {
  return db
    .selectFrom("claim")
    .innerJoin("staff", "staff.id", "claim.staff_id")
    .select(["claim.staff_id", "claim.at", "claim.expires_at", "staff.name"])
    .where("claim.filing_id", "=", filingId)
    .executeTakeFirst();
}

export async function setClaim(tx: Tx, claim: Schema["claim"]): Promise<void> {
  const { filing_id: _, ...rest } = claim;
  await tx
    .insertInto("claim")
    .values(claim)
    .onConflict((conflict) => conflict.column("filing_id").doUpdateSet(rest))
    .execute();
}

export async function dropClaim(tx: Tx, filingId: string): Promise<void> {
  await tx.deleteFrom("claim").where("filing_id", "=", filingId).execute();
}

/** The returns of a filing with their items, oldest first. */
export async function returnsOf(db: Handle, filingId: string) {
  const notices = await db
    .selectFrom("return_notice")
    .innerJoin("staff", "staff.id", "return_notice.staff_id")
    .selectAll("return_notice")
    .select("staff.name as staff_name")
    .where("return_notice.filing_id", "=", filingId)
    .orderBy("return_notice.submission_seq")
    .execute();
  const items = await db
    .selectFrom("return_item")
    .innerJoin("return_notice", "return_notice.id", "return_item.return_id")
    .selectAll("return_item")
    .where("return_notice.filing_id", "=", filingId)
    .orderBy("return_item.id")
    .execute();
  return notices.map((notice) => ({ ...notice, items: items.filter((item) => item.return_id === notice.id) }));
}

export async function insertReturn(
  tx: Tx,
  notice: Schema["return_notice"],
  items: Schema["return_item"][],
): Promise<void> {
  await tx.insertInto("return_notice").values(notice).execute();
  await tx.insertInto("return_item").values(items).execute();
}

/** With a resubmission every marked field counts as answered. */
export async function resolveReturnItems(tx: Tx, filingId: string, now: number): Promise<void> {
  await tx
    .updateTable("return_item")
    .set({ resolved_at: now })
    .where("resolved_at", "is", null)
    .where((eb) =>
      eb(
        "return_id",
        "in",
        eb.selectFrom("return_notice").select("return_notice.id").where("return_notice.filing_id", "=", filingId),
      ),
    )
    .execute();
}

export async function insertRefusal(tx: Tx, row: Schema["refusal"]): Promise<void> {
  await tx.insertInto("refusal").values(row).execute();
}

export function refusalOf(db: Handle, filingId: string) {
  return db.selectFrom("refusal").selectAll().where("filing_id", "=", filingId).executeTakeFirst();
}

export function returnReasons(db: Handle) {
  return db.selectFrom("return_reason").selectAll().where("active", "=", 1).orderBy("code").execute();
}
