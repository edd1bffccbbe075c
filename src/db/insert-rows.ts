import type { InsertObject } from "kysely";
import type { Schema } from "./schema.ts";
import type { Handle } from "./transaction.ts";

// SQLite takes 32,766 parameters a statement, PostgreSQL 65,535.
const PARAMETERS = 30_000;
const LARGEST = 512;

/**
 * Inserts many rows of one table in few statements. Sizes are powers of two, so that a statement prepared once serves again.
 * With `ignore`, rows that a unique constraint refuses are left out.
 */
export async function insertRows<T extends keyof Schema>(
  db: Handle,
  table: T,
  rows: readonly InsertObject<Schema, T>[],
  ignore = false,
): Promise<void> {
  const columns = rows[0] ? Object.keys(rows[0]).length : 1;
  let size = LARGEST;
  while (size * columns > PARAMETERS) size /= 2;
  for (let at = 0; at < rows.length; at += size) {
    while (size > rows.length - at) size /= 2;
    const insert = db.insertInto(table).values(rows.slice(at, at + size));
    await (ignore ? insert.onConflict((conflict) => conflict.doNothing()) : insert).execute();
  }
}
