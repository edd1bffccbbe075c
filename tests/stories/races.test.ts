import { afterAll, beforeAll, expect, test } from "vitest";
import { submitFiling } from "../../src/filing/acts/submit.ts";
import { registerFiling } from "../../src/licence/acts/register.ts";
import { codesLeft } from "../../src/licence/queries/codes.ts";
import type { Outcome } from "../../src/web/act.ts";
import { PEOPLE } from "../support/cast.ts";
import { applicant, must, readyDraft, rowOf, staffBy, submittedFiling } from "../support/filing.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const named = (trade: string, industry: string, form: string) => ({
  name: { named: true as const, trade, industry, form },
});
const winners = (outcomes: readonly Outcome[]) => outcomes.filter((outcome) => outcome.ok);

test("two officers register one filing at once: one licence, one code, one event", async () => {
  const { deps } = world;
  const { id } = await submittedFiling(deps, named("双人", "餐饮", "店"));
  const { version } = await rowOf(deps, id);
  const left = await codesLeft(deps.db, "authority-yangming", deps.now());
  const [one, two] = await Promise.all([staffBy(deps, "yangming1"), staffBy(deps, "yangming2")]);
  const outcomes = await Promise.all([one, two].map((by) => registerFiling(deps, by, { filingId: id, version })));

  expect(winners(outcomes)).toHaveLength(1);
  expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject({ status: 409 });
  expect(await deps.db.selectFrom("licence").select("id").where("filing_id", "=", id).execute()).toHaveLength(1);
  const events = await deps.db
    .selectFrom("event")
    .select("type")
    .where("filing_id", "=", id)
    .where("type", "=", "registered")
    .execute();
  expect(events).toHaveLength(1);
  expect(await codesLeft(deps.db, "authority-yangming", deps.now())).toBe(left - 1);
});

test("the same registration posted five times at once acts once", async () => {
  const { deps } = world;
  const { id } = await submittedFiling(deps, named("五次", "餐饮", "店"));
  const { version } = await rowOf(deps, id);
  const by = await staffBy(deps, "yangming1");
  const outcomes = await Promise.all(
    Array.from({ length: 5 }, () => registerFiling(deps, by, { filingId: id, version })),
  );
  expect(outcomes.filter((outcome) => outcome.ok && !outcome.repeated)).toHaveLength(1);
  expect(await deps.db.selectFrom("licence").select("id").where("filing_id", "=", id).execute()).toHaveLength(1);
});

test.each([
  ["the same industry", named("迎春花", "餐饮", "店"), named("迎春花", "餐饮", "馆")],
  ["one of them without an industry word", named("映山红", "餐饮", "店"), named("映山红", "", "店")],
  ["the other of them without an industry word", named("金达莱", "", "店"), named("金达莱", "餐饮", "店")],
])(
  "two filings with one 字号 and %s are submitted at once: one wins, the other is told at the name",
  async (_, first, second) => {
    const { deps } = world;
    const drafts = [await readyDraft(deps, first), await readyDraft(deps, second, PEOPLE.li)];
    const outcomes = await Promise.all(
      drafts.map(({ id }) => submitFiling(deps, applicant(deps, id), { filingId: id })),
    );
    expect(winners(outcomes)).toHaveLength(1);
    const loser = outcomes.find((outcome) => !outcome.ok);
    expect(loser).toMatchObject({ status: 422 });
    expect(loser && !loser.ok && loser.problems?.every((problem) => problem.field === "name")).toBe(true);
  },
);

test("the same 字号 in another industry, or in another district, is free", async () => {
  const { deps } = world;
  await submittedFiling(deps, named("三江口", "餐饮", "店"));
  await submittedFiling(deps, { ...named("三江口", "水果", "店"), scope: ["新鲜水果零售"] }, PEOPLE.li);
  const elsewhere = await readyDraft(
    deps,
    {
      ...named("三江口", "餐饮", "店"),
      premises: {
        district: "231002",
        street: "231002001",
        detail: "新安街8号门市",
        type: "rented",
        proof: "declaration",
        onlineOnly: false,
      },
    },
    PEOPLE.rare,
  );
  must(await submitFiling(deps, applicant(deps, elsewhere.id), { filingId: elsewhere.id }));
});

test("the code range runs out: refused before anything is decided, and the last code goes to one of two", async () => {
  const { deps } = world;
  await deps.db
    .updateTable("uscc_range")
    .set((eb) => ({ last: eb.ref("next") }))
    .where("authority_id", "=", "authority-yangming")
    .execute();
  expect(await codesLeft(deps.db, "authority-yangming", deps.now())).toBe(1);
  const filings = [
    await submittedFiling(deps, named("最后一号", "餐饮", "店")),
    await submittedFiling(deps, named("末班车", "餐饮", "店"), PEOPLE.li),
  ];
  const by = await Promise.all([staffBy(deps, "yangming1"), staffBy(deps, "yangming2")]);
  const outcomes = await Promise.all(
    filings.map(async ({ id }, index) =>
      registerFiling(deps, by[index] ?? by[0], { filingId: id, version: (await rowOf(deps, id)).version }),
    ),
  );
  expect(winners(outcomes)).toHaveLength(1);
  expect(outcomes.find((outcome) => !outcome.ok)).toMatchObject({
    status: 409,
    message: expect.stringContaining("代码已经用完"),
  });
  const statuses = await Promise.all(filings.map(async ({ id }) => (await rowOf(deps, id)).status));
  expect(statuses.sort()).toEqual(["registered", "submitted"]);
});
