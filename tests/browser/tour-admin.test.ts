import { expect, test } from "vitest";
import { generateDemo } from "../../src/demo/generate.ts";
import { send } from "../support/desk-hands.ts";
import { enrolKiosk, fill } from "../support/hands.ts";
import { openStage } from "../support/stage.ts";
import { openTour, type Tour } from "../support/tour.ts";
import { isAdminPath, touredDesk } from "../support/tour-desk.ts";
import { disputed, LONG_DETAIL, person, registered, submitted } from "../support/tour-filings.ts";
import { spoil } from "../support/tour-kiosk.ts";

const stage = openStage();
let tour: Tour;
const toured = (login: string) => {
  tour ??= openTour(stage.served, {
    name: "admin",
    paths: isAdminPath,
    sizes: ["desk"],
    pageless: {
      "GET /desk/supervision/register.csv": "a table for spreadsheets",
      "POST /desk/admin/staff/:id/on": "one button",
      "POST /desk/admin/staff/:id/password": "one button",
      "POST /desk/admin/reasons/:code/on": "one button",
      "POST /desk/admin/reasons/:code/off": "one button",
      "POST /desk/admin/halls/:id/enrolments": "one button",
      "POST /desk/admin/kiosks/:id/revoke": "one button",
    },
  });
  return touredDesk(stage.browser, stage.served, tour, login);
};

const timeout = 240_000;
const AT = "/desk/admin";
const LONG_NAME = "阿卜杜拉·买买提吐尔逊艾合麦提";

test("people, places, codes and reasons", { timeout }, async () => {
  const { deps } = stage.served;
  const admin = await toured("admin");
  await admin.see(AT, "home-empty");
  await admin.see(`${AT}/history`, "history-empty");
  await admin.see(`${AT}/staff`, "staff");
  await admin.see(`${AT}/staff?q=没有这个人`, "staff-none");
  await admin.see(`${AT}/staff/new`, "staff-new");
  await admin.refused(`${AT}/staff`, { login: "9", phone: "12" }, "staff-new-wrong");
  await admin.page.goto(`${AT}/staff/new`);
  await send(admin.page, `${AT}/staff`, {
    login: "yangming-outpost-of-the-north-1",
    name: LONG_NAME,
    role: "officer",
    place: "authority-yangming",
    phone: "0453-5550101",
  });
  await tour.look(admin.page, "staff-secret");
  await admin.see(`${AT}/staff/staff-xian2`, "person");
  await admin.refused(`${AT}/staff/staff-xian2`, { name: "", role: "guide" }, "person-wrong");
  await admin.page.goto(`${AT}/staff/staff-xian2`);
  await send(admin.page, `${AT}/staff/staff-xian2/off`);
  await tour.look(admin.page, "person-off");
  await admin.page.goto(`${AT}/staff/staff-admin`);
  await admin.refused(`${AT}/staff/staff-admin/off`, {}, "person-oneself");

  await admin.see(`${AT}/contacts`, "contacts");
  await admin.see(`${AT}/contacts/authority-xian`, "contact");
  await admin.refused(
    `${AT}/contacts/authority-xian`,
    { name: "", phone: "1", hours: "", address: "" },
    "contact-wrong",
  );
  await admin.see(`${AT}/halls`, "halls");
  await admin.see(`${AT}/halls/new`, "hall-new");
  await admin.refused(`${AT}/halls`, {}, "hall-new-wrong");
  const hall = `${AT}/halls/hall-xian`;
  await admin.see(hall, "hall-without-kiosk");
  await admin.refused(hall, { name: "", phone: "" }, "hall-wrong");
  await admin.page.goto(hall);
  await send(admin.page, `${hall}/enrolments`);
  await tour.look(admin.page, "hall-link");
  const link = await admin.page.locator(".secret-value").innerText();
  const kiosk = await admin.page.context().newPage();
  await enrolKiosk(kiosk, link);
  await kiosk.close();
  await admin.see(hall, "hall");
  await admin.page.locator(".admin-rows a").first().click();
  await admin.page.waitForURL(/kiosks/);
  await tour.look(admin.page, "kiosk");

  await deps.db.updateTable("uscc_range").set({ next: 9_990 }).where("id", "=", "range-xian").execute();
  await admin.see(`${AT}/codes`, "codes-low");
  await admin.refused(`${AT}/codes`, { table: "231009 T1 1 2" }, "codes-wrong");
  await admin.see(`${AT}/codes/range-xian`, "range");
  await admin.refused(`${AT}/codes/range-xian`, { lowWater: "许多" }, "range-wrong");
  await deps.db.updateTable("uscc_range").set({ next: 1_000 }).where("id", "=", "range-xian").execute();
  await admin.see(`${AT}/reasons`, "reasons");
  await admin.see(`${AT}/reasons/new`, "reason-new");
  await admin.refused(`${AT}/reasons`, {}, "reason-new-wrong");
  await admin.see(`${AT}/reasons/name-1`, "reason");
  await admin.refused(`${AT}/reasons/name-1`, { label: "", problem: "", fix: "" }, "reason-wrong");
  await admin.page.context().close();
});

