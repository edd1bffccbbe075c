import { insertRows } from "../../db/insert-rows.ts";
import type { Schema } from "../../db/schema.ts";
import type { Handle, Tx } from "../../db/transaction.ts";

/** All authorities and all code ranges, whosever. */
export async function allRanges(tx: Tx) {
  return {
    authorities: await tx.selectFrom("authority").select(["id", "district"]).execute(),
    ranges: await tx.selectFrom("uscc_range").select(["prefix", "last"]).execute(),
  };
}

export async function insertRanges(tx: Tx, rows: readonly Schema["uscc_range"][]): Promise<void> {
  await insertRows(tx, "uscc_range", rows);
}

/** Every code range with its authority, in the order in which codes are taken. */
export function rangeLines(db: Handle) {
  return db
    .selectFrom("uscc_range")
    .innerJoin("authority", "authority.id", "uscc_range.authority_id")
    .selectAll("uscc_range")
    .select("authority.name as authority_name")
    .orderBy("authority.district")
    .orderBy("uscc_range.id")
    .execute();
}

export type RangeLine = Awaited<ReturnType<typeof rangeLines>>[number];

/** Codes of each authority that were leased, not used, and are free again. */
export async function freeLeases(db: Handle, now: number): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom("uscc_lease")
    .select((eb) => ["authority_id", eb.fn.countAll<number>().as("n")])
    .where("used", "=", 0)
    .where((eb) => eb.or([eb("leased_until", "is", null), eb("leased_until", "<=", now)]))
    .groupBy("authority_id")
    .execute();
  return new Map(rows.map((row) => [row.authority_id, row.n]));
}

export function rangeById(tx: Tx, id: string) {
  return tx.selectFrom("uscc_range").selectAll().where("id", "=", id).executeTakeFirst();
}

export async function updateLowWater(tx: Tx, id: string, lowWater: number): Promise<void> {
  await tx.updateTable("uscc_range").set({ low_water: lowWater }).where("id", "=", id).execute();
}
