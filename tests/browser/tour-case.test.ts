import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dispatchLicence } from "../../src/delivery/acts/mail.ts";
import { handOut, makeReady } from "../../src/delivery/acts/pickup.ts";
import { printSheet } from "../../src/delivery/acts/print.ts";
import { CARRIERS } from "../../src/delivery/desk-filing.tsx";
import { lapseFiling } from "../../src/filing/acts/lapse.ts";
import { saveAnswers } from "../../src/filing/acts/save-answers.ts";
import { withdrawFiling } from "../../src/filing/acts/withdraw.ts";
import type { DeliveryAnswer } from "../../src/rules/answers.ts";
import type { FieldId } from "../../src/rules/fields.ts";
import { annul, correct } from "../support/after-issue.ts";
import { openBrowser } from "../support/browser.ts";
import { applicant, must, staffBy } from "../support/filing.ts";
import { fill, press } from "../support/hands.ts";
import { type Served, serveWorld } from "../support/served.ts";
import { openTour, type Tour } from "../support/tour.ts";
import {
  type Draft,
  draft,
  emptyDraft,
  LONG_DETAIL,
  LONG_HOME,
  longScope,
  person,
  printed,
  refused,
  registered,
  returned,
  submitted,
} from "../support/tour-filings.ts";
import { isCasePath, type TouredKiosk, touredKiosk } from "../support/tour-kiosk.ts";

let browser: Browser;
let served: Served;
let tour: Tour;
let kiosk: TouredKiosk;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  served = await serveWorld();
  tour = openTour(served, {
    name: "case",
    paths: isCasePath,
    sizes: ["kiosk", "kioskLandscape"],
    displays: true,
    pageless: {},
  });
  kiosk = await touredKiosk(browser, served, tour);
  page = kiosk.page;
}, 60_000);
afterAll(async () => {
  await browser.close();
  await served.close();
});

const timeout = 240_000;
const named = (trade: string) => ({ name: { named: true, trade, industry: "餐饮", form: "店" } }) as const;
const MARKED: readonly FieldId[] = ["premises.detail", "operator.home", "scope"];

/** One filing in each status, the same person's. */
async function inEveryStatus(): Promise<Record<string, Draft>> {
  const { deps } = served;
  const by = person("chen");
  served.at("2026-10-20", "09:00");
  const lapsed = await emptyDraft(deps, by);
  served.at("2026-11-24", "09:00");
  const job = { actor: { kind: "system" }, key: "", now: deps.now() } as const;
  must(await lapseFiling(deps, job, { filingId: lapsed.id }));
  const withdrawn = await submitted(deps, { by, changes: named("不办小店") });
  must(await withdrawFiling(deps, applicant(deps, withdrawn.id), { filingId: withdrawn.id }));
  const long = person("abdul");
  return {
    draft: await draft(deps, { by, changes: named("林海小灶") }),
    submitted: await submitted(deps, { by, changes: named("江畔小灶"), source: "typed", papers: ["identity"] }),
    returned: await returned(
      deps,
      {
        by: long,
        changes: {
          ...named("雪城小灶"),
          operator: { ...long, idSource: "card", ...DETAILS, home: LONG_HOME },
          premises: { ...PREMISES, detail: LONG_DETAIL },
          scope: ["餐饮服务", ...(await longScope(deps)).filter((phrase) => phrase !== "餐饮服务")],
        },
      },
      MARKED,
    ),
    registered: await registered(deps, { by }),
    refused: await refused(deps, { by, changes: named("不予小店") }),
    withdrawn,
    lapsed,
  };
}

const DETAILS = { nation: "维吾尔族", education: "高中", politics: "群众", occupation: "自由职业" };
const PREMISES = {
  district: "231003",
  street: "231003002",
  type: "rented",
  proof: "declaration",
  onlineOnly: false,
} as const;

test("by its code, and what each status shows", { timeout }, async () => {
  const filings = await inEveryStatus();
  for (const purpose of ["continue", "correct", "status", "print"])
    expect(await kiosk.see(`/kiosk/case/${purpose}`, `case-${purpose}`)).toBe(true);
  await kiosk.refused("case-empty");
  await fill(page, { code: filings.returned?.code ?? "" });
  await press(page);
  await tour.look(page, "case-identify");
  await page.goto("/kiosk/identify/card");
  await fill(page, { card: "zhang" });
  await press(page);
  expect(tour.status(page)).toBe(422);
  await tour.look(page, "case-mismatch");

  await kiosk.see("/kiosk/status", "status");
  await kiosk.refused("status-empty");
  for (const [status, { id, code }] of Object.entries(filings)) {
    await page.goto("/kiosk/status");
    await fill(page, { code });
    await press(page);
    await tour.look(page, `status-${status}`);
    await kiosk.open(id);
    await kiosk.see("/kiosk/progress", `progress-${status}`);
  }

  const { submitted: open } = filings;
  await kiosk.open(open?.id ?? "");
  await kiosk.see("/kiosk/receipt", "receipt-unverified");
  await kiosk.see("/kiosk/withdraw", "withdraw");
  must(await withdrawFiling(served.deps, applicant(served.deps, open?.id ?? ""), { filingId: open?.id ?? "" }));
  await kiosk.refused("withdraw-409", 409);
  await kiosk.see("/kiosk/withdrawn", "withdrawn");
  await kiosk.see("/kiosk/licence/original.pdf", "licence-404");
});

