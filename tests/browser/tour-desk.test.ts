import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateDemo } from "../../src/demo/generate.ts";
import { saveAnswers } from "../../src/filing/acts/save-answers.ts";
import { signFiling } from "../../src/filing/acts/sign.ts";
import { submitFiling } from "../../src/filing/acts/submit.ts";
import { withdrawFiling } from "../../src/filing/acts/withdraw.ts";
import { newPage, openBrowser, screens } from "../support/browser.ts";
import { send } from "../support/desk-hands.ts";
import { answersOf, applicant, must } from "../support/filing.ts";
import { fill, press } from "../support/hands.ts";
import { type Served, serveWorld } from "../support/served.ts";
import { openTour, type Tour } from "../support/tour.ts";
import { isAdminPath, isDeliveryPath, isHallPath, touredDesk } from "../support/tour-desk.ts";
import {
  claimed,
  type Draft,
  LONG_DETAIL,
  LONG_HOME,
  longScope,
  person,
  refused,
  registered,
  SIGNATURE,
  submitted,
} from "../support/tour-filings.ts";
import { spoil } from "../support/tour-kiosk.ts";

let browser: Browser;
let served: Served;
let tour: Tour;
beforeAll(async () => {
  browser = await openBrowser();
  served = await serveWorld();
  tour = openTour(served, {
    name: "desk",
    // The others are toured in tour-hall.test.ts, tour-delivery.test.ts and tour-admin.test.ts.
    paths: (path) => path.startsWith("/desk") && !isHallPath(path) && !isDeliveryPath(path) && !isAdminPath(path),
    sizes: ["desk"],
    pageless: {
      "POST /desk/sign-out": "one button",
      "POST /desk/filings/:id/return/marks": "one button, back to the marks",
      "GET /desk/filings/:id/documents/:document": "a picture",
      "GET /desk/filings/:id/signatures/:file": "a picture",
    },
  });
}, 60_000);
afterAll(async () => {
  await browser.close();
  await served.close();
});

const timeout = 240_000;
let long: Draft;
const TABS = ["waiting", "resubmitted", "mine", "due", "returned", "decided"];

/** A long application, typed at a kiosk, with papers and a permit. */
async function longFiling() {
  const { deps } = served;
  const by = person("abdul");
  const scope = ["餐饮服务", ...(await longScope(deps)).filter((phrase) => phrase !== "餐饮服务")];
  return submitted(deps, {
    by,
    source: "typed",
    changes: {
      operator: { ...answersOf(by).operator, idSource: "typed", home: LONG_HOME, nation: "维吾尔族" },
      premises: { ...answersOf(by).premises, detail: LONG_DETAIL, proof: "proof" },
      name: { named: true, trade: "阿卜杜拉买买提吐尔逊艾合麦提", industry: "餐饮", form: "店" },
      scope,
      formation: "family",
      family: [{ name: person("li").name, idNumber: person("li").idNumber, relation: "配偶" }],
    },
    papers: ["identity", "identity", "household", "premises"],
  });
}

test("the door, and lists with nothing, one and many in them", { timeout }, async () => {
  const stranger = tour.follow(await newPage(browser, screens.desk, { baseURL: served.base }));
  await stranger.goto("/desk/sign-in");
  await tour.look(stranger, "sign-in");
  await fill(stranger, { login: "yangming1", password: "wrong" });
  await press(stranger);
  await tour.look(stranger, "sign-in-wrong");
  await stranger.context().close();

  const officer = await touredDesk(browser, served, tour, "yangming1");
  for (const tab of TABS) await officer.see(`/desk?tab=${tab}`, `queue-${tab}-empty`);
  long = await longFiling();
  await officer.see("/desk", "queue-one");
  await generateDemo(served.deps, { filings: 400, seed: 11, until: served.deps.now() });
  for (const tab of TABS) await officer.see(`/desk?tab=${tab}`, `queue-${tab}`);
  await officer.page.locator('a[rel="next"]').click();
  await officer.page.waitForURL(/after=/);
  await tour.look(officer.page, "queue-later");
  await officer.see("/desk?tab=waiting", "queue-again");
  await officer.page.locator(".why summary").first().click();
  await tour.look(officer.page, "queue-why", "floating");
  await officer.see("/desk/nothing-here", "404", 404);
  await officer.see("/desk/hall", "403", 403);
  await officer.page.context().close();
});

