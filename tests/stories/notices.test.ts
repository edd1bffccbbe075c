// What the office owes in writing: receipt, return, and the limits within which it may ask again.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eventsOf } from "../../src/events/record.ts";
import { addDocument } from "../../src/filing/acts/documents.ts";
import { saveAnswers } from "../../src/filing/acts/save-answers.ts";
import { signFiling } from "../../src/filing/acts/sign.ts";
import { submitFiling } from "../../src/filing/acts/submit.ts";
import { submissionOf } from "../../src/filing/queries/submission.ts";
import { openAnswers } from "../../src/filing/sealed.ts";
import { noticePdf } from "../../src/notices/notice-pdf.ts";
import { guideNotes, markNoteSeen, messagesOf, noticeRow, noticesOf } from "../../src/notices/queries.ts";
import { openFilingKey, openJson, openLoose } from "../../src/people/keyring.ts";
import { claimFiling } from "../../src/review/acts/claim.ts";
import { type ReturnItem, returnFiling } from "../../src/review/acts/return.ts";
import { returnsOf } from "../../src/review/queries/review.ts";
import type { Answers } from "../../src/rules/answers.ts";
import { atLocal } from "../../src/rules/calendar.ts";
import type { FieldId } from "../../src/rules/fields.ts";
import { PEOPLE } from "../support/cast.ts";
import { applicant, must, PNG, readyDraft, rowOf, staffBy, submittedFiling } from "../support/filing.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => world.at("2026-11-24", "09:00"));

const staff = (login: string) => staffBy(world.deps, login);
const submitted = async (changes: Answers = {}) => submittedFiling(world.deps, { name: { named: false }, ...changes });
const item = (field: FieldId): ReturnItem => ({ field, reason: "R1", problem: "写得不清楚", fix: "请写完整" });

async function giveBack(id: string, fields: FieldId[], login = "yangming1") {
  const { version } = await rowOf(world.deps, id);
  return returnFiling(world.deps, await staff(login), { filingId: id, version, items: fields.map(item) });
}

async function correct(id: string, patch: Answers) {
  world.pass(60_000);
  const me = () => applicant(world.deps, id);
  must(await saveAnswers(world.deps, me(), { filingId: id, patch }));
  must(await signFiling(world.deps, me(), { filingId: id, who: "operator", how: "screen", bytes: PNG }));
  return submitFiling(world.deps, me(), { filingId: id });
}

async function noticeData(id: string, kind: string): Promise<Record<string, unknown>> {
  const notice = (await noticesOf(world.deps.db, id)).findLast((each) => each.kind === kind);
  const row = await noticeRow(world.deps.db, id, notice?.id ?? "");
  if (!row) throw new Error(`no ${kind}`);
  return openJson(openFilingKey(world.deps.config.keyring, row), row.sealed) as Record<string, unknown>;
}

describe("the receipt", () => {
  test("names the deciding authority, the code, the deadline and the digest of the record", async () => {
    const { deps } = world;
    const { id, number, code } = await submitted();
    const receipt = await noticeData(id, "receipt");
    expect(receipt).toMatchObject({
      title: "接收申请材料凭证",
      authority: "牡丹江市阳明区市场监督管理局",
      addressee: PEOPLE.wang.name,
      filingNumber: number,
      code,
      date: "2026-11-24",
    });
    const [event] = (await eventsOf(deps.db, id)).filter(({ type }) => type === "submitted");
    const text = JSON.stringify(receipt);
    expect(text).toContain(event?.hash.slice(0, 32));
    expect(text).toContain("11月27日（周五）17:00");
    expect(text).not.toContain("西安区");
    const [message] = await messagesOf(deps.db, id);
    expect(openLoose(deps.config.keyring, message?.phone_sealed ?? "")).toBe(PEOPLE.wang.phone);
    const body = String(openLoose(deps.config.keyring, message?.body_sealed ?? ""));
    for (const part of [number, code, "11月27日（周五）17:00 前", "牡丹江市阳明区市场监督管理局"])
      expect(body).toContain(part);
  });

  test("has a number of its own authority, kind and year, without a gap", async () => {
    const numbers = [];
    for (let n = 0; n < 3; n++) {
      const { id } = await submitted();
      numbers.push((await noticesOf(world.deps.db, id))[0]?.number ?? "");
    }
    for (const number of numbers) expect(number).toMatch(/^牡阳明市监收〔2026〕\d+号$/);
    const serials = numbers.map((number) => Number(/〕(\d+)号/.exec(number)?.[1]));
    expect(serials).toEqual([0, 1, 2].map((n) => (serials[0] ?? 0) + n));

    world.at("2027-01-04", "09:00");
    const { id } = await submitted();
    expect((await noticesOf(world.deps.db, id))[0]?.number).toBe("牡阳明市监收〔2027〕1号");
  });

  test("is opened with its own filing alone", async () => {
    const [mine, other] = [await submitted(), await submitted()];
    const [notice] = await noticesOf(world.deps.db, mine.id);
    expect((await noticePdf(world.deps, mine.id, notice?.id ?? ""))?.subarray(0, 5).toString()).toBe("%PDF-");
    expect(await noticePdf(world.deps, other.id, notice?.id ?? "")).toBeUndefined();
  });
});

