import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveAnswers } from "../../src/filing/acts/save-answers.ts";
import { withdrawFiling } from "../../src/filing/acts/withdraw.ts";
import { PAGES } from "../../src/filing/pages/table.ts";
import { openBrowser } from "../support/browser.ts";
import { send } from "../support/desk-hands.ts";
import { answersOf, applicant, must } from "../support/filing.ts";
import { press } from "../support/hands.ts";
import { type Served, serveWorld } from "../support/served.ts";
import { openTour, type Tour } from "../support/tour.ts";
import { isHallPath, touredDesk } from "../support/tour-desk.ts";
import {
  draft,
  LONG_DETAIL,
  LONG_HOME,
  longScope,
  person,
  refused,
  registered,
  returned,
  submitted,
} from "../support/tour-filings.ts";
import { empty } from "../support/tour-kiosk.ts";

let browser: Browser;
let served: Served;
let tour: Tour;
beforeAll(async () => {
  browser = await openBrowser();
  served = await serveWorld();
  tour = openTour(served, {
    name: "hall",
    paths: isHallPath,
    sizes: ["desk"],
    pageless: { "POST /desk/hall/notes/:note/seen": "one button" },
  });
}, 60_000);
afterAll(async () => {
  await browser.close();
  await served.close();
});

const timeout = 240_000;
const named = (trade: string) => ({ name: { named: true, trade, industry: "餐饮", form: "店" } }) as const;

test("the hall's lists, notes and filings by their code", { timeout }, async () => {
  const { deps } = served;
  const guide = await touredDesk(browser, served, tour, "xian-guide");
  const tabs = ["returned", "draft", "submitted", "decided", "opened"];
  for (const tab of tabs) await guide.see(`/desk/hall?tab=${tab}`, `hall-${tab}-empty`);

  const [by, long] = [person("chen"), person("abdul")];
  await draft(deps, { by, changes: named("林海小灶") });
  await submitted(deps, { by, changes: named("江畔小灶") });
  await returned(deps, { by: long, changes: named("阿卜杜拉买买提吐尔逊艾合麦提") }, ["scope", "operator.home"]);
  await registered(deps, { by });
  await refused(deps, { by, changes: named("不予小店") });
  const other = await draft(deps, { by: long, hall: "hall-aimin", changes: named("雪城小灶"), signed: false });
  for (const tab of tabs.slice(0, 4)) await guide.see(`/desk/hall?tab=${tab}`, `hall-${tab}`);
  const lookUp = async (code: string) => {
    await guide.page.locator("#code").fill(code);
    await guide.page.locator('form[action="/desk/hall/lookup"] button:not([formaction])').click();
    await guide.page.waitForURL(/lookup/);
  };
  await lookUp("AAAA");
  await tour.look(guide.page, "hall-no-such-code");
  await guide.page.goto("/desk/hall");
  await lookUp(other.code);
  await tour.look(guide.page, "hall-found");
  await guide.page.locator("#code").fill(other.code);
  await guide.page.locator('button[formaction="/desk/hall/openings"]').click();
  await guide.page.locator(".error-summary").waitFor();
  await tour.look(guide.page, "hall-no-consent");
  await guide.page.locator("#consent").check();
  await guide.page.locator('button[formaction="/desk/hall/openings"]').click();
  await guide.page.waitForURL(/filings/);
  await tour.look(guide.page, "guide-opened");
  await guide.see("/desk/hall?tab=opened", "hall-opened");
  await guide.page.context().close();
});

