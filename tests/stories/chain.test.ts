import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newId } from "../../src/db/id.ts";
import { type Db, inTransaction } from "../../src/db/transaction.ts";
import { linkEvents, sealHead } from "../../src/events/chain.ts";
import { contentHash, record } from "../../src/events/record.ts";
import { verifyChain } from "../../src/events/verify.ts";
import { openWorld, type World } from "../support/world.ts";

const SECRET = "the secret of the seals";
const EVENTS = 12;

let world: World;
let folder: string;
let log: string;

beforeEach(async () => {
  world = await openWorld();
  folder = mkdtempSync(join(tmpdir(), "tongban-chain-"));
  log = join(folder, "seals.log");
  for (let n = 0; n < EVENTS; n++) await write(world.deps.db, n);
  await linkEvents(world.deps.db, world.deps.now());
  await sealHead(world.deps.db, SECRET, world.deps.now(), log);
});
afterEach(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

function write(db: Db, n: number): Promise<unknown> {
  return inTransaction(db, (tx) =>
    record(tx, {
      type: "setting-changed",
      actor: { kind: "system" },
      at: world.deps.now() + n,
      data: { key: `k${n}` },
    }),
  );
}

/** What somebody with all rights over the database can do. */
async function withoutGuard(db: Db, ...statements: string[]): Promise<void> {
  const postgres = process.env.TEST_DATABASE === "postgres";
  for (const table of ["event", "event_link", "event_seal"])
    for (const verb of ["update", "delete"])
      await sql.raw(`drop trigger if exists ${table}_no_${verb}${postgres ? ` on ${table}` : ""}`).execute(db);
  for (const statement of statements) await sql.raw(statement).execute(db);
}

const verified = () => verifyChain(world.deps.db, SECRET, log);

test("an untouched record is whole", async () => {
  const report = await verified();
  expect(report).toMatchObject({ ok: true, problems: [], unlinked: 0, seals: 1 });
  expect(report.linked).toBe(report.events);
});

test("the record refuses changes and deletions by itself", async () => {
  const { db } = world.deps;
  await expect(sql.raw("update event set type = 'x'").execute(db)).rejects.toThrow(/append only/);
  await expect(sql.raw("delete from event_link").execute(db)).rejects.toThrow(/append only/);
  await expect(sql.raw("delete from event_seal").execute(db)).rejects.toThrow(/append only/);
});

test("a changed byte is found, and also when its own hash was changed with it", async () => {
  const { db } = world.deps;
  await withoutGuard(db, `update event set data = '{"key":"k5!"}' where data = '{"key":"k5"}'`);
  expect((await verified()).problems).toEqual([expect.stringContaining("内容被改过")]);

  const row = await db.selectFrom("event").selectAll().where("data", "=", '{"key":"k5!"}').executeTakeFirstOrThrow();
  await withoutGuard(db, `update event set hash = '${contentHash(row)}' where id = '${row.id}'`);
  expect((await verified()).problems).toEqual([expect.stringContaining("接不上")]);
});

test("a chain that was made anew behind a change no longer fits its seal", async () => {
  const { db } = world.deps;
  await withoutGuard(
    db,
    `update event set data = '{"key":"k5!"}' where data = '{"key":"k5"}'`,
    "delete from event_link",
  );
  for (const row of await db.selectFrom("event").selectAll().execute())
    await withoutGuard(db, `update event set hash = '${contentHash(row)}' where id = '${row.id}'`);
  await linkEvents(db, world.deps.now(), true);
  expect((await verified()).problems).toEqual([expect.stringContaining("与封存的不一致")]);
});

test("a deletion is found", async () => {
  const { db } = world.deps;
  const { event_id } = await db.selectFrom("event_link").selectAll().where("seq", "=", 6).executeTakeFirstOrThrow();
  await withoutGuard(db, "delete from event_link where seq = 6", `delete from event where id = '${event_id}'`);
  const { ok, problems } = await verified();
  expect(ok).toBe(false);
  expect(problems[0]).toContain("第 6 环缺失");
});

test("a truncation before the last seal is found, even with the seals of the database gone", async () => {
  const { db } = world.deps;
  const last = await db.selectFrom("event_link").selectAll().orderBy("seq", "desc").limit(3).execute();
  await withoutGuard(
    db,
    ...last.flatMap(({ seq, event_id }) => [
      `delete from event_link where seq = ${seq}`,
      `delete from event where id = '${event_id}'`,
    ]),
  );
  expect((await verified()).problems).toEqual([expect.stringContaining("被截去")]);
  await withoutGuard(db, "delete from event_seal");
  expect((await verified()).problems).toEqual([expect.stringContaining("被截去")]);
});

test("a seal made with another secret is found", async () => {
  const { db } = world.deps;
  await write(db, 50);
  await linkEvents(db, world.deps.now());
  await sealHead(db, "another", world.deps.now());
  expect((await verified()).problems).toEqual([expect.stringContaining("密钥")]);
});

test("an event that commits late is linked late, and nothing is linked twice", async () => {
  const { db } = world.deps;
  const { count } = await db
    .selectFrom("event_link")
    .select((eb) => eb.fn.countAll<number>().as("count"))
    .executeTakeFirstOrThrow();
  const earlier = world.deps.now() - 60_000;
  const row = {
    id: newId(earlier),
    at: earlier,
    type: "setting-changed",
    filing_id: null,
    actor_kind: "system",
    actor_id: null,
    place_id: null,
    data: "{}",
  };
  await db
    .insertInto("event")
    .values({ ...row, hash: contentHash(row) })
    .execute();
  expect(await Promise.all([linkEvents(db, world.deps.now()), linkEvents(db, world.deps.now())])).toEqual(
    expect.arrayContaining([1, 0]),
  );
  const head = await db.selectFrom("event_link").selectAll().orderBy("seq", "desc").executeTakeFirstOrThrow();
  expect(head).toMatchObject({ seq: Number(count) + 1, event_id: row.id });
  expect((await verified()).ok).toBe(true);
});

test("a seal says nothing new while the chain stands still", async () => {
  const { db } = world.deps;
  expect(await sealHead(db, SECRET, world.deps.now() + 1, log)).toBeUndefined();
  writeFileSync(log, "");
  expect((await verified()).ok).toBe(true);
});
