import path from "node:path";
import { linkEvents, sealHead } from "../events/chain.ts";
import { lapseFiling } from "../filing/acts/lapse.ts";
import { deleteOldKeys } from "../filing/queries/idempotency.ts";
import { lapsable } from "../filing/queries/lapse.ts";
import { deleteOldTallies } from "../licence/queries/verify-flags.ts";
import { drawWaiting } from "../notices/notice-pdf.ts";
import { markSent, markTold, unsentMessages } from "../notices/queries.ts";
import { deleteOldPhoneCodes } from "../people/queries/people.ts";
import type { Deps } from "../web/env.ts";
import { deleteEndedSessions } from "../web/queries.ts";

const SECOND = 1000;
const DAY = 86_400 * SECOND;

interface Job {
  name: string;
  everyMs: number;
  work: (deps: Deps) => Promise<void>;
}

const JOBS: readonly Job[] = [
  { name: "send messages", everyMs: 5 * SECOND, work: sendMessages },
  { name: "draw notices", everyMs: 30 * SECOND, work: async (deps) => void (await drawWaiting(deps, 20)) },
  { name: "link events", everyMs: 15 * SECOND, work: async (deps) => void (await linkEvents(deps.db, deps.now())) },
  { name: "seal the record", everyMs: 300 * SECOND, work: sealRecord },
  { name: "lapse", everyMs: 600 * SECOND, work: lapse },
  { name: "clear what ended", everyMs: 3600 * SECOND, work: clear },
];

/** Timed work in this process. Gives the function that ends it and waits for what is under way. */
export function startJobs(deps: Deps): () => Promise<void> {
  const running = new Set<Promise<void>>();
  const timers = JOBS.map((job) => {
    let busy = false;
    const timer = setInterval(() => {
      if (busy) return;
      busy = true;
      const done = job
        .work(deps)
        .catch((error: unknown) => deps.log.error({ job: job.name, error: String(error) }, "job failed"))
        .finally(() => {
          busy = false;
          running.delete(done);
        });
      running.add(done);
    }, job.everyMs);
    timer.unref();
    return timer;
  });
  return async () => {
    for (const timer of timers) clearInterval(timer);
    await Promise.all(running);
  };
}

// No gateway is connected yet: the outbox is the record of what was said, and a demonstration shows it on the page.
/** Sends what waits in the outbox; what had been issued to the filing by then is delivered with it. */
export async function sendMessages(deps: Deps): Promise<void> {
  for (const { id, filing_id, created_at } of await unsentMessages(deps.db, 100)) {
    await markSent(deps.db, id, deps.now());
    if (filing_id !== null) await markTold(deps.db, filing_id, created_at, deps.now());
  }
}

async function sealRecord(deps: Deps): Promise<void> {
  await sealHead(deps.db, deps.config.secret, deps.now(), path.join(deps.config.dataDir, "seals.log"));
}

async function lapse(deps: Deps): Promise<void> {
  const now = deps.now();
  for (const { id } of await lapsable(deps.db, now, 200))
    await lapseFiling(deps, { actor: { kind: "system" }, key: "", now }, { filingId: id });
}

async function clear(deps: Deps): Promise<void> {
  const now = deps.now();
  await deleteEndedSessions(deps.db, now);
  await deleteOldPhoneCodes(deps.db, now - DAY);
  await deleteOldKeys(deps.db, now - 30 * DAY);
  await deleteOldTallies(deps.db, now - 92 * DAY);
}