test("calendar, settings and catalogues, with what they do to open filings", { timeout }, async () => {
  const { deps } = stage.served;
  const admin = await toured("admin");
  await admin.see(`${AT}/calendar`, "calendar");
  await admin.see(`${AT}/calendar?year=2027`, "calendar-provisional");
  const day = (values: Record<string, string>) =>
    fill(admin.page, { date: "2026-11-26", kind: "off", name: "暴雪停工", status: "published", ...values });
  const dayForm = admin.page.locator('form:has([name="date"]) button');
  const yearForm = admin.page.locator('form:has([name="year"]) button');
  await day({ name: "" });
  await dayForm.click();
  await admin.page.locator(".error-summary").waitFor();
  await tour.look(admin.page, "calendar-day-wrong");
  await admin.page.goto(`${AT}/calendar`);
  await fill(admin.page, { year: "2027", table: "2027年2月5日至11日放假" });
  await yearForm.click();
  await admin.page.locator(".error-summary").waitFor();
  await tour.look(admin.page, "calendar-year-wrong");
  await admin.page.goto(`${AT}/calendar`);
  await day({});
  await dayForm.click();
  await admin.page.waitForURL(/preview/);
  await tour.look(admin.page, "calendar-confirm-none");
  await generateDemo(deps, { filings: 400, seed: 13, until: deps.now() });
  // In between filings came in: it is told anew.
  await admin.refused(`${AT}/calendar`, {}, "calendar-confirm-stale");
  await send(admin.page, `${AT}/calendar`);
  await tour.look(admin.page, "calendar-changed");

  await admin.see(`${AT}/settings`, "settings");
  await admin.see(`${AT}/settings/clock.hours`, "setting-hours");
  await admin.refused(`${AT}/settings/clock.hours/preview`, { value: "全天" }, "setting-hours-wrong");
  await send(admin.page, `${AT}/settings/clock.hours/preview`, {
    value: "9:00-16:00",
    reason: "冬季作息，市局 2026 年 41 号文",
  });
  await tour.look(admin.page, "setting-hours-confirm");
  await submitted(deps, { by: person("chen"), changes: { name: { named: false } } });
  await admin.refused(`${AT}/settings/clock.hours`, {}, "setting-stale");
  await send(admin.page, `${AT}/settings/clock.hours`);
  await tour.look(admin.page, "settings-changed");
  await admin.see(`${AT}/settings/dateLabel`, "setting-choice");

  for (const catalogue of ["scope", "words", "divisions"]) {
    const at = `${AT}/catalogues/${catalogue}`;
    await admin.see(at, catalogue);
    await admin.see(`${at}?force=past`, `${catalogue}-none`);
    await admin.see(`${at}/new`, `${catalogue}-new`);
    await admin.refused(at, {}, `${catalogue}-new-wrong`);
  }
  await admin.see(`${AT}/catalogues/words/word-00002`, "word");
  await admin.see(`${AT}/catalogues/divisions/231002001`, "division");
  await admin.refused(
    `${AT}/catalogues/divisions/231002001`,
    { validFrom: "2026-12-01", validTo: "2026-11-01" },
    "division-wrong",
  );
  await admin.page.goto(`${AT}/catalogues/divisions/231002001001`);
  await send(admin.page, `${AT}/catalogues/divisions/231002001001`, { validTo: "2026-12-31" });
  await tour.look(admin.page, "division-ended");
  await admin.see(`${AT}/catalogues/nothing`, "catalogue-404", 404);
  await admin.see(AT, "home");
  await admin.see(`${AT}/history`, "history");
  await admin.page.context().close();
  const city = await toured("city");
  await city.see(AT, "home-city");
  await city.see(`${AT}/settings`, "settings-city");
  await city.see(`${AT}/halls/hall-xian`, "hall-city");
  await city.page.context().close();
  const officer = await toured("xian1");
  await officer.see(AT, "403", 403);
  await officer.page.context().close();
});

test("the registers of a district", { timeout }, async () => {
  const { deps } = stage.served;
  const officer = await toured("aimin1");
  await officer.see("/desk/disputes", "disputes-empty");
  await officer.page.context().close();
  const premises = { district: "231003", street: "231003002", detail: LONG_DETAIL, onlineOnly: false } as const;
  const made = await registered(deps, {
    by: person("abdul"),
    changes: {
      name: { named: true, trade: "阿卜杜拉买买提吐尔逊艾合麦提", industry: "餐饮", form: "店" },
      premises: { ...premises, type: "rented", proof: "declaration" },
    },
  });
  const head = await toured("yangming-head");
  await head.see("/desk/supervision", "supervision");
  await head.refused("/desk/supervision/taken", {}, "supervision-none-chosen");
  await head.see("/desk/supervision?tab=taken", "supervision-taken");
  await head.see("/desk/supervision?street=231003001", "supervision-none");
  await head.see("/desk/disputes/new", "dispute-new");
  await head.refused("/desk/disputes", { number: "nothing" }, "dispute-new-wrong");
  const at = await disputed(deps, made.id);
  await head.see("/desk/disputes", "disputes");
  await head.see(at, "dispute");
  await head.refused(at, { state: "closed" }, "dispute-wrong");
  await head.page.goto(at);
  await spoil(head.page);
  await head.refused(at, {}, "409", 409);
  await head.see("/desk/disputes/nothing", "dispute-404", 404);
  await head.page.context().close();
});

test("no page of administration was missed, and nothing is cut off, crowded or out of reach", () => {
  expect(tour.missed()).toEqual([]);
  expect(tour.problems).toEqual([]);
});
