import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PAGES } from "../../src/filing/pages/table.ts";
import { newPage, openBrowser, screens } from "../support/browser.ts";
import { fill, press, smsCode } from "../support/hands.ts";
import { type Served, serveWorld } from "../support/served.ts";
import { openTour, type Tour } from "../support/tour.ts";
import { draft, emptyDraft, LONG_DETAIL, LONG_HOME, longScope, PAPER, person } from "../support/tour-filings.ts";
import { empty, isCasePath, spoil, type TouredKiosk, touredKiosk } from "../support/tour-kiosk.ts";

let browser: Browser;
let served: Served;
let tour: Tour;
let kiosk: TouredKiosk;
let page: Page;
beforeAll(async () => {
  browser = await openBrowser();
  served = await serveWorld();
  tour = openTour(served, {
    name: "kiosk",
    // The others are toured in tour-case.test.ts.
    paths: (path) => /^\/kiosk(?:\/|$)/.test(path) && !isCasePath(path),
    sizes: ["kiosk", "kioskLandscape"],
    displays: true,
    pageless: {
      "POST /kiosk/display": "two switches",
      "POST /kiosk/leave": "one button",
      "GET /kiosk/leave": "a redirect",
      "GET /kiosk/apply": "a redirect",
      "GET /kiosk/file/:document": "a picture",
      "GET /kiosk/apply/scope/found": "a fragment, looked at in its page",
      "POST /kiosk/apply/name-parts/check": "a fragment, looked at in its page",
    },
  });
  kiosk = await touredKiosk(browser, served, tour);
  page = kiosk.page;
}, 60_000);
afterAll(async () => {
  await browser.close();
  await served.close();
});

const timeout = 400_000;

test("the start, and the ways to say who one is", { timeout }, async () => {
  const stranger = tour.follow(await newPage(browser, screens.kiosk, { baseURL: served.base }));
  await stranger.goto("/kiosk/not-enrolled");
  await tour.look(stranger, "not-enrolled");
  const link = await served.enrolment("hall-aimin");
  await stranger.goto(link);
  await tour.look(stranger, "enrol");
  const late = await stranger.context().newPage();
  await late.goto(`${served.base}${link}`);
  await press(late);
  await press(stranger);
  await tour.look(stranger, "enrol-too-late");
  await stranger.goto(link);
  await tour.look(stranger, "enrol-used");
  await stranger.context().close();

  for (const [path, name] of [
    ["/kiosk", "start"],
    ["/kiosk?why=idle", "start-idle"],
    ["/kiosk/nothing-here", "404"],
    ["/kiosk/identify", "identify"],
    ["/kiosk/identify/card", "card"],
  ] as const)
    expect(await kiosk.see(path, name)).toBe(true);
  await kiosk.refused("card-none");
  await kiosk.see("/kiosk/identify/card-fields", "card-fields");
  await kiosk.refused("card-fields-empty");
  await page.locator(".help-panel summary").click();
  await tour.look(page, "help");
  await page.evaluate(() => document.querySelector<HTMLDialogElement>("dialog.idle")?.showModal());
  await tour.look(page, "idle");

  const typed = person("zhao");
  await kiosk.see("/kiosk/identify/number", "number");
  await kiosk.refused("number-empty");
  await fill(page, { name: typed.name, idNumber: typed.idNumber.replace(/^2310/, "2311") });
  await kiosk.refused("number-wrong");
  await fill(page, { name: typed.name, idNumber: typed.idNumber });
  await press(page);
  await tour.look(page, "phone");
  await kiosk.refused("phone-empty");
  await fill(page, { phone: typed.phone });
  await press(page);
  await tour.look(page, "phone-code");
  const code = await smsCode(page);
  await fill(page, { code: code === "000000" ? "111111" : "000000" });
  await kiosk.refused("phone-code-wrong");

  // Two open filings come before a new one; of a typed number only that there are some is said.
  await draft(served.deps, { by: typed });
  await emptyDraft(served.deps, typed);
  await fill(page, { code });
  await press(page);
  await tour.look(page, "person-typed");
  await page.goto("/kiosk/identify/card");
  await fill(page, { card: "zhao" });
  await press(page);
  await tour.look(page, "person");
  await kiosk.refused("person-no-code");
});

