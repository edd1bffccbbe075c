import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dispatchLicence } from "../../src/delivery/acts/mail.ts";
import { CARRIERS } from "../../src/delivery/desk-filing.tsx";
import { withdrawFiling } from "../../src/filing/acts/withdraw.ts";
import { licencePdf } from "../../src/licence/licence-pdf.ts";
import { licenceOf } from "../../src/licence/queries/licence.ts";
import { noticePdf } from "../../src/notices/notice-pdf.ts";
import { noticesOf } from "../../src/notices/queries.ts";
import { licenceLink } from "../../src/signing/licence-square.ts";
import { openSession } from "../../src/web/queries.ts";
import { flipped } from "../signing/documents.ts";
import { annul, correct } from "../support/after-issue.ts";
import { newPage, openBrowser, screens } from "../support/browser.ts";
import { send } from "../support/desk-hands.ts";
import { applicant, must, staffBy } from "../support/filing.ts";
import { fill, press } from "../support/hands.ts";
import { type Served, serveWorld } from "../support/served.ts";
import { openTour, type Tour } from "../support/tour.ts";
import {
  type Draft,
  draft,
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
import { spoil } from "../support/tour-kiosk.ts";

let browser: Browser;
let served: Served;
let tour: Tour;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  served = await serveWorld();
  tour = openTour(served, {
    name: "public",
    // Whatever belongs to no other room is looked at here.
    paths: (path) => !/^\/(?:kiosk|desk|city)(?:\/|$)/.test(path),
    sizes: ["phone", "desk"],
    pageless: {
      "GET /healthz": "a word for machines",
      "GET /metrics": "figures for machines",
      "GET /readyz": "a word for machines",
      "GET /verify/keys.json": "keys for a script",
      "GET /fonts/rare.css": "a style sheet",
      "GET /fonts/:version/:slice{[0-9a-f]+\\.woff}": "a font",
      "POST /status/leave": "one button",
    },
  });
  page = tour.follow(await newPage(browser, screens.phone, { baseURL: served.base, hasTouch: true }));
}, 60_000);
afterAll(async () => {
  await browser.close();
  await served.close();
});

const timeout = 120_000;
const named = (trade: string) => ({ name: { named: true, trade, industry: "餐饮", form: "店" } }) as const;

async function see(path: string, name: string, status = 200): Promise<void> {
  await page.goto(path);
  await look(name, status);
}

async function look(name: string, status: number): Promise<void> {
  if (tour.status(page) !== status) throw new Error(`${name}: ${tour.status(page)} at ${page.url()}`);
  await tour.look(page, name);
}

/** As the holder who gave code and identity. */
async function open({ id }: Draft): Promise<void> {
  const session = { kind: "holder", filingId: id, identity: "phone" } as const;
  const { token } = await openSession(served.deps.db, session, served.deps.now());
  await page.context().addCookies([{ name: "tongban_holder", value: token, url: served.base }]);
}

