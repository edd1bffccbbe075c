import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateDemo } from "../../src/demo/generate.ts";
import { licenceOf } from "../../src/licence/queries/licence.ts";
import { CITY_LISTS } from "../../src/oversight/queries/city-list.ts";
import type { Status } from "../../src/rules/filing.ts";
import { BURST } from "../../src/rules/verify-flags.ts";
import { annul, correct } from "../support/after-issue.ts";
import { openBrowser } from "../support/browser.ts";
import { must } from "../support/filing.ts";
import { type Served, serveWorld } from "../support/served.ts";
import { openTour, type Tour } from "../support/tour.ts";
import { touredDesk } from "../support/tour-desk.ts";
import { disputed, LONG_DETAIL, longScope, person, registered, submitted } from "../support/tour-filings.ts";

let browser: Browser;
let served: Served;
let tour: Tour;
beforeAll(async () => {
  browser = await openBrowser();
  served = await serveWorld();
  tour = openTour(served, {
    name: "city",
    paths: (path) => path.startsWith("/city"),
    // At the desk, and on the wall.
    sizes: ["desk", "kioskLandscape"],
    pageless: { "GET /city/supervision/register.csv": "a table for spreadsheets" },
  });
}, 60_000);
afterAll(async () => {
  await browser.close();
  await served.close();
});

test("the city's pages, with nothing and with a month of filings", { timeout: 120_000 }, async () => {
  const { deps } = served;
  const city = await touredDesk(browser, served, tour, "city");
  await city.see("/city", "overview-empty");
  await city.see("/city/filings", "list-empty");
  await city.see("/city/supervision", "supervision-empty");
  await city.see("/city/disputes", "disputes-empty");
  await generateDemo(deps, { filings: 400, seed: 12, until: deps.now() });
  const by = person("abdul");
  const long = await submitted(deps, {
    by,
    changes: {
      premises: {
        district: "231003",
        street: "231003002",
        detail: LONG_DETAIL,
        type: "rented",
        proof: "declaration",
        onlineOnly: false,
      },
      name: { named: true, trade: "阿卜杜拉买买提吐尔逊艾合麦提", industry: "餐饮", form: "店" },
      scope: ["餐饮服务", ...(await longScope(deps)).filter((phrase) => phrase !== "餐饮服务")],
    },
  });
  await city.see("/city", "overview");
  await city.see("/city?wall=1", "wall");
  const month = city.page.locator(".periods a").last();
  await city.page.goto("/city");
  await month.click();
  await city.page.waitForURL(/month=/);
  await tour.look(city.page, "overview-month");
  for (const list of CITY_LISTS) await city.see(`/city/filings?list=${list}`, `list-${list}`);
  await city.see("/city/filings?list=red&authority=authority-xian&hall=hall-xian&cross=1", "list-filtered-empty");
  await city.see(`/city/filings/${long.id}`, "filing-long");
  for (const status of ["submitted", "returned", "registered", "refused", "withdrawn"] satisfies Status[]) {
    // The one with the longest story.
    const { id } = await deps.db
      .selectFrom("filing")
      .select("id")
      .where("status", "=", status)
      .where("id", "!=", long.id)
      .orderBy("submission", "desc")
      .executeTakeFirstOrThrow();
    await city.see(`/city/filings/${id}`, `filing-${status}`);
  }
  await city.see("/city/supervision", "supervision");
  await city.see("/city/supervision?tab=taken&authority=authority-xian", "supervision-taken");
  const at = await disputed(deps, long.id);
  await city.see("/city/disputes", "disputes");
  await city.see(at.replace("/desk", "/city"), "dispute");
  await city.see("/city/filings/nothing", "filing-404", 404);
  await city.see("/city/verify-flags", "verify-flags-empty");
  const ended = await registered(deps, { by: person("li"), changes: { name: { named: false } } });
  must(await correct(deps, ended.id, { operator: "李富", detail: LONG_DETAIL }));
  must(await annul(deps, ended.id));
  const licence = await licenceOf(deps.db, ended.id);
  for (let i = 0; i < BURST + 1; i++) await city.page.request.get(`/verify/${licence?.verify_code}`);
  await city.see("/city/verify-flags", "verify-flags");
  await city.see("/city/verify-flags?kind=altered", "verify-flags-none");
  await city.see("/city/filings?list=corrected", "list-corrected-one");
  await city.see("/city/filings?list=annulled", "list-annulled-one");
  await city.see(`/city/filings/${ended.id}`, "filing-annulled");
  const officer = await touredDesk(browser, served, tour, "xian1");
  await officer.see("/city", "403", 403);
});

test("no page of the city was missed, and nothing is cut off, crowded or out of reach", () => {
  expect(tour.missed()).toEqual([]);
  expect(tour.problems).toEqual([]);
});
