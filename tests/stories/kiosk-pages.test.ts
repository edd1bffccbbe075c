import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { PAGES, pageOfField } from "../../src/filing/pages/table.ts";
import { openAnswers } from "../../src/filing/sealed.ts";
import { newEnrolment } from "../../src/people/acts/enrol-kiosk.ts";
import { FIELD_IDS } from "../../src/rules/fields.ts";
import { PEOPLE } from "../support/cast.ts";
import { type Client, hiddenFields, openClient, unescapeHtml } from "../support/client.ts";
import { counting, returnedBy } from "../support/desk.ts";
import { rowOf } from "../support/filing.ts";
import { kioskAnswers, type PageValues } from "../support/kiosk-answers.ts";
import { beginByCard, enrol, expectStatus, submitFromSummary, walkPages } from "../support/kiosk-walk.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
let client: Client;
beforeEach(async () => {
  world = await openWorld();
  const app = createApp(world.deps, { assets: path.resolve("assets"), vendored: path.resolve("dist/public") });
  client = openClient((request) => app.fetch(request), "http://localhost:3000");
  await enrol(client, await newEnrolment(world.deps, "hall-xian", world.deps.now()));
});
afterEach(() => world.close());

async function post(at: string, values: PageValues) {
  return client.post(at, { ...hiddenFields((await client.get(at)).text), ...values });
}

async function onlyFiling() {
  const { id } = await world.deps.db.selectFrom("filing").select("id").executeTakeFirstOrThrow();
  const row = await rowOf(world.deps, id);
  return { row, answers: openAnswers(world.deps.config.keyring, row).answers };
}

describe("the table of pages", () => {
  test("asks every field on exactly one page", () => {
    const asking = FIELD_IDS.map((field) => [field, PAGES.filter((page) => page.fields.includes(field)).length]);
    expect(asking.filter(([, pages]) => pages !== 1)).toEqual([]);
  });

  test("has each page once, and further questions only about a field of the same step", () => {
    const ids = PAGES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const strays = PAGES.filter(({ partOf, step }) => partOf !== undefined && pageOfField(partOf)?.step !== step);
    expect(strays.map(({ id }) => id)).toEqual([]);
  });
});

test("what each page takes is saved, and the summary has nothing left to ask", async () => {
  await walkPages(client, await beginByCard(client, PEOPLE.wang), {
    answers: kioskAnswers(),
    scope: ["餐饮服务"],
    read: true,
  });
  expect((await client.get("/kiosk/apply/check")).text).toContain("还有 0 个问题");
  const { answers } = await onlyFiling();
  expect(answers).toMatchObject({
    filer: { kind: "operator" },
    operator: { name: PEOPLE.wang.name, phone: PEOPLE.wang.phone, education: "高中", idSource: "card" },
    formation: "individual",
    premises: {
      district: "231003",
      street: "231003002",
      detail: "光华街66号门市",
      type: "rented",
      proof: "declaration",
    },
    ecommerce: false,
    name: { named: true, trade: "江畔小灶", industry: "餐饮", form: "店" },
    scope: ["餐饮服务"],
    capital: "5",
    copies: { paper: true, duplicates: 1 },
    liaison: { same: true, name: PEOPLE.wang.name, phone: PEOPLE.wang.phone },
    delivery: { method: "self-print" },
    commitments: true,
  });
});

test("every page shows again what was typed into it, with a summary that links to the field", async () => {
  await beginByCard(client, PEOPLE.wang);
  const wrong: Record<string, [values: PageValues, field: string, kept: string]> = {
    "operator-phone": [{ phone: "12345", landline: "0453-5550101", postcode: "" }, "phone", "0453-5550101"],
    "operator-home": [{ home: "短住址" }, "home", "短住址"],
    "premises-detail": [{ detail: "裕民路" }, "detail", "裕民路"],
    capital: [{ capital: "五万" }, "capital", "五万"],
  };
  for (const [id, [values, field, kept]] of Object.entries(wrong)) {
    const answer = await post(`/kiosk/apply/${id}`, values);
    expect([id, answer.status]).toEqual([id, 422]);
    expect(answer.text).toContain(`href="#${field}"`);
    expect(answer.text).toContain(`id="${field}-problem"`);
    expect(unescapeHtml(answer.text)).toContain(kept);
  }
  expect((await onlyFiling()).answers.capital).toBeUndefined();
});

test("going back loses nothing, and a person who left goes on at the first open question", async () => {
  const first = await beginByCard(client, PEOPLE.wang);
  await post(first, { kind: "operator" });
  await post("/kiosk/apply/operator-details", kioskAnswers()["operator-details"] ?? {});
  expect((await client.get("/kiosk/apply/operator-details")).text).toContain('<option value="高中" selected="">');
  const { row } = await onlyFiling();

  await client.post("/kiosk/leave", {});
  expect((await client.get("/kiosk/apply/operator-home")).location).toBe("/kiosk?ended=1");
  await client.post("/kiosk/case/continue", { code: row.code });
  const { name, idNumber } = PEOPLE.wang;
  const opened = await client.post("/kiosk/identify/card-fields", { name, idNumber, nation: "", home: "" });
  expect(opened.location).toBe("/kiosk/apply");
  expect((await client.get("/kiosk/apply")).location).toBe("/kiosk/apply/operator-home");
});

