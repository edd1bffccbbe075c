import { afterEach, beforeEach, expect, test } from "vitest";
import { saveAnswers } from "../../src/filing/acts/save-answers.ts";
import { signFiling } from "../../src/filing/acts/sign.ts";
import { submitFiling } from "../../src/filing/acts/submit.ts";
import { hiddenFields } from "../support/client.ts";
import { deskClient, postForm, returnedBy, signedIn } from "../support/desk.ts";
import { applicant, must, PNG, rowOf, submittedFiling } from "../support/filing.ts";
import { openWorld, PASSWORD, type World } from "../support/world.ts";

const MINUTE = 60_000;

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

function named(trade: string) {
  return { name: { named: true as const, trade, industry: "餐饮", form: "店" } };
}

/** The filings of a queue page in the order in which they stand there. */
function linksIn(html: string): string[] {
  const table = html.slice(html.indexOf("<tbody>"));
  return [...table.matchAll(/href="\/desk\/filings\/([0-9a-z]+)"/g)].map((match) => match[1] ?? "");
}

test("every failed sign-in reads the same, and a login is locked after five of them", async () => {
  const client = deskClient(world.deps);
  const unknown = await client.post("/desk/sign-in", { login: "nobody", password: PASSWORD });
  const wrong = await client.post("/desk/sign-in", { login: "yangming1", password: "wrong" });
  expect([unknown.status, wrong.status]).toEqual([422, 422]);
  expect(wrong.text).toContain("账号或密码不对");
  expect(wrong.text.replace("yangming1", "")).toBe(unknown.text.replace("nobody", ""));

  for (let i = 0; i < 4; i++) await client.post("/desk/sign-in", { login: "yangming1", password: "wrong" });
  const locked = await client.post("/desk/sign-in", { login: "yangming1", password: PASSWORD });
  expect(locked.status).toBe(422);
  expect(locked.text).toContain("15 分钟后再试");
  world.pass(16 * MINUTE);
  expect((await client.post("/desk/sign-in", { login: "yangming1", password: PASSWORD })).location).toBe("/desk");
});

test("each role is led to its own first page, and out again", async () => {
  const first = {
    yangming1: "/desk",
    "yangming-head": "/desk",
    "xian-guide": "/desk/hall",
    city: "/city",
    admin: "/desk/admin",
  };
  for (const [login, location] of Object.entries(first)) {
    const answer = await deskClient(world.deps).post("/desk/sign-in", { login, password: PASSWORD });
    expect([login, answer.location]).toEqual([login, location]);
  }
  const officer = await signedIn(world.deps, "yangming1");
  expect((await officer.post("/desk/sign-out", {})).status).toBe(409);
  expect((await postForm(officer, "/desk", "/desk/sign-out")).location).toBe("/desk/sign-in");
  expect((await officer.get("/desk")).location).toBe("/desk/sign-in");
});

test("what came back to me stands first, then whatever is due first", async () => {
  const { deps } = world;
  const mine = await submittedFiling(deps, named("回头客"));
  world.pass(MINUTE);
  const early = await submittedFiling(deps, named("早先到"));
  await returnedBy(deps, mine.id, "yangming1", ["capital"]);
  world.at("2026-11-25", "10:00");
  must(await saveAnswers(deps, applicant(deps, mine.id), { filingId: mine.id, patch: { capital: "6" } }));
  must(
    await signFiling(deps, applicant(deps, mine.id), { filingId: mine.id, who: "operator", how: "upload", bytes: PNG }),
  );
  must(await submitFiling(deps, applicant(deps, mine.id), { filingId: mine.id }));
  const late = await submittedFiling(deps, named("后来到"));

  const own = await (await signedIn(deps, "yangming1")).get("/desk");
  expect(linksIn(own.text)).toEqual([mine.id, early.id, late.id]);
  expect(own.text).toContain("您退回的，申请人已改好，排在最前");
  const colleague = await (await signedIn(deps, "yangming2")).get("/desk");
  expect(linksIn(colleague.text)).toEqual([early.id, mine.id, late.id]);
  const back = await (await signedIn(deps, "yangming2")).get("/desk?tab=resubmitted");
  expect(linksIn(back.text)).toEqual([mine.id]);
});

