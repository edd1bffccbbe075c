// How a filing ends without a licence: refused, withdrawn, filed away.
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventsOf } from "../../src/events/record.ts";
import { sentenceOf } from "../../src/events/sentences.ts";
import { lapseFiling } from "../../src/filing/acts/lapse.ts";
import { saveAnswers } from "../../src/filing/acts/save-answers.ts";
import { submitFiling } from "../../src/filing/acts/submit.ts";
import { withdrawFiling } from "../../src/filing/acts/withdraw.ts";
import { clockEvents } from "../../src/filing/clock-events.ts";
import { lapsable } from "../../src/filing/queries/lapse.ts";
import { guideNotes, messagesOf, noticeRow, noticesOf } from "../../src/notices/queries.ts";
import { openFilingKey, openJson, openLoose } from "../../src/people/keyring.ts";
import { refuseFiling } from "../../src/review/acts/refuse.ts";
import { returnFiling } from "../../src/review/acts/return.ts";
import { refusalOf } from "../../src/review/queries/review.ts";
import { clockOf } from "../../src/rules/clock.ts";
import { STATUS_WORDS } from "../../src/rules/filing.ts";
import { GROUND_CODES, GROUNDS } from "../../src/rules/refusal.ts";
import type { By, Outcome } from "../../src/web/act.ts";
import { PEOPLE } from "../support/cast.ts";
import { applicant, must, readyDraft, rowOf, staffBy, submittedFiling } from "../support/filing.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const FACTS = "申请人在《条例》第四十条规定的三年内再次申请，经查属实。";
const named = (trade: string) => ({ name: { named: true as const, trade, industry: "餐饮", form: "店" } });
const staff = (login: string) => staffBy(world.deps, login);
const statusOf = async (id: string) => (await rowOf(world.deps, id)).status;
const kindsOf = async (id: string) => (await noticesOf(world.deps.db, id)).map(({ kind }) => kind);
const typesOf = async (id: string) => (await eventsOf(world.deps.db, id)).map(({ type }) => type);

async function refuse(id: string, login: string, changes: { facts?: string; version?: number } = {}): Promise<Outcome> {
  const { version } = await rowOf(world.deps, id);
  const input = { filingId: id, version, ground: "regulation" as const, facts: FACTS, ...changes };
  return refuseFiling(world.deps, await staff(login), input);
}

async function returned(id: string): Promise<void> {
  const { version } = await rowOf(world.deps, id);
  const items = [{ field: "capital" as const, reason: "R1", problem: "与实际不符", fix: "请按实际填写" }];
  must(await returnFiling(world.deps, await staff("yangming1"), { filingId: id, version, items }));
}

/** Whether somebody else may now take the 字号: submits it and withdraws again. */
async function isFree(trade: string): Promise<boolean> {
  const { id } = await readyDraft(world.deps, named(trade), PEOPLE.li);
  const outcome = await submitFiling(world.deps, applicant(world.deps, id), { filingId: id });
  await withdrawFiling(world.deps, applicant(world.deps, id), { filingId: id });
  if (!outcome.ok) expect(outcome).toMatchObject({ status: 422, problems: [{ field: "name" }] });
  return outcome.ok;
}

