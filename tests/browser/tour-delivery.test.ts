import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dispatchLicence } from "../../src/delivery/acts/mail.ts";
import { handOut, makeReady, nameProxy } from "../../src/delivery/acts/pickup.ts";
import { CARRIERS } from "../../src/delivery/desk-filing.tsx";
import type { DeliveryAnswer } from "../../src/rules/answers.ts";
import { annul, correct } from "../support/after-issue.ts";
import { openBrowser } from "../support/browser.ts";
import { send } from "../support/desk-hands.ts";
import { applicant, must, staffBy } from "../support/filing.ts";
import { type Served, serveWorld } from "../support/served.ts";
import { openTour, type Tour } from "../support/tour.ts";
import { isDeliveryPath, touredDesk } from "../support/tour-desk.ts";
import { LONG_HOME, person, printed, registered } from "../support/tour-filings.ts";

let browser: Browser;
let served: Served;
let tour: Tour;
beforeAll(async () => {
  browser = await openBrowser();
  served = await serveWorld();
  tour = openTour(served, { name: "delivery", paths: isDeliveryPath, sizes: ["desk"], pageless: {} });
}, 60_000);
afterAll(async () => {
  await browser.close();
  await served.close();
});

const timeout = 120_000;
const by = person("abdul");
const COPIES = { paper: true, duplicates: 1 };
const MAIL: DeliveryAnswer = {
  method: "mail",
  recipient: by.name,
  phone: by.phone,
  address: LONG_HOME,
  postcode: "157000",
};

test("printed, voided, posted", { timeout }, async () => {
  const { deps } = served;
  const officer = await touredDesk(browser, served, tour, "yangming1");
  const tabs = ["mail", "pickup", "sent", "collected"];
  for (const tab of tabs) await officer.see(`/desk/delivery?tab=${tab}`, `list-${tab}-empty`);
  const named = { named: true, trade: "阿卜杜拉买买提吐尔逊艾合麦提", industry: "餐饮", form: "店" } as const;
  const { id } = await registered(deps, { by, changes: { name: named, delivery: MAIL } });
  const own = await registered(deps, { by });
  const none = await registered(deps, { by, changes: { copies: { paper: false, duplicates: 0 } } });
  const at = `/desk/delivery/${id}`;
  await officer.see("/desk/delivery", "list-mail");
  await officer.see(at, "waiting");
  await officer.see(`/desk/delivery/${own.id}`, "self-print");
  await officer.see(`/desk/delivery/${none.id}`, "no-paper");
  await officer.see("/desk/delivery/nothing", "404", 404);

  await officer.page.goto(at);
  await printed(deps, id, COPIES);
  await officer.refused(`${at}/sheets`, {}, "sheet-409", 409);
  await officer.see(at, "printed");
  await officer.refused(`${at}/dispatch`, {}, "dispatch-empty");
  await officer.page.goto(at);
  await officer.opened("打坏了", "void");
  const voiding = (await officer.page.locator('form[action$="/void"]').first().getAttribute("action")) ?? "";
  await officer.refused(voiding, {}, "void-empty");
  await officer.page.goto(at);
  await send(officer.page, voiding, { reason: "卡纸，打印不完整" });
  await officer.see(at, "voided");
  const sheet = { filingId: id, carrier: CARRIERS[0] ?? "", tracking: "SF1234567890", costFen: 1200 };
  await printed(deps, id, { paper: true, duplicates: 0 });
  await officer.see(`${at}?sheet=A30000003`, "fresh-sheet");
  must(await dispatchLicence(deps, await staffBy(deps, "yangming1"), sheet));
  await officer.see(at, "sent");
  await officer.see("/desk/delivery?tab=sent", "list-sent");
  must(await correct(deps, id));
  await officer.see(at, "corrected");
  await officer.see("/desk/delivery", "list-corrected");
  must(await annul(deps, id));
  await officer.see(at, "annulled");
  await deps.db.updateTable("sheet_range").set({ next: 10_000 }).where("place_id", "=", "authority-yangming").execute();
  const last = await registered(deps, { by, changes: { delivery: MAIL } });
  await officer.see(`/desk/delivery/${last.id}`, "no-sheets");
});

test("made ready and handed over at the hall", { timeout }, async () => {
  const { deps } = served;
  await deps.db.updateTable("sheet_range").set({ next: 5_000 }).where("place_id", "=", "authority-yangming").execute();
  const pickup = { delivery: { method: "pickup", hallId: "hall-aimin" } } as const;
  const { id } = await registered(deps, { by, changes: pickup });
  const at = `/desk/delivery/${id}`;
  const guide = await touredDesk(browser, served, tour, "aimin-guide");
  await guide.see("/desk/delivery", "guide-list");
  await guide.see(at, "pickup-waiting");
  await printed(deps, id, COPIES);
  await guide.see(at, "pickup-printed");
  const hall = await staffBy(deps, "aimin-guide");
  must(await makeReady(deps, hall, { filingId: id }));
  await guide.refused(`${at}/ready`, {}, "ready-409", 409);
  await guide.see(at, "pickup-ready");
  await guide.refused(`${at}/collection`, { collector: "proxy", name: "李", idNumber: "231099" }, "hand-out-no-proxy");
  const other = person("li");
  must(await nameProxy(deps, applicant(deps, id), { filingId: id, name: other.name, idNumber: other.idNumber }));
  await guide.see(at, "pickup-proxy");
  const wrong = { collector: "proxy", name: other.name, idNumber: other.idNumber, proxyCode: "AAAAAA" };
  await guide.refused(`${at}/collection`, wrong, "hand-out-wrong-code");
  const hand = { filingId: id, collector: "self", name: by.name, idNumber: by.idNumber } as const;
  must(await handOut(deps, { ...hall, key: "hand-out" }, hand));
  await guide.see(at, "collected");
  await guide.see("/desk/delivery?tab=collected", "guide-list-collected");
});

test("no page of the delivery was missed, and nothing is cut off, crowded or out of reach", () => {
  expect(tour.missed()).toEqual([]);
  expect(tour.problems).toEqual([]);
});
