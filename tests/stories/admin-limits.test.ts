// A changed calendar or setting: what it does to open filings is told first, done with the change, and recorded with each of them.
import { afterEach, beforeEach, expect, test } from "vitest";
import { generateDemo } from "../../src/demo/generate.ts";
import { sentenceOf } from "../../src/events/sentences.ts";
import { atLocal } from "../../src/rules/calendar.ts";
import { type Client, hiddenFields } from "../support/client.ts";
import { counting, returnedBy, signedIn } from "../support/desk.ts";
import { readyDraft, rowOf, submittedFiling } from "../support/filing.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
let admin: Client;
beforeEach(async () => {
  world = await openWorld();
  admin = await signedIn(world.deps, "admin");
});
afterEach(() => world.close());

const AT = "/desk/admin/calendar";
const nameless = { name: { named: false as const } };
const THURSDAY_OFF = { what: "day", date: "2026-11-26", kind: "off", name: "暴雪停工", status: "published" };

/** Posts the preview of a change and gives its page. */
async function preview(values: Record<string, string>) {
  const { text } = await admin.get(AT);
  const { _csrf = "", _key = "" } = hiddenFields(text, `${AT}/preview`);
  return admin.post(`${AT}/preview`, { _csrf, _key, ...values });
}

const eventsOn = (id: string) =>
  world.deps.db
    .selectFrom("event")
    .selectAll()
    .where("filing_id", "=", id)
    .where("type", "=", "limits-moved")
    .execute();

test("a day off is told before it is confirmed, moves what lies behind it, and can be taken back", async () => {
  const { deps } = world;
  const { id, number } = await submittedFiling(deps, nameless);
  const draft = await readyDraft(deps, nameless);
  const [before, draftBefore] = [await rowOf(deps, id), await rowOf(deps, draft.id)];
  expect(before.due_at).toBe(atLocal("2026-11-27", "17:00"));

  const told = await preview(THURSDAY_OFF);
  expect(told.status).toBe(200);
  expect(told.text).toContain("1 份里有 1 份的期限会变，其中 1 份的法定期限会变");
  for (const words of [number, "11月27日（周五）17:00", "11月30日（周一）17:00"]) expect(told.text).toContain(words);
  expect(await rowOf(deps, id)).toEqual(before);
  expect((await deps.catalogues()).calendar.exceptions.has("2026-11-26")).toBe(false);

  const done = await admin.post(AT, hiddenFields(told.text, AT));
  expect(done.location).toBe(`${AT}?year=2026&told=changed&moved=1`);
  expect((await admin.get(done.location)).text).toContain("1 份申请的期限已重新计算");
  expect((await deps.catalogues()).calendar.exceptions.get("2026-11-26")).toBe("off");
  const after = await rowOf(deps, id);
  expect(after).toEqual({ ...before, due_at: atLocal("2026-11-30", "17:00"), version: before.version + 1 });
  expect(await rowOf(deps, draft.id)).toEqual(draftBefore);
  const [event] = await eventsOn(id);
  expect(sentenceOf({ type: event?.type ?? "", actor_kind: "staff", data: event?.data ?? "{}" })).toBe(
    "放假安排有变，法定期限由11月27日（周五）17:00改为11月30日（周一）17:00",
  );

  const back = await preview({ ...THURSDAY_OFF, kind: "none", name: "" });
  expect((await admin.post(AT, hiddenFields(back.text, AT))).status).toBe(303);
  expect((await rowOf(deps, id)).due_at).toBe(before.due_at);
});

test("a filing that came in between is told of before anything is changed", async () => {
  const { deps } = world;
  await submittedFiling(deps, nameless);
  const told = await preview(THURSDAY_OFF);
  const { id } = await submittedFiling(deps, nameless);
  const stale = await admin.post(AT, hiddenFields(told.text, AT));
  expect(stale.status).toBe(422);
  expect(stale.text).toContain("受影响的申请和刚才说的不一样了");
  expect(stale.text).toContain("2 份里有 2 份的期限会变");
  expect((await rowOf(deps, id)).due_at).toBe(atLocal("2026-11-27", "17:00"));
  expect((await admin.post(AT, hiddenFields(stale.text, AT))).status).toBe(303);
  expect((await rowOf(deps, id)).due_at).toBe(atLocal("2026-11-30", "17:00"));
});

test("a year is imported whole from a table, with what is wrong told by its line", async () => {
  const { deps } = world;
  const wrong = await preview({
    what: "year",
    year: "2027",
    table: "date\tkind\tname\tstatus\n2027-02-30\toff\t春节\tpublished\n",
  });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain("第 2 行：“2027-02-30”不是日期");
  expect(wrong.text).toContain("2027-02-30\toff");
  const days = await deps.db.selectFrom("calendar_day").selectAll().where("date", "like", "2027-%").execute();
  expect((await admin.get(`${AT}?year=2027`)).text).toContain("2027 年的安排还没有公布或不完整");
  const table = [
    "date\tweekday\tkind\tname\tstatutory\tstatus",
    "2027-01-01\t五\toff\t元旦\t1\tpublished",
    "2027-02-06\t六\toff\t春节\t1\tpublished",
    "2027-02-20\t六\tworkday\t春节\t0\tpublished",
    "2026-10-01\t四\toff\t国庆\t1\tpublished",
  ].join("\r\n");
  const told = await preview({ what: "year", year: "2027", table });
  expect(told.text).toContain("正在办理的申请，期限都不变");
  expect((await admin.post(AT, hiddenFields(told.text, AT))).status).toBe(303);
  const after = await deps.db.selectFrom("calendar_day").selectAll().where("date", "like", "2027-%").execute();
  expect(after.map(({ date }) => date).sort()).toEqual(["2027-01-01", "2027-02-06", "2027-02-20"]);
  expect(after).not.toEqual(days);
  expect((await deps.catalogues()).calendar.publishedYears.has(2027)).toBe(true);
  expect(
    await deps.db.selectFrom("calendar_day").select("date").where("date", "=", "2026-10-01").execute(),
  ).toHaveLength(1);
});