test("a filing under review, with every form that can be refused", { timeout }, async () => {
  const { deps } = served;
  const { id } = long;
  const at = `/desk/filings/${id}`;
  const officer = await touredDesk(browser, served, tour, "yangming1");
  await officer.see(at, "review-waiting");
  await claimed(deps, id, "yangming2");
  await officer.see(at, "review-held");
  await officer.opened("接手审查", "review-take-over");
  await officer.refused(`${at}/claim`, {}, "review-take-over-409", 409);
  await officer.page.goto(at);
  await send(officer.page, `${at}/claim`, { reason: "原审查人今天外出核查" });
  await tour.look(officer.page, "review");
  // Each pane scrolls alone; the page does not.
  const height = await officer.page.evaluate(() => document.documentElement.scrollHeight);
  expect(height).toBe(screens.desk.height);
  await officer.opened("期限怎么算的", "review-clock");
  await officer.refused(`${at}/identity`, {}, "review-identity-empty");
  await officer.see(at, "review-again");
  await officer.opened("登记（余码", "review-register");

  const head = await touredDesk(browser, served, tour, "yangming-head");
  await claimed(deps, id, "yangming-head", "负责人审查");
  await officer.refused(`${at}/registration`, {}, "review-lost-409", 409);
  await head.see(at, "review-head");
  await head.refused(`${at}/refusal`, {}, "review-refusal-empty");
  await head.page.goto(at);
  await claimed(deps, id, "yangming1", "换回审查人");
  await head.refused(`${at}/release`, {}, "review-release-409", 409);
  await head.page.context().close();

  // Marks without a reason, then the notice as the applicant will read it.
  const box = (field: string) => officer.page.locator(`input[name="field"][value="${field}"]`);
  await officer.page.goto(at);
  await box("premises.detail").check();
  await tour.look(officer.page, "review-marked");
  await officer.refused(`${at}/return/preview`, {}, "review-mark-empty");
  for (const field of ["premises.detail", "operator.home", "scope"]) {
    await box(field).check();
    await officer.page.locator(`select[name="reason:${field}"]`).selectOption({ index: 1 });
  }
  await send(officer.page, `${at}/return/preview`);
  await tour.look(officer.page, "preview");
  await officer.page.locator('select[name="reason:scope"]').selectOption("");
  await officer.page.locator('textarea[name="fix:scope"]').fill("");
  await officer.page.locator('button[accesskey="t"]').click();
  await officer.page.locator(".error-summary").waitFor();
  await tour.look(officer.page, "return-wrong");
  await officer.page.locator('select[name="reason:scope"]').selectOption({ index: 1 });
  await send(officer.page, `${at}/return/preview`);
  await officer.page.locator('button[accesskey="t"]').click();
  await officer.page.waitForURL(/notice=/);
  await tour.look(officer.page, "review-returned");
  await officer.page.context().close();
});

