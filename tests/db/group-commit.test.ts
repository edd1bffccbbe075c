// The embedded database alone: one writer whose commits are shared. Run on both databases like its neighbours, it opens its own files.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import BetterSqlite3 from "better-sqlite3";
import { Kysely, sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sqliteDialect } from "../../src/db/sqlite-dialect.ts";

interface Rows {
  entry: { id: number; before: number | null };
}

let folder: string;
let file: string;
let db: Kysely<Rows>;
let said: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tongban-test-"));
  file = join(folder, "trial.db");
  said = [];
  const writer = open((statement) => said.push(statement));
  writer.exec(
    "create table entry (id integer primary key, before integer references entry (id) deferrable initially deferred)",
  );
  db = new Kysely<Rows>({ dialect: sqliteDialect(writer, open()) });
});
afterEach(async () => {
  await db.destroy();
  rmSync(folder, { recursive: true, force: true });
});

function open(hear?: (statement: string) => void): BetterSqlite3.Database {
  const database = new BetterSqlite3(file, { timeout: 0, ...(hear && { verbose: (text) => hear(String(text)) }) });
  database.pragma("journal_mode = wal");
  return database;
}

const insert = (id: number) =>
  db.transaction().execute((tx) => tx.insertInto("entry").values({ id, before: null }).execute());

/** What a process sees that opens the file at this moment. */
function onDisk(): number[] {
  const other = open();
  const ids = other.prepare("select id from entry order by id").pluck().all();
  other.close();
  return ids.map(Number);
}

test("whoever is answered finds the row on disk", async () => {
  await Promise.all(
    Array.from({ length: 60 }, async (_, id) => {
      await insert(id);
      expect(onDisk()).toContain(id);
    }),
  );
  expect(onDisk()).toHaveLength(60);
});

test("transactions of one turn share a commit", async () => {
  await Promise.all(Array.from({ length: 100 }, (_, id) => insert(id)));
  expect(onDisk()).toHaveLength(100);
  const commits = said.filter((statement) => statement === "commit");
  expect(commits.length).toBeGreaterThan(0);
  expect(commits.length).toBeLessThan(20);
});

test("a transaction that another process keeps waiting fails alone; the next goes through", async () => {
  const other = open();
  other.exec("begin immediate");
  const refused = await Promise.allSettled([
    insert(1),
    db.insertInto("entry").values({ id: 2, before: null }).execute(),
  ]);
  expect(refused.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  other.exec("rollback");
  other.close();
  await Promise.race([insert(3), wait(2000).then(() => Promise.reject(new Error("the writer is stuck")))]);
  expect(onDisk()).toEqual([3]);
});

test("a full disk undoes all that share the commit, answers none of them, and does not stop the next", async () => {
  // SQLite itself rolls the whole transaction back when the disk is full, as this trigger does.
  await sql`create trigger full before insert on entry when new.id = 13 begin select raise(rollback, 'disk is full'); end`.execute(
    db,
  );
  const results = await Promise.race([
    Promise.allSettled([11, 12, 13, 14].map(insert)),
    wait(2000).then(() => Promise.reject(new Error("the writer is stuck"))),
  ]);
  const kept = onDisk();
  for (const [index, id] of [11, 12, 13, 14].entries())
    expect(results[index]?.status === "fulfilled", `entry ${id}`).toBe(kept.includes(id));
  expect(kept).not.toContain(13);
  await insert(15);
  expect(onDisk()).toContain(15);

  const stubborn = db.transaction().execute(async (tx) => {
    await tx
      .insertInto("entry")
      .values({ id: 13, before: null })
      .execute()
      .catch(() => {});
    await tx.insertInto("entry").values({ id: 16, before: null }).execute();
  });
  await expect(stubborn).rejects.toThrow();
  expect(onDisk()).not.toContain(16);
});

test("a commit that fails answers nobody with success, and the transactions after it are whole", async () => {
  const unbound = db.transaction().execute((tx) => tx.insertInto("entry").values({ id: 21, before: 999 }).execute());
  const sharers = [20, 22, 23].map(insert);
  const results = await Promise.allSettled([unbound, ...sharers]);
  const kept = onDisk();
  for (const [index, id] of [21, 20, 22, 23].entries())
    expect(results[index]?.status === "fulfilled", `entry ${id}`).toBe(kept.includes(id));
  expect(kept).not.toContain(21);

  const later = await Promise.allSettled([
    insert(31),
    db.transaction().execute(async (tx) => {
      await tx.insertInto("entry").values({ id: 32, before: null }).execute();
      await wait(1);
      throw new Error("changed its mind");
    }),
    insert(33),
  ]);
  expect(later.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(onDisk()).toEqual([...kept, 31, 33]);
});
