import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { complaintsOf, kioskPage, newPage, screens } from "../support/browser.ts";
import { PEOPLE } from "../support/cast.ts";
import { rowOf } from "../support/filing.ts";
import {
  answerPages,
  codeOn,
  enrolKiosk,
  fill,
  layCard,
  openAtKiosk,
  press,
  sign,
  signIn,
  smsCode,
} from "../support/hands.ts";
import { inspector, uninspected } from "../support/inspect.ts";
import { kioskAnswers } from "../support/kiosk-answers.ts";
import { openStage } from "../support/stage.ts";

const stage = openStage();

async function filingOf(code: string) {
  return stage.served.deps.db.selectFrom("filing").selectAll().where("code", "=", code).executeTakeFirstOrThrow();
}

test.each([
  { scripts: true, trade: "江畔小灶" },
  { scripts: false, trade: "林海小灶" },
])(
  "from a kiosk in 西安区 to a licence of 阳明区, scripts $scripts",
  { timeout: 240_000 },
  async ({ scripts, trade }) => {
    const options = { baseURL: stage.served.base, javaScriptEnabled: scripts };
    const inspect = scripts ? inspector("main") : uninspected;
    const complaints: string[][] = [];
    const open = async (make: Promise<Page>) => {
      const page = await make;
      complaints.push(complaintsOf(page));
      return page;
    };
    const person = scripts ? PEOPLE.wang : PEOPLE.li;

    // 西安区: the application.
    const first = await open(kioskPage(stage.browser, screens.kiosk, options));
    await enrolKiosk(first, await stage.served.enrolment("hall-xian"));
    await inspect.kiosk(first);
    await first.locator(`a[href="/kiosk/identify"]`).first().click();
    await layCard(first, person, inspect.kiosk);
    const answers = kioskAnswers(person, { "name-parts": { trade, industry: "餐饮", form: "店" } });
    await answerPages(first, { answers, scope: ["餐饮服务", "外卖递送服务"] }, inspect.kiosk);
    await press(first, "提交");
    await inspect.kiosk(first);
    expect(await first.locator("main").innerText()).toContain("牡丹江市阳明区市场监督管理局");
    const code = await codeOn(first);
    const { id } = await filingOf(code);

    // 阳明区: returned on three fields.
    const desk = await open(newPage(stage.browser, screens.desk, options));
    await inspect.desk(desk, "/desk/sign-in");
    await signIn(desk, "yangming1");
    await inspect.desk(desk);
    await desk.goto(`/desk/filings/${id}`);
    await inspect.desk(desk);
    await desk.locator(`form[action="/desk/filings/${id}/claim"] button`).click();
    await desk.waitForLoadState("load");
    await inspect.desk(desk);
    for (const field of ["premises.detail", "operator.home", "scope"]) await mark(desk, field);
    await desk.locator('button[type="submit"][accesskey="t"]').first().click();
    await desk.waitForURL(/preview/);
    await inspect.desk(desk);
    await desk.locator(`form[action="/desk/filings/${id}/return"] button.primary`).click();
    await desk.waitForURL(new RegExp(`/desk/filings/${id}`));
    await inspect.desk(desk);
    expect((await rowOf(stage.served.deps, id)).status).toBe("returned");

    // 爱民区: corrected by code and identity, seeing only the marked fields.
    stage.served.pass(600_000);
    const second = await open(kioskPage(stage.browser, screens.kiosk, options));
    await enrolKiosk(second, await stage.served.enrolment("hall-aimin"));
    await openAtKiosk(second, "correct", code, person, inspect.kiosk);
    await inspect.kiosk(second);
    const asked = await second.locator("ul.marked h2").allTextContents();
    expect(asked).toEqual(["经营者住所", "经营场所门牌地址", "经营范围"]);
    await second.goto("/kiosk/apply/capital");
    expect(new URL(second.url()).pathname).toBe("/kiosk/correct");
    await press(second, "去改");
    await inspect.kiosk(second);
    await fill(second, { home: "黑龙江省牡丹江市虚构区样例街2号" });
    await press(second);
    await press(second, "去改：经营场所门牌地址");
    await inspect.kiosk(second);
    await fill(second, { detail: "光华街68号门市" });
    await press(second);
    await press(second, "去改：经营范围");
    await inspect.kiosk(second);
    await second.locator('button[value="remove:外卖递送服务"]').first().click();
    await second.locator('button[value="remove:外卖递送服务"]').waitFor({ state: "detached" });
    await press(second);
    await inspect.kiosk(second);
    await press(second, "去改：签名");
    await sign(second);
    await inspect.kiosk(second);
    await press(second, "重新提交");
    await inspect.kiosk(second);
    const again = await rowOf(stage.served.deps, id);
    expect(again).toMatchObject({ status: "submitted", submission: 2, officer_id: "staff-yangming1" });

    // The same officer registers.
    await desk.goto("/desk");
    await inspect.desk(desk);
    await desk.goto(`/desk/filings/${id}`);
    await desk.locator(`form[action="/desk/filings/${id}/claim"] button`).click();
    await desk.waitForLoadState("load");
    await inspect.desk(desk);
    await desk.locator("summary", { hasText: "登记" }).first().click();
    await desk.locator(`form[action="/desk/filings/${id}/registration"] button.primary`).click();
    await desk.waitForURL(/notice=/);
    await inspect.desk(desk);
    const registered = await rowOf(stage.served.deps, id);
    expect(registered).toMatchObject({ status: "registered", officer_id: "staff-yangming1" });

    // The phone: code, identity, licence.
    const phone = await open(newPage(stage.browser, screens.phone, { ...options, hasTouch: true }));
    await phone.goto(`/status/${code}`);
    await inspect.phone(phone);
    expect(await phone.locator("main").innerText()).not.toContain(person.name);
    await press(phone);
    await inspect.phone(phone);
    await fill(phone, { idNumber: person.idNumber, phone: person.phone });
    await press(phone);
    await inspect.phone(phone);
    await fill(phone, { sms: await smsCode(phone) });
    await press(phone);
    await inspect.phone(phone);
    const href = (await phone.locator('a[href="/status/licence/original.pdf"]').getAttribute("href")) ?? "";
    const file = await phone.request.get(href);
    expect(file.headers()["content-type"]).toBe("application/pdf");
    const bytes = await file.body();

    // 东安区: printed.
    const third = await open(kioskPage(stage.browser, screens.kioskLandscape, options));
    await enrolKiosk(third, await stage.served.enrolment("hall-dongan"));
    await openAtKiosk(third, "print", code, person, inspect.kiosk);
    await inspect.kiosk(third);
    await press(third, "打印");
    await inspect.kiosk(third);
    expect(await third.locator("main").innerText()).toMatch(/H2\d{7}/);
    const sheets = await stage.served.deps.db.selectFrom("print_sheet").select(["place_id", "part", "state"]).execute();
    expect(sheets).toContainEqual({ place_id: "hall-dongan", part: "original", state: "printed" });

    // Anyone: verified without login, by code and by file.
    const licence = await stage.served.deps.db
      .selectFrom("licence")
      .selectAll()
      .where("filing_id", "=", id)
      .executeTakeFirstOrThrow();
    const stranger = await open(newPage(stage.browser, screens.phone, options));
    await stranger.goto("/verify");
    await inspect.phone(stranger);
    await fill(stranger, { code: licence.verify_code.toLowerCase() });
    await press(stranger);
    await inspect.phone(stranger);
    expect(await stranger.locator("h1").innerText()).toContain("是真的");
    expect(await stranger.locator("main").innerText()).toContain(registered.name);
    await stranger.goto("/verify");
    await stranger
      .locator('input[name="file"]')
      .setInputFiles({ name: "执照.pdf", mimeType: "application/pdf", buffer: bytes });
    await stranger.locator('form[action="/verify/file"] button').click();
    await stranger.waitForURL(/verify\/file/);
    expect(await stranger.locator("h1").innerText()).toContain("是真的");

    // The city's matrix shows it.
    const city = await open(newPage(stage.browser, screens.desk, options));
    await signIn(city, "city");
    await city.goto("/city");
    await inspect.desk(city);
    const row = city.locator("tr", { has: city.locator("th", { hasText: "西安区政务服务大厅" }) }).first();
    expect(await row.innerText()).toMatch(scripts ? /1/ : /2/);

    expect(complaints.flat()).toEqual([]);
    expect(inspect.problems).toEqual([]);
    for (const page of [first, desk, second, phone, third, stranger, city]) await page.context().close();
  },
);

/** Marks a field with its first reason; problem and fix are filled from it. */
async function mark(desk: Page, field: string): Promise<void> {
  await desk.locator(`input[type="checkbox"][name="field"][value="${field}"]`).check({ force: true });
  const reasons = desk.locator(`select[name="reason:${field}"]`);
  if ((await reasons.count()) > 0) await reasons.selectOption({ index: 1 });
}
