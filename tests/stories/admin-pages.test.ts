// The administrator's pages as a browser uses them: what was changed holds at once, for the people it concerns.

import { Hono } from "hono";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openDatabase } from "../../src/db/open.ts";
import { keepCatalogues } from "../../src/filing/catalogues.ts";
import { kioskRoutes } from "../../src/filing/kiosk.tsx";
import { claimFiling } from "../../src/review/acts/claim.ts";
import type { Env } from "../../src/web/env.ts";
import { kioskByToken } from "../../src/web/queries.ts";
import { type Client, hiddenFields, openClient, unescapeHtml } from "../support/client.ts";
import { counting, deskClient, postForm, signedIn } from "../support/desk.ts";
import { must, staffBy, submittedFiling } from "../support/filing.ts";
import { enrol } from "../support/kiosk-walk.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
let admin: Client;
beforeAll(async () => {
  world = await openWorld();
  admin = await signedIn(world.deps, "admin");
});
afterAll(() => world.close());

const secretIn = (html: string) => unescapeHtml(/secret-value">([^<]*)</.exec(html)?.[1] ?? "");

test("a new member of staff signs in with the password that is shown once, and is out at once when switched off", async () => {
  const { deps } = world;
  const entry = {
    login: "Yangming8",
    name: "阳明区丁",
    role: "officer",
    place: "authority-yangming",
    phone: "0453-5550108",
  };
  const empty = await postForm(admin, "/desk/admin/staff/new", "/desk/admin/staff", { name: "丁", role: "officer" });
  expect(empty.status).toBe(422);
  for (const words of ["账号用小写字母", "请选一个登记机关"]) expect(empty.text).toContain(words);
  expect(empty.text).toContain('value="丁"');
  const fields = hiddenFields((await admin.get("/desk/admin/staff/new")).text, "/desk/admin/staff");
  const added = await admin.post("/desk/admin/staff", { ...fields, ...entry });
  expect(added.status).toBe(200);
  const password = secretIn(added.text);
  expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
  // The same form again shows the person, and the password no more.
  const again = await admin.post("/desk/admin/staff", { ...fields, ...entry });
  expect(again.status).toBe(303);
  expect((await admin.get(again.location)).text).not.toContain(password);
  expect((await admin.get("/desk/admin/staff?q=丁")).text).toContain("阳明区丁");

  const officer = deskClient(deps);
  const door = await officer.post("/desk/sign-in", { login: "yangming8", password });
  expect(door.location).toBe("/desk");
  const { id } = await submittedFiling(deps, { name: { named: false } });
  must(await claimFiling(deps, await staffBy(deps, "yangming8"), { filingId: id }));
  expect((await officer.get(`/desk/filings/${id}`)).status).toBe(200);

  const person = again.location;
  expect((await postForm(admin, person, `${person}/off`)).status).toBe(303);
  expect((await officer.get(`/desk/filings/${id}`)).location).toBe("/desk/sign-in");
  expect((await officer.post("/desk/sign-in", { login: "yangming8", password })).status).toBe(422);
  expect(await deps.db.selectFrom("claim").selectAll().where("filing_id", "=", id).execute()).toEqual([]);
  expect((await admin.get("/desk/admin/staff?state=off")).text).toContain("阳明区丁");
  expect((await postForm(admin, "/desk/admin/staff/staff-admin", "/desk/admin/staff/staff-admin/off")).text).toContain(
    "不能停用自己的账号",
  );
});

test("a new password ends what is open, and the old one holds no more", async () => {
  const officer = await signedIn(world.deps, "aimin1");
  const page = "/desk/admin/staff/staff-aimin1";
  const reset = await postForm(admin, page, `${page}/password`);
  expect((await officer.get("/desk")).location).toBe("/desk/sign-in");
  const fresh = deskClient(world.deps);
  expect((await fresh.post("/desk/sign-in", { login: "aimin1", password: "tongban-2026" })).status).toBe(422);
  expect((await fresh.post("/desk/sign-in", { login: "aimin1", password: secretIn(reset.text) })).status).toBe(303);
});

test("a kiosk comes in by a link that is shown once, and is out at once when revoked", async () => {
  const { deps } = world;
  const page = "/desk/admin/halls/hall-dongan";
  const fields = hiddenFields((await admin.get(page)).text, `${page}/enrolments`);
  const made = await admin.post(`${page}/enrolments`, fields);
  const link = secretIn(made.text);
  expect(link).toMatch(/^http:\/\/localhost:3000\/kiosk\/enrol\/[\w-]{32}$/);
  expect((await admin.post(`${page}/enrolments`, fields)).location).toBe(`${page}?told=link`);
  expect((await admin.get(page)).text).not.toContain(link);
  expect(JSON.stringify(await deps.db.selectFrom("event").selectAll().execute())).not.toContain(link.slice(-32));

  const app = new Hono<Env>().route("/kiosk", kioskRoutes(deps));
  const kiosk = openClient((request) => app.fetch(request), "http://localhost:3000");
  await enrol(kiosk, link.slice(-32));
  expect((await kiosk.get("/kiosk")).text).toContain("东安区政务服务大厅");
  const { id, hall_id } = await deps.db.selectFrom("kiosk").selectAll().executeTakeFirstOrThrow();
  expect(hall_id).toBe("hall-dongan");
  expect((await postForm(admin, `/desk/admin/kiosks/${id}`, `/desk/admin/kiosks/${id}/revoke`)).status).toBe(303);
  expect((await kiosk.get("/kiosk")).location).toBe("/kiosk/not-enrolled");
  expect(await kioskByToken(deps.db, link.slice(-32))).toBeUndefined();
});

test("codes that run low are said on the first page and the page of codes, until new ones come", async () => {
  const { deps } = world;
  await deps.db.updateTable("uscc_range").set({ next: 9_960 }).where("id", "=", "range-xian").execute();
  for (const page of ["/desk/admin", "/desk/admin/codes"])
    expect((await admin.get(page)).text).toContain("牡丹江市西安区市场监督管理局只剩 40 个");
  const table = "authority\tprefix\tfirst\tlast\n231005\tT5\t1\t50\n";
  const overlap = await postForm(admin, "/desk/admin/codes", "/desk/admin/codes", { table });
  expect(overlap.status).toBe(422);
  expect(overlap.text).toContain("号段 T5 与已有的重叠。没有导入任何号段");
  const good = { table: table.replace("T5", "T6").replace("50", "900") };
  expect((await postForm(admin, "/desk/admin/codes", "/desk/admin/codes", good)).status).toBe(303);
  expect((await admin.get("/desk/admin")).text).not.toContain("牡丹江市西安区市场监督管理局只剩");
});

test("what a catalogue gains is asked with at once here, and within a second elsewhere", async () => {
  const { deps } = world;
  const elsewhere = openDatabase(deps.config.databaseUrl);
  let later = deps.now();
  const there = keepCatalogues(elsewhere.db, () => later);
  const phrases = async (ask: typeof there) => (await ask()).scope.map(({ phrase }) => phrase);
  expect(await phrases(there)).not.toContain("热气球观光服务");
  const typed = {
    phrase: "热气球观光服务",
    kind: "许可",
    gbt: "9029",
    group: "住宿、文娱",
    licence: "通用航空经营许可证",
  };
  const at = "/desk/admin/catalogues/scope";
  const wrong = await postForm(admin, `${at}/new`, at, { ...typed, gbt: "90", licence: "" });
  for (const words of ["行业代码是 4 位数字", "许可和前置许可请写许可证的名称"]) expect(wrong.text).toContain(words);
  const added = await postForm(admin, `${at}/new`, at, typed);
  expect(added.status).toBe(303);
  expect((await postForm(admin, `${at}/new`, at, typed)).text).toContain("目录里已经有这个表述");
  expect(await phrases(deps.catalogues)).toContain(typed.phrase);
  later += 1_001;
  expect(await phrases(there)).toContain(typed.phrase);

  const entry = `${at}/${encodeURIComponent(typed.phrase)}`;
  expect((await postForm(admin, entry, entry, { validFrom: "2026-11-25", validTo: "2026-11-24" })).text).toContain(
    "截止日期早于起始日期",
  );
  expect((await postForm(admin, entry, entry, { validFrom: "", validTo: "2026-11-23" })).status).toBe(303);
  expect(await phrases(deps.catalogues)).not.toContain(typed.phrase);
  later += 1_001;
  expect(await phrases(there)).not.toContain(typed.phrase);
  // Ended, not deleted.
  expect((await admin.get(`${at}?q=热气球&force=past`)).text).toContain(typed.phrase);
  expect((await admin.get(`${at}?q=热气球`)).text).not.toContain(">热气球观光服务<");
  await elsewhere.close();
});

test("a word is forbidden from the moment it is added", async () => {
  const at = "/desk/admin/catalogues/words";
  const typed = { word: "鎏金", action: "禁用", match: "包含", category: "误导性", reason: "名称办法第十一条" };
  expect((await postForm(admin, `${at}/new`, at, typed)).status).toBe(303);
  const { names } = await world.deps.catalogues();
  expect(names.words.some(({ word, action }) => word === "鎏金" && action === "禁用")).toBe(true);
});

test("the contact that applicants read is the one that was named last; a reason switched off is not offered", async () => {
  const { deps } = world;
  const page = "/desk/admin/contacts/authority-yangming";
  const entry = { name: "崔明哲", phone: "999", hours: "工作日全天", address: "牡丹江市阳明区裕民路1号" };
  const wrong = await postForm(admin, page, page, entry);
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain("固定电话请写区号和号码");
  expect((await postForm(admin, page, page, { ...entry, phone: "5550199" })).status).toBe(303);
  const row = await deps.db
    .selectFrom("authority")
    .selectAll()
    .where("id", "=", "authority-yangming")
    .executeTakeFirst();
  expect(row).toMatchObject({ contact_name: "崔明哲", contact_phone: "0453-5550199" });

  const reason = "/desk/admin/reasons/capital-1";
  expect((await postForm(admin, reason, `${reason}/off`)).status).toBe(303);
  const { id } = await submittedFiling(deps, { name: { named: false } });
  must(await claimFiling(deps, await staffBy(deps, "yangming1"), { filingId: id }));
  const officer = await signedIn(deps, "yangming1");
  const { text } = await officer.get(`/desk/filings/${id}`);
  expect(text).not.toContain('value="capital-1"');
  expect(text).toContain('value="capital-2"');
  expect((await postForm(admin, reason, `${reason}/on`)).status).toBe(303);
});

const PAGES = [
  "/desk/admin",
  "/desk/admin/staff",
  "/desk/admin/staff/staff-xian1",
  "/desk/admin/contacts",
  "/desk/admin/contacts/authority-xian",
  "/desk/admin/halls",
  "/desk/admin/halls/hall-xian",
  "/desk/admin/codes",
  "/desk/admin/reasons",
  "/desk/admin/reasons/name-1",
  "/desk/admin/calendar",
  "/desk/admin/settings",
  "/desk/admin/catalogues/scope",
  "/desk/admin/catalogues/words",
  "/desk/admin/catalogues/divisions",
  "/desk/admin/catalogues/divisions/231002001",
  "/desk/admin/history",
];

test("the city office reads every page, without a form; the districts and halls read none", async () => {
  const city = await signedIn(world.deps, "city");
  const others = await Promise.all(["xian1", "xian-head", "xian-guide"].map((login) => signedIn(world.deps, login)));
  for (const page of PAGES) {
    const read = await city.get(page);
    expect.soft(read.status, page).toBe(200);
    // The one form that is left is the way out.
    expect.soft([...read.text.matchAll(/<form method="post"/g)], page).toHaveLength(1);
    for (const other of others) expect.soft((await other.get(page)).status, page).toBe(403);
  }
});

test("no page of administration sends more than twelve statements, nor an act more than twenty-five", async () => {
  const counted = counting(world.deps);
  const client = await signedIn(counted.deps, "admin");
  for (const page of PAGES) await client.get(page);
  for (const page of PAGES) {
    counted.statements();
    await client.get(page);
    expect.soft(counted.statements(), page).toBeLessThanOrEqual(12);
  }
  const hall = "/desk/admin/halls/hall-aimin";
  const form = hiddenFields((await client.get(hall)).text, hall);
  counted.statements();
  const entry = { name: "爱民区大厅", phone: "0453-5550203", hours: "工作日", address: "爱民区新华路2号" };
  expect((await client.post(hall, { ...form, ...entry })).status).toBe(303);
  expect(counted.statements()).toBeLessThanOrEqual(25);
});

test("the history says who changed what, about whom, and why, and pages go on behind each other", async () => {
  const { text } = await admin.get("/desk/admin/history");
  for (const words of ["管理员停用了账号", "阳明区丁（yangming8）", "管理员在经营范围目录里添加了“热气球观光服务”"])
    expect(text).toContain(words);
  expect((await admin.get("/desk/admin/history?kind=codes")).text).not.toContain("热气球");
  expect((await admin.get("/desk/admin/history?kind=codes")).text).toContain("导入统一社会信用代码 900 个");
});
