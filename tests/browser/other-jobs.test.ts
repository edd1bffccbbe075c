import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { kioskPage, newPage, screens } from "../support/browser.ts";
import { PEOPLE } from "../support/cast.ts";
import { claim, claimAndRegister, printAll, send } from "../support/desk-hands.ts";
import { rowOf } from "../support/filing.ts";
import {
  type Application,
  answerPages,
  codeOn,
  enrolKiosk,
  fill,
  layCard,
  press,
  signIn,
  smsCode,
} from "../support/hands.ts";
import { inspector } from "../support/inspect.ts";
import { kioskAnswers, type PageValues } from "../support/kiosk-answers.ts";
import { openStage } from "../support/stage.ts";

const stage = openStage();

const timeout = 180_000;
const named = (trade: string) => ({ "name-parts": { trade, industry: "餐饮", form: "店" } });

type Person = { name: string; idNumber: string; phone: string };

async function apply(person: Person, changes: Record<string, PageValues>, more: Partial<Application> = {}) {
  const page = await kioskPage(stage.browser, screens.kiosk, { baseURL: stage.served.base });
  await enrolKiosk(page, await stage.served.enrolment("hall-xian"));
  await page.goto("/kiosk/identify");
  await layCard(page, person);
  if (page.url().endsWith("/kiosk/person")) {
    await page.locator('button[name="_do"][value="new"]').click();
    await page.waitForURL(/apply/);
  }
  const inspect = inspector("apply");
  await answerPages(page, { answers: kioskAnswers(person, changes), scope: ["餐饮服务"], ...more }, inspect.kiosk);
  await press(page, "提交");
  const code = await codeOn(page);
  const { id } = await stage.served.deps.db
    .selectFrom("filing")
    .select("id")
    .where("code", "=", code)
    .executeTakeFirstOrThrow();
  expect(inspect.problems).toEqual([]);
  await page.context().close();
  return { code, id };
}

async function deskOf(login: string): Promise<Page> {
  const page = await newPage(stage.browser, screens.desk, { baseURL: stage.served.base });
  await signIn(page, login);
  return page;
}

async function phoneOf(code: string, person: Person): Promise<Page> {
  const page = await newPage(stage.browser, screens.phone, { baseURL: stage.served.base });
  await page.goto(`/status/${code}/identify`);
  await fill(page, { idNumber: person.idNumber, phone: person.phone });
  await press(page);
  await fill(page, { sms: await smsCode(page) });
  await press(page);
  return page;
}

test("mail: the deciding authority prints, posts and pays; the holder sees the number", { timeout }, async () => {
  const person = PEOPLE.wang;
  const { id, code } = await apply(person, {
    ...named("寄远方"),
    delivery: { method: "mail" },
    "delivery-mail": {
      recipient: "王小丽",
      phone: "15404530001",
      address: "黑龙江省牡丹江市虚构区样例街1号",
      postcode: "157000",
    },
  });
  const desk = await deskOf("yangming1");
  await claimAndRegister(desk, id);
  await printAll(desk, id);
  const inspect = inspector("mail");
  await inspect.desk(desk, "/desk/delivery");
  await inspect.desk(desk, `/desk/delivery/${id}`);
  const carrier = (await desk.locator('select[name="carrier"] option').nth(1).getAttribute("value")) ?? "";
  await send(desk, `/desk/delivery/${id}/dispatch`, { carrier, tracking: "SF1234567890", cost: "12.00" });
  const delivery = await stage.served.deps.db
    .selectFrom("delivery")
    .selectAll()
    .where("filing_id", "=", id)
    .executeTakeFirstOrThrow();
  expect(delivery).toMatchObject({
    state: "dispatched",
    tracking: "SF1234567890",
    cost_fen: 1200,
    payer: "authority-yangming",
  });

  const phone = await phoneOf(code, person);
  expect(await phone.locator("main").innerText()).toContain("SF1234567890");
  await inspect.phone(phone);
  expect(inspect.problems).toEqual([]);
});

