import type { Handle, Tx } from "../../db/transaction.ts";

/** Where the act of this key led, if it was done before. */
export async function doneBefore(db: Handle, key: string): Promise<string | undefined> {
  const row = await db.selectFrom("idempotency").select("location").where("key", "=", key).executeTakeFirst();
  return row?.location;
}

export async function keepDone(tx: Tx, key: string, location: string, now: number): Promise<void> {
  await tx.insertInto("idempotency").values({ key, at: now, location }).execute();
}

export async function deleteOldKeys(db: Handle, before: number): Promise<void> {
  await db.deleteFrom("idempotency").where("at", "<", before).execute();
}
