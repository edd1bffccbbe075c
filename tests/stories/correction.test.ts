// The authority's own error on a licence is corrected by a next version.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dispatchLicence } from "../../src/delivery/acts/mail.ts";
import { makeReady } from "../../src/delivery/acts/pickup.ts";
import { printSheet } from "../../src/delivery/acts/print.ts";
import { deliveryOf, sheetBySerial } from "../../src/delivery/queries/delivery.ts";
import { eventsOf } from "../../src/events/record.ts";
import { sha256 } from "../../src/files/store.ts";
import { openAnswers } from "../../src/filing/sealed.ts";
import type { LicenceData } from "../../src/licence/licence-data.ts";
import { licencePdf } from "../../src/licence/licence-pdf.ts";
import { versionsOf } from "../../src/licence/queries/changes.ts";
import { licenceOf } from "../../src/licence/queries/licence.ts";
import { noticePdf } from "../../src/notices/notice-pdf.ts";
import { guideNotes, messagesOf, noticesOf } from "../../src/notices/queries.ts";
import { openFilingKey, openJson, openLoose } from "../../src/people/keyring.ts";
import type { DeliveryAnswer } from "../../src/rules/answers.ts";
import { isLicenceIdentifier } from "../../src/rules/licence-identifier.ts";
import { correct, isFree, noticeData, WRONG_DOOR } from "../support/after-issue.ts";
import { applicant, must, rowOf, staffBy } from "../support/filing.ts";
import { MAIL, ONE_SHEET, PICKUP, registeredFiling } from "../support/registered.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const named = (trade: string) => ({ name: { named: true as const, trade, industry: "餐饮", form: "店" } });
const fullName = (trade: string) => `牡丹江市阳明区${trade}餐饮店（个体工商户）`;
const registered = (changes = {}, delivery: DeliveryAnswer = PICKUP) =>
  registeredFiling(world.deps, delivery, { ...ONE_SHEET, ...changes });
const staff = (login: string) => staffBy(world.deps, login);
const versions = (id: string) => versionsOf(world.deps.db, id);
const dataOf = async (id: string) => JSON.parse((await licenceOf(world.deps.db, id))?.data ?? "{}") as LicenceData;

async function print(id: string) {
  return printSheet(world.deps, applicant(world.deps, id), {
    filingId: id,
    part: "original",
    copy: 1,
    placeId: "hall-aimin",
  });
}