test("check, submit, correct and submit again", { timeout }, async () => {
  const { deps } = served;
  const made = await draft(deps, { by: person("li"), changes: named("北山小灶") });
  await kiosk.open(made.id);
  await kiosk.see("/kiosk/apply/check", "check");
  // A change made elsewhere meanwhile voids the signature.
  const by = applicant(deps, made.id);
  must(await saveAnswers(deps, by, { filingId: made.id, patch: { capital: "6" } }));
  await kiosk.refused("check-changed");

  const back = await returned(deps, { by: person("yu"), changes: named("裕民小灶") }, MARKED);
  await kiosk.open(back.id);
  await kiosk.see("/kiosk/correct", "correct");
  await kiosk.see("/kiosk/apply/premises-detail", "correct-detail");
  await fill(page, { detail: "光华街68号门市" });
  await press(page);
  await tour.look(page, "correct-one-changed");
  await page.locator("#resubmit button").click();
  await page.locator(".error-summary").waitFor();
  await tour.look(page, "correct-unsigned");

  const again = await returned(deps, { by: person("jin"), changes: named("西安小灶") }, ["scope"]);
  await kiosk.open(again.id);
  await page.goto("/kiosk/correct");
  await page.locator("#resubmit button").click();
  await page.waitForURL(/receipt/);
  await tour.look(page, "receipt-again");
});

test("the licence on paper: printed here, posted, picked up, not wanted", { timeout }, async () => {
  const { deps } = served;
  const by = person("wang");
  const delivered = (delivery: DeliveryAnswer) => registered(deps, { by, changes: { delivery } });
  const own = await delivered({ method: "self-print" });
  await kiosk.open(own.id);
  await kiosk.see("/kiosk/print", "print");
  await press(page);
  await tour.look(page, "print-sheet");
  await page.goto(`${page.url()}?ok=no`);
  await tour.look(page, "print-failed");
  await kiosk.see("/kiosk/print", "print-one-left");
  const second = { filingId: own.id, part: "duplicate", copy: 1, placeId: "hall-xian" } as const;
  await printSheet(deps, applicant(deps, own.id), second);
  await kiosk.refused("print-409", 409);
  await kiosk.see("/kiosk/print", "print-done");
  await kiosk.see("/kiosk/print/H50000000", "print-404");

  const none = await registered(deps, { by, changes: { copies: { paper: false, duplicates: 0 } } });
  await kiosk.open(none.id);
  await kiosk.see("/kiosk/print", "print-none");
  must(await correct(deps, none.id));
  await kiosk.see("/kiosk/progress", "progress-corrected");
  must(await annul(deps, none.id));
  await kiosk.see("/kiosk/print", "print-cancelled");
  await kiosk.see("/kiosk/progress", "progress-cancelled");

  const mail = await delivered({ method: "mail", recipient: by.name, phone: by.phone, address: LONG_HOME });
  await kiosk.open(mail.id);
  await kiosk.see("/kiosk/print", "print-mail");
  const officer = await staffBy(deps, "yangming1");
  await printed(deps, mail.id, { paper: true, duplicates: 1 });
  const sent = { filingId: mail.id, carrier: CARRIERS[0] ?? "", tracking: "SF1234567890", costFen: 1200 };
  must(await dispatchLicence(deps, officer, sent));
  await kiosk.refused("print-change-409", 409);
  await kiosk.see("/kiosk/print", "print-sent");
  await kiosk.see("/kiosk/progress", "progress-sent");

  const pickup = await delivered({ method: "pickup", hallId: "hall-yangming" });
  await kiosk.open(pickup.id);
  await kiosk.see("/kiosk/progress", "progress-pickup");
  await printed(deps, pickup.id, { paper: true, duplicates: 1 });
  const guide = await staffBy(deps, "yangming-guide");
  must(await makeReady(deps, guide, { filingId: pickup.id }));
  await kiosk.see("/kiosk/progress", "progress-ready");
  const hand = { filingId: pickup.id, collector: "self", name: by.name, idNumber: by.idNumber } as const;
  must(await handOut(deps, { ...guide, key: "hand-out" }, hand));
  await kiosk.see("/kiosk/progress", "progress-collected");
});

test("no page of a case was missed, and nothing is cut off, crowded or out of reach", () => {
  expect(tour.missed()).toEqual([]);
  expect(tour.problems).toEqual([]);
});