test("a local setting is changed with its reason, and what follows from it moves", async () => {
  const { deps } = world;
  const { id } = await submittedFiling(deps, nameless);
  const draft = await readyDraft(deps, nameless);
  const returned = await submittedFiling(deps, nameless);
  await returnedBy(deps, returned.id, "yangming1", ["capital"]);
  const at = "/desk/admin/settings";
  const ask = async (key: string, values: Record<string, string>) => {
    const { text } = await admin.get(`${at}/${key}`);
    return admin.post(`${at}/${key}/preview`, { ...hiddenFields(text, `${at}/${key}/preview`), ...values });
  };
  const wrong = await ask("clock.hours", { value: "08:30-11:30 11:00-17:00", reason: "" });
  expect(wrong.status).toBe(422);
  for (const words of ["与前一段重叠", "请写明为什么改", "08:30-11:30 11:00-17:00"])
    expect(wrong.text).toContain(words);

  const told = await ask("clock.hours", { value: "9:00-12:00 13:00-16:30", reason: "冬季作息" });
  expect(told.text).toContain("1 份里有 1 份的期限会变");
  expect((await admin.post(`${at}/clock.hours`, hiddenFields(told.text, `${at}/clock.hours`))).status).toBe(303);
  expect((await rowOf(deps, id)).due_at).toBe(atLocal("2026-11-27", "16:30"));
  const { text } = await admin.get(at);
  for (const words of ["09:00–12:00，13:00–16:30", "冬季作息", "管理员"]) expect(text).toContain(words);
  // What was submitted after it carries the new hours too.
  expect((await rowOf(deps, (await submittedFiling(deps, nameless)).id)).due_at).toBe(atLocal("2026-11-27", "16:30"));

  const lapse = await ask("clock.draftLapseDays", { value: "7", reason: "清理久置的草稿" });
  expect(lapse.text).toContain("归档时间");
  const fields = hiddenFields(lapse.text, `${at}/clock.draftLapseDays`);
  const returnedBefore = await rowOf(deps, returned.id);
  expect((await admin.post(`${at}/clock.draftLapseDays`, fields)).status).toBe(303);
  expect((await rowOf(deps, draft.id)).lapses_at).toBe(atLocal("2026-12-01", "24:00"));
  expect(await rowOf(deps, returned.id)).toEqual(returnedBefore);

  const light = await ask("clock.nearWorkingDays", { value: "2", reason: "早一点提醒" });
  expect(
    (await admin.post(`${at}/clock.nearWorkingDays`, hiddenFields(light.text, `${at}/clock.nearWorkingDays`))).status,
  ).toBe(303);
  expect((await deps.catalogues()).settings.clock.nearWorkingDays).toBe(2);
  world.at("2026-11-25", "16:30");
  const officer = await signedIn(deps, "yangming1");
  expect((await officer.get(`/desk/filings/${id}`)).text).toContain("到法定期限不超过 2 个工作日");

  const later = await signedIn(deps, "admin");
  expect((await later.get(`${at}/clock.legalWorkingDays`)).status).toBe(404);
});

test("the preview and the change cost the same few statements however many filings move", async () => {
  const { deps } = world;
  const costs: number[][] = [];
  for (const filings of [1, 60]) {
    if (filings === 1) await submittedFiling(deps, nameless);
    else await generateDemo(deps, { filings: 200, seed: 5, until: deps.now() });
    const counted = counting(deps);
    const client = await signedIn(counted.deps, "admin");
    const form = hiddenFields((await client.get(AT)).text, `${AT}/preview`);
    const day = filings === 1 ? "2026-11-26" : "2026-11-25";
    counted.statements();
    const told = await client.post(`${AT}/preview`, { ...form, ...THURSDAY_OFF, date: day });
    const asked = counted.statements();
    const done = await client.post(AT, hiddenFields(told.text, AT));
    costs.push([asked, counted.statements()]);
    expect(done.status).toBe(303);
    const moved = Number(/moved=(\d+)/.exec(done.location)?.[1]);
    expect(moved).toBeGreaterThan(filings === 1 ? 0 : 20);
  }
  const [one, many] = costs;
  for (const cost of many ?? []) expect(cost).toBeLessThanOrEqual(25);
  // Rows go in by sizes that are powers of two: a few statements more or less.
  for (const [at, cost] of (one ?? []).entries()) expect(Math.abs((many?.[at] ?? 0) - cost)).toBeLessThanOrEqual(6);
});