describe("a refusal", () => {
  test("is the head's alone", async () => {
    const { id } = await submittedFiling(world.deps, named("闻香来"));
    for (const [login, status] of [
      ["yangming1", 403],
      ["xian-guide", 403],
      ["city", 403],
      ["dongan-head", 404],
      ["admin", 404],
    ] as const)
      expect(await refuse(id, login)).toMatchObject({ ok: false, status });
    const own = await refuseFiling(world.deps, applicant(world.deps, id), {
      filingId: id,
      version: (await rowOf(world.deps, id)).version,
      ground: "law",
      facts: FACTS,
    });
    expect(own).toMatchObject({ status: 403 });
    expect(await statusOf(id)).toBe("submitted");
    expect(await kindsOf(id)).not.toContain("refusal");
  });

  test("says the facts in words, not a bare remark", async () => {
    const { id } = await submittedFiling(world.deps, { name: { named: false } });
    for (const facts of ["", "  ", "不行", "不符合规定"])
      expect(await refuse(id, "yangming-head", { facts })).toMatchObject({
        status: 422,
        problems: [{ field: "facts" }],
      });
    expect(await refuse(id, "yangming-head", { facts: "长".repeat(1001) })).toMatchObject({ status: 422 });
    expect(await statusOf(id)).toBe("submitted");
  });

  test("is a notice with ground, facts, clause and both remedies, told to both sides, and the name is free again", async () => {
    const { deps } = world;
    const { id, number } = await submittedFiling(deps, named("满口香"));
    expect(await isFree("满口香")).toBe(false);
    const { version } = await rowOf(deps, id);
    expect(await refuse(id, "yangming-head", { version: version - 1 })).toMatchObject({ status: 409 });
    must(await refuse(id, "yangming-head"));
    expect(await rowOf(deps, id)).toMatchObject({
      status: "refused",
      decided_at: deps.now(),
      officer_id: "staff-yangming-head",
    });
    expect(await refusalOf(deps.db, id)).toMatchObject({ ground: "regulation", facts: FACTS });

    const refusals = (await noticesOf(deps.db, id)).filter(({ kind }) => kind === "refusal");
    expect(refusals).toHaveLength(1);
    const row = await noticeRow(deps.db, id, refusals[0]?.id ?? "");
    if (!row) throw new Error("no notice");
    const notice = openJson(openFilingKey(deps.config.keyring, row), row.sealed) as Record<string, unknown>;
    expect(notice).toMatchObject({
      title: "不予登记通知书",
      authority: "牡丹江市阳明区市场监督管理局",
      addressee: PEOPLE.wang.name,
      filingNumber: number,
    });
    expect(notice.remedies).toContain("六十日内向牡丹江市阳明区人民政府申请行政复议");
    expect(notice.remedies).toContain("六个月内依法向人民法院提起行政诉讼");
    expect(notice.remedies).toContain("被申请人（被告）为牡丹江市阳明区市场监督管理局");
    const text = JSON.stringify(notice);
    for (const part of [FACTS, GROUNDS.regulation.clause, GROUNDS.regulation.label]) expect(text).toContain(part);
    expect(text).not.toContain("西安区");

    const [message] = await messagesOf(deps.db, id);
    expect(openLoose(deps.config.keyring, message?.body_sealed ?? "")).toContain("决定不予登记");
    const notes = await guideNotes(deps.db, "hall-xian");
    expect(notes.find((note) => note.filing_id === id && note.kind === "refused")?.body).toContain("不予登记");
    expect(await isFree("满口香")).toBe(true);
  });

  test.each(GROUND_CODES)("for the ground %s cites its clause", async (ground) => {
    const { id } = await submittedFiling(world.deps, { name: { named: false } });
    const { version } = await rowOf(world.deps, id);
    must(await refuseFiling(world.deps, await staff("yangming-head"), { filingId: id, version, ground, facts: FACTS }));
    const refusal = (await noticesOf(world.deps.db, id)).at(-1);
    const row = await noticeRow(world.deps.db, id, refusal?.id ?? "");
    if (!row) throw new Error("no notice");
    const text = JSON.stringify(openJson(openFilingKey(world.deps.config.keyring, row), row.sealed));
    expect(text).toContain(`${GROUNDS[ground].clause}：${GROUNDS[ground].label}`);
  });

  test("ends the filing: nothing more can be done with it", async () => {
    const { id } = await submittedFiling(world.deps, { name: { named: false } });
    must(await refuse(id, "yangming-head"));
    world.pass(1000);
    expect(await refuse(id, "yangming-head")).toMatchObject({ status: 409 });
    expect(await withdrawFiling(world.deps, applicant(world.deps, id), { filingId: id })).toMatchObject({
      status: 409,
    });
    expect(await submitFiling(world.deps, applicant(world.deps, id), { filingId: id })).toMatchObject({ status: 409 });
  });
});

describe("a withdrawal", () => {
  test("frees the name, ends the filing and is told to both sides", async () => {
    const { deps } = world;
    const { id } = await submittedFiling(deps, named("百味居"));
    expect(await isFree("百味居")).toBe(false);
    expect(await withdrawFiling(deps, applicant(deps, "another"), { filingId: id })).toMatchObject({ status: 404 });
    expect(await withdrawFiling(deps, await staff("yangming1"), { filingId: id })).toMatchObject({ status: 403 });
    must(await withdrawFiling(deps, applicant(deps, id), { filingId: id }));
    expect(await rowOf(deps, id)).toMatchObject({ status: "withdrawn", lapses_at: null, decided_at: null });
    expect(await isFree("百味居")).toBe(true);
    const notes = (await guideNotes(deps.db, "hall-xian")).filter((note) => note.filing_id === id);
    expect(notes.map(({ kind }) => kind).sort()).toEqual(["submitted", "withdrawn"]);
    const saved = await saveAnswers(deps, applicant(deps, id), { filingId: id, patch: { capital: "9" } });
    expect(saved).toMatchObject({ status: 409 });
  });

  test("of a draft says nothing to anybody, for nobody knew of it", async () => {
    const { id } = await readyDraft(world.deps, { name: { named: false } });
    must(await withdrawFiling(world.deps, applicant(world.deps, id), { filingId: id }));
    expect(await messagesOf(world.deps.db, id)).toEqual([]);
    expect(await statusOf(id)).toBe("withdrawn");
  });

  test("and a submission of the same 字号 at the same moment: both are answered, and the name is held or free as they say", async () => {
    for (const round of ["甲", "乙", "丙", "丁", "戊", "己"]) {
      const trade = `同时${round}`;
      const { id } = await submittedFiling(world.deps, named(trade));
      const other = await readyDraft(world.deps, named(trade), PEOPLE.li);
      const [withdrawn, submitted] = await Promise.all([
        withdrawFiling(world.deps, applicant(world.deps, id), { filingId: id }),
        submitFiling(world.deps, applicant(world.deps, other.id), { filingId: other.id }),
      ]);
      if (!withdrawn.ok) expect(withdrawn).toMatchObject({ status: 409 });
      if (!submitted.ok) expect(submitted).toMatchObject({ status: 422, problems: [{ field: "name" }] });
      expect(await isFree(trade)).toBe(withdrawn.ok && !submitted.ok);
    }
  });

  test("and a submission of the same 字号 in another industry at the same moment: both are done", async () => {
    for (let round = 0; round < 10; round++) {
      const trade = `各行${"甲乙丙丁戊己庚辛壬癸"[round]}`;
      const { id } = await submittedFiling(world.deps, named(trade));
      const fruit = { name: { named: true as const, trade, industry: "水果", form: "店" }, scope: ["新鲜水果零售"] };
      const other = await readyDraft(world.deps, fruit, PEOPLE.li);
      const outcomes = await Promise.all([
        wait(round).then(() => withdrawFiling(world.deps, applicant(world.deps, id), { filingId: id })),
        submitFiling(world.deps, applicant(world.deps, other.id), { filingId: other.id }),
      ]);
      expect(outcomes).toMatchObject([{ ok: true }, { ok: true }]);
      expect(await isFree(trade)).toBe(true);
    }
  });
});

