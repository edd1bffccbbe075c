// Is this licence real: by its code, by its file; what is told, what is never told, and what the city hears of it.
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { eventsOf } from "../../src/events/record.ts";
import { licencePdf } from "../../src/licence/licence-pdf.ts";
import { type LicenceRow, licenceById, licenceOf } from "../../src/licence/queries/licence.ts";
import { checksSince, flagPage } from "../../src/licence/queries/verify-flags.ts";
import { noticePdf } from "../../src/notices/notice-pdf.ts";
import { noticesOf } from "../../src/notices/queries.ts";
import { addDays } from "../../src/rules/calendar.ts";
import { BURST } from "../../src/rules/verify-flags.ts";
import { statedIdentifier } from "../../src/signing/inspect.ts";
import { openPress } from "../../src/signing/press.ts";
import { licence as sample } from "../print/documents.ts";
import { flipped } from "../signing/documents.ts";
import { annul, correct } from "../support/after-issue.ts";
import { PEOPLE } from "../support/cast.ts";
import { type Answer, type Client, openClient } from "../support/client.ts";
import { must } from "../support/filing.ts";
import { registeredFiling } from "../support/registered.ts";
import { openWorld, PASSWORD, type World } from "../support/world.ts";

let world: World;
let client: Client;
let day = "2026-11-24";
beforeAll(async () => {
  world = await openWorld();
  client = visitor();
});
afterAll(() => world.close());
// A day for each test: limits and flags begin anew.
beforeEach(() => {
  day = addDays(day, 1);
  world.at(day, "09:00");
});

function visitor(): Client {
  const folders = { assets: path.resolve("assets"), vendored: path.resolve("dist/public") };
  const app = createApp(world.deps, folders);
  return openClient((request) => app.fetch(request), "http://localhost:3000");
}

async function issued(): Promise<{ id: string; licence: LicenceRow; pdf: Buffer }> {
  const id = await registeredFiling(world.deps, { method: "self-print" });
  const licence = await licenceOf(world.deps.db, id);
  if (!licence) throw new Error("no licence");
  return { id, licence, pdf: await licencePdf(world.deps, licence, "original") };
}

function upload(bytes: Buffer): Promise<Answer> {
  return client.upload("/verify/file", { file: new File([new Uint8Array(bytes)], "执照.pdf") });
}

const verdictOf = ({ text }: Answer) => /<h1 id="verdict">.*?<\/span> (.*?)<\/h1>/s.exec(text)?.[1] ?? "";
const VALID = "是真的，现在有效";
const ALTERED = "文件被改动过";
const flagsOf = async (licenceId: string) =>
  world.deps.db.selectFrom("verify_flag").selectAll().where("licence_id", "=", licenceId).orderBy("kind").execute();

test("a licence is valid by its code, in any case, and by both its files", async () => {
  const { licence, pdf } = await issued();
  const typed = await client.post("/verify", { code: licence.verify_code.toLowerCase() });
  expect(typed).toMatchObject({ status: 303, location: `/verify/${licence.verify_code}` });
  const page = await client.get(typed.location);
  expect(page.status).toBe(200);
  expect(verdictOf(page)).toBe(VALID);
  for (const part of ["王小丽", "92231003", "光华街66号门市", "餐饮服务", licence.identifier])
    expect(page.text).toContain(part);
  expect(verdictOf(await upload(pdf))).toBe(VALID);
  expect(verdictOf(await upload(await licencePdf(world.deps, licence, "duplicate")))).toBe(VALID);
});

test("no personal data beyond the public register is on any answer", async () => {
  const { id, licence, pdf } = await issued();
  must(await correct(world.deps, id));
  const pages = [
    await client.get("/verify"),
    await client.get(`/verify/${licence.verify_code}`),
    await upload(pdf),
    await upload(flipped(pdf, 8 * 20_000)),
  ];
  for (const { text } of pages)
    for (const secret of [PEOPLE.wang.idNumber, PEOPLE.wang.phone, "样例街1号", "汉族", "来电话"])
      expect(text).not.toContain(secret);
});

