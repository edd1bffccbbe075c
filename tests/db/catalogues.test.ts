import { afterAll, beforeAll, expect, test } from "vitest";
import { inTransaction } from "../../src/db/transaction.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("an act that lasts goes on with the catalogues that it began with, and asks nothing beside its transaction", async () => {
  const { deps } = world;
  const began = await deps.catalogues();
  await inTransaction(deps.db, async () => {
    world.pass(120_000);
    expect(await deps.catalogues()).toBe(began);
  });
  expect(await deps.catalogues()).not.toBe(began);
});