test("a filing that came back, and those that are decided", { timeout }, async () => {
  const { deps } = served;
  const { id } = long;
  const { operator, premises } = answersOf(person("abdul"));
  const by = applicant(deps, id);
  served.pass(3_600_000);
  const corrected = { ...operator, idSource: "typed" as const, home: "黑龙江省牡丹江市虚构区样例街2号1单元101室" };
  const patch = { operator: corrected, premises: { ...premises, proof: "proof" as const }, scope: ["餐饮服务"] };
  must(await saveAnswers(deps, by, { filingId: id, patch }));
  for (const who of ["operator", "member:0"])
    must(await signFiling(deps, applicant(deps, id), { filingId: id, who, how: "screen", bytes: SIGNATURE }));
  must(await submitFiling(deps, applicant(deps, id), { filingId: id }));

  const officer = await touredDesk(browser, served, tour, "yangming1");
  await officer.see("/desk?tab=resubmitted", "queue-back");
  await claimed(deps, id, "yangming1");
  await officer.see(`/desk/filings/${id}`, "review-back");
  await officer.see(`/desk/filings/${id}/submissions/1`, "seen-first");
  await officer.see(`/desk/filings/${id}/submissions/9`, "seen-404", 404);
  // Five working days on, nothing can be asked for any more.
  served.at("2026-12-04", "09:00");
  const late = await touredDesk(browser, served, tour, "yangming1");
  await claimed(deps, id, "yangming1");
  await late.see(`/desk/filings/${id}`, "review-late");
  await spoil(late.page);
  await late.refused(`/desk/filings/${id}/release`, {}, "409", 409);
  await late.page.goto(`/desk/filings/${id}`);
  await deps.db.updateTable("uscc_range").set({ next: 10_000 }).where("id", "=", "range-yangming").execute();
  await late.see(`/desk/filings/${id}`, "review-no-codes");
  await deps.db.updateTable("uscc_range").set({ next: 5_000 }).where("id", "=", "range-yangming").execute();
  await late.page.goto(`/desk/filings/${id}`);
  await send(late.page, `/desk/filings/${id}/registration`);
  await tour.look(late.page, "review-registered");
  const no = await refused(deps, { by: person("li"), changes: { name: { named: false } } });
  await late.see(`/desk/filings/${no.id}`, "review-refused");
  const gone = await submitted(deps, { by: person("li"), changes: { name: { named: false } } });
  must(await withdrawFiling(deps, applicant(deps, gone.id), { filingId: gone.id }));
  await late.see(`/desk/filings/${gone.id}`, "review-withdrawn");
});

test("a licence after issue: corrected and annulled by the head", { timeout }, async () => {
  const { deps } = served;
  const scope = ["餐饮服务", ...(await longScope(deps)).filter((phrase) => phrase !== "餐饮服务")];
  const premises = { ...answersOf(person("abdul")).premises, detail: LONG_DETAIL };
  const { id } = await registered(deps, { by: person("abdul"), changes: { scope, premises } });
  const at = `/desk/filings/${id}`;
  const head = await touredDesk(browser, served, tour, "yangming-head");
  await head.see(at, "after-issue");
  await head.opened("更正执照", "after-issue-correct");
  await head.refused(`${at}/correction`, { name: "光华街小灶", scope: "炼金术" }, "after-issue-correct-empty");
  await head.refused(
    `${at}/correction`,
    { name: "光华街小灶", scope: "炼金术", correctGround: "entry", correctReason: "录入时写错了一项经营范围。" },
    "after-issue-correct-wrong",
  );
  await head.page.goto(at);
  await head.opened("撤销登记", "after-issue-annul");
  await head.refused(`${at}/annulment`, { annulReason: "假的" }, "after-issue-annul-empty");
  await head.page.goto(at);
  await send(head.page, `${at}/correction`, {
    detail: "光华街68号门市",
    correctGround: "entry",
    correctReason: "录入时把门牌号抄错了，经营者来电指出，核对租赁合同属实。",
  });
  await tour.look(head.page, "after-issue-corrected");
  await send(head.page, `${at}/annulment`, {
    annulGround: "identity",
    annulReason: "被冒用人到窗口申明，经核实属于冒用。",
  });
  await tour.look(head.page, "after-issue-annulled");
  await head.see("/desk?tab=decided", "queue-decided-annulled");
  const officer = await touredDesk(browser, served, tour, "yangming1");
  await officer.see(at, "after-issue-officer");
});

test("no page of the desk was missed, and nothing is cut off, crowded or out of reach", () => {
  expect(tour.missed()).toEqual([]);
  expect(tour.problems).toEqual([]);
});