test("pickup by proxy: the holder names one, who comes with the one-use code", { timeout }, async () => {
  const person = PEOPLE.li;
  const { id, code } = await apply(person, {
    ...named("托人取"),
    delivery: { method: "pickup" },
    "delivery-hall": { hall: "hall-aimin" },
  });
  const officer = await deskOf("yangming1");
  await claimAndRegister(officer, id);
  const guide = await deskOf("aimin-guide");
  const inspect = inspector("pickup");
  await inspect.desk(guide, "/desk/hall");
  await printAll(guide, id);
  await inspect.desk(guide, `/desk/delivery/${id}`);
  await send(guide, `/desk/delivery/${id}/ready`);

  const phone = await phoneOf(code, person);
  await phone.locator("summary", { hasText: "委托" }).click();
  await inspect.phone(phone);
  await send(phone, "/status/proxy", { name: PEOPLE.rare.name, idNumber: PEOPLE.rare.idNumber });
  const strip = await phone.locator(".demo-strip").innerText();
  const proxyCode = /代领码 ([0-9A-Z]{6})/.exec(strip)?.[1] ?? "";
  expect(proxyCode).toHaveLength(6);

  await guide.goto(`/desk/delivery/${id}`);
  const person2 = { collector: "proxy", name: PEOPLE.rare.name, idNumber: PEOPLE.rare.idNumber };
  await send(guide, `/desk/delivery/${id}/collection`, { ...person2, proxyCode: "AAAAAA" });
  expect(await guide.locator(".error-summary").innerText()).toContain("代领码");
  await inspect.desk(guide);
  await send(guide, `/desk/delivery/${id}/collection`, { ...person2, proxyCode });
  const delivery = await stage.served.deps.db
    .selectFrom("delivery")
    .selectAll()
    .where("filing_id", "=", id)
    .executeTakeFirstOrThrow();
  expect(delivery).toMatchObject({ state: "collected", collector: "proxy", proxy_code_hash: null });
  expect(inspect.problems).toEqual([]);
});

test("refusal: an officer cannot, the head does, with ground, facts and remedies", { timeout }, async () => {
  const person = PEOPLE.rare;
  const { id, code } = await apply(person, named("不予店"));
  const officer = await deskOf("yangming1");
  await claim(officer, id);
  expect(await officer.locator(`form[action="/desk/filings/${id}/refusal"]`).count()).toBe(0);
  await officer.goto(`/desk/filings/${id}`);
  await send(officer, `/desk/filings/${id}/release`);

  const head = await deskOf("yangming-head");
  await claim(head, id);
  const inspect = inspector("refusal");
  await send(head, `/desk/filings/${id}/refusal`, { ground: "law", facts: "" });
  expect(await head.locator(".error-summary").innerText()).toContain("事实");
  await inspect.desk(head);
  const facts = "经营场所属于依法不得用作经营场所的建筑，申请人不能更换。";
  await send(head, `/desk/filings/${id}/refusal`, { ground: "law", facts });
  expect(await rowOf(stage.served.deps, id)).toMatchObject({ status: "refused", officer_id: "staff-yangming-head" });
  await inspect.desk(head);

  const phone = await phoneOf(code, person);
  expect(await phone.locator("main").innerText()).toContain("不予登记通知书");
  await inspect.phone(phone);
  expect(inspect.problems).toEqual([]);
});

test("family: household proof, and two signatures on the pad", { timeout }, async () => {
  const { id } = await apply(
    PEOPLE.wang,
    { ...named("一家人"), formation: { formation: "family" } },
    { family: [{ name: "李福", relation: "配偶", idNumber: PEOPLE.li.idNumber }] },
  );
  const documents = await stage.served.deps.db
    .selectFrom("document")
    .select("kind")
    .where("filing_id", "=", id)
    .execute();
  expect(documents).toEqual([{ kind: "household" }]);
  const signatures = await stage.served.deps.db
    .selectFrom("stored_file")
    .select("kind")
    .where("filing_id", "=", id)
    .where("kind", "=", "signature")
    .execute();
  expect(signatures).toHaveLength(2);
  const desk = await deskOf("yangming2");
  await claimAndRegister(desk, id);
  const licence = await stage.served.deps.db
    .selectFrom("licence")
    .select("data")
    .where("filing_id", "=", id)
    .executeTakeFirstOrThrow();
  expect(JSON.parse(licence.data)).toMatchObject({ formation: "家庭经营", operator: "王小丽" });
});