test("the filings of another district are not there, whatever is asked", async () => {
  const { deps } = world;
  const { id } = await submittedFiling(deps);
  const [notice] = await deps.db.selectFrom("notice").select("id").where("filing_id", "=", id).execute();
  const stranger = await signedIn(deps, "dongan1");
  expect(linksIn((await stranger.get("/desk")).text)).toEqual([]);
  for (const path of [`/desk/filings/${id}`, `/desk/filings/${id}/notices/${notice?.id}.pdf`, `/desk/delivery/${id}`])
    expect([path, (await stranger.get(path)).status]).toEqual([path, 404]);
  const keys = hiddenFields((await stranger.get("/desk")).text);
  for (const act of ["claim", "registration", "return/preview", "release"])
    expect([act, (await stranger.post(`/desk/filings/${id}/${act}`, { ...keys, _version: "1" })).status]).toEqual([
      act,
      404,
    ]);
});

test("a guide cannot decide, an officer cannot refuse, the city cannot look in", async () => {
  const { deps } = world;
  const { id } = await submittedFiling(deps);
  const guide = await signedIn(deps, "xian-guide");
  for (const act of ["registration", "return", "refusal", "claim"])
    expect([act, (await guide.post(`/desk/filings/${id}/${act}`, {})).status]).toEqual([act, 403]);

  const officer = await signedIn(deps, "yangming1");
  await postForm(officer, `/desk/filings/${id}`, `/desk/filings/${id}/claim`);
  const page = (await officer.get(`/desk/filings/${id}`)).text;
  expect(page).not.toContain("/refusal");
  const refused = await postForm(officer, `/desk/filings/${id}`, `/desk/filings/${id}/refusal`, {
    ...hiddenFields(page, `/desk/filings/${id}/registration`),
    ground: "public-interest",
    facts: "经营场所在已公告征收的建筑内。",
  });
  expect(refused.status).toBe(403);
  expect((await rowOf(deps, id)).status).toBe("submitted");
  expect((await (await signedIn(deps, "city")).get(`/desk/filings/${id}`)).status).toBe(403);
});

test("personal data is shown to whoever has the filing in hand, identity numbers never in full", async () => {
  const { deps } = world;
  const { id } = await submittedFiling(deps);
  const officer = await signedIn(deps, "yangming1");
  const before = (await officer.get(`/desk/filings/${id}`)).text;
  expect(before).not.toContain("15404530001");
  expect(before).not.toContain("王小丽");
  await postForm(officer, `/desk/filings/${id}`, `/desk/filings/${id}/claim`);
  const held = (await officer.get(`/desk/filings/${id}`)).text;
  expect(held).toContain("15404530001");
  expect(held).toContain("231099********1241");
  expect(held).not.toContain("231099198811031241");
  const colleague = (await (await signedIn(deps, "yangming2")).get(`/desk/filings/${id}`)).text;
  expect(colleague).not.toContain("15404530001");
  expect(colleague).toContain("阳明区甲正在审查");
});

