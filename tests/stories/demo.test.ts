import { afterAll, beforeAll, expect, test } from "vitest";
import type { Schema } from "../../src/db/schema.ts";
import type { Db } from "../../src/db/transaction.ts";
import { generateBulk, generateDemo } from "../../src/demo/generate.ts";
import { DEMO_STAFF, seedPlaces } from "../../src/demo/places.ts";
import { verifyChain } from "../../src/events/verify.ts";
import { preCheck } from "../../src/filing/pre-check.ts";
import { openAnswers, openSubmission } from "../../src/filing/sealed.ts";
import { licencePdf } from "../../src/licence/licence-pdf.ts";
import { verifyLicenceFiles } from "../../src/licence/verify-files.ts";
import { noticePdf } from "../../src/notices/notice-pdf.ts";
import { localDate } from "../../src/rules/calendar.ts";
import { type Act, STATUSES, type Status, statusAfter } from "../../src/rules/filing.ts";
import { checkResidentId } from "../../src/rules/resident-id.ts";
import { checkUscc } from "../../src/rules/uscc.ts";
import { openWorld, type World } from "../support/world.ts";

const FILINGS = 80;
const BULK = 300;
const TABLES = [
  "filing",
  "submission",
  "return_notice",
  "return_item",
  "claim",
  "refusal",
  "name_lock",
  "name_hold",
  "uscc_range",
  "uscc_lease",
  "licence",
  "document",
  "notice",
  "message",
  "guide_note",
  "delivery",
  "supervision",
  "sheet_range",
  "print_sheet",
  "filing_count",
  "number_counter",
] as const satisfies (keyof Schema)[];

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await fill(world);
}, 60_000);
afterAll(() => world.close());

async function fill({ deps }: World): Promise<void> {
  await generateDemo(deps, { filings: FILINGS, seed: 7, until: deps.now() });
  await generateBulk(deps, { filings: BULK, seed: 8, until: deps.now() });
}

async function dump(db: Db): Promise<Record<string, string[]>> {
  const all: Record<string, string[]> = {};
  for (const table of TABLES) {
    const rows = await db.selectFrom(table).selectAll().execute();
    all[table] = rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
  }
  const events = await db.selectFrom("event").selectAll().where("filing_id", "is not", null).orderBy("id").execute();
  all.event = events.map((row) => JSON.stringify(Object.entries(row).sort()));
  return all;
}

function filings() {
  return world.deps.db.selectFrom("filing").selectAll().orderBy("id").execute();
}

test("the same seed and moment give the same rows", async () => {
  const again = await openWorld({ config: { keyring: world.deps.config.keyring } });
  await fill(again);
  expect(await dump(again.deps.db)).toEqual(await dump(world.deps.db));
  await again.close();
}, 60_000);

test("every status is there, most filings came from another district's hall, and nothing lies in the future", async () => {
  const rows = (await filings()).filter((row) => row.bulk === 0);
  expect(rows).toHaveLength(FILINGS);
  expect(new Set(rows.map((row) => row.status))).toEqual(new Set(STATUSES));
  const halls = await world.deps.db.selectFrom("hall").select(["id", "authority_id"]).execute();
  const submitted = rows.filter((row) => row.authority_id !== null);
  const away = submitted.filter(
    (row) => halls.find((hall) => hall.id === row.hall_id)?.authority_id !== row.authority_id,
  );
  expect(away.length / submitted.length).toBeGreaterThan(0.5);
  const latest = await world.deps.db
    .selectFrom("event")
    .select((eb) => eb.fn.max("at").as("at"))
    .executeTakeFirstOrThrow();
  expect(Number(latest.at)).toBeLessThanOrEqual(world.deps.now());
});

test("what was filed passes the rules that a kiosk asks", async () => {
  const open = (await filings()).filter((row) => row.status === "submitted" || row.status === "registered");
  for (const row of open) {
    const checked = await preCheck(world.deps, row.id);
    expect(checked?.findings.filter((finding) => finding.severity === "block")).toEqual([]);
    const { answers } = openAnswers(world.deps.config.keyring, row);
    expect(answers.operator?.idNumber).toMatch(/^231099/);
    expect(checkResidentId(answers.operator?.idNumber ?? "", localDate(row.created_at)).ok).toBe(true);
    expect(answers.operator?.phone).toMatch(/^1540453\d{4}$/);
  }
});

