import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { migrate } from "../../src/db/migrate.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const table = (name: string) => `await db.schema.createTable("${name}").addColumn("id", "text").execute();`;
const shipped = path.resolve("migrations");

/** A folder of migrations after the shipped ones, each with the statements of its `up`. */
function folderOf(name: string, migrations: Record<string, string>): string {
  const folder = path.join(world.deps.config.dataDir, name);
  mkdirSync(folder);
  for (const file of readdirSync(shipped)) {
    const text = `export { up } from ${JSON.stringify(path.join(shipped, file))};\n`;
    writeFileSync(path.join(folder, file.replace(/\.ts$/, ".mjs")), text);
  }
  for (const [file, statements] of Object.entries(migrations))
    writeFileSync(path.join(folder, `${file}.mjs`), `export async function up(db) { ${statements} }\n`);
  return folder;
}

async function tables(): Promise<string[]> {
  const found = await world.deps.db.introspection.getTables();
  return found.map(({ name }) => name).filter((name) => name.startsWith("trial_"));
}

test("a database that is up to date is left as it is", async () => {
  expect(await migrate(world.deps.db, path.resolve("migrations"))).toEqual([]);
});

test("a migration that fails half-way is rolled back whole, and runs when it has been put right", async () => {
  const { db } = world.deps;
  const broken = folderOf("broken", {
    "9001-first": table("trial_one"),
    "9002-second": `${table("trial_two")} await db.insertInto("setting").values({ key: "trial", value: "1", changed_at: 0 }).execute(); throw new Error("no space left");`,
  });
  await expect(migrate(db, broken)).rejects.toThrow("no space left");
  expect(await tables()).toEqual([]);
  expect(await db.selectFrom("setting").selectAll().where("key", "=", "trial").execute()).toEqual([]);

  const mended = folderOf("mended", { "9001-first": table("trial_one"), "9002-second": table("trial_two") });
  expect(await migrate(db, mended)).toEqual(["9001-first", "9002-second"]);
  expect((await tables()).sort()).toEqual(["trial_one", "trial_two"]);
  expect(await migrate(db, mended)).toEqual([]);
});