test("a return is previewed with the words of its reasons, and goes out as one notice", async () => {
  const { deps } = world;
  const { id } = await submittedFiling(deps);
  const officer = await signedIn(deps, "yangming1");
  const page = `/desk/filings/${id}`;
  await postForm(officer, page, `${page}/claim`);

  const nothing = await postForm(officer, page, `${page}/return/preview`);
  expect(nothing.status).toBe(422);
  expect(nothing.text).toContain("请至少标记一处");
  const unsaid = await postForm(officer, page, `${page}/return/preview`, {
    field: ["capital", "scope"],
    "reason:scope": "scope-1",
  });
  expect(unsaid.status).toBe(422);
  expect(unsaid.text).toContain("出资额：请选择退回原因");
  expect(unsaid.text).toContain('value="scope" checked');

  const marks = {
    field: ["capital", "operator.home"],
    "reason:capital": "capital-2",
    "reason:operator.home": "operator.home-1",
    "fix:capital": "请按万元填写数字。",
  };
  const preview = await postForm(officer, page, `${page}/return/preview`, marks);
  expect(preview.status).toBe(200);
  expect(preview.text).toContain("出资额填写的格式不对。");
  expect(preview.text).toContain("请按万元填写数字。");
  expect((await rowOf(deps, id)).status).toBe("submitted");

  const sent = await officer.post(`${page}/return`, { ...hiddenFields(preview.text, `${page}/return`), ...marks });
  expect(sent.status).toBe(303);
  const done = (await officer.get(sent.location)).text;
  const notice = /href="([^"]+\.pdf)"[^>]*>打开一次性告知书/.exec(done)?.[1] ?? "";
  expect((await officer.get(notice)).text.slice(0, 5)).toBe("%PDF-");
  const items = await deps.db.selectFrom("return_item").select(["field", "problem", "fix"]).orderBy("field").execute();
  expect(items).toEqual([
    { field: "capital", problem: "出资额填写的格式不对。", fix: "请按万元填写数字。" },
    {
      field: "operator.home",
      problem: "经营者住所与身份证件上的住址不一致，也没有说明现住址。",
      fix: expect.stringContaining("现住址"),
    },
  ]);
});

test("a page that was read too long ago, and a form from elsewhere, change nothing", async () => {
  const { deps } = world;
  const { id } = await submittedFiling(deps);
  const page = `/desk/filings/${id}`;
  const officer = await signedIn(deps, "yangming1");
  await postForm(officer, page, `${page}/claim`);
  const old = hiddenFields((await officer.get(page)).text, `${page}/registration`);
  await postForm(officer, page, `${page}/release`);
  await postForm(officer, page, `${page}/claim`);
  const stale = await officer.post(`${page}/registration`, old);
  expect(stale.status).toBe(409);
  expect(stale.text).toContain("请刷新页面看最新情况");
  const foreign = await postForm(officer, page, `${page}/registration`, { _csrf: "another session's" });
  expect(foreign.status).toBe(409);
  expect((await rowOf(deps, id)).status).toBe("submitted");
  expect((await postForm(officer, page, `${page}/registration`)).status).toBe(303);
  expect((await rowOf(deps, id)).status).toBe("registered");
});

test("that no code is left is said before the decision", async () => {
  const { deps } = world;
  const { id } = await submittedFiling(deps);
  const page = `/desk/filings/${id}`;
  const officer = await signedIn(deps, "yangming1");
  await postForm(officer, page, `${page}/claim`);
  expect((await officer.get(page)).text).toContain("登记（余码 10000）");
  await deps.db.updateTable("uscc_range").set({ next: 10_000 }).where("id", "=", "range-yangming").execute();
  const empty = (await officer.get(page)).text;
  expect(empty).toContain("登记（没有余码）");
  expect(empty).not.toContain(`action="${page}/registration"`);
});

test("a second officer takes over only with a reason, which the record tells", async () => {
  const { deps } = world;
  const { id } = await submittedFiling(deps);
  const page = `/desk/filings/${id}`;
  await postForm(await signedIn(deps, "yangming1"), page, `${page}/claim`);
  const second = await signedIn(deps, "yangming2");
  expect((await postForm(second, page, `${page}/claim`)).status).toBe(409);
  expect((await postForm(second, page, `${page}/claim`, { reason: "甲今天请假" })).status).toBe(303);
  expect((await second.get(page)).text).toContain("阳明区乙接手审查，原因：甲今天请假");
});
