import { record } from "../../events/record.ts";
import { type Moves, movesUnder, type Under } from "../../filing/limits.ts";
import { cataloguesOn } from "../../filing/queries/catalogues.ts";
import { calendarFrom, localDate } from "../../rules/calendar.ts";
import { type CalendarDay, readCalendarDay, readCalendarFile } from "../../rules/calendar-file.ts";
import { type By, type Outcome, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import type { Problem } from "../../web/form.ts";
import { calendarDays, replaceDay, replaceYear } from "../queries/calendar.ts";
import { moveLimits } from "./limits.ts";
import { type InOffice, inOffice } from "./office.ts";

/** A change of the calendar: one date, or a whole year from a table. */
export type CalendarChange =
  | { what: "day"; date: string; kind: string; name: string; status: string }
  | { what: "year"; year: string; table: string };

type Read = { ok: true; year: number; days: CalendarDay[]; date?: string } | { ok: false; problems: Problem[] };

const FIRST_YEAR = 2023;
const LAST_YEAR = 2099;

/** What a posted change of the calendar holds, or what is wrong with it, by field. `kind` "none" makes a date an ordinary day again. */
export function readChange(change: CalendarChange): Read {
  if (change.what === "year") {
    const year = /^\d{4}$/.test(change.year) ? Number(change.year) : 0;
    if (year < FIRST_YEAR || year > LAST_YEAR)
      return { ok: false, problems: [{ field: "year", message: `请写 ${FIRST_YEAR} 到 ${LAST_YEAR} 之间的年份` }] };
    const file = readCalendarFile(change.table, year);
    if (file.ok) return { ok: true, year, days: file.days };
    return { ok: false, problems: [{ field: "table", message: file.messages.join("；") }] };
  }
  const ordinary = change.kind === "none";
  const typed = ordinary ? { ...change, kind: "off", name: "平常", status: "published" } : change;
  const day = readCalendarDay(typed);
  if (!day.ok) return { ok: false, problems: day.problems };
  const year = Number(change.date.slice(0, 4));
  if (year < FIRST_YEAR || year > LAST_YEAR)
    return { ok: false, problems: [{ field: "date", message: `请写 ${FIRST_YEAR} 到 ${LAST_YEAR} 之间的日期` }] };
  return { ok: true, year, date: change.date, days: ordinary ? [] : [day.day] };
}

/** The calendar's days after a change. */
export function daysAfter(days: readonly CalendarDay[], change: Extract<Read, { ok: true }>): CalendarDay[] {
  const stays = ({ date }: CalendarDay) =>
    change.date === undefined ? Number(date.slice(0, 4)) !== change.year : date !== change.date;
  return [...days.filter(stays), ...change.days].sort((a, b) => (a.date < b.date ? -1 : 1));
}

/** What a change of the calendar would do to the limits of open filings. Changes nothing. */
export async function calendarMoves(deps: Deps, change: Extract<Read, { ok: true }>, now: number): Promise<Moves> {
  const { settings } = await deps.catalogues();
  const calendar = calendarFrom(daysAfter(await calendarDays(deps.db), change));
  return movesUnder(deps.db, { calendar, clock: settings.clock, of: "clock" }, now);
}

/**
 * Changes one date or imports a year, and moves the limits of open filings with it, as it was told before. `told` is what `toldOf` gave
 * of the moves shown. Refuses with 422 by field, 403. Sources: 国务院办公厅放假安排通知; 行政许可法 82 (working days).
 */
export function changeCalendar(deps: Deps, by: By, input: { change: CalendarChange; told: string }): Promise<Outcome> {
  return inOffice(
    deps,
    by,
    async (office) => {
      const { tx, actor, now } = office;
      const change = readChange(input.change);
      if (!change.ok) return refuse(422, "请检查填写的内容", change.problems);
      const { date, year, days } = change;
      if (date === undefined) await replaceYear(tx, year, days);
      else await replaceDay(tx, date, days[0]);
      const moved = await moveLimits(office, await underNow(office), { cause: "calendar", told: input.told });
      if ("ok" in moved) return moved;
      await record(
        tx,
        date === undefined
          ? { type: "calendar-imported", actor, at: now, data: { year, days: days.length, moved: moved.moved } }
          : {
              type: "calendar-changed",
              actor,
              at: now,
              data: { date, kind: days[0]?.kind ?? "none", moved: moved.moved },
            },
      );
      return { location: `/desk/admin/calendar?year=${year}&told=changed&moved=${moved.moved}` };
    },
    { catalogues: true },
  );
}

async function underNow({ tx, now }: InOffice): Promise<Under> {
  const { calendar, settings } = await cataloguesOn(tx, localDate(now));
  return { calendar, clock: settings.clock, of: "clock" };
}
