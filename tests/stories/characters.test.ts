import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { saveAnswers } from "../../src/filing/acts/save-answers.ts";
import { preCheck } from "../../src/filing/pre-check.ts";
import { openAnswers } from "../../src/filing/sealed.ts";
import { newEnrolment } from "../../src/people/acts/enrol-kiosk.ts";
import { PEOPLE } from "../support/cast.ts";
import { type Client, hiddenFields, openClient, unescapeHtml } from "../support/client.ts";
import { answersOf, applicant, readyDraft, rowOf } from "../support/filing.ts";
import { kioskAnswers, type PageValues } from "../support/kiosk-answers.ts";
import { beginByCard, enrol, expectStatus, walkPages } from "../support/kiosk-walk.ts";
import { openWorld, PASSWORD, type World } from "../support/world.ts";

// Of amendment 1, and no face at hand draws it.
const UNDRAWN = "\u{2ebf1}";
const NAMED = `“${UNDRAWN}”（U+2EBF1，扩展I区）`;

let world: World;
let client: Client;
beforeEach(async () => {
  world = await openWorld();
  const app = createApp(world.deps, { assets: path.resolve("assets"), vendored: path.resolve("dist/public") });
  client = openClient((request) => app.fetch(request), "http://localhost:3000");
});
afterEach(() => world.close());

async function post(at: string, values: PageValues) {
  return client.post(at, { ...hiddenFields((await client.get(at)).text), ...values });
}

async function answersOfOnly() {
  const { id } = await world.deps.db.selectFrom("filing").select("id").executeTakeFirstOrThrow();
  return openAnswers(world.deps.config.keyring, await rowOf(world.deps, id)).answers;
}

describe("at the kiosk", () => {
  beforeEach(async () => enrol(client, await newEnrolment(world.deps, "hall-xian", world.deps.now())));

  const walk = async (changes: Record<string, PageValues> = {}) => {
    const answers = { ...kioskAnswers(), ...changes };
    await walkPages(client, await beginByCard(client, PEOPLE.wang), { answers, scope: ["餐饮服务"], read: true });
  };

  test("a character that no font draws is refused where it is entered, named with its range, and nothing typed is lost", async () => {
    await client.get("/kiosk/identify/number");
    const identified = await post("/kiosk/identify/number", { name: `王${UNDRAWN}`, idNumber: PEOPLE.wang.idNumber });
    expect(identified.status).toBe(422);
    expect(unescapeHtml(identified.text)).toContain(`现有字库里没有 ${NAMED}`);
    expect(identified.text).toContain(`value="王${UNDRAWN}"`);

    await walk();
    for (const [page, values] of [
      ["premises-detail", { detail: `光华街66号${UNDRAWN}楼` }],
      ["name-parts", { trade: `江畔${UNDRAWN}`, industry: "餐饮", form: "店" }],
      ["liaison-person", { name: `李${UNDRAWN}`, idNumber: PEOPLE.li.idNumber, phone: PEOPLE.li.phone }],
    ] as const) {
      if (page === "liaison-person") expectStatus(await post("/kiosk/apply/liaison", { who: "other" }), 303);
      const answer = await post(`/kiosk/apply/${page}`, values);
      expect.soft(answer.status, page).toBe(422);
      expect.soft(unescapeHtml(answer.text), page).toContain(NAMED);
      expect.soft(answer.text, page).toContain(UNDRAWN);
    }
    expect(JSON.stringify(await answersOfOnly())).not.toContain(UNDRAWN);
  });

  test("a family member's name is asked for the same", async () => {
    await walk();
    expectStatus(await post("/kiosk/apply/formation", { formation: "family" }), 303);
    const member = { relation: "配偶", idNumber: PEOPLE.li.idNumber };
    const refused = await post("/kiosk/apply/family", { ...member, name: `李${UNDRAWN}` });
    expect(refused.status).toBe(422);
    expect(unescapeHtml(refused.text)).toContain(NAMED);
    expectStatus(await post("/kiosk/apply/family", { ...member, name: "李\ue81e" }), 303);
    expect((await answersOfOnly()).family).toEqual([{ ...member, name: "李龴", nameAsGiven: "李\ue81e" }]);
  });

  test("old and compatibility codes become today's characters, and what was typed stays beside them", async () => {
    await walk();
    expectStatus(await post("/kiosk/apply/premises-detail", { detail: "光华街\uf9d16号\u2f00楼１室" }), 303);
    expectStatus(await post("/kiosk/apply/name-parts", { trade: "江\uf9d1小灶", industry: "餐饮", form: "店" }), 303);
    expectStatus(await post("/kiosk/apply/liaison", { who: "other" }), 303);
    const liaison = { idNumber: PEOPLE.li.idNumber, phone: PEOPLE.li.phone };
    expectStatus(await post("/kiosk/apply/liaison-person", { ...liaison, name: "李\ue81e" }), 303);
    const answers = await answersOfOnly();
    expect(answers.premises).toMatchObject({
      detail: "光华街六6号一楼1室",
      detailAsGiven: "光华街\uf9d16号\u2f00楼１室",
    });
    expect(answers.name).toEqual({
      named: true,
      trade: "江六小灶",
      industry: "餐饮",
      form: "店",
      asGiven: { trade: "江\uf9d1小灶", industry: "餐饮", form: "店" },
    });
    expect(answers.liaison).toEqual({ same: false, ...liaison, name: "李龴", nameAsGiven: "李\ue81e" });
  });

  test("what a card holds in old codes is read the same, and the officer is told to compare", async () => {
    await walkPages(client, await beginByCard(client, { ...PEOPLE.wang, name: "王\ue81e" }), {
      answers: kioskAnswers(),
      scope: ["餐饮服务"],
      read: true,
    });
    const { operator, filer, liaison } = await answersOfOnly();
    for (const person of [operator, filer, liaison])
      expect(person).toMatchObject({ name: "王龴", nameAsGiven: "王\ue81e" });
    const { id } = await world.deps.db.selectFrom("filing").select("id").executeTakeFirstOrThrow();
    expect((await preCheck(world.deps, id))?.findings).toContainEqual({
      field: "operator.name",
      severity: "manual",
      message: "姓名来自旧编码：U+E81E换成了“龴”（U+9FB4，基本区），请与证件上的字核对",
      clause: "GB 18030-2022",
    });
  });
});

