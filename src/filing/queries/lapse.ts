import type { Handle } from "../../db/transaction.ts";

/** Drafts and returned filings whose day has come. */
export function lapsable(db: Handle, now: number, limit: number) {
  return db
    .selectFrom("filing")
    .select("id")
    .where((eb) => eb.or([eb("status", "=", "draft"), eb("status", "=", "returned")]))
    .where("lapses_at", "<=", now)
    .limit(limit)
    .execute();
}
