import type { Selectable } from "kysely";
import { sql } from "kysely";
import type { FilingTable } from "../../db/schema.ts";
import type { Handle, Tx } from "../../db/transaction.ts";
import { localDate } from "../../rules/calendar.ts";
import type { Status } from "../../rules/filing.ts";
import type { Actor, FilingPlace } from "../../rules/permissions.ts";

export type FilingRow = Selectable<FilingTable>;

export function filingRow(db: Handle, id: string): Promise<FilingRow | undefined> {
  return db.selectFrom("filing").selectAll().where("id", "=", id).executeTakeFirst();
}

export function filingByCode(db: Handle, code: string): Promise<FilingRow | undefined> {
  return db.selectFrom("filing").selectAll().where("code", "=", code).executeTakeFirst();
}

/** What every list of filings shows of one, and what its light is computed from. */
export const LINE_COLUMNS = [
  "filing.id",
  "filing.number",
  "filing.status",
  "filing.name",
  "filing.operator_name",
  "filing.submission",
  "filing.submitted_at",
  "filing.target_at",
  "filing.due_at",
  "filing.lapses_at",
] as const;

/** What the permission rules ask of a filing; for a guide with the guides who opened it by code. */
export async function placeOfFiling(db: Handle, row: FilingRow, actor: Actor): Promise<FilingPlace> {
  const opened = actor.kind === "staff" && actor.role === "guide" ? await guidesOf(db, row.id) : [];
  return {
    id: row.id,
    status: row.status,
    hallId: row.hall_id,
    authorityId: row.authority_id,
    pickupHallId: row.pickup_hall_id,
    openedBy: opened,
  };
}

async function guidesOf(db: Handle, filingId: string): Promise<string[]> {
  const rows = await db.selectFrom("guide_access").select("staff_id").where("filing_id", "=", filingId).execute();
  return rows.map((row) => row.staff_id);
}

/** Changes a filing if it is still as it was read. False: somebody else was first. Keeps the counters that pages show. */
export async function changeFiling(tx: Tx, row: FilingRow, changes: Partial<FilingRow>, now: number): Promise<boolean> {
  const result = await tx
    .updateTable("filing")
    .set({ ...different(row, changes), version: row.version + 1, updated_at: now })
    .where("id", "=", row.id)
    .where("status", "=", row.status)
    .where("version", "=", row.version)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) return false;
  const after = { ...row, ...changes };
  if (after.status !== row.status || after.authority_id !== row.authority_id) {
    await count(tx, [row, -1], [after, 1]);
  }
  return true;
}

/** An index is written again for every column that is set, also to what it was. */
function different(row: FilingRow, changes: Partial<FilingRow>): Partial<FilingRow> {
  const known: Record<string, unknown> = { ...row };
  return Object.fromEntries(Object.entries(changes).filter(([column, value]) => known[column] !== value));
}

/** Filings are counted by hall, authority, month of first submission and status. Drafts belong to no authority and are not counted. */
async function count(tx: Tx, ...changes: readonly (readonly [FilingRow, 1 | -1])[]): Promise<void> {
  const rows = changes.flatMap(([{ hall_id, authority_id, first_submitted_at, status }, n]) =>
    first_submitted_at === null || authority_id === null
      ? []
      : [{ hall_id, authority_id, month: localDate(first_submitted_at).slice(0, 7), status, n }],
  );
  if (rows.length === 0) return;
  await tx
    .insertInto("filing_count")
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(["hall_id", "authority_id", "month", "status"])
        .doUpdateSet((eb) => ({ n: eb("filing_count.n", "+", eb.ref("excluded.n")) })),
    )
    .execute();
}

export async function insertFiling(tx: Tx, row: FilingRow): Promise<void> {
  await tx.insertInto("filing").values(row).execute();
}

/** The next number under `key`, gap-free within a committed history. */
export async function nextNumber(tx: Tx, key: string): Promise<number> {
  const { value } = await tx
    .insertInto("number_counter")
    .values({ key, value: 1 })
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ value: sql`number_counter.value + 1` }))
    .returning("value")
    .executeTakeFirstOrThrow();
  return value;
}

/** The next number under each of several keys, each named once; in one statement, the keys in order so that nobody waits in a circle. */
export async function nextNumbers(tx: Tx, keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await tx
    .insertInto("number_counter")
    .values(keys.toSorted().map((key) => ({ key, value: 1 })))
    .onConflict((conflict) => conflict.column("key").doUpdateSet({ value: sql`number_counter.value + 1` }))
    .returning(["key", "value"])
    .execute();
  return new Map(rows.map(({ key, value }) => [key, value]));
}

/** Filings of the same operator or filer that are still open: shown before a new one is begun (R2). */
export function openFilingsOf(db: Handle, personHash: string) {
  const open: Status[] = ["draft", "submitted", "returned"];
  return db
    .selectFrom("filing")
    .select(["id", "number", "code", "status", "name", "updated_at"])
    .where((eb) => eb.or([eb("operator_hash", "=", personHash), eb("filer_hash", "=", personHash)]))
    .where((eb) => eb.or(open.map((status) => eb("status", "=", status))))
    .orderBy("updated_at", "desc")
    .limit(5)
    .execute();
}

export async function addGuideAccess(tx: Tx, filingId: string, staffId: string, now: number): Promise<void> {
  await tx
    .insertInto("guide_access")
    .values({ filing_id: filingId, staff_id: staffId, at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
