import { createHmac, hash } from "node:crypto";
import { appendFile } from "node:fs/promises";
import { PostgresAdapter, sql } from "kysely";
import { insertRows } from "../db/insert-rows.ts";
import { type Db, type Handle, inTransaction, type Tx } from "../db/transaction.ts";

const PAGE = 2_000;
const LATE_MS = 2 * 24 * 3_600_000;
/** What the first link follows. */
export const NOTHING = "0".repeat(64);

export interface Seal {
  seq: number;
  hash: string;
  at: number;
  mac: string;
}

/**
 * Appends the events that are in no link yet to the chain, and gives how many there were. `everything` looks at all events of all
 * time; otherwise only at those of the last two days (an event's id begins with its time).
 *
 * The order of the chain is the order of linking, not of ids, and what is linked is found by asking which events have no link.
 * So an event that commits late is linked late, never lost, and no snapshot horizon (pg_snapshot_xmin) is needed: that
 * would guard a cursor that moves past rows not yet visible, and there is none. Two days cover transactions that take long
 * and clocks that differ; `verifyChain` names whatever would still be left out.
 */
export async function linkEvents(db: Db, now: number, everything = false): Promise<number> {
  const from = everything ? "" : idAt(Math.max(0, now - LATE_MS));
  let linked = 0;
  for (;;) {
    const count = await inTransaction(db, async (tx) => {
      await beOnlyLinker(tx);
      const events = await tx
        .selectFrom("event")
        .select(["id", "hash"])
        .where("id", ">=", from)
        .where((eb) =>
          eb.not(
            eb.exists(
              eb.selectFrom("event_link").select("event_link.seq").whereRef("event_link.event_id", "=", "event.id"),
            ),
          ),
        )
        .orderBy("id")
        .limit(PAGE)
        .execute();
      await appendLinks(tx, events);
      return events.length;
    });
    linked += count;
    if (count < PAGE) return linked;
  }
}

/** Links events in the transaction that wrote them: for who writes thousands at once, with times long past. */
export async function linkAtOnce(tx: Tx, events: readonly { id: string; hash: string }[]): Promise<void> {
  await beOnlyLinker(tx);
  await appendLinks(tx, events);
}

async function appendLinks(tx: Tx, events: readonly { id: string; hash: string }[]): Promise<void> {
  const head = await headOf(tx);
  let { seq, hash: last } = head;
  const links = events.map((event) => {
    seq += 1;
    last = linkHash(last, seq, event);
    return { seq, event_id: event.id, hash: last };
  });
  await insertRows(tx, "event_link", links);
}

export function linkHash(before: string, seq: number, event: { id: string; hash: string }): string {
  return hash("sha256", `${before}\n${seq}\n${event.id}\n${event.hash}`);
}

/** The last link; before the first it is number 0 with a hash of zeros. */
export async function headOf(db: Handle): Promise<{ seq: number; hash: string }> {
  const head = await db
    .selectFrom("event_link")
    .select(["seq", "hash"])
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();
  return head ?? { seq: 0, hash: NOTHING };
}

// SQLite has one writer at a time. On PostgreSQL a lock makes whoever links second wait, and then read the new head.
async function beOnlyLinker(tx: Tx): Promise<void> {
  if (tx.getExecutor().adapter instanceof PostgresAdapter)
    await sql`lock table event_link in share row exclusive mode`.execute(tx);
}

/**
 * Seals the head of the chain with the secret, if it has moved since the last seal. `log`, a file outside the database, gets the same as a
 * line, so that who can write to the database alone cannot cut the chain and its seals together.
 */
export async function sealHead(db: Db, secret: string, now: number, log?: string): Promise<Seal | undefined> {
  const head = await headOf(db);
  const last = await db.selectFrom("event_seal").select("seq").orderBy("seq", "desc").limit(1).executeTakeFirst();
  if (head.seq === 0 || head.seq === last?.seq) return undefined;
  const seal = { ...head, at: now, mac: macOf(secret, { ...head, at: now }) };
  await db
    .insertInto("event_seal")
    .values(seal)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  if (log) await appendFile(log, `${[seal.seq, seal.hash, seal.at, seal.mac].join("\t")}\n`);
  return seal;
}

export function macOf(secret: string, seal: { seq: number; hash: string; at: number }): string {
  return createHmac("sha256", secret).update(`${seal.seq}\n${seal.hash}\n${seal.at}`).digest("hex");
}

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** The smallest id of an instant, as `newId` builds them. */
export function idAt(ms: number): string {
  let text = "";
  for (let rest = ms, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) text = ALPHABET[rest % 32] + text;
  return text;
}
