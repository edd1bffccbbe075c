import { newId } from "../../db/id.ts";
import type { Handle, Tx } from "../../db/transaction.ts";

export interface HoldKey {
  authorityId: string;
  trade: string;
  /** Middle class of the industry word, or "*" where the name has none. */
  industry: string;
}

/** Whether another filing holds this 字号 in this industry, or with no industry word, which clashes with every industry. */
export async function nameTaken(db: Handle, key: HoldKey, filingId: string, now: number): Promise<boolean> {
  const rows = await db
    .selectFrom("name_hold")
    .select(["industry"])
    .where("authority_id", "=", key.authorityId)
    .where("trade", "=", key.trade)
    .where("filing_id", "<>", filingId)
    .where((eb) => eb.or([eb("until", "is", null), eb("until", ">", now)]))
    .execute();
  return rows.some((row) => row.industry === key.industry || row.industry === "*" || key.industry === "*");
}

/**
 * Takes the hold; a constraint of the database refuses a second holder (a race has one winner). The lock row of authority and
 * 字号 says whether it is held as a whole or by industry; the foreign key of the hold makes a mixture impossible.
 */
export async function takeHold(
  tx: Tx,
  key: HoldKey,
  hold: { filingId: string; name: string; until: number; now: number },
): Promise<void> {
  await clearFor(tx, key, hold);
  const whole = key.industry === "*" ? 1 : 0;
  await tx
    .insertInto("name_lock")
    .values({ authority_id: key.authorityId, trade: key.trade, whole })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx
    .insertInto("name_hold")
    .values({
      id: newId(hold.now),
      authority_id: key.authorityId,
      trade: key.trade,
      industry: key.industry,
      whole,
      filing_id: hold.filingId,
      name: hold.name,
      until: hold.until,
    })
    .execute();
}

export async function releaseHold(tx: Tx, filingId: string): Promise<void> {
  const released = await tx
    .deleteFrom("name_hold")
    .where("filing_id", "=", filingId)
    .returning(["authority_id", "trade"])
    .execute();
  if (released.length > 0) await dropFreeLocks(tx, released);
}

/** Registration makes the hold permanent (名称规定 17). */
export async function keepHold(tx: Tx, filingId: string): Promise<void> {
  await tx.updateTable("name_hold").set({ until: null }).where("filing_id", "=", filingId).execute();
}

/** Registration that was annulled: the name stays held until then. */
export async function holdUntil(tx: Tx, filingId: string, until: number): Promise<void> {
  await tx.updateTable("name_hold").set({ until }).where("filing_id", "=", filingId).execute();
}

/** Lets go of what this filing held before and of what has ended for the 字号 that it wants, with the locks that nobody needs any more. */
async function clearFor(tx: Tx, key: HoldKey, hold: { filingId: string; now: number }): Promise<void> {
  const released = await tx
    .deleteFrom("name_hold")
    .where((eb) =>
      eb.or([
        eb("filing_id", "=", hold.filingId),
        eb.and([eb("authority_id", "=", key.authorityId), eb("trade", "=", key.trade), eb("until", "<=", hold.now)]),
      ]),
    )
    .returning(["authority_id", "trade"])
    .execute();
  await dropFreeLocks(tx, [{ authority_id: key.authorityId, trade: key.trade }, ...released]);
}

async function dropFreeLocks(tx: Tx, names: readonly { authority_id: string; trade: string }[]): Promise<void> {
  await tx
    .deleteFrom("name_lock")
    .where((eb) =>
      eb.or(
        names.map(({ authority_id, trade }) =>
          eb.and([eb("authority_id", "=", authority_id), eb("trade", "=", trade)]),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom("name_hold")
            .select("name_hold.id")
            .whereRef("name_hold.authority_id", "=", "name_lock.authority_id")
            .whereRef("name_hold.trade", "=", "name_lock.trade"),
        ),
      ),
    )
    .execute();
}

/** 字号 held in an authority that share a character with this one: what similar names are looked for among. */
export async function tradesNear(db: Handle, authorityId: string, trade: string): Promise<string[]> {
  const characters = [...trade].slice(0, 8);
  if (characters.length === 0) return [];
  const rows = await db
    .selectFrom("name_hold")
    .select("trade")
    .distinct()
    .where("authority_id", "=", authorityId)
    .where("trade", "<>", trade)
    .where((eb) => eb.or(characters.map((character) => eb("trade", "like", `%${character}%`))))
    .limit(200)
    .execute();
  return rows.map((row) => row.trade);
}
