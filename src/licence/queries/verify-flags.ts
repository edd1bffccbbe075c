import { newId } from "../../db/id.ts";
import type { Handle, Tx } from "../../db/transaction.ts";
import type { VerifyFlag } from "../../rules/verify-flags.ts";

const HOUR_MS = 3_600_000;

/** Counts one check of a licence, and gives how many there were within this hour of the clock. */
export async function tallyCheck(tx: Tx, licenceId: string, now: number): Promise<number> {
  const { n } = await tx
    .insertInto("verify_tally")
    .values({ licence_id: licenceId, hour: Math.floor(now / HOUR_MS), n: 1 })
    .onConflict((conflict) =>
      conflict.columns(["licence_id", "hour"]).doUpdateSet((eb) => ({ n: eb("verify_tally.n", "+", 1) })),
    )
    .returning("n")
    .executeTakeFirstOrThrow();
  return n;
}

/** Raises a flag, or counts on in the one of the same licence, kind and day. */
export async function raiseFlag(
  tx: Tx,
  flag: { licenceId: string; kind: VerifyFlag; day: string; now: number; count: number },
): Promise<void> {
  const { now, count } = flag;
  await tx
    .insertInto("verify_flag")
    .values({
      id: newId(now),
      licence_id: flag.licenceId,
      kind: flag.kind,
      day: flag.day,
      first_at: now,
      at: now,
      count,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["licence_id", "kind", "day"])
        .doUpdateSet((eb) => ({ at: now, count: eb("verify_flag.count", "+", 1) })),
    )
    .execute();
}

export interface FlagCursor {
  at: number;
  id: string;
}

/** A page of flags, the newest first, with what the city reads of their licences; in one statement. */
export function flagPage(db: Handle, kind: VerifyFlag | undefined, limit: number, after?: FlagCursor) {
  let flags = db
    .selectFrom("verify_flag")
    .innerJoin("licence", "licence.id", "verify_flag.licence_id")
    .innerJoin("filing", "filing.id", "licence.filing_id")
    .innerJoin("authority", "authority.id", "licence.authority_id")
    .select([
      "verify_flag.id",
      "verify_flag.kind",
      "verify_flag.first_at",
      "verify_flag.at",
      "verify_flag.count",
      "licence.version",
      "licence.status",
      "licence.uscc",
      "filing.id as filing_id",
      "filing.name",
      "authority.name as authority_name",
    ])
    .orderBy("verify_flag.at", "desc")
    .orderBy("verify_flag.id", "desc")
    .limit(limit);
  if (kind) flags = flags.where("verify_flag.kind", "=", kind);
  if (after)
    flags = flags.where((eb) => eb(eb.refTuple("verify_flag.at", "verify_flag.id"), "<", eb.tuple(after.at, after.id)));
  return flags.execute();
}

export type FlagRow = Awaited<ReturnType<typeof flagPage>>[number];

/** How often a filing's licence was checked since a moment, in any of its versions. */
export async function checksSince(db: Handle, filingId: string, since: number): Promise<number> {
  const row = await db
    .selectFrom("verify_tally")
    .innerJoin("licence", "licence.id", "verify_tally.licence_id")
    .select((eb) => eb.fn.sum<number>("verify_tally.n").as("n"))
    .where("licence.filing_id", "=", filingId)
    .where("verify_tally.hour", ">=", Math.floor(since / HOUR_MS))
    .executeTakeFirst();
  return Number(row?.n ?? 0);
}

export async function deleteOldTallies(db: Handle, before: number): Promise<void> {
  await db
    .deleteFrom("verify_tally")
    .where("hour", "<", Math.floor(before / HOUR_MS))
    .execute();
}
