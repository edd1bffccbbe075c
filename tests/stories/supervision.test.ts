// After registration: the district takes the business on by name, and answers for what is brought against its decision.

import { Hono } from "hono";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateDemo } from "../../src/demo/generate.ts";
import { eventsOf } from "../../src/events/record.ts";
import { takeSupervision } from "../../src/oversight/acts/take-supervision.ts";
import { cityRoutes } from "../../src/oversight/city.tsx";
import { deskRoutes } from "../../src/review/desk.tsx";
import type { Deps, Env } from "../../src/web/env.ts";
import { PEOPLE } from "../support/cast.ts";
import { type Client, hiddenFields, openClient } from "../support/client.ts";
import { counting, postForm, signedIn } from "../support/desk.ts";
import { rowOf, staffBy, submittedFiling } from "../support/filing.ts";
import { MAIL, registeredFiling } from "../support/registered.ts";
import { openWorld, PASSWORD, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const AT = "/desk/supervision";

async function cityOffice(deps: Deps): Promise<Client> {
  const app = new Hono<Env>().route("/desk", deskRoutes(deps)).route("/city", cityRoutes(deps));
  const client = openClient((request) => app.fetch(request), "http://localhost:3000");
  await client.post("/desk/sign-in", { login: "city", password: PASSWORD });
  return client;
}

const handed = (id: string) =>
  world.deps.db.selectFrom("supervision").selectAll().where("filing_id", "=", id).executeTakeFirst();

test("a registered business stands in its own district's list, and is taken on by who signs for it", async () => {
  const { deps } = world;
  const waiting = await submittedFiling(deps, { name: { named: false } });
  const id = await registeredFiling(deps, MAIL);
  expect(await handed(waiting.id)).toBeUndefined();
  expect(await handed(id)).toMatchObject({ authority_id: "authority-yangming", street: "231003002", taken: 0 });

  const officer = await signedIn(deps, "yangming2");
  const list = await officer.get(AT);
  expect(list.text).toContain(`value="${id}"`);
  expect(list.text).toContain("牡丹江市阳明区");
  expect((await officer.get(`${AT}?street=231003001`)).text).not.toContain(`value="${id}"`);
  expect((await (await signedIn(deps, "xian1")).get(AT)).text).not.toContain(id);

  expect((await postForm(officer, AT, `${AT}/taken`)).text).toContain("请勾选要接收的");
  const done = await postForm(officer, AT, `${AT}/taken`, { filing: [id] });
  expect(done.location).toBe(`${AT}?tab=waiting&taken=1`);
  expect((await officer.get(done.location)).text).toContain("已签收 1 户");
  expect(await handed(id)).toMatchObject({ taken: 1, staff_id: "staff-yangming2", taken_at: deps.now() });
  expect((await eventsOf(deps.db, id)).at(-1)).toMatchObject({
    type: "supervision-taken",
    actor_id: "staff-yangming2",
  });
  const taken = await officer.get(`${AT}?tab=taken`);
  expect(taken.text).toContain("阳明区乙 今天 09:00");
});

test("another district's is not found, what is taken is not taken again, and all are taken or none", async () => {
  const { deps } = world;
  const [one, two] = [await registeredFiling(deps, MAIL), await registeredFiling(deps, MAIL)];
  const take = async (login: string, filingIds: string[]) =>
    takeSupervision(deps, await staffBy(deps, login), { filingIds, location: AT });
  expect(await take("xian-head", [one])).toMatchObject({ ok: false, status: 404 });
  expect(await take("admin", [one])).toMatchObject({ ok: false, status: 404 });
  const both = await Promise.all([take("yangming1", [one, two]), take("yangming2", [two, one])]);
  expect(both.map((outcome) => outcome.ok).sort()).toEqual([false, true]);
  expect(both.find(({ ok }) => !ok)).toMatchObject({ status: 409 });
  const three = await registeredFiling(deps, MAIL);
  expect(await take("yangming1", [three, one])).toMatchObject({ ok: false, status: 409 });
  expect(await handed(three)).toMatchObject({ taken: 0 });
});

test("the list goes out as a table for spreadsheets, of the own district alone; the city has all", async () => {
  const { deps } = world;
  await generateDemo(deps, { filings: 60, seed: 4, until: deps.now() });
  const officer = await signedIn(deps, "yangming1");
  const { text } = await officer.get(`${AT}/register.csv?tab=taken`);
  expect(text.startsWith("统一社会信用代码,名称,经营者,经营场所")).toBe(true);
  const rows = text.trim().split("\r\n").slice(1);
  expect(rows.length).toBeGreaterThan(2);
  expect(rows.every((row) => row.includes("牡丹江市阳明区市场监督管理局"))).toBe(true);
  for (const { idNumber, phone } of Object.values(PEOPLE)) {
    expect(text).not.toContain(idNumber);
    expect(text).not.toContain(phone);
  }
  const city = await cityOffice(deps);
  const all = await city.get("/city/supervision/register.csv?tab=taken");
  const districts = new Set(all.text.match(/牡丹江市..区市场监督管理局/g));
  expect(districts.size).toBe(4);
  const one = await city.get("/city/supervision/register.csv?tab=taken&authority=authority-xian");
  expect(new Set(one.text.match(/牡丹江市..区市场监督管理局/g))).toEqual(new Set(["牡丹江市西安区市场监督管理局"]));
});

test("lists cost the same few statements with one row and with many, and pages go on behind each other", async () => {
  const { deps } = world;
  const counted = counting(deps);
  const officer = await signedIn(counted.deps, "yangming1");
  const costs: Record<string, number>[] = [];
  const pages = [AT, `${AT}?tab=taken`, "/desk/disputes", "/desk/disputes/new"];
  for (const round of [1, 2]) {
    const cost: Record<string, number> = {};
    for (const page of pages) {
      await officer.get(page);
      counted.statements();
      expect((await officer.get(page)).status).toBe(200);
      cost[page] = counted.statements();
      expect.soft(cost[page], page).toBeLessThanOrEqual(12);
    }
    costs.push(cost);
    if (round === 1) for (let n = 0; n < 55; n++) await registeredFiling(deps, MAIL);
  }
  expect(costs[1]).toEqual(costs[0]);
  const first = (await officer.get(AT)).text;
  const next = /href="([^"]*)" rel="next"/.exec(first)?.[1]?.replaceAll("&amp;", "&") ?? "";
  const ids = (html: string) => [...html.matchAll(/name="filing" value="(\w+)"/g)].map((match) => match[1]);
  expect(ids(first)).toHaveLength(50);
  const second = ids((await officer.get(next)).text);
  expect(second.length).toBeGreaterThan(4);
  expect(second.filter((id) => ids(first).includes(id))).toEqual([]);

  const form = hiddenFields(first, `${AT}/taken`);
  counted.statements();
  const done = await officer.post(`${AT}/taken`, { ...form, filing: ids(first) as string[] });
  expect(done.location).toContain("taken=50");
  expect(counted.statements()).toBeLessThanOrEqual(25);
}, 60_000);