/** Three applications that between them open every question. */
async function applications(): Promise<[string, string][]> {
  const { deps } = served;
  const [wang, li, long] = [person("wang"), person("li"), person("abdul")];
  const scope = await longScope(deps);
  const { phrase = "" } =
    (await deps.catalogues()).scope.find((item) => item.kind === "前置许可" && !item.closedToIndividuals) ?? {};
  const base = { district: "231003", street: "231003002", detail: LONG_DETAIL, onlineOnly: false } as const;
  const powers = { checkCopies: true, correctOwnPapers: false, correctForms: true, collect: true };
  const own = await draft(deps, {
    by: long,
    changes: {
      operator: { ...long, idSource: "card", nation: "维吾尔族", education: "高中", politics: "群众", home: LONG_HOME },
      premises: { ...base, type: "dwelling", proof: "proof" },
      name: { named: true, trade: "阿卜杜拉买买提吐尔逊艾合麦提", industry: "民族风味餐饮", form: "店" },
      scope: [...scope, phrase],
    },
    signed: false,
  });
  const helper = await draft(deps, {
    by: wang,
    changes: {
      filer: { kind: "staff", ...li, relation: "家庭成员", powers },
      operator: { ...wang, idSource: "typed", nation: "汉族" },
      delivery: { method: "mail", recipient: long.name, phone: wang.phone, address: LONG_HOME, postcode: "157000" },
      liaison: { same: false, ...li, email: "liaison@example.com" },
      formation: "family",
      family: [
        { name: li.name, idNumber: li.idNumber, relation: "配偶" },
        { name: long.name, idNumber: long.idNumber, relation: "父母" },
      ],
    },
    papers: ["household", "household"],
  });
  const agent = await draft(deps, {
    by: wang,
    source: "typed",
    changes: {
      filer: { kind: "agent", ...li, agentRegistered: true, selfFunded: false, powers },
      premises: {
        ...base,
        type: "network",
        onlineOnly: true,
        proof: "proof",
        platforms: [1, 2, 3].map((n) => ({
          name: `样例购物平台${n}`,
          url: `https://shop.example.com/store/231099/mudanjiang-sample-${n}`,
        })),
      },
      name: { named: false },
      copies: { paper: false, duplicates: 0 },
      delivery: { method: "pickup", hallId: "hall-aimin" },
    },
  });
  const bare = await emptyDraft(deps, person("jin"));
  return [
    ["own", own.id],
    ["helper", helper.id],
    ["agent", agent.id],
    ["bare", bare.id],
  ];
}

test("every question, answered and left empty", { timeout }, async () => {
  const seen = new Set<string>();
  const refusing = new Set<string>();
  for (const [who, id] of await applications()) {
    await kiosk.open(id);
    for (const question of PAGES) {
      const path = `/kiosk/apply/${question.id}`;
      await page.goto(path);
      if (new URL(page.url()).pathname !== path) continue;
      const text = await page.locator("main").innerText();
      if (!seen.has(text)) await tour.look(page, `${question.id}-${who}`);
      seen.add(text);
      if (refusing.has(question.id) || question.view === "check") continue;
      await empty(page);
      await press(page);
      if (tour.status(page) !== 422) continue;
      refusing.add(question.id);
      await tour.look(page, `${question.id}-empty`);
    }
  }
  // Nothing has to be chosen there, or enough is there already; the latter are refused below.
  const accepting = PAGES.map(({ id }) => id).filter((id) => !refusing.has(id));
  expect(accepting).toEqual(["powers", "family", "documents-household", "check"]);
});

test("what is found while one writes, what a file may be, and where the kiosk cannot go on", { timeout }, async () => {
  const { deps } = served;
  const mine = await draft(deps, { by: person("chen"), changes: { formation: "family", family: [] }, signed: false });
  await kiosk.open(mine.id);
  await page.goto("/kiosk/apply/name-parts");
  await page.locator("#trade").fill("中国国家级第一小灶");
  await page.locator("#name-report li").first().waitFor();
  await tour.look(page, "name-forbidden");
  await page.locator("#trade").fill("江畔小灶");
  await page.locator("#name-report .notice").waitFor();
  await tour.look(page, "name-good");
  await kiosk.see(`/kiosk/apply/scope?q=${encodeURIComponent("吃")}`, "scope-found");
  await page.locator("#q").fill("卖酒精");
  await page.getByText("先要批准").first().waitFor();
  await tour.look(page, "scope-swapped");
  await kiosk.see(`/kiosk/apply/scope?q=${encodeURIComponent("龘龘龘")}`, "scope-nothing");
  await kiosk.see("/kiosk/apply/operator/card", "operator-card");
  await kiosk.refused("operator-card-none");
  await page.goto("/kiosk/apply/family");
  await fill(page, { name: "李", relation: "子女", idNumber: "231099" });
  await page.locator('button[value="add"]').click();
  await page.locator(".error-summary").waitFor();
  await tour.look(page, "family-wrong");

  await page.goto("/kiosk/apply/documents-household");
  await kiosk.refused("documents-none");
  const choose = (name: string, bytes: Buffer) =>
    page.locator('input[type="file"]').setInputFiles({ name, mimeType: "image/png", buffer: bytes });
  await choose("说明.png", Buffer.from("not a picture"));
  await kiosk.refused("documents-wrong-type");
  await choose("很大.png", Buffer.concat([PAPER, Buffer.alloc(9_000_000)]));
  await kiosk.refused("documents-413", 413);
  await page.goto("/kiosk/apply/capital");
  await spoil(page);
  await kiosk.refused("ended-409", 409);
  await kiosk.see("/kiosk/file/nothing", "file-404");

  for (const why of ["agent", "other-id", "foreign", "minor", "elsewhere", "paper", "window"])
    expect(await kiosk.see(`/kiosk/stop/${why}`, `stop-${why}`)).toBe(true);
});

test("no page of the kiosk was missed, and nothing is cut off, crowded or out of reach", () => {
  expect(tour.missed()).toEqual([]);
  expect(tour.problems).toEqual([]);
});
