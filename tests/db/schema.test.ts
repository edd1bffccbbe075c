import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Db } from "../../src/db/transaction.ts";
import { openWorld, type World } from "../support/world.ts";
import { COLUMNS } from "./columns.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

interface FoundColumn {
  table: string;
  column: string;
  type: string;
  nullable: boolean;
}

async function columnsOf(db: Db, kind: "sqlite" | "postgres"): Promise<FoundColumn[]> {
  const found =
    kind === "sqlite"
      ? sql<{ t: string; c: string; type: string; nullable: number }>`
          select m.name as t, p.name as c, lower(p.type) as type, (p."notnull" = 0 and p.pk = 0) as nullable
          from sqlite_master m, pragma_table_info(m.name) p
          where m.type = 'table' and m.name not like 'sqlite%'`
      : sql<{ t: string; c: string; type: string; nullable: boolean }>`
          select table_name as t, column_name as c, data_type as type, is_nullable = 'YES' as nullable
          from information_schema.columns where table_schema = 'public'`;
  const { rows } = await found.execute(db);
  return rows
    .filter(({ t }) => !t.startsWith("kysely_"))
    .map(({ t, c, type, nullable }) => ({ table: t, column: c, type, nullable: Boolean(nullable) }));
}

test("the migrated tables and columns are those of the types, in name, family and whether they may be empty", async () => {
  const found = await columnsOf(world.deps.db, world.database.kind);
  const said = found.map(
    ({ table, column, type, nullable }) => `${table}.${column}: ${type}${nullable ? ", may be null" : ""}`,
  );
  const expected = Object.entries(COLUMNS).flatMap(([table, columns]) =>
    Object.entries(columns).map(([column, family]) => `${table}.${column}: ${family}`),
  );
  expect(said.sort()).toEqual(expected.sort());
});

test("numbers come back as numbers, whatever reads them", async () => {
  const { db } = world.deps;
  const large = 2 ** 53 - 1;
  await db.insertInto("number_counter").values({ key: "large", value: large }).execute();
  const row = await db.selectFrom("number_counter").select("value").where("key", "=", "large").executeTakeFirst();
  expect(row).toEqual({ value: large });
  const { n, sum } = await db
    .selectFrom("number_counter")
    .select((eb) => [eb.fn.countAll<number>().as("n"), eb.fn.sum<number>("value").as("sum")])
    .where("key", "=", "large")
    .executeTakeFirstOrThrow();
  expect({ n, sum }).toEqual({ n: 1, sum: large });
});

test("text keeps every character, and sorts by code point", async () => {
  const { db } = world.deps;
  const keys = ["𬱖㛃", "王小丽", "Ａ", "a", "Z", "é"];
  for (const key of keys)
    await db.insertInto("setting").values({ key, value: key, changed_at: 0, changed_by: null }).execute();
  const rows = await db.selectFrom("setting").select("key").orderBy("key").execute();
  const byCodePoint = keys.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
  expect(rows.map(({ key }) => key)).toEqual(byCodePoint);
});