test("a case is entered against the authority that decided, kept by it, and read by the city", async () => {
  const { deps } = world;
  const id = await registeredFiling(deps, MAIL);
  const { number } = await rowOf(deps, id);
  const { uscc } = await deps.db
    .selectFrom("licence")
    .select("uscc")
    .where("filing_id", "=", id)
    .executeTakeFirstOrThrow();
  const head = await signedIn(deps, "yangming-head");
  const at = "/desk/disputes";
  const entry = {
    number,
    kind: "suit",
    matter: "registered",
    body: "牡丹江市阳明区人民法院",
    receivedOn: "2026-11-23",
  };
  expect((await head.get(`${at}/new`)).text).toContain("应诉机关：牡丹江市阳明区市场监督管理局（主管登记机关）");
  const empty = await postForm(head, `${at}/new`, at, { ...entry, number: "nothing", kind: "", body: "" });
  expect(empty.status).toBe(422);
  for (const words of ["没有这份申请，或者不是本机关办理的", "请选行政复议或行政诉讼", "请写复议机关或人民法院"])
    expect(empty.text).toContain(words);
  // The hall where it was filed is 西安区's; it does not answer for the decision.
  const other = await signedIn(deps, "xian-head");
  expect((await postForm(other, `${at}/new`, at, entry)).text).toContain("不是本机关办理的");

  const made = await postForm(head, `${at}/new`, at, { ...entry, number: uscc });
  expect(made.status).toBe(303);
  const page = made.location.replace(/\?.*/, "");
  const shown = await head.get(page);
  for (const words of ["牡丹江市阳明区市场监督管理局", "12月8日（周二）", "《行政诉讼法》第六十七条", number])
    expect(shown.text).toContain(words);
  expect((await other.get(page)).status).toBe(404);
  expect((await (await signedIn(deps, "yangming-guide")).get(page)).status).toBe(403);

  const stale = hiddenFields(shown.text, page);
  const closed = {
    state: "closed",
    outcome: "驳回诉讼请求",
    closedOn: "2026-11-24",
    caseNumber: "（2026）黑1003行初9号",
    note: "",
  };
  expect((await head.post(page, { ...stale, ...closed, outcome: "" })).text).toContain("结案请选结果");
  expect((await head.post(page, { ...stale, ...closed })).status).toBe(303);
  expect((await postForm(head, page, page, { ...closed, _version: "0" })).status).toBe(409);
  expect((await head.get(at)).text).toContain("驳回诉讼请求");
  expect((await other.get(at)).text).not.toContain(number);
  const events = (await eventsOf(deps.db, id)).map(({ type }) => type);
  expect(events.slice(-2)).toEqual(["dispute-entered", "dispute-moved"]);

  const city = await cityOffice(deps);
  expect((await city.get("/city/disputes?state=closed")).text).toContain(number);
  expect((await city.get("/city/disputes?authority=authority-xian")).text).not.toContain(number);
  const read = await city.get(page.replace("/desk", "/city"));
  expect(read.text).toContain("（2026）黑1003行初9号");
  expect(read.text).not.toContain("admin-form");
});