test("the events of a filing lead through the table of acts to its status", async () => {
  const acts: Record<string, Act> = {
    submitted: "submit",
    returned: "return",
    registered: "register",
    refused: "refuse",
    withdrawn: "withdraw",
    lapsed: "lapse",
    claimed: "claim",
    "identity-checked": "check-identity",
    printed: "print",
    dispatched: "dispatch",
    "ready-for-pickup": "make-ready",
    "handed-out": "hand-out",
  };
  const events = Map.groupBy(
    await world.deps.db.selectFrom("event").selectAll().where("filing_id", "is not", null).orderBy("id").execute(),
    (event) => event.filing_id,
  );
  for (const row of await filings()) {
    const [first, ...later] = events.get(row.id) ?? [];
    expect(first?.type).toBe("created");
    let status: Status = "draft";
    for (const event of later) {
      const act = acts[event.type];
      const next: Status | undefined = act ? statusAfter(status, act) : status;
      if (next === undefined) throw new Error(`${event.type} in ${status}: ${row.number}`);
      status = next;
    }
    expect([row.number, status]).toEqual([row.number, row.status]);
    const times = later.map((event) => event.at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  }
});

test("the counters are what a count of the filings gives", async () => {
  const counted = new Map<string, number>();
  for (const { hall_id, authority_id, first_submitted_at, status } of await filings()) {
    if (authority_id === null || first_submitted_at === null) continue;
    const key = `${hall_id} ${authority_id} ${localDate(first_submitted_at).slice(0, 7)} ${status}`;
    counted.set(key, (counted.get(key) ?? 0) + 1);
  }
  const kept = await world.deps.db.selectFrom("filing_count").selectAll().execute();
  expect(new Map(kept.map((row) => [`${row.hall_id} ${row.authority_id} ${row.month} ${row.status}`, row.n]))).toEqual(
    counted,
  );
});

test("a returned filing tells what to correct, and its first submission is kept as it was", async () => {
  const { deps } = world;
  const returns = await deps.db.selectFrom("return_notice").selectAll().execute();
  expect(returns.length).toBeGreaterThan(20);
  for (const notice of returns) {
    const items = await deps.db.selectFrom("return_item").selectAll().where("return_id", "=", notice.id).execute();
    expect(items.length).toBeGreaterThan(0);
  }
  const corrected = await deps.db.selectFrom("filing").selectAll().where("submission", "=", 2).execute();
  for (const row of corrected) {
    const [first, second] = await deps.db
      .selectFrom("submission")
      .selectAll()
      .where("filing_id", "=", row.id)
      .orderBy("seq")
      .execute();
    const { answers, key } = openAnswers(deps.config.keyring, row);
    expect(openSubmission(key, second?.sealed ?? "").answers).toEqual(answers);
    expect(openSubmission(key, first?.sealed ?? "").answers).not.toEqual(answers);
    expect(JSON.parse(second?.changed ?? "[]").length).toBeGreaterThan(0);
  }
});

test("licences of a first start have their files, bulk ones are drawn at their first opening", async () => {
  const { deps } = world;
  const before = await verifyLicenceFiles(deps.db, deps.files);
  expect(before.problems).toEqual([]);
  const licences = await deps.db.selectFrom("licence").selectAll().execute();
  for (const { uscc } of licences) expect(checkUscc(uscc)).toEqual({ ok: true });
  expect(before.files).toBe(2 * licences.filter((row) => row.bulk === 0).length);
  expect(before.bulkUndrawn).toBe(licences.filter((row) => row.bulk === 1).length);

  const bulk = licences.find((row) => row.bulk === 1);
  if (!bulk) throw new Error("no bulk licence");
  expect((await licencePdf(deps, bulk, "original")).subarray(0, 5).toString()).toBe("%PDF-");
  expect((await verifyLicenceFiles(deps.db, deps.files)).bulkUndrawn).toBe(before.bulkUndrawn - 1);
});

test("its notices can be drawn and its record is whole", async () => {
  const { deps } = world;
  for (const kind of ["receipt", "return", "registration", "refusal"] as const) {
    const row = await deps.db.selectFrom("notice").selectAll().where("kind", "=", kind).executeTakeFirstOrThrow();
    const pdf = await noticePdf(deps, row.filing_id, row.id);
    expect([kind, pdf?.subarray(0, 5).toString()]).toEqual([kind, "%PDF-"]);
  }
  const chain = await verifyChain(deps.db, deps.config.secret);
  expect(chain).toMatchObject({ ok: true, problems: [] });
  expect(chain.unlinked).toBeLessThan(5);
});

test("a second run goes on behind the first", async () => {
  const { deps } = world;
  await generateBulk(deps, { filings: 50, seed: 8, until: deps.now() });
  const rows = await filings();
  expect(rows.filter((row) => row.bulk === 1)).toHaveLength(BULK + 50);
});

test("places are made once, into an empty city only", async () => {
  const { deps } = world;
  expect(await seedPlaces(deps.db, deps.now())).toBe(false);
  expect(new Set(DEMO_STAFF.map(({ login }) => login)).size).toBe(DEMO_STAFF.length);
  expect(new Set(DEMO_STAFF.map(({ role }) => role))).toEqual(new Set(["officer", "head", "guide", "city", "admin"]));
});
