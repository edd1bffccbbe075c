import { atLocal, localDate } from "../rules/calendar.ts";
import { closeLimit } from "../rules/due-soon.ts";
import type { Catalogues } from "../rules/findings.ts";
import type { Moments } from "./queries/flow.ts";

/** The instants that lists and numbers of the city are counted by. */
export function momentsAt(catalogues: Catalogues, now: number): Moments {
  const today = localDate(now);
  return {
    now,
    dayEnd: atLocal(today, "24:00"),
    closeLimit: closeLimit(catalogues.calendar, catalogues.settings.clock, now),
    monthStart: atLocal(`${today.slice(0, 7)}-01`, "00:00"),
  };
}

/** 2026年11月 */
export function sayMonth(month: string): string {
  return `${month.slice(0, 4)}年${Number(month.slice(5))}月`;
}
