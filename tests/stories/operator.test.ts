import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { verify } from "@node-rs/argon2";
import { afterAll, beforeAll, expect, test } from "vitest";
import { backup, restore } from "../../src/db/backup.ts";
import { importCalendar } from "../../src/db/catalogues.ts";
import { openDatabase } from "../../src/db/open.ts";
import { generateDemo } from "../../src/demo/generate.ts";
import { importCodes } from "../../src/licence/acts/import-codes.ts";
import { codesLeft } from "../../src/licence/queries/codes.ts";
import { csvCell, registerCsv } from "../../src/oversight/register-csv.ts";
import { addStaff } from "../../src/people/acts/add-staff.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
let folder: string;
beforeAll(async () => {
  world = await openWorld();
  folder = mkdtempSync(join(tmpdir(), "tongban-operator-"));
  await generateDemo(world.deps, { filings: 20, seed: 4, until: world.deps.now() });
}, 60_000);
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

test("staff are added where their role belongs, and nowhere else", async () => {
  const { deps } = world;
  const person = { login: "zhang", name: "张三", role: "officer", password: "long enough" };
  const add = (change: Partial<Parameters<typeof addStaff>[1]>) => addStaff(deps, { ...person, ...change }, deps.now());
  expect(await add({})).toMatchObject({ ok: false, message: expect.stringContaining("--authority") });
  expect(await add({ authorityId: "nowhere" })).toMatchObject({ ok: false });
  expect(await add({ authorityId: "authority-xian", hallId: "hall-xian" })).toMatchObject({ ok: false });
  expect(await add({ authorityId: "authority-xian", role: "boss" })).toMatchObject({ ok: false });
  expect(await add({ authorityId: "authority-xian", password: "short" })).toMatchObject({ ok: false });
  expect(await add({ authorityId: "authority-xian", login: "xian1" })).toMatchObject({ ok: false });
  expect(await add({ role: "city", authorityId: "authority-xian" })).toMatchObject({ ok: false });

  const added = await add({ authorityId: "authority-xian" });
  if (!added.ok) throw new Error(added.message);
  const row = await deps.db.selectFrom("staff").selectAll().where("login", "=", "zhang").executeTakeFirstOrThrow();
  expect(row).toMatchObject({ id: added.id, role: "officer", authority_id: "authority-xian", active: 1 });
  expect(row.password_hash).toMatch(/^\$argon2id\$/);
  expect(await verify(row.password_hash, "long enough")).toBe(true);
});

test("code ranges come in all together or not at all, and never twice", async () => {
  const { deps } = world;
  const left = () => codesLeft(deps.db, "authority-xian", deps.now());
  const before = await left();
  const range = (prefix: string, first: number, last: number, authority = "231005") => ({
    authority,
    prefix,
    first,
    last,
  });
  for (const wrong of [
    [range("T9", 1, 5), range("T8", 1, 5, "nowhere")],
    [range("T9", 5, 1)],
    [range("TO", 1, 5)],
    [range("T9", 1, 31 ** 6)],
    [range("T9", 1, 5), range("T9", 5, 9)],
    // Within what the authority has already, by another prefix.
    [range("T500000", 1, 5)],
  ])
    expect(await importCodes(deps, wrong, deps.now())).toMatchObject({ ok: false });
  expect(await left()).toBe(before);
  expect(await importCodes(deps, [range("T9", 1, 5), range("T8", 0, 9)], deps.now())).toEqual({ ok: true, count: 15 });
  expect(await left()).toBe(before + 15);
});

test("a new arrangement of days off replaces the old one", async () => {
  const { deps } = world;
  const file = join(folder, "days.tsv");
  writeFileSync(file, "date\tkind\tname\tstatus\n2027-02-06\toff\t春节\tpublished\n2027-01-01\toff\t元旦\tpublished\n");
  expect(await importCalendar(deps.db, file, deps.now())).toEqual({ ok: true, days: 2 });
  const day = await deps.db.selectFrom("calendar_day").selectAll().where("date", "=", "2027-01-01").execute();
  expect(day).toEqual([{ date: "2027-01-01", kind: "off", name: "元旦", status: "published" }]);
  writeFileSync(file, "date\tkind\tname\tstatus\n明天\toff\t春节\tpublished\n");
  expect(await importCalendar(deps.db, file, deps.now())).toMatchObject({
    ok: false,
    message: expect.stringContaining("日期不对"),
  });
});

test("the register goes out as CSV that no spreadsheet runs", async () => {
  expect(["=1+1", "+86", "-1", "@x", "a,b", 'a"b', "一般"].map(csvCell)).toEqual([
    "'=1+1",
    "'+86",
    "'-1",
    "'@x",
    '"a,b"',
    '"a""b"',
    "一般",
  ]);
  let text = "";
  for await (const part of registerCsv(world.deps.db)) text += part;
  const lines = text.split("\r\n").filter(Boolean);
  const licences = await world.deps.db.selectFrom("licence").selectAll().execute();
  expect(text.startsWith("\uFEFF统一社会信用代码,名称,")).toBe(true);
  expect(lines).toHaveLength(licences.length + 1);
  expect(
    lines
      .slice(1)
      .map((line) => line.slice(0, 18))
      .sort(),
  ).toEqual(licences.map((row) => row.uscc).sort());
  expect(text).not.toMatch(/231099|1540453/);
});

test("a backup of the embedded database is put back whole, and never over another", async () => {
  const { config, db } = await embedded();
  const copy = join(folder, "copy");
  expect(await backup(config, copy)).toBeUndefined();
  expect(await backup(config, copy)).toContain("不是空的");
  const back = {
    ...config,
    dataDir: join(folder, "back"),
    databaseUrl: `sqlite:${join(folder, "back", "tongban.db")}`,
  };
  expect(await restore(back, copy)).toBeUndefined();
  expect(await restore(back, copy)).toContain("已经存在");
  const opened = openDatabase(back.databaseUrl);
  const count = (of: typeof db) => of.selectFrom("filing").selectAll().orderBy("id").execute();
  expect(await count(opened.db)).toEqual(await count(db));
  const { original_sha256 } = await opened.db.selectFrom("licence").selectAll().executeTakeFirstOrThrow();
  expect(existsSync(join(back.dataDir, "files", original_sha256?.slice(0, 2) ?? "", original_sha256 ?? ""))).toBe(true);
  await opened.close();
});

/** A world on the embedded database, whatever the run is on: a server's is copied by its own tools. */
async function embedded() {
  if (world.database.kind === "sqlite") return { config: world.deps.config, db: world.deps.db };
  const kind = process.env.TEST_DATABASE;
  process.env.TEST_DATABASE = "sqlite";
  const other = await openWorld();
  process.env.TEST_DATABASE = kind;
  await generateDemo(other.deps, { filings: 20, seed: 4, until: other.deps.now() });
  return { config: other.deps.config, db: other.deps.db };
}