test("at the desk the same is refused, and kept", async () => {
  const draft = await readyDraft(world.deps);
  expect((await client.post("/desk/sign-in", { login: "xian-guide", password: PASSWORD })).status).toBe(303);
  const at = (page: string) => `/desk/filings/${draft.id}/edit/${page}`;
  const family = (name: string) => ({ "name-0": name, "relation-0": "配偶", "idNumber-0": PEOPLE.li.idNumber });
  for (const [page, values] of [
    ["operator", { name: `王${UNDRAWN}`, idNumber: PEOPLE.wang.idNumber }],
    ["premises-detail", { detail: `光华街66号${UNDRAWN}楼` }],
    ["name-parts", { trade: `江畔${UNDRAWN}`, industry: "餐饮", form: "店" }],
  ] as const) {
    const answer = await post(at(page), values);
    expect.soft(answer.status, page).toBe(422);
    expect.soft(unescapeHtml(answer.text), page).toContain(NAMED);
  }
  expectStatus(await post(at("formation"), { formation: "family" }), 303);
  expect((await post(at("family"), family(`李${UNDRAWN}`))).status).toBe(422);
  expectStatus(await post(at("family"), family("李\ue81e")), 303);
  expectStatus(await post(at("family"), family("李龴")), 303);
  // Sent again as it is shown, the original stays.
  expect((await answersOfOnly()).family?.[0]).toMatchObject({ name: "李龴", nameAsGiven: "李\ue81e" });
});

test("what came in before is found by the check of the application, field by field", async () => {
  const { id } = await readyDraft(world.deps);
  const { deps } = world;
  const { operator, premises } = answersOf(PEOPLE.wang);
  await saveAnswers(deps, applicant(deps, id), {
    filingId: id,
    patch: {
      operator: { ...operator, name: `王${UNDRAWN}` },
      premises: { ...premises, detail: `光华街66号${UNDRAWN}楼` },
      name: { named: true, trade: `江畔${UNDRAWN}`, industry: "餐饮", form: "店" },
    },
  });
  const found = (await preCheck(deps, id))?.findings.filter(({ message }) => message.includes("现有字库"));
  expect(found?.map(({ field, severity }) => `${field} ${severity}`)).toEqual([
    "operator.name block",
    "premises.detail block",
    "name block",
  ]);
});
