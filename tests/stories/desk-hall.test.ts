import { afterEach, beforeEach, expect, test } from "vitest";
import { registerFiling } from "../../src/licence/acts/register.ts";
import { counting, deskClient, postForm, returnedBy, signedIn } from "../support/desk.ts";
import { must, readyDraft, rowOf, staffBy, submittedFiling } from "../support/filing.ts";
import { openWorld, PASSWORD, type World } from "../support/world.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

test("a guide opens another hall's filing by its code, with consent, and corrects what was marked", async () => {
  const { deps } = world;
  const { id, code } = await submittedFiling(deps);
  await returnedBy(deps, id, "yangming1", ["capital", "signature"]);
  const guide = await signedIn(deps, "aimin-guide");
  const page = `/desk/filings/${id}`;
  expect((await guide.get(page)).status).toBe(404);

  const status = await postForm(guide, "/desk/hall", "/desk/hall/lookup", { code });
  expect(status.text).toContain("待补正");
  expect(status.text).toContain("王*");
  expect(status.text).not.toContain("王小丽");
  const silent = await postForm(guide, "/desk/hall", "/desk/hall/lookup", { code });
  expect(silent.status).toBe(200);
  const keys = { ...(await keysOf(guide)), code };
  const unasked = await guide.post("/desk/hall/openings", keys);
  expect(unasked.status).toBe(422);
  expect(unasked.text).toContain("请先征得申请人同意");
  expect((await guide.post("/desk/hall/openings", { ...keys, code: "WRONGONE", consent: "yes" })).status).toBe(422);
  expect((await guide.post("/desk/hall/openings", { ...keys, consent: "yes" })).location).toBe(page);

  expect((await guide.get(page)).text).toContain("要补正 2 处");
  expect((await guide.get(`${page}/edit/formation`)).status).toBe(409);
  const wrong = await postForm(guide, `${page}/edit/capital`, `${page}/edit/capital`, {
    ...(await keysOf(guide)),
    capital: "很多",
  });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('value="很多"');
  const saved = await guide.post(`${page}/edit/capital`, { ...(await keysOf(guide)), capital: "6" });
  expect([saved.status, saved.location]).toEqual([303, page]);

  const signed = await guide.post(`${page}/paper-signature`, { ...(await keysOf(guide)), who: "operator" });
  expect(signed.location).toBe(page);
  const sent = await postForm(guide, page, `${page}/submission`);
  expect(sent.location).toBe(`${page}?told=submitted`);
  expect(await rowOf(deps, id)).toMatchObject({ status: "submitted", submission: 2, officer_id: "staff-yangming1" });
});

async function keysOf(client: Awaited<ReturnType<typeof signedIn>>): Promise<Record<string, string>> {
  const { text } = await client.get("/desk/hall");
  const csrf = /name="_csrf" value="([^"]*)"/.exec(text)?.[1] ?? "";
  return { _csrf: csrf, _key: `key-${Math.random()}` };
}

test("notes reach the guides of the intake hall, and are ticked off", async () => {
  const { deps } = world;
  await submittedFiling(deps);
  const guide = await signedIn(deps, "xian-guide");
  const hall = (await guide.get("/desk/hall")).text;
  expect(hall).toContain("1 条未读");
  const action = /action="(\/desk\/hall\/notes\/[^"]+\/seen)"/.exec(hall)?.[1] ?? "";
  const other = await signedIn(deps, "aimin-guide");
  await other.post(action, await keysOf(other));
  expect((await guide.get("/desk/hall")).text).toContain("1 条未读");
  expect((await postForm(guide, "/desk/hall", action)).location).toBe("/desk/hall");
  expect((await guide.get("/desk/hall")).text).not.toContain("未读");
});

