import { setTimeout as wait } from "node:timers/promises";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { inTransaction, inUndoableTransaction, type Tx, Undone } from "../../src/db/transaction.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const put = (tx: Tx, key: string) => tx.insertInto("number_counter").values({ key, value: 1 }).execute();

async function keysLike(prefix: string): Promise<string[]> {
  const rows = await world.deps.db
    .selectFrom("number_counter")
    .select("key")
    .where("key", "like", `${prefix}%`)
    .orderBy("key")
    .execute();
  return rows.map(({ key }) => key);
}

describe("the root database inside a transaction", () => {
  const uses: [string, (world: World) => Promise<unknown>][] = [
    ["reads", ({ deps }) => deps.db.selectFrom("hall").selectAll().execute()],
    ["writes", ({ deps }) => deps.db.insertInto("number_counter").values({ key: "outside", value: 1 }).execute()],
    ["runs plain SQL", ({ deps }) => sql`select 1`.execute(deps.db)],
    ["opens another transaction", ({ deps }) => inTransaction(deps.db, async () => 1)],
    ["opens another of the library's own", ({ deps }) => deps.db.transaction().execute(async () => 1)],
  ];

  test.each(uses)("is refused when it %s", async (_, use) => {
    const act = inTransaction(world.deps.db, async (tx) => {
      await put(tx, "inside");
      await wait(1);
      await use(world);
    });
    await expect(act).rejects.toThrow("the root database was used inside a transaction");
    expect(await keysLike("inside")).toEqual([]);
    expect(await keysLike("outside")).toEqual([]);
  });

  test("is free again afterwards, and always for others", async () => {
    const [, read] = await Promise.all([
      inTransaction(world.deps.db, async (tx) => {
        await put(tx, "alongside");
        await wait(5);
      }),
      keysLike("nothing"),
    ]);
    expect(read).toEqual([]);
    expect(await keysLike("alongside")).toEqual(["alongside"]);
  });
});

test("of 200 transactions at once those that throw leave nothing and all others are kept", async () => {
  const numbers = Array.from({ length: 200 }, (_, index) => index);
  const key = (n: number) => `many-${String(n).padStart(3, "0")}`;
  const fails = (n: number) => n % 7 === 3;
  const results = await Promise.allSettled(
    numbers.map((n) =>
      inTransaction(world.deps.db, async (tx) => {
        await put(tx, key(n));
        if (n % 3 === 0) await wait(0);
        await tx.updateTable("number_counter").set({ value: n }).where("key", "=", key(n)).execute();
        if (fails(n)) throw new Error(`number ${n}`);
        return n;
      }),
    ),
  );
  expect(results.flatMap((result, n) => (result.status === "rejected" ? [n] : []))).toEqual(numbers.filter(fails));
  for (const [n, result] of results.entries())
    if (result.status === "rejected") expect(String(result.reason)).toBe(`Error: number ${n}`);
  const rows = await world.deps.db
    .selectFrom("number_counter")
    .selectAll()
    .where("key", "like", "many-%")
    .orderBy("key")
    .execute();
  expect(rows).toEqual(numbers.filter((n) => !fails(n)).map((n) => ({ key: key(n), value: n })));
});

test("statements that fail beside others undo themselves alone", async () => {
  const { db } = world.deps;
  await db.insertInto("number_counter").values({ key: "lone-taken", value: 0 }).execute();
  const keys = ["lone-1", "lone-taken", "lone-2", "lone-taken", "lone-3"];
  const results = await Promise.allSettled(
    keys.map((key) => db.insertInto("number_counter").values({ key, value: 1 }).execute()),
  );
  expect(results.map(({ status }) => status === "fulfilled")).toEqual([true, false, true, false, true]);
  expect(await keysLike("lone-")).toEqual(["lone-1", "lone-2", "lone-3", "lone-taken"]);
});

test("what a transaction wrote is there for every reader as soon as it has ended, and for none before", async () => {
  const keys = Array.from({ length: 40 }, (_, index) => `seen-${index}`);
  await Promise.all(
    keys.map(async (key) => {
      await inTransaction(world.deps.db, async (tx) => {
        await put(tx, key);
        await wait(1);
      });
      expect(await keysLike(key)).toContain(key);
    }),
  );

  let inside = (): void => {};
  const written = new Promise<void>((resolve) => {
    inside = resolve;
  });
  let finish = (): void => {};
  const held = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const open = inTransaction(world.deps.db, async (tx) => {
    await put(tx, "unseen");
    inside();
    await held;
  });
  await written;
  expect(await keysLike("unseen")).toEqual([]);
  finish();
  await open;
  expect(await keysLike("unseen")).toEqual(["unseen"]);
});

test("numbers drawn at once are all different and without a gap", async () => {
  const draw = async (n: number) => {
    const { value } = await inTransaction(world.deps.db, async (tx) => {
      const row = await tx
        .insertInto("number_counter")
        .values({ key: "drawn", value: 1 })
        .onConflict((conflict) => conflict.column("key").doUpdateSet({ value: sql`number_counter.value + 1` }))
        .returning("value")
        .executeTakeFirstOrThrow();
      if (n % 5 === 0) throw new Error("given back");
      return row;
    });
    return value;
  };
  const results = await Promise.allSettled(Array.from({ length: 50 }, (_, n) => draw(n)));
  const drawn = results.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  expect(drawn.sort((one, other) => one - other)).toEqual(Array.from({ length: 40 }, (_, n) => n + 1));
});

describe("an undone transaction", () => {
  test("gives its outcome and keeps nothing", async () => {
    const outcome = await inUndoableTransaction(world.deps.db, async (tx) => {
      await put(tx, "undone");
      throw new Undone({ ok: false, why: "changed" });
    });
    expect(outcome).toEqual({ ok: false, why: "changed" });
    expect(await keysLike("undone")).toEqual([]);
  });

  test("lets every other error through", async () => {
    const act = inUndoableTransaction(world.deps.db, async () => {
      throw new TypeError("a surprise");
    });
    await expect(act).rejects.toThrow(TypeError);
  });
});

test("every commit is synced to the disk before it is answered", async () => {
  const { db } = world.deps;
  if (world.database.kind === "postgres") {
    const { rows } = await sql<{ name: string; setting: string }>`
      select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')`.execute(
      db,
    );
    expect(rows.map(({ setting }) => setting)).toEqual(["on", "on", "on"]);
    return;
  }
  const question = sql<{ synchronous: number; mode: string; keys: number; only: number }>`
    select s.synchronous, j.journal_mode as mode, f.foreign_keys as keys, q.query_only as only
    from pragma_synchronous s, pragma_journal_mode j, pragma_foreign_keys f, pragma_query_only q`;
  const FULL = 2;
  const reader = await question.execute(db);
  const writer = await inTransaction(db, (tx) => question.execute(tx));
  expect(reader.rows).toEqual([{ synchronous: FULL, mode: "wal", keys: 1, only: 1 }]);
  expect(writer.rows).toEqual([{ synchronous: FULL, mode: "wal", keys: 1, only: 0 }]);
});

test("connections that the server ended while they were idle are replaced without a word", async () => {
  const { db } = world.deps;
  const reads = () => Promise.all(Array.from({ length: 8 }, () => db.selectFrom("hall").select("id").execute()));
  await reads();
  if (world.database.kind === "postgres") {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
              where datname = current_database() and pid <> pg_backend_pid()`.execute(db);
    await wait(200);
  }
  const halls = await reads();
  expect(halls.map((rows) => rows.length)).toEqual(Array.from({ length: 8 }, () => 4));
});
