/** Which filings of a list are close to the legal limit, and the clock of a list's row. Instants are epoch milliseconds, zone Asia/Shanghai. */
import { addWorkingDays, type Calendar, closingTime, isWorkingDay, localDate } from "./calendar.ts";
import { type Clock, type ClockSettings, legalLimit } from "./clock.ts";

/**
 * The latest legal limit that counts as close at an instant: every filing with its limit at or before it has at most
 * `nearWorkingDays` left, or is past it. Asks a database the same question that `lightOf` answers for one filing (local rule of lights).
 */
export function closeLimit(calendar: Calendar, settings: ClockSettings, now: number): number {
  const today = localDate(now);
  const over = isWorkingDay(calendar, today) && now >= closingTime(calendar, settings.hours, today);
  const last = over ? today : addWorkingDays(calendar, today, -1);
  return closingTime(calendar, settings.hours, addWorkingDays(calendar, last, settings.nearWorkingDays));
}

export interface StandingRow {
  running: boolean;
  submission: number;
  submittedAt: number | null;
  targetAt: number | null;
  dueAt: number | null;
}

/**
 * The clock of a row that carries its own limits, enough for `lightOf`: what needs the whole record (time spent) is 0. The limits
 * were written by the act that submitted or extended, from the same rules (条例 19, 细则 18). Undefined where none are kept.
 */
export function standingClock(row: StandingRow, calendar: Calendar, settings: ClockSettings): Clock | undefined {
  const { submittedAt, targetAt, dueAt } = row;
  if (submittedAt === null || targetAt === null || dueAt === null) return undefined;
  return {
    running: row.running,
    submission: row.submission,
    submittedAt,
    targetAt,
    legalAt: dueAt,
    extended: dueAt > legalLimit(calendar, settings, submittedAt, false),
    officeMillis: 0,
    applicantMillis: 0,
    waitingForApplicantMillis: 0,
    provisionalYears: [],
  };
}