describe("a correction", () => {
  test("is the head's alone, with a reason, on the page as it is", async () => {
    const id = await registered();
    for (const [login, status] of [
      ["yangming1", 403],
      ["aimin-guide", 403],
      ["city", 403],
      ["dongan-head", 404],
    ] as const)
      expect(await correct(world.deps, id, undefined, { by: await staff(login) })).toMatchObject({ ok: false, status });
    expect(await correct(world.deps, id, undefined, { by: applicant(world.deps, id) })).toMatchObject({ status: 403 });
    expect(await correct(world.deps, id, undefined, { reason: "写错了" })).toMatchObject({
      status: 422,
      problems: [{ field: "correctReason" }],
    });
    const { version } = await rowOf(world.deps, id);
    expect(await correct(world.deps, id, undefined, { version: version - 1 })).toMatchObject({ status: 409 });
    expect(await versions(id)).toHaveLength(1);
  });

  test("issues the next version, signed and stored; the old one is replaced and its paper void", async () => {
    const { deps } = world;
    const id = await registered();
    const old = await licenceOf(deps.db, id);
    if (!old) throw new Error("no licence");
    const oldPdf = await licencePdf(deps, old, "original");
    const sheet = await print(id);
    must(await makeReady(deps, await staff("aimin-guide"), { filingId: id }));
    world.pass(86_400_000);
    must(await correct(deps, id, { detail: "光华街68号门市", operator: "王小莉" }));

    const [second, first] = await versions(id);
    expect(first).toMatchObject({ id: old.id, version: 1, status: "replaced", kind: "correct", ended_at: deps.now() });
    expect(second).toMatchObject({ version: 2, status: "valid", kind: null });
    expect(isLicenceIdentifier(second?.identifier ?? "")).toBe(true);
    expect(second?.identifier.split(".").slice(0, -2)).toEqual(old.identifier.split(".").slice(0, -2));
    expect(second?.identifier.split(".").at(-2)).toBe("002");

    const licence = await licenceOf(deps.db, id);
    if (!licence) throw new Error("no licence");
    expect(licence).toMatchObject({ uscc: old.uscc, status: "valid" });
    expect(licence.verify_code).not.toBe(old.verify_code);
    const data = await dataOf(id);
    const before = JSON.parse(old.data) as LicenceData;
    expect(data).toEqual({
      ...before,
      operator: "王小莉",
      premises: before.premises.replace("66号", "68号"),
      identifier: second?.identifier,
      issuedAt: deps.now(),
    });
    const pdf = await licencePdf(deps, licence, "original");
    expect(sha256(pdf)).toBe(licence.original_sha256);
    // The version that ended keeps its bytes.
    expect(await licencePdf(deps, old, "original")).toEqual(oldPdf);

    expect(await rowOf(deps, id)).toMatchObject({ status: "registered", operator_name: "王小莉" });
    const { answers } = openAnswers(deps.config.keyring, await rowOf(deps, id));
    expect(answers.filer?.name).toBe("王小莉");
    expect(answers.liaison?.name).toBe("王小莉");
    expect(await sheetBySerial(deps.db, sheet.ok ? sheet.serial : "")).toMatchObject({ state: "voided" });
    expect(await deliveryOf(deps.db, id)).toMatchObject({ state: "waiting", ready_at: null });
    expect(await makeReady(deps, await staff("aimin-guide"), { filingId: id })).toMatchObject({ status: 409 });
    expect(await print(id)).toMatchObject({ ok: true });
    must(await makeReady(deps, await staff("aimin-guide"), { filingId: id }));
  });

  test("is a numbered notice with both texts and the remedies, told to both sides, and one event without a name", async () => {
    const { deps } = world;
    const id = await registered();
    must(await correct(deps, id, { operator: "王小莉", detail: "光华街70号门市" }));
    const notice = await noticeData(world.deps, id, "correction");
    expect(notice).toMatchObject({ title: "更正通知书", addressee: "王小莉" });
    expect(String(notice.number)).toMatch(/^牡阳明市监更正〔2026〕\d+号$/);
    const text = JSON.stringify(notice);
    for (const part of [
      "原：王小丽",
      "现：王小莉",
      "66号门市",
      "70号门市",
      WRONG_DOOR,
      ".002.",
      ".001.",
      "人民政府申请行政复议",
      "人民法院提起行政诉讼",
    ])
      expect(text).toContain(part);
    expect(text).not.toContain("经营范围更正");
    const [row] = (await noticesOf(deps.db, id)).slice(-1);
    expect((await noticePdf(deps, id, row?.id ?? ""))?.subarray(0, 5).toString()).toBe("%PDF-");

    const [message] = await messagesOf(deps.db, id);
    const body = String(openLoose(deps.config.keyring, message?.body_sealed ?? ""));
    expect(body).toContain("已经更正");
    const notes = await guideNotes(deps.db, "hall-xian");
    expect(notes.find((note) => note.filing_id === id && note.kind === "corrected")?.body).toContain("第 002 版");

    const [event] = (await eventsOf(deps.db, id)).slice(-1);
    expect(event?.type).toBe("corrected");
    expect(JSON.parse(event?.data ?? "{}")).toMatchObject({
      version: 2,
      ground: "entry",
      fields: ["operator.name", "premises.detail"],
    });
    for (const secret of ["王小", "号门市", "电话指出"]) expect(event?.data).not.toContain(secret);
    const change = await deps.db
      .selectFrom("licence_change")
      .selectAll()
      .where("filing_id", "=", id)
      .executeTakeFirstOrThrow();
    expect(JSON.stringify(change)).not.toContain("电话指出");
  });

  test.each([
    ["nothing changed", {}, "name", "没有要更正的"],
    ["an operator's name that is none", { operator: "王x" }, "operator", "姓名只能写汉字"],
    ["a name of another district", { name: "牡丹江市东安区改错区餐饮店" }, "name", "阳明区"],
    ["a name without its place", { name: "改错地餐饮店" }, "name", "市"],
    ["a scope that is in no catalogue", { scope: "餐饮服务\n炼金术" }, "scope", "炼金术"],
    ["no scope at all", { scope: " \n" }, "scope", "经营范围"],
    ["a street of another district", { street: "231002001" }, "street", "阳明区"],
    ["an address that is none", { detail: "" }, "detail", ""],
    ["a family without members", { formation: "family" }, "formation", "家庭成员"],
  ])("with %s is refused beside the item, and nothing is issued", async (_, changes, field, message) => {
    const id = await registered();
    const outcome = await correct(world.deps, id, changes);
    expect(outcome).toMatchObject({ ok: false, status: 422 });
    const problem = !outcome.ok && outcome.problems?.find((each) => each.field === field);
    expect(problem ? problem.message : "").toContain(message);
    expect(await versions(id)).toHaveLength(1);
    expect((await rowOf(world.deps, id)).name).toBe("");
  });

  test("of the name moves the hold: the new one is taken, the wrong one is free; a taken one is refused", async () => {
    const { deps } = world;
    const id = await registered(named("江盼小灶"));
    const other = await registered(named("雪城小灶"));
    expect(await correct(deps, id, { name: fullName("雪城小灶") })).toMatchObject({
      status: 422,
      problems: [{ field: "name" }],
    });
    must(await correct(deps, id, { name: fullName("江畔小灶") }));
    expect(await rowOf(deps, id)).toMatchObject({ name: fullName("江畔小灶"), trade: "江畔小灶" });
    expect((await dataOf(id)).name).toBe(fullName("江畔小灶"));
    expect(await isFree(world.deps, "江畔小灶")).toBe(false);
    expect(await isFree(world.deps, "江盼小灶")).toBe(true);
    must(await correct(deps, other, { name: "" }));
    expect(await isFree(world.deps, "雪城小灶")).toBe(true);
    expect((await dataOf(other)).name).toBeNull();
    must(await correct(deps, id, { scope: "餐饮服务\n外卖递送服务" }));
    expect((await versions(id)).map(({ version, status }) => [version, status])).toEqual([
      [3, "valid"],
      [2, "replaced"],
      [1, "replaced"],
    ]);
    expect((await dataOf(id)).scope).toContain("外卖递送服务");
  });

  test("of what was sent begins the paper anew, and where it went is kept sealed", async () => {
    const { deps } = world;
    const id = await registered({}, MAIL);
    must({ ...(await print(id)), location: "", repeated: false, ok: true });
    const post = { carrier: "中国邮政 EMS", tracking: "1234567890123", costFen: 1200 };
    must(await dispatchLicence(deps, await staff("yangming1"), { filingId: id, ...post }));
    must(await correct(deps, id));
    expect(await deliveryOf(deps.db, id)).toMatchObject({ state: "waiting", carrier: null, tracking: null });
    const row = await deps.db
      .selectFrom("licence_change")
      .selectAll()
      .where("filing_id", "=", id)
      .executeTakeFirstOrThrow();
    const key = openFilingKey(deps.config.keyring, await rowOf(deps, id));
    expect(openJson(key, row.delivery_sealed)).toMatchObject({ state: "dispatched", tracking: post.tracking });
  });
});