test("60 one-bit changes all over a licence are all found", { timeout: 60_000 }, async () => {
  const { id, pdf } = await issued();
  const step = Math.floor((pdf.length * 8) / 60);
  const verdicts = [];
  for (let i = 0; i < 60; i++) verdicts.push(verdictOf(await upload(flipped(pdf, i * step + (i % 8)))));
  expect(verdicts).toEqual(verdicts.map(() => ALTERED));
  expect(verdictOf(await upload(pdf))).toBe(VALID);
  const told = (await eventsOf(world.deps.db, id)).filter(({ data }) => data.includes('"altered"'));
  expect(told.length).toBeGreaterThan(50);
});

describe("a file that is not the archived one", () => {
  test("bears our signature, and was changed, cut or added to: altered, whatever it says of itself", async () => {
    const { pdf } = await issued();
    const stated = Buffer.from(statedIdentifier(pdf) ?? "none");
    const nameless = Buffer.from(pdf);
    for (let at = nameless.indexOf(stated); at !== -1; at = nameless.indexOf(stated)) nameless.fill("0", at, at + 4);
    const answer = await upload(nameless);
    expect(verdictOf(answer)).toBe(ALTERED);
    expect(answer.text).toContain("签名以后文件被改动过");
    expect(verdictOf(await upload(Buffer.concat([pdf, Buffer.from("\n% and more")])))).toBe(ALTERED);
    expect(verdictOf(await upload(pdf.subarray(0, pdf.length - 2)))).toBe(ALTERED);
    expect(verdictOf(await upload(pdf.subarray(0, 40_000)))).not.toBe(VALID);
  });

  test("states one of our identifiers, but we never signed it: altered, and the city hears of it", async () => {
    const { licence } = await issued();
    const press = openPress({ workers: 0 });
    const forged = await press.draw({
      kind: "licence",
      data: sample({ identifier: licence.identifier, name: "假店" }),
    });
    await press.close();
    const answer = await upload(forged);
    expect(answer.status).toBe(404);
    expect(verdictOf(answer)).toBe(ALTERED);
    expect(answer.text).not.toContain("王小丽");
    expect(await flagsOf(licence.id)).toMatchObject([{ kind: "altered", count: 1, day }]);
  });

  test("is a notice of ours: not a licence", async () => {
    const { id } = await issued();
    const [notice] = (await noticesOf(world.deps.db, id)).filter(({ kind }) => kind === "registration");
    const pdf = await noticePdf(world.deps, id, notice?.id ?? "");
    if (!pdf) throw new Error("no notice");
    expect(verdictOf(await upload(pdf))).toBe("不是电子营业执照");
  });

  test.each([
    ["another PDF", "%PDF-1.7\n1 0 obj\nendobj\n%%EOF"],
    ["no PDF", "这不是执照"],
    ["a broken signature place", "%PDF-1.7 /ByteRange [0 10 20 30] <zz>"],
  ])("is %s: not ours", async (_, text) => {
    const answer = await upload(Buffer.from(text));
    expect(answer.status).toBe(404);
    expect(verdictOf(answer)).toBe("不是本系统签发的");
  });

  test("is missing: said beside its field", async () => {
    const answer = await client.upload("/verify/file", {});
    expect(answer.status).toBe(422);
    expect(answer.text).toContain("请选择营业执照的 PDF 文件");
  });
});

test("a corrected licence: the old one says that a newer exists and why, the new one is valid", async () => {
  const { deps } = world;
  const { id, licence, pdf } = await issued();
  must(await correct(deps, id));
  const next = await licenceOf(deps.db, id);
  if (!next) throw new Error("no licence");
  for (const old of [await client.get(`/verify/${licence.verify_code}`), await upload(pdf)]) {
    expect(verdictOf(old)).toBe("已经换发，这一版失效");
    expect(old.text).toContain("第 001 版");
    expect(old.text).toContain("录入或转录错误");
    expect(old.text).toContain("现在有效的是第 002 版");
    expect(old.text).not.toContain(next.verify_code);
  }
  expect(verdictOf(await client.get(`/verify/${next.verify_code}`))).toBe(VALID);
  expect(verdictOf(await upload(await licencePdf(deps, next, "original")))).toBe(VALID);
});

