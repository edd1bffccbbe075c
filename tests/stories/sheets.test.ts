// Every sheet of paper is accounted for.
import { afterAll, beforeAll, expect, test } from "vitest";
import { printSheet, voidSheet } from "../../src/delivery/acts/print.ts";
import { deliveryOf, sheetBySerial, validSheets } from "../../src/delivery/queries/delivery.ts";
import { licenceOf } from "../../src/licence/queries/licence.ts";
import type { Answers } from "../../src/rules/answers.ts";
import { applicant, must, staffBy } from "../support/filing.ts";
import { registeredFiling } from "../support/registered.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const registered = (changes?: Answers) => registeredFiling(world.deps, { method: "self-print" }, changes);
const staff = (login: string) => staffBy(world.deps, login);
const stateOf = async (id: string) => (await deliveryOf(world.deps.db, id))?.state;

async function print(id: string, part: "original" | "duplicate" = "original", copy = 1, placeId = "hall-aimin") {
  return printSheet(world.deps, applicant(world.deps, id), { filingId: id, part, copy, placeId });
}

async function serialsOf(id: string): Promise<string[]> {
  const licence = await licenceOf(world.deps.db, id);
  return (await validSheets(world.deps.db, licence?.id ?? "")).map(({ serial }) => serial);
}

test("one valid sheet a part and copy; a spoiled one is voided with a reason and printed on another", async () => {
  const { deps } = world;
  const id = await registered();
  const first = await print(id);
  if (!first.ok) throw new Error(first.message);
  expect(await print(id)).toMatchObject({ status: 409 });
  expect(await print(id, "duplicate", 2)).toMatchObject({ status: 422 });
  expect(await stateOf(id)).toBe("waiting");
  expect(await print(id, "duplicate", 1)).toMatchObject({ ok: true });
  expect(await stateOf(id)).toBe("printed");

  const officer = await staff("yangming1");
  expect(await voidSheet(deps, officer, { serial: first.serial, reason: " " })).toMatchObject({ status: 422 });
  expect(await voidSheet(deps, officer, { serial: "H50000000", reason: "卡纸" })).toMatchObject({ status: 404 });
  expect(await voidSheet(deps, await staff("dongan1"), { serial: first.serial, reason: "卡纸" })).toMatchObject({
    status: 404,
  });
  must(await voidSheet(deps, officer, { serial: first.serial, reason: "卡纸" }));
  expect(await stateOf(id)).toBe("waiting");
  expect(await sheetBySerial(deps.db, first.serial)).toMatchObject({
    state: "voided",
    void_reason: "卡纸",
    voided_at: deps.now(),
  });
  expect(await voidSheet(deps, await staff("yangming2"), { serial: first.serial, reason: "卡纸" })).toMatchObject({
    status: 409,
  });

  const again = await print(id);
  expect(again).toMatchObject({ ok: true });
  expect(again.ok && again.serial).not.toBe(first.serial);
  expect(await serialsOf(id)).toHaveLength(2);
});

test("the database itself takes no second valid sheet for a part and copy", async () => {
  const { deps } = world;
  const id = await registered();
  const printed = await print(id);
  const sheet = await sheetBySerial(deps.db, printed.ok ? printed.serial : "");
  if (!sheet) throw new Error("no sheet");
  const { filing_id: _, ...row } = sheet;
  await expect(
    deps.db
      .insertInto("print_sheet")
      .values({ ...row, serial: "X1" })
      .execute(),
  ).rejects.toThrow();
  await deps.db
    .insertInto("print_sheet")
    .values({ ...row, serial: "X1", state: "voided" })
    .execute();
});

test("two kiosks print one part at once: one sheet, and no serial is lost", async () => {
  const id = await registered();
  const before = await world.deps.db.selectFrom("sheet_range").selectAll().orderBy("id").execute();
  const outcomes = await Promise.all(["hall-dongan", "hall-xian"].map((place) => print(id, "original", 1, place)));
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ status: 409 });
  expect(await serialsOf(id)).toHaveLength(1);
  const after = await world.deps.db.selectFrom("sheet_range").selectAll().orderBy("id").execute();
  const used = after.reduce((sum, range, at) => sum + range.next - (before[at]?.next ?? 0), 0);
  expect(used).toBe(1);
});

test("two kiosks print original and duplicate at once: both, and the licence counts as printed", async () => {
  for (let round = 0; round < 5; round++) {
    const id = await registered();
    const outcomes = await Promise.all([
      print(id, "original", 1, "hall-dongan"),
      print(id, "duplicate", 1, "hall-xian"),
    ]);
    expect(outcomes).toMatchObject([{ ok: true }, { ok: true }]);
    expect(await stateOf(id)).toBe("printed");
  }
});

test("a place without blank sheets says so; another prints", async () => {
  const { deps } = world;
  const id = await registered();
  const range = deps.db.updateTable("sheet_range").where("place_id", "=", "hall-yangming");
  await range.set((eb) => ({ last: eb.ref("next") })).execute();
  expect(await print(id, "original", 1, "hall-yangming")).toMatchObject({ ok: true });
  expect(await print(id, "duplicate", 1, "hall-yangming")).toMatchObject({
    status: 409,
    message: expect.stringContaining("用完"),
  });
  expect(await print(id, "duplicate", 1, "hall-nowhere")).toMatchObject({ status: 409 });
  expect(await print(id, "duplicate", 1, "hall-xian")).toMatchObject({ ok: true });
});

test("nothing is printed where only the electronic licence was wanted", async () => {
  const id = await registered({ copies: { paper: false, duplicates: 0 } });
  expect(await print(id)).toMatchObject({ status: 422 });
});