test("a filing beside the applicant, and every page that changes it", { timeout }, async () => {
  const { deps } = served;
  const [wang, li] = [person("wang"), person("li")];
  const guide = await touredDesk(browser, served, tour, "xian-guide");
  const powers = { checkCopies: true, correctOwnPapers: false, correctForms: true, collect: true };
  const premises = { ...answersOf(wang).premises, detail: LONG_DETAIL, type: "dwelling", proof: "proof" } as const;
  const helped = await draft(deps, {
    by: wang,
    changes: {
      ...named("明珠小灶"),
      filer: { kind: "staff", ...li, relation: "家庭成员", powers },
      formation: "family",
      family: [{ name: li.name, idNumber: li.idNumber, relation: "配偶" }],
      premises,
      scope: await longScope(deps),
      delivery: { method: "mail", recipient: wang.name, phone: wang.phone, address: LONG_HOME },
      liaison: { same: false, ...li },
    },
    papers: ["household", "household"],
    signed: false,
  });
  const agent = await draft(deps, {
    by: wang,
    changes: {
      filer: { kind: "agent", ...li, agentRegistered: true, powers },
      premises: {
        ...premises,
        type: "network",
        onlineOnly: true,
        platforms: [{ name: "样例购物平台", url: "https://shop.example.com/store/231099/mudanjiang-sample" }],
      },
      delivery: { method: "pickup", hallId: "hall-aimin" },
    },
  });
  const seen = new Set<string>();
  const refusing = new Set<string>();
  for (const { id } of [helped, agent]) {
    await guide.see(`/desk/filings/${id}`, id === agent.id ? "guide-agent" : "guide-draft");
    for (const question of PAGES) {
      const at = `/desk/filings/${id}/edit/${question.id}`;
      if (seen.has(question.id) || question.view === "check") continue;
      await guide.page.goto(at);
      if (tour.status(guide.page) !== 200) continue;
      seen.add(question.id);
      await tour.look(guide.page, `edit-${question.id}`);
      await empty(guide.page);
      await press(guide.page);
      if (tour.status(guide.page) !== 422) continue;
      refusing.add(question.id);
      await tour.look(guide.page, `edit-${question.id}-empty`);
    }
  }
  expect(PAGES.map(({ id }) => id).filter((id) => !seen.has(id))).toEqual(["check"]);
  expect([...seen].filter((id) => !refusing.has(id))).toEqual(["powers"]);
});

test("handed in, signed on paper, withdrawn at the window", { timeout }, async () => {
  const { deps } = served;
  const by = person("jin");
  const guide = await touredDesk(browser, served, tour, "xian-guide");
  const made = await draft(deps, { by, source: "typed", changes: named("雪乡小灶"), papers: ["identity"] });
  const at = `/desk/filings/${made.id}`;
  await guide.see(at, "guide-ready");
  await guide.opened("核验身份", "guide-identity");
  await guide.refused(`${at}/seen-identity`, {}, "guide-identity-empty");
  await guide.page.goto(at);
  must(await saveAnswers(deps, applicant(deps, made.id), { filingId: made.id, patch: { capital: "7" } }));
  await guide.refused(`${at}/submission`, {}, "guide-submission-422");

  const paper = await draft(deps, { by, changes: named("冰城小灶"), signed: false });
  await guide.see(`/desk/filings/${paper.id}`, "guide-unsigned");
  await guide.opened("撤回申请", "guide-withdraw");
  must(await withdrawFiling(deps, applicant(deps, paper.id), { filingId: paper.id }));
  await guide.refused(`/desk/filings/${paper.id}/withdrawal`, {}, "guide-withdraw-409", 409);
  await guide.see(`/desk/filings/${paper.id}`, "guide-withdrawn");
  const other = await draft(deps, { by, changes: named("牡丹小灶"), signed: false });
  await guide.page.goto(`/desk/filings/${other.id}`);
  must(await withdrawFiling(deps, applicant(deps, other.id), { filingId: other.id }));
  await guide.refused(`/desk/filings/${other.id}/paper-signature`, {}, "guide-paper-409", 409);
  await guide.see(`/desk/filings/${other.id}/edit/capital`, "edit-409", 409);

  const back = await returned(deps, { by, changes: named("镜泊小灶") }, ["scope", "operator.home"]);
  await guide.see(`/desk/filings/${back.id}`, "guide-returned");
  await guide.see(`/desk/filings/${back.id}/edit/operator-home`, "edit-returned");
  await guide.page.goto(`/desk/filings/${back.id}`);
  await send(guide.page, `/desk/filings/${back.id}/submission`);
  await tour.look(guide.page, "guide-submitted");
});

test("no page of the halls was missed, and nothing is cut off, crowded or out of reach", () => {
  expect(tour.missed()).toEqual([]);
  expect(tour.problems).toEqual([]);
});