test("an annulled registration: every version says so, since when and why, and the city hears of each check", async () => {
  const { deps } = world;
  const { id, licence, pdf } = await issued();
  must(await correct(deps, id));
  must(await annul(deps, id));
  const next = await licenceOf(deps.db, id);
  for (const answer of [
    await client.get(`/verify/${licence.verify_code}`),
    await upload(pdf),
    await client.get(`/verify/${next?.verify_code ?? ""}`),
  ]) {
    expect(verdictOf(answer)).toBe("已经撤销，不再有效");
    expect(answer.text).toContain("冒用他人身份信息取得登记");
    expect(answer.text).not.toContain("现在有效的是");
  }
  expect(await flagsOf(licence.id)).toMatchObject([{ kind: "cancelled", count: 2, day }]);
  expect(await flagsOf(next?.id ?? "")).toMatchObject([{ kind: "cancelled", count: 1, day }]);
  expect((await licenceById(deps.db, licence.id))?.status).toBe("replaced");
});

test("checks in a burst are counted all, raise one flag a day, and the city's page shows it without an address", async () => {
  const { deps } = world;
  const { id, licence } = await issued();
  const at = `/verify/${licence.verify_code}`;
  for (let i = 1; i < BURST; i++) await client.get(at);
  expect(await flagsOf(licence.id)).toEqual([]);
  await Promise.all([client.get(at), client.get(at), client.get(at)]);
  const [flag] = await flagsOf(licence.id);
  expect(flag).toMatchObject({ kind: "burst", count: BURST + 2, day });

  const city = visitor();
  await city.post("/desk/sign-in", { login: "city", password: PASSWORD });
  const page = await city.get("/city/verify-flags?kind=burst");
  expect(page.text).toContain("短时间内查验很多次");
  expect(page.text).toContain(`/city/filings/${id}`);
  expect(page.text).toContain(`${BURST + 2}`);
  expect(page.text).not.toContain("127.0.0.1");
  expect((await flagPage(deps.db, "burst", 1)).length).toBe(1);
  const officer = visitor();
  await officer.post("/desk/sign-in", { login: "yangming1", password: PASSWORD });
  expect((await officer.get("/city/verify-flags")).status).toBe(403);
});

test("an address that guesses codes is stopped, and so is one that checks without end; no table holds the address", async () => {
  const { deps } = world;
  const { licence, pdf } = await issued();
  for (let i = 0; i < 20; i++)
    expect((await client.get(`/verify/AAAABBBBCC${String(i).padStart(2, "0")}`)).status).toBe(404);
  expect((await client.get(`/verify/${licence.verify_code}`)).status).toBe(429);
  expect(verdictOf(await upload(pdf))).toBe(VALID);
  world.at(day, "10:00");
  for (let i = 0; i < 200; i++) await upload(Buffer.from("no licence"));
  const stopped = await upload(pdf);
  expect(stopped.status).toBe(429);
  expect(stopped.text).toContain("15 分钟后再试");
  world.at(day, "10:16");
  expect(verdictOf(await upload(pdf))).toBe(VALID);
  const rows = await deps.db.selectFrom("attempt").selectAll().execute();
  expect(JSON.stringify(rows)).not.toMatch(/local"|127\.0\.0\.1/);
});

test("the city's public key is served, without its private half", async () => {
  const answer = await client.get("/verify/keys.json");
  const { keys } = JSON.parse(answer.text) as { keys: { id: string; jwk: Record<string, string> }[] };
  expect(keys).toMatchObject([{ id: world.deps.config.cityKey.id, jwk: { kty: "OKP", crv: "Ed25519" } }]);
  expect(keys[0]?.jwk).not.toHaveProperty("d");
});

test("the holder reads how often the licence was checked this month", async () => {
  const { id, licence } = await issued();
  for (let i = 0; i < 3; i++) await client.get(`/verify/${licence.verify_code}`);
  expect(await checksSince(world.deps.db, id, world.deps.now() - 3_600_000)).toBe(3);
  expect(await checksSince(world.deps.db, id, world.deps.now() + 3_600_000)).toBe(0);
});
