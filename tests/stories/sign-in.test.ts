import { hash, hashSync } from "@node-rs/argon2";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { enrolKiosk, newEnrolment } from "../../src/people/acts/enrol-kiosk.ts";
import { signIn } from "../../src/people/acts/sign-in.ts";
import { findSession, kioskByToken } from "../../src/web/queries.ts";
import { openWorld, PASSWORD, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
// Past every limit of the test before.
beforeEach(() => world.pass(2 * 60 * MINUTE));

const MINUTE = 60_000;

function enter(login: string, password = PASSWORD, address = "10.0.0.1") {
  return signIn(world.deps, { login, password, address, now: world.deps.now() });
}

async function sessions(): Promise<number> {
  return (await world.deps.db.selectFrom("web_session").select("id").execute()).length;
}

test("the right password opens a session and says where the person works; the table knows the token only by its hash", async () => {
  const { deps } = world;
  const entered = await enter("yangming1");
  if (!entered.ok) throw new Error(entered.message);
  expect(entered.role).toBe("officer");
  expect(await findSession(deps.db, entered.token, "staff", deps.now())).toMatchObject({ staff_id: "staff-yangming1" });
  const rows = JSON.stringify(await deps.db.selectFrom("web_session").selectAll().execute());
  expect(rows).not.toContain(entered.token);
  const event = await deps.db.selectFrom("event").selectAll().where("type", "=", "signed-in").executeTakeFirst();
  expect(event).toMatchObject({ actor_id: "staff-yangming1", place_id: "authority-yangming", data: "{}" });
});

test("every failure reads the same: wrong password, unknown login, nobody's, somebody who left", async () => {
  const before = await sessions();
  const { db } = world.deps;
  await db.updateTable("staff").set({ active: 0 }).where("login", "=", "dongan2").execute();
  const failures = [
    await enter("yangming1", "wrong"),
    await enter("nobody-here"),
    await enter("", ""),
    await enter("dongan2"),
    await enter("YANGMING1' or '1'='1"),
  ];
  for (const failure of failures) expect(failure).toEqual({ ok: false, message: "账号或密码不对" });
  expect(await sessions()).toBe(before);
});

test("passwords are kept by argon2id, and only the right one of any opens", async () => {
  const { db } = world.deps;
  const { password_hash: kept } = await db
    .selectFrom("staff")
    .select("password_hash")
    .where("login", "=", "aimin1")
    .executeTakeFirstOrThrow();
  expect(kept).toMatch(/^\$argon2id\$v=19\$/);
  expect(await hash("anything")).toMatch(/^\$argon2id\$/);
  const other = hashSync("another-2026", { memoryCost: 1024, timeCost: 1, parallelism: 1 });
  await db.updateTable("staff").set({ password_hash: other }).where("login", "=", "aimin1").execute();
  expect(await enter("aimin1")).toMatchObject({ ok: false });
  expect(await enter("aimin1", "another-2026")).toMatchObject({ ok: true });
});

test("after five wrong passwords the login is locked for a quarter of an hour, whoever asks", async () => {
  for (let tries = 0; tries < 5; tries++)
    expect(await enter("yangming1", "wrong", `10.0.0.${tries}`)).toMatchObject({
      ok: false,
      message: "账号或密码不对",
    });
  const locked = await enter("yangming1", PASSWORD, "10.0.0.99");
  expect(locked).toMatchObject({ ok: false, message: expect.stringContaining("15 分钟") });
  expect(await enter("yangming2")).toMatchObject({ ok: true });

  world.pass(14 * MINUTE);
  expect(await enter("yangming1")).toMatchObject({ ok: false });
  world.pass(2 * MINUTE);
  expect(await enter("yangming1")).toMatchObject({ ok: true });
});

test("a login that nobody has is locked like any other", async () => {
  for (let tries = 0; tries < 5; tries++) await enter("nobody-here");
  expect(await enter("nobody-here")).toMatchObject({ message: expect.stringContaining("15 分钟") });
});

test("four wrong passwords and a right one begin the count anew", async () => {
  for (let round = 0; round < 2; round++) {
    for (let tries = 0; tries < 4; tries++) await enter("yangming1", "wrong", `10.0.${round}.${tries}`);
    expect(await enter("yangming1")).toMatchObject({ ok: true });
  }
});

test("wrong passwords that come all at once are counted all", async () => {
  await Promise.all(Array.from({ length: 12 }, (_, n) => enter("yangming1", "wrong", `10.0.0.${n}`)));
  expect(await enter("yangming1")).toMatchObject({ ok: false, message: expect.stringContaining("15 分钟") });
});

test("an address that tries many logins is locked as well", async () => {
  for (let tries = 0; tries < 30; tries++) await enter(`guess-${tries}`, "wrong");
  expect(await enter("yangming1")).toMatchObject({ ok: false, message: expect.stringContaining("15 分钟") });
  expect(await enter("yangming1", PASSWORD, "10.0.0.2")).toMatchObject({ ok: true });
});

test("no password and no login stands in the table of attempts", async () => {
  await enter("yangming1", "a-wrong-password");
  const rows = JSON.stringify(await world.deps.db.selectFrom("attempt").selectAll().execute());
  expect(rows).not.toMatch(/yangming1|a-wrong-password|10\.0\.0\.1/);
});

test("a session ends after an hour without use, after twelve in any case, and never serves as another kind", async () => {
  const { deps } = world;
  const idle = await enter("yangming1");
  const used = await enter("yangming2");
  if (!idle.ok || !used.ok) throw new Error("not signed in");
  const alive = async (token: string) => (await findSession(deps.db, token, "staff", deps.now())) !== undefined;
  expect(await findSession(deps.db, idle.token, "kiosk", deps.now())).toBeUndefined();
  for (let minutes = 0; minutes < 12 * 60 - 30; minutes += 30) {
    expect(await alive(used.token)).toBe(true);
    if (minutes === 60) expect(await alive(idle.token)).toBe(false);
    world.pass(30 * MINUTE);
  }
  world.pass(30 * MINUTE);
  expect(await alive(used.token)).toBe(false);
});

test("an enrolment link binds one computer to its hall, once and within a week", async () => {
  const { deps } = world;
  const enrol = (token: string) => enrolKiosk(deps, { token, label: "一号机", now: deps.now() });
  const token = await newEnrolment(deps, "hall-xian", deps.now());
  const both = await Promise.all([enrol(token), enrol(token)]);
  const won = both.filter(({ ok }) => ok);
  expect(won).toHaveLength(1);
  expect(await enrol(token)).toMatchObject({ ok: false });
  expect(await enrol("not-a-token")).toMatchObject({ ok: false });
  const [first] = won;
  const kiosk = first?.ok ? await kioskByToken(deps.db, first.deviceToken) : undefined;
  expect(kiosk).toMatchObject({ hallId: "hall-xian", hallName: "西安区政务服务大厅" });

  const late = await newEnrolment(deps, "hall-dongan", deps.now());
  world.pass(7 * 24 * 60 * MINUTE);
  expect(await enrol(late)).toMatchObject({ ok: false });
  expect(await deps.db.selectFrom("kiosk").select("id").execute()).toHaveLength(1);
});
