import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import BetterSqlite3 from "better-sqlite3";
import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import type { Schema } from "./schema.ts";
import { sqliteDialect } from "./sqlite-dialect.ts";
import { type Db, refuseInsideTransaction } from "./transaction.ts";

export type DatabaseKind = "sqlite" | "postgres";

export interface OpenDatabase {
  db: Db;
  kind: DatabaseKind;
  close(): Promise<void>;
}

/** Opens `sqlite:path/to/file.db` or `postgres://…`. SQLite: write-ahead log with full synchronisation on every connection. */
export function openDatabase(url: string): OpenDatabase {
  return url.startsWith("sqlite:") ? openSqlite(url.slice("sqlite:".length)) : openPostgres(url);
}

function openSqlite(path: string): OpenDatabase {
  mkdirSync(dirname(path), { recursive: true });
  const writer = new BetterSqlite3(path);
  prepare(writer);
  const reader = new BetterSqlite3(path);
  prepare(reader);
  reader.pragma("query_only = on");
  const db = new Kysely<Schema>({ dialect: sqliteDialect(writer, reader) });
  return { db, kind: "sqlite", close: () => db.destroy() };
}

// better-sqlite3 is compiled with NORMAL as the default for a write-ahead log; FULL must be asked for after the mode is set.
function prepare(database: BetterSqlite3.Database): void {
  database.pragma("busy_timeout = 10000");
  database.pragma("journal_mode = wal");
  database.pragma("synchronous = full");
  database.pragma("foreign_keys = on");
  // Without it `insert or replace` deletes rows past the triggers that refuse deletion.
  database.pragma("recursive_triggers = on");
  database.pragma("cache_size = -65536");
  database.pragma("temp_store = memory");
}

const INT8 = 20;
const NUMERIC = 1700;

function openPostgres(url: string): OpenDatabase {
  const types: pg.CustomTypesConfig = {
    getTypeParser: (oid, format) =>
      oid === INT8 || oid === NUMERIC ? (text: string) => Number(text) : pg.types.getTypeParser(oid, format),
  };
  const pool = new pg.Pool({ connectionString: url, max: 16, types });
  // The server ended an idle connection: the next use opens another. Unheard, the error would end the process.
  pool.on("error", () => {});
  const connect = pool.connect.bind(pool);
  const guarded = Object.assign(pool, {
    connect: () => {
      refuseInsideTransaction();
      return connect();
    },
  });
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool: guarded }) });
  return { db, kind: "postgres", close: () => db.destroy() };
}
