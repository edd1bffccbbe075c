import { inTransaction } from "../db/transaction.ts";
import { localDate } from "../rules/calendar.ts";
import type { Deps } from "../web/env.ts";
import { emptyBatch, insertBatch } from "./batch.ts";
import { type Allotted, type DemoCase, fillCase, type Plan, planCase, type World } from "./case.ts";
import type { Scenario } from "./course.ts";
import { allotLicence, drawLicence } from "./licences.ts";
import { addPapers } from "./papers.ts";
import { chanceOf } from "./random.ts";
import { addRows } from "./rows.ts";
import { addTold } from "./told.ts";
import { openWorld, settleTrades } from "./world.ts";

export interface DemoOptions {
  filings: number;
  seed: number;
  /** The moment at which the data ends, epoch ms; everything lies before it. */
  until: number;
  /** Told after each batch. */
  progress?: (done: number) => void;
}

const DAY = 86_400_000;
const BATCH = 1_000;
const AT_ONCE = 8;

/** So that every state is there even among few, in about the shares of a working month. */
const SCHEDULE: readonly Scenario[] = [
  ...["registered", "submitted", "registered", "corrected", "returned", "registered", "draft", "registered"],
  ...["registered", "resubmitted", "refused", "registered", "corrected", "withdrawn", "registered", "submitted"],
  ...["lapsed-draft", "registered", "registered", "draft", "returned", "registered", "corrected", "submitted"],
  ...["registered", "withdrawn-draft", "registered", "corrected", "registered", "submitted", "registered", "draft"],
  ...["registered", "corrected", "resubmitted", "registered", "returned", "corrected", "registered", "submitted"],
] as Scenario[];

/**
 * The filings of a first start: about a month of them in every state, with notices, messages, pictures and drawn licences. The same
 * seed, moment and keyring give the same rows.
 */
export async function generateDemo(deps: Deps, options: DemoOptions): Promise<void> {
  const { filings, seed, until } = options;
  const world = await openWorld(deps, { ...options, bulk: false, from: until - 31 * DAY });
  const plans = Array.from({ length: filings }, (_, n) =>
    planCase(world, world.counters.next("demo-index") - 1, SCHEDULE[n % SCHEDULE.length] ?? "registered"),
  );
  await settleTrades(deps.db, world, plans);
  const cases = numbered(
    world,
    plans.toSorted((a, b) => a.course.createdAt - b.course.createdAt),
  );
  const batch = emptyBatch();
  await atOnce(cases, (item) => addPapers(world, deps.files, item, batch));
  sortByFiling(cases, batch.stored_file, batch.document);
  const allotted = allotAll(world, cases);
  await atOnce([...allotted.values()], (licence) => drawLicence(deps, licence));
  for (const item of cases) addRows(world, item, allotted.get(item.id), batch);
  for (const item of cases) addTold(world, item, batch);
  await inTransaction(deps.db, async (tx) => {
    await insertBatch(tx, batch);
    await world.numbers.save(tx);
  });
  options.progress?.(filings);
  deps.log.info({ filings, seed }, "demonstration filings made");
}

/**
 * Any number of filings over up to two years, most of them decided, marked `bulk`: their licences keep their data, and the PDF is
 * drawn at first opening. Their numbers come from runs of their own. A run goes on behind the one before it.
 */
export async function generateBulk(deps: Deps, options: DemoOptions): Promise<void> {
  const { filings, until } = options;
  const days = Math.min(720, Math.max(90, Math.round(filings / 150)));
  const world = await openWorld(deps, { ...options, bulk: true, from: until - days * DAY });
  const shares = bulkShares(days);
  for (let done = 0; done < filings; ) {
    const count = Math.min(BATCH, filings - done);
    const plans = Array.from({ length: count }, () => {
      const index = world.counters.next("demo-index") - 1;
      return planCase(world, index, chanceOf(options.seed, `scenario ${index}`).weighted(shares));
    });
    await inTransaction(deps.db, async (tx) => {
      await settleTrades(tx, world, plans);
      const cases = numbered(world, plans);
      const allotted = allotAll(world, cases);
      const batch = emptyBatch();
      for (const item of cases) addRows(world, item, allotted.get(item.id), batch);
      await insertBatch(tx, batch);
      await world.numbers.save(tx);
    });
    done += count;
    options.progress?.(done);
  }
}

/** Open filings are what comes in within a few days; the longer the span, the smaller their share. */
function bulkShares(days: number): (readonly [Scenario, number])[] {
  const day = 1 / days;
  return [
    ["submitted", 1.6 * day],
    ["resubmitted", 0.25 * day],
    ["returned", 1.4 * day],
    ["draft", 3 * day],
    ["registered", 0.74],
    ["corrected", 0.13],
    ["refused", 0.02],
    ["withdrawn", 0.03],
    ["withdrawn-draft", 0.02],
    ["lapsed-draft", 0.05],
    ["lapsed-returned", 0.01],
  ];
}

function numbered(world: World, plans: readonly Plan[]): DemoCase[] {
  return plans.map((plan) => fillCase(world, plan, world.numbers.filing(localDate(plan.course.createdAt))));
}

function allotAll(world: World, cases: readonly DemoCase[]): Map<string, Allotted> {
  const decided = cases.toSorted((a, b) => (a.course.endedAt ?? 0) - (b.course.endedAt ?? 0));
  return new Map(
    decided.flatMap((item) => {
      const allotted = allotLicence(world, item);
      return allotted ? [[item.id, allotted] as const] : [];
    }),
  );
}

/** What was stored side by side is put back in the order of the filings, so that the rows come the same each time. */
function sortByFiling(cases: readonly DemoCase[], ...tables: { id: string; filing_id: string | null }[][]): void {
  const place = new Map(cases.map((item, at) => [item.id, at]));
  for (const rows of tables)
    rows.sort(
      (a, b) => (place.get(a.filing_id ?? "") ?? 0) - (place.get(b.filing_id ?? "") ?? 0) || (a.id < b.id ? -1 : 1),
    );
}

async function atOnce<T>(list: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const rest = list.values();
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      for (const item of rest) await work(item);
    }),
  );
}
