import { AsyncLocalStorage } from "node:async_hooks";
import type { Kysely, Transaction } from "kysely";
import type { Schema } from "./schema.ts";

export type Db = Kysely<Schema>;
export type Tx = Transaction<Schema>;
/** What a query takes first: the database, or the transaction that it must be part of. */
export type Handle = Db | Tx;

const inside = new AsyncLocalStorage<true>();

/** Runs `work` in one transaction. The root database cannot be used within it: that would wait for ever, or quietly run outside. */
export function inTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  refuseInsideTransaction();
  return db.transaction().execute((tx) => inside.run(true, () => work(tx)));
}

export function isInsideTransaction(): boolean {
  return inside.getStore() === true;
}

export function refuseInsideTransaction(): void {
  if (isInsideTransaction()) throw new Error("the root database was used inside a transaction");
}

/** Ends a transaction without keeping what it wrote, and carries the reason out as a value. */
export class Undone<T> extends Error {
  readonly outcome: T;
  constructor(outcome: T) {
    super("undone");
    this.outcome = outcome;
  }
}

/** Like `inTransaction`, but `throw new Undone(outcome)` inside rolls back and gives `outcome`. */
export async function inUndoableTransaction<T>(db: Db, work: (tx: Tx) => Promise<T>): Promise<T> {
  try {
    return await inTransaction(db, work);
  } catch (error) {
    if (error instanceof Undone) return error.outcome as T;
    throw error;
  }
}
