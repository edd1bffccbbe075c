import { afterEach, beforeEach, expect, test } from "vitest";
import { registerFiling } from "../../src/licence/acts/register.ts";
import { setWord } from "../../src/licence/acts/set-word.ts";
import type { LicenceData } from "../../src/licence/licence-data.ts";
import { licencePdf } from "../../src/licence/licence-pdf.ts";
import { licenceOf } from "../../src/licence/queries/licence.ts";
import { datedWords } from "../../src/licence/queries/words.ts";
import { fieldsOf } from "../print/documents.ts";
import { PEOPLE } from "../support/cast.ts";
import { must, rowOf, staffBy, submittedFiling } from "../support/filing.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

async function registered(trade: string, person = PEOPLE.wang): Promise<{ data: LicenceData; fields: string[] }> {
  const { deps } = world;
  const { id } = await submittedFiling(deps, { name: { named: true, trade, industry: "餐饮", form: "店" } }, person);
  const { version } = await rowOf(deps, id);
  must(await registerFiling(deps, await staffBy(deps, "yangming1"), { filingId: id, version }));
  const licence = await licenceOf(deps.db, id);
  if (!licence) throw new Error("no licence");
  return { data: JSON.parse(licence.data), fields: fieldsOf(await licencePdf(deps, licence, "duplicate")) };
}

test("the words of a licence are those of the day of its decision, and who set them is kept", async () => {
  const { deps } = world;
  for (const [key, text] of [
    ["dateLabel", "成立日期"],
    ["nameSuffix", ""],
    ["qrHint", "扫码查验"],
    ["sampleQrHint", "扫码查验样本"],
    ["operatorLabel", "经营人"],
    ["permitClosing", "（依法须经批准的项目，经批准后方可经营）"],
  ] as const) {
    const set = await setWord(deps, { key, text, from: "2026-11-25", by: "admin" }, deps.now());
    expect(set).toEqual({ ok: true, word: { key, text, from: "2026-11-25" } });
  }
  const today = await registered("江畔小灶");
  expect(today.data).toMatchObject({ dateLabel: "注册日期", name: "牡丹江市阳明区江畔小灶餐饮店（个体工商户）" });
  expect(today.fields).toEqual(expect.arrayContaining(["注册日期", "经营者", "扫码核验本样本"]));

  world.at("2026-11-25", "09:00");
  const tomorrow = await registered("林海小灶");
  expect(tomorrow.data).toMatchObject({ dateLabel: "成立日期", name: "牡丹江市阳明区林海小灶餐饮店" });
  expect(tomorrow.data.scope).toBe("许可项目：餐饮服务。（依法须经批准的项目，经批准后方可经营）");
  expect(tomorrow.fields).toEqual(
    expect.arrayContaining(["成立日期", "经营人", "扫码查验样本", tomorrow.data.scope, tomorrow.data.name]),
  );
  expect(tomorrow.fields).not.toContain("注册日期");

  const { id } = await deps.db.selectFrom("staff").select("id").where("login", "=", "admin").executeTakeFirstOrThrow();
  const kept = (await datedWords(deps.db)).find(({ key }) => key === "dateLabel");
  expect(kept).toMatchObject({
    from: "2026-11-25",
    text: "成立日期",
    changedBy: "admin",
    changedAt: expect.any(Number),
  });
  const row = await deps.db.selectFrom("setting").selectAll().where("key", "=", "licence-words.dateLabel").execute();
  expect(row).toMatchObject([{ changed_by: id, changed_at: kept?.changedAt }]);
  const events = await deps.db.selectFrom("event").selectAll().where("type", "=", "setting-changed").execute();
  expect(events.map(({ actor_id }) => actor_id)).toEqual(Array(6).fill(id));
});

test("a word is set only by an administrator, for a day to come, and only with letters that can be drawn", async () => {
  const { deps } = world;
  const word = { key: "qrHint", text: "扫码查验", from: "2026-12-01", by: "admin" };
  for (const [change, message] of [
    [{ by: "city" }, "不是系统管理员的账号"],
    [{ by: "" }, "不是系统管理员的账号"],
    [{ key: "title" }, "没有 title 这一项"],
    [{ from: "2026-11-23" }, "起用日期最早是今天"],
    [{ text: "扫码\u{2fff0}" }, "U+2FFF0（其他字符）现有字库印不出来"],
  ] as const)
    expect(await setWord(deps, { ...word, ...change }, deps.now())).toEqual({
      ok: false,
      message: expect.stringContaining(message),
    });
  expect(await datedWords(deps.db)).toEqual([]);

  // The same day again replaces; another day is added.
  for (const [from, text] of [
    ["2026-12-01", "扫码查验"],
    ["2026-12-01", "扫一扫查验"],
    ["2027-12-01", "扫码看真假"],
  ] as const)
    expect(await setWord(deps, { ...word, from, text }, deps.now())).toMatchObject({ ok: true });
  expect((await datedWords(deps.db)).map(({ from, text }) => `${from} ${text}`)).toEqual([
    "2026-12-01 扫一扫查验",
    "2027-12-01 扫码看真假",
  ]);
});
