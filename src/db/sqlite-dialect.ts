import type Database from "better-sqlite3";
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from "kysely";
import { refuseInsideTransaction } from "./transaction.ts";

type Statement = Database.Statement<unknown[], unknown>;
type Waiter = { resolve: () => void; reject: (error: unknown) => void };

interface SqliteConnection extends DatabaseConnection {
  inTransaction: boolean;
}

// Kysely's own adapter says SQLite cannot run DDL in a transaction; it can, and a half applied migration must roll back.
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
  override get supportsMultipleConnections(): boolean {
    return true;
  }
}

/**
 * One writer connection and one reader connection on the same file. Transactions run one after the other, each in a
 * savepoint of a shared outer transaction; one durable commit ends all that finished in the same turn of the event loop,
 * and no caller is answered before that commit.
 */
export function sqliteDialect(writer: Database.Database, reader: Database.Database): Dialect {
  return {
    createAdapter: () => new TransactionalSqliteAdapter(),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createDriver: () => sqliteDriver(writer, reader),
  };
}

function sqliteDriver(writer: Database.Database, reader: Database.Database): Driver {
  const writes = statements(writer);
  const reads = statements(reader);
  const [begin, commit, savepoint, release] = ["begin immediate", "commit", "savepoint act", "release act"].map(
    (text) => writer.prepare(text),
  ) as [Statement, Statement, Statement, Statement];
  const queue: (() => void)[] = [];
  let busy = false;
  let open = false;
  let flushPlanned = false;
  let waiters: Waiter[] = [];

  async function enter(): Promise<void> {
    if (busy) await new Promise<void>((resolve) => queue.push(resolve));
    busy = true;
    try {
      if (!open) {
        begin.run();
        open = true;
      }
      savepoint.run();
    } catch (error) {
      leave();
      throw error;
    }
  }

  function leave(): void {
    const next = queue.shift();
    if (next) next();
    else busy = false;
    if (!flushPlanned) {
      flushPlanned = true;
      setImmediate(flush);
    }
  }

  function flush(): void {
    if (busy) {
      setImmediate(flush);
      return;
    }
    flushPlanned = false;
    if (!open) return;
    try {
      commit.run();
    } catch (error) {
      if (writer.inTransaction) writer.exec("rollback");
      close((waiter) => waiter.reject(error));
      return;
    }
    close((waiter) => waiter.resolve());
  }

  function close(answer: (waiter: Waiter) => void): void {
    const answered = waiters;
    waiters = [];
    open = false;
    answered.forEach(answer);
  }

  function committed(): Promise<void> {
    return new Promise((resolve, reject) => waiters.push({ resolve, reject }));
  }

  async function alone<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    await enter();
    let result: QueryResult<R>;
    try {
      result = run<R>(writes, query);
    } catch (error) {
      undo();
      leave();
      throw error;
    }
    release.run();
    const done = committed();
    leave();
    await done;
    return result;
  }

  function undo(): void {
    if (writer.inTransaction) {
      writer.exec("rollback to act; release act");
      return;
    }
    // On a full disk SQLite undoes everything by itself, and with it what others wrote and wait for.
    const lost = new Error("the database undid every change of this commit");
    close((waiter) => waiter.reject(lost));
  }

  function connection(): SqliteConnection {
    return {
      inTransaction: false,
      async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
        if (this.inTransaction) {
          if (!writer.inTransaction) throw new Error("the database undid this transaction");
          return run<R>(writes, query);
        }
        if (!isRead(query)) return alone<R>(query);
        // Each commit empties what the reader has kept of the file. With nothing uncommitted the writer sees the same, and has it all.
        return run<R>(open ? reads : writes, query);
      },
      async *streamQuery<R>(query: CompiledQuery): AsyncIterableIterator<QueryResult<R>> {
        for (const row of reads(query.sql).iterate(...query.parameters)) yield { rows: [row as R] };
      },
    };
  }

  return {
    init: async () => {},
    acquireConnection: async () => {
      refuseInsideTransaction();
      return connection();
    },
    beginTransaction: async (held) => {
      await enter();
      (held as SqliteConnection).inTransaction = true;
    },
    commitTransaction: async (held) => {
      release.run();
      (held as SqliteConnection).inTransaction = false;
      const done = committed();
      leave();
      await done;
    },
    rollbackTransaction: async (held) => {
      // Called too after a commit that failed for all who shared it: that is undone already.
      if (!(held as SqliteConnection).inTransaction) return;
      (held as SqliteConnection).inTransaction = false;
      undo();
      leave();
    },
    savepoint: async (_held, name) => void writer.exec(`savepoint "${name}"`),
    rollbackToSavepoint: async (_held, name) => void writer.exec(`rollback to "${name}"`),
    releaseSavepoint: async (_held, name) => void writer.exec(`release "${name}"`),
    releaseConnection: async () => {},
    destroy: async () => {
      while (busy || open) await new Promise((resolve) => setImmediate(resolve));
      reader.close();
      writer.close();
    },
  };
}

function isRead(query: CompiledQuery): boolean {
  return (
    query.query.kind === "SelectQueryNode" || (query.query.kind === "RawNode" && /^\s*(select|with)\b/i.test(query.sql))
  );
}

const STATEMENTS_KEPT = 1000;

function statements(database: Database.Database): (sql: string) => Statement {
  const kept = new Map<string, Statement>();
  return (sql) => {
    const known = kept.get(sql);
    if (known) return known;
    if (kept.size >= STATEMENTS_KEPT) kept.clear();
    const made = database.prepare<unknown[], unknown>(sql);
    kept.set(sql, made);
    return made;
  };
}

function run<R>(prepare: (sql: string) => Statement, query: CompiledQuery): QueryResult<R> {
  const statement = prepare(query.sql);
  if (statement.reader) return { rows: statement.all(...query.parameters) as R[] };
  const { changes, lastInsertRowid } = statement.run(...query.parameters);
  return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) };
}
