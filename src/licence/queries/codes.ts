import type { ExpressionBuilder } from "kysely";
import type { Schema } from "../../db/schema.ts";
import type { Handle, Tx } from "../../db/transaction.ts";
import { bodyAt, makeUscc } from "../../rules/uscc.ts";

export const LEASE_MS = 2 * 60_000;

/** How many codes an authority can still allot: the rest of its ranges and the leases that ran out. */
export async function codesLeft(db: Handle, authorityId: string, now: number): Promise<number> {
  const ranges = await db
    .selectFrom("uscc_range")
    .select(["next", "last"])
    .where("authority_id", "=", authorityId)
    .execute();
  const { free } = await db
    .selectFrom("uscc_lease")
    .select((eb) => eb.fn.countAll<number>().as("free"))
    .where("authority_id", "=", authorityId)
    .where("used", "=", 0)
    .where((eb) => eb.or([eb("leased_until", "is", null), eb("leased_until", "<=", now)]))
    .executeTakeFirstOrThrow();
  return free + ranges.reduce((sum, range) => sum + Math.max(0, range.last - range.next + 1), 0);
}

export interface Lease {
  filingId: string;
  authorityId: string;
  district: string;
  staffId: string;
  now: number;
}

/**
 * Leases a code to a filing for two minutes: its own run-out lease again, a lease that ran out or was released, or the next of a
 * range. Undefined: none is left. "held": another officer's registration of this filing is on its way.
 */
export async function leaseCode(tx: Tx, lease: Lease): Promise<string | "held" | undefined> {
  const terms = { filing_id: lease.filingId, staff_id: lease.staffId, leased_until: lease.now + LEASE_MS };
  const isFree = (eb: ExpressionBuilder<Schema, "uscc_lease">) =>
    eb.and([
      eb("authority_id", "=", lease.authorityId),
      eb("used", "=", 0),
      eb.or([eb("leased_until", "is", null), eb("leased_until", "<=", lease.now)]),
    ]);
  const own = tx.selectFrom("uscc_lease").selectAll().where("filing_id", "=", lease.filingId);
  const next = tx.selectFrom("uscc_lease").selectAll().where(isFree).orderBy("code").limit(1);
  const found = await own.unionAll(tx.selectFrom(next.as("next")).selectAll()).execute();
  const mine = found.find(({ filing_id }) => filing_id === lease.filingId);
  if (mine) {
    if (mine.used === 1 || (mine.leased_until !== null && mine.leased_until > lease.now)) return "held";
    await tx.updateTable("uscc_lease").set(terms).where("code", "=", mine.code).execute();
    return mine.code;
  }
  const free = found[0];
  if (free) {
    const taken = await tx
      .updateTable("uscc_lease")
      .set(terms)
      .where("code", "=", free.code)
      .where(isFree)
      .executeTakeFirst();
    if (taken.numUpdatedRows === 1n) return free.code;
  }
  return nextOfRange(tx, lease, terms);
}

async function nextOfRange(
  tx: Tx,
  lease: Lease,
  terms: { filing_id: string; staff_id: string; leased_until: number },
): Promise<string | undefined> {
  // On PostgreSQL the range may be emptied while this waits for its row: the next try finds the one after it.
  for (let tries = 0; tries < 3; tries++) {
    const taken = await tx
      .updateTable("uscc_range")
      .set((eb) => ({ next: eb("next", "+", 1) }))
      .where("id", "=", (eb) =>
        eb
          .selectFrom("uscc_range")
          .select("id")
          .where("authority_id", "=", lease.authorityId)
          .whereRef("next", "<=", "last")
          .orderBy("id")
          .limit(1),
      )
      .whereRef("next", "<=", "last")
      .returning(["prefix", "next"])
      .executeTakeFirst();
    if (!taken) continue;
    const code = makeUscc({ district: lease.district, body: bodyAt(taken.prefix, taken.next - 1) });
    await tx
      .insertInto("uscc_lease")
      .values({ code, authority_id: lease.authorityId, used: 0, ...terms })
      .execute();
    return code;
  }
  return undefined;
}

/** Marks a leased code as allotted for good. False: the lease is no longer this filing's. */
export async function useCode(tx: Tx, code: string, filingId: string): Promise<boolean> {
  const result = await tx
    .updateTable("uscc_lease")
    .set({ used: 1, leased_until: null })
    .where("code", "=", code)
    .where("filing_id", "=", filingId)
    .where("used", "=", 0)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Frees a leased code at once; one that was allotted stays. */
export async function releaseCode(tx: Tx, code: string, filingId: string): Promise<void> {
  await tx
    .updateTable("uscc_lease")
    .set({ filing_id: null, staff_id: null, leased_until: null })
    .where("code", "=", code)
    .where("filing_id", "=", filingId)
    .where("used", "=", 0)
    .execute();
}
