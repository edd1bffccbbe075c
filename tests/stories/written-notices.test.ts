// Every written notice is issued with the act that owes it, and says what it must.
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { handOut, makeReady } from "../../src/delivery/acts/pickup.ts";
import { printSheet } from "../../src/delivery/acts/print.ts";
import { checkIdentity } from "../../src/filing/acts/identity.ts";
import { saveAnswers } from "../../src/filing/acts/save-answers.ts";
import { signFiling } from "../../src/filing/acts/sign.ts";
import { submitFiling } from "../../src/filing/acts/submit.ts";
import { newEnrolment } from "../../src/people/acts/enrol-kiosk.ts";
import type { Answers } from "../../src/rules/answers.ts";
import type { NoticeKind } from "../../src/rules/notice-kinds.ts";
import { textOf } from "../print/documents.ts";
import { PEOPLE } from "../support/cast.ts";
import { hiddenFields, openClient } from "../support/client.ts";
import { counting, returnedBy, signedIn } from "../support/desk.ts";
import { applicant, must, PNG, readyDraft, staffBy, submittedFiling } from "../support/filing.ts";
import { beginByCard, enrol } from "../support/kiosk-walk.ts";
import { kindsOf, noticeData, noticeFile, noticeOf, SIGNATURE, signedFiling } from "../support/notices.ts";
import { ONE_SHEET, PICKUP, registeredFiling } from "../support/registered.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => world.at("2026-11-24", "09:00"));

const NAMELESS: Answers = { name: { named: false } };
const HOME = "黑龙江省牡丹江市虚构区样例街1号";

/** Printed, made ready and handed over in 爱民区, with a signature from the pad. */
async function collected(): Promise<string> {
  const { deps } = world;
  const id = await registeredFiling(deps, PICKUP, ONE_SHEET);
  const guide = () => staffBy(deps, "aimin-guide");
  const sheet = { filingId: id, part: "original" as const, copy: 1, placeId: "hall-aimin" };
  expect(await printSheet(deps, await guide(), sheet)).toMatchObject({ ok: true });
  must(await makeReady(deps, await guide(), { filingId: id }));
  const { name, idNumber } = PEOPLE.wang;
  const who = { collector: "self" as const, name, idNumber, signature: SIGNATURE };
  must(await handOut(deps, await guide(), { filingId: id, ...who }));
  return id;
}