test("the pickup hall sees name, code and licence of what chose it, prints from its own sheets, and hands over", async () => {
  const { deps } = world;
  const { id } = await submittedFiling(deps, {
    copies: { paper: true, duplicates: 0 },
    delivery: { method: "pickup", hallId: "hall-dongan" },
  });
  const officer = await staffBy(deps, "yangming1");
  must(await registerFiling(deps, officer, { filingId: id, version: (await rowOf(deps, id)).version }));
  const guide = await signedIn(deps, "dongan-guide");
  expect((await guide.get(`/desk/filings/${id}`)).status).toBe(404);
  expect((await (await signedIn(deps, "aimin-guide")).get(`/desk/delivery/${id}`)).status).toBe(404);
  const page = `/desk/delivery/${id}`;
  const shown = (await guide.get(page)).text;
  expect(shown).toContain("江畔小灶");
  expect(shown).not.toContain("15404530001");
  expect((await guide.get(`${page}/licence/original.pdf`)).text.slice(0, 5)).toBe("%PDF-");

  const printed = await postForm(guide, page, `${page}/sheets`);
  expect(printed.status).toBe(303);
  const serial = /sheet=(\w+)/.exec(printed.location)?.[1] ?? "";
  expect(serial.startsWith("H2")).toBe(true);
  expect((await guide.get(`/desk/sheets/${serial}.pdf`)).text.slice(0, 5)).toBe("%PDF-");
  expect((await postForm(guide, page, `/desk/sheets/${serial}/void`, { reason: "卡纸" })).location).toBe(page);
  expect((await guide.get(`/desk/sheets/${serial}.pdf`)).status).toBe(404);
  await postForm(guide, page, `${page}/sheets`);

  expect((await postForm(guide, page, `${page}/ready`)).status).toBe(303);
  const wrong = await postForm(guide, page, `${page}/collection`, {
    collector: "self",
    name: "李福",
    idNumber: "231099195506150021",
  });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain("证件与经营者或代领人不一致");
  const right = await postForm(guide, page, `${page}/collection`, {
    collector: "self",
    name: "王小丽",
    idNumber: "231099198811031241",
  });
  expect(right.status).toBe(303);
  expect((await guide.get("/desk/delivery?tab=collected")).text).toContain("本人领取");
});

test("mailing belongs to the deciding authority, which pays", async () => {
  const { deps } = world;
  const { id } = await submittedFiling(deps, {
    copies: { paper: true, duplicates: 0 },
    delivery: { method: "mail", recipient: "王小丽", phone: "15404530001", address: "牡丹江市虚构区样例街1号" },
  });
  const by = await staffBy(deps, "yangming1");
  must(await registerFiling(deps, by, { filingId: id, version: (await rowOf(deps, id)).version }));
  const page = `/desk/delivery/${id}`;
  const officer = await signedIn(deps, "yangming2");
  expect((await officer.get(page)).text).toContain("打印以后才能寄出");
  await postForm(officer, page, `${page}/sheets`);
  const wrong = await postForm(officer, page, `${page}/dispatch`, {
    carrier: "顺丰速运",
    tracking: "SF123456",
    cost: "十二",
  });
  expect(wrong.status).toBe(422);
  expect(wrong.text).toContain('value="SF123456"');
  await postForm(officer, page, `${page}/dispatch`, { carrier: "顺丰速运", tracking: "SF123456", cost: "12.5" });
  expect((await officer.get("/desk/delivery?tab=sent")).text).toContain("顺丰速运 SF123456");
  const row = await deps.db.selectFrom("delivery").selectAll().where("filing_id", "=", id).executeTakeFirstOrThrow();
  expect(row).toMatchObject({ state: "dispatched", payer: "authority-yangming", cost_fen: 1250 });
});

test("a page costs the same few statements with one row and with fifty, and pages follow each other", async () => {
  const counted = counting(world.deps);
  const { deps } = counted;
  const first = await submittedFiling(deps, { name: { named: false } });
  const client = deskClient(deps);
  await client.post("/desk/sign-in", { login: "yangming1", password: PASSWORD });
  const guide = deskClient(deps);
  await guide.post("/desk/sign-in", { login: "xian-guide", password: PASSWORD });
  const paths = [
    "/desk",
    "/desk?tab=resubmitted",
    "/desk?tab=mine",
    "/desk?tab=due",
    "/desk?tab=decided",
    `/desk/filings/${first.id}`,
  ];
  const cost = async () => {
    const costs: Record<string, number> = {};
    for (const path of [...paths, "/desk/hall?tab=submitted"]) {
      counted.statements();
      const { status } = await (path.includes("hall") ? guide : client).get(path);
      expect([path, status]).toEqual([path, 200]);
      costs[path] = counted.statements();
    }
    return costs;
  };
  await postForm(client, `/desk/filings/${first.id}`, `/desk/filings/${first.id}/claim`);
  const one = await cost();
  for (const [path, n] of Object.entries(one)) expect([path, n <= 12]).toEqual([path, true]);

  for (let i = 0; i < 54; i++) {
    world.pass(1000);
    await submittedFiling(deps, { name: { named: false } });
  }
  await readyDraft(deps);
  expect(await cost()).toEqual(one);

  const page = (await client.get("/desk")).text;
  const ids = (html: string) => new Set([...html.matchAll(/href="\/desk\/filings\/(\w+)"/g)].map((match) => match[1]));
  const next = /href="(\/desk\?tab=waiting&amp;after=[^"]+)"/.exec(page)?.[1]?.replace("&amp;", "&") ?? "";
  const second = (await client.get(next)).text;
  expect([ids(page).size, ids(second).size]).toEqual([50, 5]);
  expect(ids(page).union(ids(second)).size).toBe(55);
});