describe("a return", () => {
  test("tells every defect at once, in the notice, to the phone and to the guides of the hall where it was filed", async () => {
    const { deps } = world;
    const { id } = await submitted();
    must(await giveBack(id, ["premises.detail", "capital"]));
    expect(await noticeData(id, "return")).toMatchObject({
      title: "一次性告知书",
      defects: [
        { field: "经营场所门牌地址", problem: "写得不清楚", fix: "请写完整" },
        { field: "出资额", problem: "写得不清楚", fix: "请写完整" },
      ],
    });
    const [message] = await messagesOf(deps.db, id);
    expect(openLoose(deps.config.keyring, message?.body_sealed ?? "")).toContain(
      "2 处需要修改：经营场所门牌地址、出资额",
    );
    const noteOf = async (hall: string) =>
      (await guideNotes(deps.db, hall)).find((note) => note.filing_id === id && note.kind === "returned");
    const note = await noteOf("hall-xian");
    expect(note?.body).toContain("经营场所门牌地址、出资额");
    expect(await noteOf("hall-yangming")).toBeUndefined();

    await markNoteSeen(deps.db, "hall-yangming", note?.id ?? "", "staff-yangming-guide", deps.now());
    expect((await noteOf("hall-xian"))?.seen_at).toBeNull();
    await markNoteSeen(deps.db, "hall-xian", note?.id ?? "", "staff-xian-guide", deps.now());
    expect((await noteOf("hall-xian"))?.seen_at).toBe(deps.now());
  });

  test("says at least one thing, and each with reason, defect and remedy", async () => {
    const { id } = await submitted();
    expect(await giveBack(id, [])).toMatchObject({ status: 422, problems: [{ field: "items" }] });
    const { version } = await rowOf(world.deps, id);
    const items = [{ ...item("scope"), fix: " " }];
    const bare = await returnFiling(world.deps, await staff("yangming1"), { filingId: id, version, items });
    expect(bare).toMatchObject({ status: 422, problems: [{ field: "scope" }] });
    expect((await rowOf(world.deps, id)).status).toBe("submitted");
  });

  // Five working days after Tuesday 24 November, the day itself not counted, end on Tuesday 1 December at closing time.
  test.each([
    ["2026-11-24", "09:00", true],
    ["2026-11-29", "12:00", true],
    ["2026-12-01", "16:59", true],
    ["2026-12-01", "17:01", false],
    ["2026-12-02", "08:30", false],
    ["2027-03-01", "09:00", false],
  ])("on %s at %s is open: %s", async (date, time, open) => {
    const { id } = await submitted();
    world.at(date, time);
    const outcome = await giveBack(id, ["capital"]);
    if (open) must(outcome);
    else expect(outcome).toMatchObject({ status: 409, message: expect.stringContaining("12月1日（周二）17:00") });
    expect((await rowOf(world.deps, id)).status).toBe(open ? "returned" : "submitted");
    const kinds = (await noticesOf(world.deps.db, id)).map(({ kind }) => kind);
    expect(kinds.includes("return")).toBe(open);
  });

  test("is made by who holds the filing, or by anybody of the authority when nobody does", async () => {
    const { deps } = world;
    const { id } = await submitted();
    must(await claimFiling(deps, await staff("yangming1"), { filingId: id }));
    expect(await giveBack(id, ["capital"], "yangming2")).toMatchObject({ status: 409 });
    const takeover = claimFiling(deps, await staff("yangming2"), { filingId: id, reason: "同事请假" });
    must(await takeover);
    expect(await giveBack(id, ["capital"], "yangming1")).toMatchObject({ status: 409 });
    expect(await giveBack(id, ["capital"], "dongan1")).toMatchObject({ status: 404 });
    expect(await giveBack(id, ["capital"], "xian-guide")).toMatchObject({ status: 403 });
    // An hour later the claim has ended by itself.
    world.pass(61 * 60_000);
    must(await giveBack(id, ["capital"], "yangming1"));
  });
});

