import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { linkEvents, sealHead } from "../../src/events/chain.ts";
import { submittedFiling } from "../support/filing.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  const { deps } = world;
  await submittedFiling(deps);
  await linkEvents(deps.db, deps.now());
  await sealHead(deps.db, deps.config.secret, deps.now());
});
afterAll(() => world.close());

/** Each with a column that could be changed, and what would change it. */
const TABLES = [
  ["event", "data", sql`'{}'`],
  ["event_link", "hash", sql`'0'`],
  ["event_seal", "at", sql`1`],
  ["submission", "changed", sql`'["name"]'`],
] as const;

async function rowsOf(table: string): Promise<unknown[]> {
  const { rows } = await sql`select * from ${sql.table(table)}`.execute(world.deps.db);
  return rows;
}

describe.each(TABLES)("%s", (table, column, value) => {
  const target = sql.table(table);
  const refusals = {
    update: sql`update ${target} set ${sql.ref(column)} = ${value}`,
    "an update to what it is already": sql`update ${target} set ${sql.ref(column)} = ${sql.ref(column)}`,
    delete: sql`delete from ${target}`,
  };

  test.each(Object.entries(refusals))("refuses %s", async (_, statement) => {
    const before = await rowsOf(table);
    expect(before.length).toBeGreaterThan(0);
    await expect(statement.execute(world.deps.db)).rejects.toThrow(`append only: ${table}`);
    expect(await rowsOf(table)).toEqual(before);
  });

  test("refuses an insert that would take the place of a row", async () => {
    const before = await rowsOf(table);
    const overwrite =
      world.database.kind === "sqlite"
        ? sql`insert or replace into ${target} select * from ${target}`
        : sql`insert into ${target} select * from ${target}
              on conflict (${sql.ref(table === "event_link" || table === "event_seal" ? "seq" : "id")})
              do update set ${sql.ref(column)} = ${value}`;
    await expect(overwrite.execute(world.deps.db)).rejects.toThrow(/append only/);
    expect(await rowsOf(table)).toEqual(before);
  });
});

test("the rest of the transaction is undone with the refused statement", async () => {
  const { db } = world.deps;
  const change = db.transaction().execute(async (tx) => {
    await tx.insertInto("number_counter").values({ key: "beside", value: 1 }).execute();
    await tx.deleteFrom("event").execute();
  });
  await expect(change).rejects.toThrow("append only");
  expect(await db.selectFrom("number_counter").selectAll().where("key", "=", "beside").execute()).toEqual([]);
});