test("where a filing is, by its code, and all of it after identity", { timeout }, async () => {
  const { deps } = served;
  const [by, long] = [person("wang"), person("abdul")];
  const detail = { district: "231003", street: "231003002", detail: LONG_DETAIL, onlineOnly: false } as const;
  const mail = { method: "mail", recipient: long.name, phone: long.phone, address: LONG_HOME } as const;
  const withdrawn = await submitted(deps, { by, changes: named("不办小店") });
  must(await withdrawFiling(deps, applicant(deps, withdrawn.id), { filingId: withdrawn.id }));
  const filings: Record<string, Draft> = {
    draft: await draft(deps, { by, changes: named("林海小灶") }),
    submitted: await submitted(deps, { by, changes: named("江畔小灶") }),
    returned: await returned(deps, { by: long, changes: named("雪城小灶") }, ["scope", "premises.detail", "name"]),
    registered: await registered(deps, {
      by: long,
      changes: {
        ...named("阿卜杜拉买买提吐尔逊艾合麦提"),
        premises: { ...detail, type: "rented", proof: "declaration" },
        scope: ["餐饮服务", ...(await longScope(deps)).filter((phrase) => phrase !== "餐饮服务")],
        delivery: mail,
      },
    }),
    pickup: await registered(deps, { by, changes: { delivery: { method: "pickup", hallId: "hall-aimin" } } }),
    refused: await refused(deps, { by, changes: named("不予小店") }),
    withdrawn,
  };
  await see("/", "home");
  await see("/nothing-here", "404", 404);
  await see("/status", "status");
  await press(page);
  await look("status-empty", 422);
  await see("/status/AAAABBBB", "status-unknown", 404);
  for (const [name, filing] of Object.entries(filings)) {
    await see(`/status/${filing.code}`, `masked-${name}`);
    await open(filing);
    await see("/status/progress", `progress-${name}`);
    if (name === "registered") await see("/status/submissions/1", "seen");
  }
  const { id = "" } = filings.registered ?? {};
  await printed(deps, id, { paper: true, duplicates: 1 });
  const sent = { filingId: id, carrier: CARRIERS[0] ?? "", tracking: "SF1234567890", costFen: 1200 };
  must(await dispatchLicence(deps, await staffBy(deps, "yangming1"), sent));
  await open(filings.registered ?? withdrawn);
  await see("/status/progress", "progress-sent");
  await open(filings.pickup ?? withdrawn);
  await page.goto("/status/progress");
  await page.locator("summary", { hasText: "委托" }).click();
  await tour.look(page, "proxy");
  await send(page, "/status/proxy");
  await look("proxy-empty", 422);
  await page.goto("/status/progress");
  await spoil(page);
  await send(page, "/status/proxy");
  await look("409", 409);

  await see(`/status/${filings.submitted?.code}/identify`, "identify");
  await press(page);
  await look("identify-empty", 422);
  await fill(page, { idNumber: by.idNumber, phone: by.phone });
  await press(page);
  await tour.look(page, "confirm");
  await press(page);
  await look("confirm-empty", 422);
  for (let i = 0; i < 20; i++) await page.request.get(`${served.base}/status/AAAABB${i + 22}`);
  await page.goto("/status");
  await press(page);
  await look("status-429", 429);
});

test("is this licence real: every answer", { timeout }, async () => {
  const { deps } = served;
  const made = await registered(deps, { by: person("jin"), changes: named("镜泊小灶") });
  const licence = await licenceOf(deps.db, made.id);
  if (!licence) throw new Error("registered without a licence");
  await see("/verify", "verify");
  await press(page);
  await look("verify-empty", 422);
  const upload = async (buffer: Buffer) => {
    await page.goto("/verify");
    await page.locator('input[type="file"]').setInputFiles({ name: "执照.pdf", mimeType: "application/pdf", buffer });
    await send(page, "/verify/file");
  };
  await page.goto("/verify");
  await send(page, "/verify/file");
  await look("verify-no-file", 422);
  const pdf = await licencePdf(deps, licence, "original");
  await upload(pdf);
  await look("verify-file", 200);
  await upload(flipped(pdf, 8 * 30_000));
  await look("verify-altered", 404);
  const [notice] = (await noticesOf(deps.db, made.id)).filter(({ kind }) => kind === "registration");
  await upload((await noticePdf(deps, made.id, notice?.id ?? "")) ?? Buffer.alloc(0));
  await look("verify-notice", 404);
  await upload(Buffer.from("%PDF-1.7 something else"));
  await look("verify-other-file", 404);
  await upload(Buffer.alloc(9_000_000));
  await look("verify-413", 413);
  const at = `/verify/${licence.verify_code}`;
  await see(at, "verify-valid");
  const square = licenceLink(deps.config.cityKey, served.base, licence.verify_code, JSON.parse(licence.data));
  await page.goto("/verify");
  await page.goto(square);
  await page.locator("[data-square] .notice.good").waitFor();
  await look("verify-square", 200);
  await page.goto("/verify");
  await page.goto(`${square.slice(0, -3)}AAA`);
  await page.locator("[data-square] .notice.bad").waitFor();
  await look("verify-square-forged", 200);
  must(await correct(deps, made.id, { operator: "金明浩", detail: LONG_DETAIL }));
  await see(at, "verify-replaced");
  await open(made);
  await see("/status/progress", "progress-corrected");
  must(await annul(deps, made.id));
  await see(at, "verify-cancelled");
  await see("/status/progress", "progress-annulled");
  await see(`/status/${made.code}`, "masked-annulled");
  await see("/verify/AAAABBBBCCCC", "verify-unknown", 404);
  for (let i = 0; i < 20; i++) await page.request.get(`${served.base}/verify/AAAABBBBCC${i + 22}`);
  await see("/verify/AAAABBBBCCCC", "verify-429", 429);
});

test("no public page was missed, and nothing is cut off, crowded or out of reach", () => {
  expect(tour.missed()).toEqual([]);
  expect(tour.problems).toEqual([]);
});