describe("a resubmission", () => {
  test("keeps the officer and starts a new clock; what was marked counts as answered and what changed is noted", async () => {
    const { deps } = world;
    const { id } = await submitted();
    must(await giveBack(id, ["capital"], "yangming2"));
    expect(await rowOf(deps, id)).toMatchObject({ status: "returned", officer_id: "staff-yangming2" });
    world.at("2026-11-26", "10:00");
    must(
      await correct(id, {
        capital: "6",
        operator: { ...(await operatorOf(id)), home: "黑龙江省牡丹江市虚构区样例街2号" },
      }),
    );
    expect(await rowOf(deps, id)).toMatchObject({
      status: "submitted",
      submission: 2,
      officer_id: "staff-yangming2",
      first_submitted_at: atLocal("2026-11-24", "09:00"),
      submitted_at: atLocal("2026-11-26", "10:01"),
      target_at: atLocal("2026-11-27", "17:00"),
      due_at: atLocal("2026-12-01", "17:00"),
      lapses_at: null,
    });
    const changed = JSON.parse((await submissionOf(deps.db, id, 2))?.changed ?? "[]");
    expect(changed).toEqual(["operator.home", "capital", "signature"]);
    const [notice] = await returnsOf(deps.db, id);
    expect(notice?.items.map(({ field, resolved_at }) => [field, resolved_at])).toEqual([["capital", deps.now()]]);
    const handedIn = ["receipt", "application", "identity", "jurisdiction"];
    const kinds = (await noticesOf(deps.db, id)).map(({ kind }) => kind);
    expect(kinds).toEqual([...handedIn, "return", ...handedIn]);
  });

  test("notes the papers that were added since, and no others", async () => {
    const { deps } = world;
    const { id } = await readyDraft(deps, { name: { named: false } });
    const add = async (kind: "premises" | "identity") =>
      must(
        await addDocument(deps, applicant(deps, id), { filingId: id, kind, file: { name: "材料.png", bytes: PNG } }),
      );
    await add("premises");
    world.pass(60_000);
    must(await submitFiling(deps, applicant(deps, id), { filingId: id }));
    must(await giveBack(id, ["capital"]));
    world.pass(60_000);
    await add("identity");
    must(await correct(id, { capital: "6" }));
    const changed = JSON.parse((await submissionOf(deps.db, id, 2))?.changed ?? "[]");
    expect(changed).toEqual(["capital", "signature", "documents.identity"]);
  });

  test("can be returned again for what was marked or has changed, and for nothing else", async () => {
    const { id } = await submitted();
    must(await giveBack(id, ["capital"]));
    must(await correct(id, { capital: "6", scope: ["餐饮服务", "外卖递送服务"] }));
    expect(await giveBack(id, ["capital", "premises.detail", "operator.home"])).toMatchObject({
      status: 422,
      problems: [{ field: "premises.detail" }, { field: "operator.home" }],
    });
    must(await giveBack(id, ["capital", "scope"]));
    must(await correct(id, { capital: "7" }));
    must(await giveBack(id, ["scope"]));
  });

  test("goes to another authority without an officer when the premises have moved to another district", async () => {
    const { deps } = world;
    const { id } = await submitted();
    must(await giveBack(id, ["premises.place"]));
    const premises = {
      district: "231002",
      street: "231002001",
      detail: "新安街8号门市",
      type: "rented" as const,
      proof: "declaration" as const,
      onlineOnly: false,
    };
    must(await correct(id, { premises }));
    expect(await rowOf(deps, id)).toMatchObject({ authority_id: "authority-dongan", officer_id: null });
    expect(await giveBack(id, ["capital"], "yangming1")).toMatchObject({ status: 404 });
    expect(await noticeData(id, "receipt")).toMatchObject({ authority: "牡丹江市东安区市场监督管理局" });
    const counts = await deps.db
      .selectFrom("filing_count")
      .selectAll()
      .where("authority_id", "=", "authority-dongan")
      .execute();
    expect(counts.filter(({ n }) => n !== 0)).toMatchObject([{ status: "submitted", n: 1 }]);
  });

  test("is refused while it is with the office, so that nothing is changed behind the officer's back", async () => {
    const { id } = await submitted();
    const saved = await saveAnswers(world.deps, applicant(world.deps, id), { filingId: id, patch: { capital: "9" } });
    expect(saved).toMatchObject({ status: 409 });
    const again = await submitFiling(world.deps, applicant(world.deps, id), { filingId: id });
    expect(again).toMatchObject({ status: 409 });
    expect((await rowOf(world.deps, id)).submission).toBe(1);
  });
});

async function operatorOf(id: string) {
  return openAnswers(world.deps.config.keyring, await rowOf(world.deps, id)).answers.operator;
}
