import type { Db } from "../db/transaction.ts";
import { localDate } from "../rules/calendar.ts";
import type { Catalogues } from "../rules/findings.ts";
import { cataloguesOn } from "./queries/catalogues.ts";

const KEPT_MS = 30_000;

/** Gives the catalogues in force today. An administrator's change is seen within half a minute, in every process. */
export function keepCatalogues(db: Db, now: () => number): () => Promise<Catalogues> {
  let kept: { value: Promise<Catalogues>; until: number; day: string } | undefined;
  return () => {
    const at = now();
    const day = localDate(at);
    if (!kept || kept.until < at || kept.day !== day) {
      const value = cataloguesOn(db, day);
      kept = { value, until: at + KEPT_MS, day };
      value.catch(() => {
        kept = undefined;
      });
    }
    return kept.value;
  };
}
