import { type Db, isInsideTransaction } from "../db/transaction.ts";
import { localDate } from "../rules/calendar.ts";
import type { Catalogues } from "../rules/findings.ts";
import { cataloguesOn, catalogueVersion } from "./queries/catalogues.ts";

const KEPT_MS = 30_000;
const ASKED_MS = 1_000;

const generations = new WeakMap<Db, number>();

/** Makes this process read the catalogues anew at once, after an act changed them. Other processes ask for the version. */
export function forgetCatalogues(db: Db): void {
  generations.set(db, (generations.get(db) ?? 0) + 1);
}

interface Kept {
  value: Promise<Catalogues>;
  version: number;
  generation: number;
  day: string;
  until: number;
  askedAt: number;
}

/** Gives the catalogues in force today. A change is seen at once in the process that made it, and within a second in every other. */
export function keepCatalogues(db: Db, now: () => number): () => Promise<Catalogues> {
  let kept: Kept | undefined;

  async function isGood(copy: Kept, at: number): Promise<boolean> {
    if (copy.until < at || copy.day !== localDate(at) || copy.generation !== (generations.get(db) ?? 0)) return false;
    if (at - copy.askedAt < ASKED_MS) return true;
    copy.askedAt = at;
    return (await catalogueVersion(db)) === copy.version;
  }

  async function read(at: number): Promise<Catalogues> {
    // The version first: a change that comes between is then seen at the next question.
    const generation = generations.get(db) ?? 0;
    const version = await catalogueVersion(db);
    const day = localDate(at);
    const value = cataloguesOn(db, day);
    kept = { value, version, generation, day, until: at + KEPT_MS, askedAt: at };
    return value;
  }

  let reading: { value: Promise<Catalogues>; generation: number } | undefined;
  return async () => {
    const at = now();
    // Within a transaction nothing else may be asked of the database: an act goes on with the copy that it began with.
    if (kept && isInsideTransaction()) return kept.value;
    if (kept && (await isGood(kept, at))) return kept.value;
    const generation = generations.get(db) ?? 0;
    // Who asks after a change does not join a reading that began before it.
    if (reading?.generation === generation) return reading.value;
    const mine = { value: read(at), generation };
    reading = mine;
    try {
      return await mine.value;
    } catch (error) {
      kept = undefined;
      throw error;
    } finally {
      if (reading === mine) reading = undefined;
    }
  };
}
