import { sql } from "kysely";
import { insertRows } from "../db/insert-rows.ts";
import type { Schema } from "../db/schema.ts";
import type { Db, Handle, Tx } from "../db/transaction.ts";
import { linkAtOnce } from "../events/chain.ts";
import { localDate } from "../rules/calendar.ts";

/** Rows of a run of demonstration filings, by table. */
export interface Batch {
  filing: Schema["filing"][];
  submission: Schema["submission"][];
  return_notice: Schema["return_notice"][];
  return_item: Schema["return_item"][];
  claim: Schema["claim"][];
  refusal: Schema["refusal"][];
  name_lock: Schema["name_lock"][];
  name_hold: Schema["name_hold"][];
  uscc_lease: Schema["uscc_lease"][];
  licence: Schema["licence"][];
  stored_file: Schema["stored_file"][];
  document: Schema["document"][];
  notice: Schema["notice"][];
  message: Schema["message"][];
  guide_note: Schema["guide_note"][];
  delivery: Schema["delivery"][];
  supervision: Schema["supervision"][];
  print_sheet: Schema["print_sheet"][];
  event: Schema["event"][];
}

export function emptyBatch(): Batch {
  return {
    filing: [],
    submission: [],
    return_notice: [],
    return_item: [],
    claim: [],
    refusal: [],
    name_lock: [],
    name_hold: [],
    uscc_lease: [],
    licence: [],
    stored_file: [],
    document: [],
    notice: [],
    message: [],
    guide_note: [],
    delivery: [],
    supervision: [],
    print_sheet: [],
    event: [],
  };
}

/** Writes a batch in the order that foreign keys ask for, links its events, and adds to the counters that pages show. */
export async function insertBatch(tx: Tx, batch: Batch): Promise<void> {
  await insertRows(tx, "filing", batch.filing);
  await insertRows(tx, "submission", batch.submission);
  await insertRows(tx, "return_notice", batch.return_notice);
  await insertRows(tx, "return_item", batch.return_item);
  await insertRows(tx, "claim", batch.claim);
  await insertRows(tx, "refusal", batch.refusal);
  await insertRows(tx, "name_lock", batch.name_lock, true);
  await insertRows(tx, "name_hold", batch.name_hold);
  await insertRows(tx, "uscc_lease", batch.uscc_lease);
  await insertRows(tx, "licence", batch.licence);
  await insertRows(tx, "stored_file", batch.stored_file);
  await insertRows(tx, "document", batch.document);
  await insertRows(tx, "notice", batch.notice);
  await insertRows(tx, "message", batch.message);
  await insertRows(tx, "guide_note", batch.guide_note);
  await insertRows(tx, "delivery", batch.delivery);
  await insertRows(tx, "supervision", batch.supervision);
  await insertRows(tx, "print_sheet", batch.print_sheet);
  await insertRows(tx, "event", batch.event);
  await linkAtOnce(
    tx,
    batch.event.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
  await addCounts(tx, batch.filing);
}

async function addCounts(tx: Tx, filings: readonly Schema["filing"][]): Promise<void> {
  const counts = new Map<string, Schema["filing_count"]>();
  for (const { hall_id, authority_id, first_submitted_at, status } of filings) {
    if (authority_id === null || first_submitted_at === null) continue;
    const month = localDate(first_submitted_at).slice(0, 7);
    const key = `${hall_id} ${authority_id} ${month} ${status}`;
    const known = counts.get(key) ?? { hall_id, authority_id, month, status, n: 0 };
    counts.set(key, { ...known, n: known.n + 1 });
  }
  if (counts.size === 0) return;
  await tx
    .insertInto("filing_count")
    .values([...counts.values()])
    .onConflict((conflict) =>
      conflict
        .columns(["hall_id", "authority_id", "month", "status"])
        .doUpdateSet({ n: sql`filing_count.n + excluded.n` }),
    )
    .execute();
}

/** Numbers that go on from where the table of counters stands, kept in memory until `save`. */
export interface Counters {
  next(key: string): number;
  save(tx: Tx): Promise<void>;
}

export async function openCounters(db: Db): Promise<Counters> {
  const values = new Map((await counterRows(db)).map((row) => [row.key, row.value]));
  const changed = new Set<string>();
  return {
    next(key) {
      const value = (values.get(key) ?? 0) + 1;
      values.set(key, value);
      changed.add(key);
      return value;
    },
    async save(tx) {
      const rows = [...changed].sort().map((key) => ({ key, value: values.get(key) ?? 0 }));
      changed.clear();
      if (rows.length === 0) return;
      await tx
        .insertInto("number_counter")
        .values(rows)
        .onConflict((conflict) => conflict.column("key").doUpdateSet({ value: sql`excluded.value` }))
        .execute();
    },
  };
}

function counterRows(db: Handle) {
  return db.selectFrom("number_counter").selectAll().execute();
}