describe("a submission", () => {
  test("owes receipt, application, record of identity, and where the hall is elsewhere the authority that decides", async () => {
    const { deps } = world;
    const { id } = await submittedFiling(deps, NAMELESS);
    expect(await kindsOf(deps, id)).toEqual(["receipt", "application", "identity", "jurisdiction"]);
    const told = JSON.stringify(await noticeData(world.deps, id, "jurisdiction"));
    for (const part of ["西安区政务服务大厅", "牡丹江市阳明区市场监督管理局", "第十八条"]) expect(told).toContain(part);

    const xian = { district: "231005", street: "231005001", detail: "西一条路8号", type: "rented" } as const;
    const at = await submittedFiling(deps, {
      ...NAMELESS,
      premises: { ...xian, proof: "declaration", onlineOnly: false },
    });
    expect(await kindsOf(deps, at.id)).not.toContain("jurisdiction");
  });

  test("the application holds every answer as shown; numbers, homes, phones and signatures stand on the last page alone", async () => {
    const id = await signedFiling(world.deps);
    const file = await noticeFile(world.deps, id, "application");
    const data = await noticeData(world.deps, id, "application");
    const open = JSON.stringify({ ...data, apart: undefined });
    const apart = JSON.stringify(data.apart);
    for (const secret of [PEOPLE.wang.idNumber, PEOPLE.wang.phone, HOME, "群众"]) {
      expect(open, secret).not.toContain(secret);
      expect(apart, secret).toContain(secret);
    }
    const text = textOf(file);
    for (const shown of ["餐饮服务", "光华街66号门市", "自助打照", "见附页", "附页：个人信息和签名"])
      expect(
        text.some((line) => line.includes(shown)),
        shown,
      ).toBe(true);
    expect(text.some((line) => line.includes("我提交的材料和填写的内容都是真的"))).toBe(true);
    expect(file.includes("/Subtype /Image")).toBe(true);
    expect(data.apart?.signatures).toMatchObject([{ role: "经营者", name: PEOPLE.wang.name }]);
  });

  test("the record of identity says how, by whom and when, with masked numbers", async () => {
    const { deps } = world;
    const byCard = await signedFiling(world.deps);
    const card = await noticeData(world.deps, byCard, "identity");
    expect(JSON.stringify(card)).toContain("本人在读卡器上刷居民身份证");
    expect(JSON.stringify(card)).toContain("231099********1241");
    expect(JSON.stringify(card)).not.toContain(PEOPLE.wang.idNumber);

    const { id } = await readyDraft(deps, { ...NAMELESS });
    must(await checkIdentity(deps, await staffBy(deps, "xian-guide"), { filingId: id, seen: "居民身份证原件" }));
    world.pass(60_000);
    must(await submitFiling(deps, applicant(deps, id), { filingId: id }));
    const seen = JSON.stringify(await noticeData(world.deps, id, "identity"));
    for (const part of ["当面核对居民身份证原件", "工作人员西安区帮办", "2026年11月24日 09:00", "2026年11月24日 09:01"])
      expect(seen).toContain(part);
  });

  test("stays within the statements that a post may send", async () => {
    const counted = counting(world.deps);
    const app = createApp(counted.deps, { assets: path.resolve("assets"), vendored: path.resolve("dist/public") });
    const kiosk = openClient((request) => app.fetch(request), "http://localhost:3000");
    await enrol(kiosk, await newEnrolment(world.deps, "hall-xian", world.deps.now()));
    await beginByCard(kiosk, PEOPLE.li);
    const { id } = await readyDraft(world.deps, {
      name: { named: true, trade: "数一数", industry: "餐饮", form: "店" },
    });
    await world.deps.db.updateTable("web_session").set({ filing_id: id }).where("kind", "=", "kiosk").execute();
    const submit = async (from: string) => {
      const form = hiddenFields((await kiosk.get(from)).text, "/kiosk/submit");
      counted.statements();
      expect((await kiosk.post("/kiosk/submit", form)).location).toMatch(/^\/kiosk\/receipt/);
      return counted.statements();
    };
    expect(await submit("/kiosk/apply/check")).toBeLessThanOrEqual(25);

    await returnedBy(world.deps, id, "yangming1", ["capital"]);
    world.pass(60_000);
    must(await saveAnswers(world.deps, applicant(world.deps, id), { filingId: id, patch: { capital: "8" } }));
    const again = { filingId: id, who: "operator", how: "screen" as const, bytes: PNG };
    must(await signFiling(world.deps, applicant(world.deps, id), again));
    expect(await submit("/kiosk/correct")).toBeLessThanOrEqual(25);
  });
});

describe("registration and after", () => {
  test("items that need a permit are told one by one, with permit, authority and what follows without it", async () => {
    const id = await registeredFiling(world.deps, { method: "self-print" });
    const permit = await noticeData(world.deps, id, "permit");
    expect(permit.sections?.map(({ title }) => title)).toEqual(["1．餐饮服务"]);
    const said = JSON.stringify(permit);
    for (const part of ["食品经营许可证", "不得经营这一项", "《市场主体登记管理条例》第十四条"])
      expect(said).toContain(part);
    const general = await registeredFiling(world.deps, { method: "self-print" }, { scope: ["日用百货销售"] });
    expect(await kindsOf(world.deps, general)).not.toContain("permit");
  });

  test("handing over is proved by what, to whom, when and the signature; the hall that gave it can open the proof", async () => {
    const id = await collected();
    const data = await noticeData(world.deps, id, "collection");
    const said = JSON.stringify(data);
    for (const part of ["正本，纸张编号 H40000001", "爱民区政务服务大厅", "爱民区帮办", "231099********1241"])
      expect(said).toContain(part);
    expect(said).not.toContain(PEOPLE.wang.idNumber);
    expect((await noticeFile(world.deps, id, "collection")).includes("/Subtype /Image")).toBe(true);
    const guide = await signedIn(world.deps, "aimin-guide");
    const open = async (kind: NoticeKind) =>
      (await guide.get(`/desk/filings/${id}/notices/${(await noticeOf(world.deps, id, kind)).id}.pdf`)).status;
    expect(await open("collection")).toBe(200);
    expect(await open("registration")).toBe(404);
    expect(await open("application")).toBe(404);
  });
});
