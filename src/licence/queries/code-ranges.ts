import type { Schema } from "../../db/schema.ts";
import type { Tx } from "../../db/transaction.ts";

/** All authorities and all code ranges, whosever. */
export async function allRanges(tx: Tx) {
  return {
    authorities: await tx.selectFrom("authority").select(["id", "district"]).execute(),
    ranges: await tx.selectFrom("uscc_range").select(["prefix", "last"]).execute(),
  };
}

export async function insertRange(tx: Tx, row: Schema["uscc_range"]): Promise<void> {
  await tx.insertInto("uscc_range").values(row).execute();
}