test("an answer that changes the way opens its further questions, from the summary too", async () => {
  await beginByCard(client, PEOPLE.wang);
  expect((await post("/kiosk/apply/filer", { kind: "staff" })).location).toBe("/kiosk/apply/filer-relation");
  expect((await onlyFiling()).answers.operator).toEqual({});
  expect((await post("/kiosk/apply/filer?back=check", { kind: "operator" })).location).toBe("/kiosk/apply/check");
  expect((await onlyFiling()).answers.operator?.idNumber).toBe(PEOPLE.wang.idNumber);
  const pickup = await post("/kiosk/apply/delivery?back=check", { method: "pickup" });
  expect(pickup.location).toBe("/kiosk/apply/delivery-hall?back=check");
});

test("what a kiosk cannot do leads to a page that says where to go, with the code", async () => {
  await beginByCard(client, PEOPLE.wang);
  const { row } = await onlyFiling();
  const code = `${row.code.slice(0, 4)} ${row.code.slice(4)}`;
  await post("/kiosk/apply/filer", { kind: "agent" });
  const stops: [page: string, values: PageValues, stop: string][] = [
    ["agent", { registered: "no" }, "agent"],
    ["id-type", { type: "other-id" }, "other-id"],
    ["id-type", { type: "foreign" }, "foreign"],
    ["operator", { name: "孙浩然", idNumber: "23109920091020999X" }, "minor"],
    ["district", { district: "other" }, "elsewhere"],
  ];
  for (const [page, values, stop] of stops) {
    expect((await post(`/kiosk/apply/${page}`, values)).location).toBe(`/kiosk/stop/${stop}`);
    expect((await client.get(`/kiosk/stop/${stop}`)).text).toContain(code);
  }
  expect((await client.get("/kiosk/stop/elsewhere")).text).toContain("宁安市市场监督管理局");
  expect((await onlyFiling()).answers.operator?.name).toBe("孙浩然");
});

test("numbers of persons are masked on every page, and no page repeats one in its address", async () => {
  await walkPages(client, await beginByCard(client, PEOPLE.wang), {
    answers: kioskAnswers(),
    scope: ["餐饮服务"],
    read: false,
  });
  for (const page of ["operator", "check", "liaison", "signature"]) {
    const { text } = await client.get(`/kiosk/apply/${page}`);
    expect([page, text.includes(PEOPLE.wang.idNumber)]).toEqual([page, false]);
  }
});

test("a correction opens only what was marked, and what a change makes void", async () => {
  await walkPages(client, await beginByCard(client, PEOPLE.wang), {
    answers: kioskAnswers(),
    scope: ["餐饮服务"],
    read: false,
  });
  await submitFromSummary(client);
  const { row } = await onlyFiling();
  await returnedBy(world.deps, row.id, "yangming1", ["premises.detail"]);

  const list = expectStatus(await client.get("/kiosk/correct"), 200);
  expect(list.text).toContain('href="/kiosk/apply/premises-detail"');
  for (const page of ["scope", "name-parts", "operator-phone", "check"])
    expect((await client.get(`/kiosk/apply/${page}`)).location).toBe("/kiosk/correct");
  const saved = await post("/kiosk/apply/premises-detail", { detail: "光华街66号门市201室" });
  expect(saved.location).toBe("/kiosk/correct");
  const after = (await client.get("/kiosk/correct")).text;
  expect(after).toContain("已经改过");
  expect(after).toContain('href="/kiosk/apply/signature"');
});

test("no page sends more than twelve statements", async () => {
  const counted = counting(world.deps);
  const app = createApp(counted.deps, { assets: path.resolve("assets"), vendored: path.resolve("dist/public") });
  client = openClient((request) => app.fetch(request), "http://localhost:3000");
  await enrol(client, await newEnrolment(world.deps, "hall-xian", world.deps.now()));
  const many: string[] = [];
  const look = async (page: string) => {
    counted.statements();
    expectStatus(await client.get(page), 200, page);
    const sent = counted.statements();
    if (sent > 12) many.push(`${page}: ${sent}`);
  };
  await look("/kiosk");
  await walkPages(client, await beginByCard(client, PEOPLE.wang), {
    answers: kioskAnswers(PEOPLE.wang, { delivery: { method: "pickup" }, "delivery-hall": { hall: "hall-xian" } }),
    scope: ["餐饮服务"],
    read: false,
  });
  const facts = [
    "operator",
    "district",
    "name-parts",
    "scope",
    "delivery-hall",
    "documents-premises",
    "signature",
    "check",
  ];
  for (const page of facts) await look(`/kiosk/apply/${page}`);
  const receipt = await submitFromSummary(client);
  for (const page of [receipt, "/kiosk/progress", "/kiosk/withdraw"]) await look(page);
  const { row } = await onlyFiling();
  await returnedBy(world.deps, row.id, "yangming1", ["name", "premises.detail"]);
  for (const page of ["/kiosk/correct", "/kiosk/apply/name-parts", "/kiosk/apply/premises-detail"]) await look(page);
  expect(many).toEqual([]);
});