describe("what nobody takes up again", () => {
  const system: By = { actor: { kind: "system" }, key: "", now: 0 };
  const lapse = (id: string) => lapseFiling(world.deps, { ...system, now: world.deps.now() }, { filingId: id });
  const isDue = async (id: string) =>
    (await lapsable(world.deps.db, world.deps.now(), 500)).some((filing) => filing.id === id);

  test.each([
    ["a draft after 30 days", "2026-12-24", false],
    ["a returned filing after 60 days", "2027-01-23", true],
  ])("%s is filed away when its last day has ended, not before", async (_, lastDay, isReturned) => {
    const { deps } = world;
    world.at("2026-11-24", "15:40");
    const trade = isReturned ? "久未补正" : "久未提交";
    const { id } = isReturned ? await submittedFiling(deps, named(trade)) : await readyDraft(deps, named(trade));
    if (isReturned) await returned(id);
    const catalogues = await deps.catalogues();
    const events = clockEvents(await eventsOf(deps.db, id));
    const clock = clockOf(events, catalogues.calendar, catalogues.settings.clock, deps.now());
    expect((await rowOf(deps, id)).lapses_at).toBe(clock.lapsesAt);

    const before = await statusOf(id);
    world.at(lastDay, "23:59");
    expect(await isDue(id)).toBe(false);
    expect(await lapse(id)).toMatchObject({ status: 409 });
    expect(await statusOf(id)).toBe(before);
    expect(await isFree(trade)).toBe(!isReturned);

    world.at(lastDay, "24:00");
    expect(await isDue(id)).toBe(true);
    must(await lapse(id));
    expect(await rowOf(deps, id)).toMatchObject({ status: "lapsed", lapses_at: null, decided_at: null });
    expect(await isFree(trade)).toBe(true);
    expect(await isDue(id)).toBe(false);
    expect(await lapse(id)).toMatchObject({ status: 409 });
  });

  test("is filed away by the system alone", async () => {
    world.at("2026-11-24", "09:00");
    const { id } = await readyDraft(world.deps, { name: { named: false } });
    world.at("2027-03-01", "09:00");
    for (const by of [applicant(world.deps, id), await staff("xian-guide")])
      expect(await lapseFiling(world.deps, by, { filingId: id })).toMatchObject({ status: 403 });
    expect(await lapseFiling(world.deps, await staff("yangming-head"), { filingId: id })).toMatchObject({
      status: 404,
    });
    expect(await statusOf(id)).toBe("draft");
  });

  test("is never called a refusal", async () => {
    world.at("2026-11-24", "09:00");
    const { id } = await submittedFiling(world.deps, { name: { named: false } });
    await returned(id);
    world.at("2027-03-01", "09:00");
    must(await lapse(id));
    const [last] = (await eventsOf(world.deps.db, id)).slice(-1);
    expect(last?.type).toBe("lapsed");
    const said = last ? sentenceOf({ ...last, actorName: null, placeName: null }) : "";
    expect(`${said}${JSON.stringify(STATUS_WORDS.lapsed)}`).not.toMatch(/不予|拒绝|驳回/);
    expect((await kindsOf(id)).at(-1)).toBe("return");
    expect(await kindsOf(id)).not.toContain("refusal");
    expect(await refusalOf(world.deps.db, id)).toBeUndefined();
    expect(await typesOf(id)).not.toContain("refused");
  });

  test("is not filed away while it lies with the office", async () => {
    world.at("2026-11-24", "09:00");
    const { id } = await submittedFiling(world.deps, { name: { named: false } });
    world.at("2027-06-01", "09:00");
    expect(await isDue(id)).toBe(false);
    expect(await lapse(id)).toMatchObject({ status: 409 });
    expect(await statusOf(id)).toBe("submitted");
  });
});
