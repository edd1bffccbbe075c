// Codes by message: how many are sent, how many are tried.
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { looseMessagesSince } from "../../src/notices/queries.ts";
import { checkPhoneCode, sendPhoneCode } from "../../src/people/acts/phone-code.ts";
import { openLoose } from "../../src/people/keyring.ts";
import { PEOPLE } from "../support/cast.ts";
import { openWorld, type World } from "../support/world.ts";

const MINUTE = 60_000;
const PHONE: string = PEOPLE.wang.phone;

let world: World;
let begun: number;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => {
  // Past every limit of the test before.
  world.pass(2 * 60 * MINUTE);
  begun = world.deps.now();
});

const send = (phone = PHONE, address = "10.0.0.1") =>
  sendPhoneCode(world.deps, { phone, now: world.deps.now(), address });
const check = (code: string, phone = PHONE) => checkPhoneCode(world.deps, { phone, code, now: world.deps.now() });

/** The codes in the messages to a number, since the test began. */
async function sentTo(phone: string): Promise<string[]> {
  const { db, config } = world.deps;
  const messages = await db.selectFrom("message").selectAll().where("created_at", ">=", begun).orderBy("id").execute();
  return messages
    .filter((message) => openLoose(config.keyring, message.phone_sealed) === phone)
    .map((message) => /验证码 (\d{6})/.exec(String(openLoose(config.keyring, message.body_sealed)))?.[1] ?? "");
}
const codeOf = async (phone = PHONE) => (await sentTo(phone)).at(-1) ?? "";
const wrong = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

test("come by message and open once", async () => {
  expect(await send()).toMatchObject({ ok: true });
  expect(await looseMessagesSince(world.deps.db, begun)).toHaveLength(1);
  const code = await codeOf();
  expect(code).toMatch(/^\d{6}$/);
  expect(await check(code)).toEqual({ ok: true });
  expect(await check(code)).toMatchObject({ ok: false });
});

test("open once even when they come twice at once", async () => {
  await send();
  const code = await codeOf();
  const both = await Promise.all([check(code), check(code)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
});

test("are one a minute and five an hour for a number, and no other number waits for it", async () => {
  for (let sent = 1; sent <= 5; sent++) {
    expect(await send()).toMatchObject({ ok: true });
    world.pass(59_000);
    expect(await send()).toMatchObject({
      ok: false,
      ...(sent < 5 && { message: expect.stringContaining("一分钟") }),
    });
    world.pass(2_000);
  }
  expect(await send()).toMatchObject({ ok: false, message: expect.stringContaining("一小时") });
  expect(await send(PEOPLE.li.phone)).toMatchObject({ ok: true });
  expect(await sentTo(PHONE)).toHaveLength(5);
  world.pass(56 * MINUTE);
  expect(await send()).toMatchObject({ ok: true });
});

test("are one, when ten are asked for at once", async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => send()));
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await sentTo(PHONE)).toHaveLength(1);
});

test("are limited for an address that asks for many numbers", async () => {
  const phone = (n: number) => `1540454${String(n).padStart(4, "0")}`;
  for (let n = 0; n < 40; n++) expect(await send(phone(n))).toMatchObject({ ok: true });
  expect(await send(phone(40))).toMatchObject({ ok: false, message: expect.stringContaining("15 分钟") });
  expect(await send(phone(40), "10.0.0.2")).toMatchObject({ ok: true });
});

test("have five tries; then the right one opens no more", async () => {
  await send();
  const code = await codeOf();
  for (let tries = 0; tries < 5; tries++)
    expect(await check(wrong(code))).toMatchObject({ ok: false, message: expect.stringContaining("不对") });
  expect(await check(code)).toMatchObject({ ok: false, message: expect.stringContaining("试错次数太多") });
  world.pass(MINUTE);
  await send();
  expect(await check(await codeOf())).toEqual({ ok: true });
});

test("have five tries, when sixty guesses come at once", async () => {
  await send();
  const code = await codeOf();
  const guesses = await Promise.all(Array.from({ length: 60 }, () => check(wrong(code))));
  const tried = guesses.filter((guess) => !guess.ok && guess.message.includes("不对"));
  expect(tried).toHaveLength(5);
  expect(await check(code)).toMatchObject({ ok: false });
});

test("end after ten minutes, and with the next one", async () => {
  await send();
  const first = await codeOf();
  world.pass(2 * MINUTE);
  await send();
  const second = await codeOf();
  if (first !== second) expect(await check(first)).toMatchObject({ ok: false });
  world.pass(10 * MINUTE);
  expect(await check(second)).toMatchObject({ ok: false, message: expect.stringContaining("过期") });
});

test("are for the number that asked, however it is written, and for no other", async () => {
  expect(await send("154 0453 0001")).toMatchObject({ ok: true });
  const code = await codeOf();
  expect(await check(code, PEOPLE.li.phone)).toMatchObject({ ok: false });
  expect(await check(code, "154-0453-0001")).toEqual({ ok: true });
  expect(await send("12345")).toMatchObject({ ok: false });
});
