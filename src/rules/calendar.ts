/**
 * Working time in 牡丹江: days off and make-up days (调休) as published by the State Council each year, office hours of the bureaus.
 * Instants are epoch milliseconds, dates `YYYY-MM-DD`, times `HH:mm`; the zone is Asia/Shanghai, fixed at UTC+8.
 */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ZONE = 8 * HOUR;
const WEEKDAYS = ["日", "一", "二", "三", "四", "五", "六"] as const;

export interface Calendar {
  exceptions: ReadonlyMap<string, "off" | "workday">;
  publishedYears: ReadonlySet<number>;
}

export interface CalendarRow {
  date: string;
  kind: "off" | "workday";
  /** "published"; anything else is provisional */
  status: string;
}

export interface OfficeHours {
  /** spans within one day in order, e.g. [["08:30", "11:30"], ["13:30", "17:00"]] */
  open: readonly [string, string][];
}

/**
 * The calendar from its table's rows. A year counts as published when it has rows and none of them is provisional.
 * Source: the yearly notice of the State Council's office on holiday arrangements.
 */
export function calendarFrom(rows: Iterable<CalendarRow>): Calendar {
  const exceptions = new Map<string, "off" | "workday">();
  const publishedYears = new Set<number>();
  const provisional = new Set<number>();
  for (const row of rows) {
    exceptions.set(row.date, row.kind);
    (row.status === "published" ? publishedYears : provisional).add(yearOf(row.date));
  }
  return { exceptions, publishedYears: new Set([...publishedYears].filter((year) => !provisional.has(year))) };
}

/** The date in 牡丹江 at an instant. Throws RangeError for an instant that is no number. */
export function localDate(ms: number): string {
  return dateOfDay(Math.floor((ms + ZONE) / DAY));
}

// Lists of filings ask for the same few days over and over; writing a date costs more than finding it.
const DAYS_KEPT = 20_000;
const dates = new Map<number, string>();

/** The date of a day counted from 1970-01-01. */
function dateOfDay(day: number): string {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(day * DAY).toISOString().slice(0, 10);
  if (dates.size >= DAYS_KEPT) dates.clear();
  dates.set(day, date);
  return date;
}

/** The time of day in 牡丹江 at an instant, `HH:mm`, seconds cut off. Throws RangeError for an instant that is no number. */
export function localTime(ms: number): string {
  return new Date(ms + ZONE).toISOString().slice(11, 16);
}

/** The instant of a local date and time; "24:00" is the end of the day. Throws RangeError when either is malformed. */
export function atLocal(date: string, time: string): number {
  const ms = Date.parse(`${date}T${time}:00+08:00`);
  if (Number.isNaN(ms)) throw new RangeError(`not a local date and time: ${date} ${time}`);
  return ms;
}

/** Whether `text` is a day that the calendar has, written `YYYY-MM-DD`; 2027-02-30 is none. Takes any text. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The date n calendar days later (earlier when n is negative). Throws RangeError when the date is malformed. */
export function addDays(date: string, n: number): string {
  return dateOfDay(Date.parse(date) / DAY + n);
}

/** Whether the bureaus work on a date: make-up days yes, days off no, otherwise Monday to Friday. */
export function isWorkingDay(calendar: Calendar, date: string): boolean {
  const exception = calendar.exceptions.get(date);
  if (exception !== undefined) return exception === "workday";
  const weekday = weekdayOf(date);
  return weekday !== 0 && weekday !== 6;
}

/**
 * The n-th working day after a date, the date itself not counted (行政许可法 82: limits run in working days); before it when n is negative.
 * n = 0 gives the date itself, working or not. Throws RangeError when the date is malformed.
 */
export function addWorkingDays(calendar: Calendar, date: string, n: number): string {
  const step = n < 0 ? -1 : 1;
  let day = date;
  for (let left = Math.abs(n); left > 0; ) {
    day = addDays(day, step);
    if (isWorkingDay(calendar, day)) left -= 1;
  }
  return day;
}

/** How many working days lie after `from`, up to and with `to`; negative when `to` is the earlier one. Undoes `addWorkingDays`. */
export function workingDaysBetween(calendar: Calendar, from: string, to: string): number {
  if (to < from) return -workingDaysBetween(calendar, to, from);
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    if (isWorkingDay(calendar, day)) count += 1;
  }
  return count;
}

/** The milliseconds of open office time between two instants; 0 when `to` is not after `from`. */
export function officeMillis(calendar: Calendar, hours: OfficeHours, from: number, to: number): number {
  if (to <= from) return 0;
  let sum = 0;
  const last = localDate(to);
  for (let day = localDate(from); day <= last; day = addDays(day, 1)) {
    if (!isWorkingDay(calendar, day)) continue;
    for (const [opens, closes] of hours.open) {
      sum += Math.max(0, Math.min(to, atLocal(day, closes)) - Math.max(from, atLocal(day, opens)));
    }
  }
  return sum;
}

/**
 * The instant at which the office closes on a date; a date off stands for the next working day, as a limit that ends on a holiday does.
 * Throws RangeError when the hours are empty.
 */
export function closingTime(calendar: Calendar, hours: OfficeHours, date: string): number {
  const closes = hours.open.at(-1)?.[1];
  if (closes === undefined) throw new RangeError("office hours are empty");
  return atLocal(isWorkingDay(calendar, date) ? date : addWorkingDays(calendar, date, 1), closes);
}

/** The instant itself when the office is open then, otherwise the next opening. Throws RangeError when the hours are empty. */
export function nextOfficeMoment(calendar: Calendar, hours: OfficeHours, ms: number): number {
  if (hours.open.length === 0) throw new RangeError("office hours are empty");
  for (let day = localDate(ms); ; day = addWorkingDays(calendar, day, 1)) {
    if (!isWorkingDay(calendar, day)) continue;
    for (const [opens, closes] of hours.open) {
      if (ms < atLocal(day, closes)) return Math.max(ms, atLocal(day, opens));
    }
  }
}

/** The years from one date to another, both with, whose holidays are not published: a deadline that crosses them is provisional. */
export function unpublishedYears(calendar: Calendar, fromDate: string, toDate: string): number[] {
  const years: number[] = [];
  for (let year = yearOf(fromDate); year <= yearOf(toDate); year += 1) {
    if (!calendar.publishedYears.has(year)) years.push(year);
  }
  return years;
}

/** A date in words: 11月26日（周四）. Throws RangeError when it is malformed. */
export function sayDate(date: string): string {
  const day = new Date(Date.parse(date));
  if (Number.isNaN(day.getTime())) throw new RangeError(`not a date: ${date}`);
  return `${day.getUTCMonth() + 1}月${day.getUTCDate()}日（周${WEEKDAYS[day.getUTCDay()]}）`;
}

/** An instant as documents print it, readable in any year: 2026年11月24日 10:30. Takes epoch ms; China's time. */
export function momentInFull(ms: number): string {
  return `${dateInFull(localDate(ms))} ${localTime(ms)}`;
}

/** A date, YYYY-MM-DD, as documents print it: 2026年11月24日. */
export function dateInFull(date: string): string {
  const [year = "", month = "", day = ""] = date.split("-");
  return `${year}年${Number(month)}月${Number(day)}日`;
}

/** An instant in words, seen from now: 今天 16:30, 明天 17:00, 11月26日（周四）17:00. */
export function sayMoment(ms: number, now: number): string {
  return sayDayAndTime(localDate(ms), localTime(ms), now);
}

/**
 * A deadline in words, seen from now: 今天 16:30 前, 明天 17:00 前, 11月26日（周四）17:00 前; once passed, 已超期 and for how long,
 * in calendar time. A deadline at midnight is said as 24:00 of the day that ends.
 */
export function sayDeadline(ms: number, now: number): string {
  if (now > ms) return `已超期 ${sayDuration(now - ms)}`;
  const endsDay = localTime(ms) === "00:00";
  const said = endsDay ? sayDayAndTime(localDate(ms - 1), "24:00", now) : sayMoment(ms, now);
  return `${said} 前`;
}

/** A length of time in words, rounded down, at least one minute: 25 分钟, 3 小时, 2 天. Takes milliseconds. */
export function sayDuration(millis: number): string {
  if (millis >= DAY) return `${Math.floor(millis / DAY)} 天`;
  if (millis >= HOUR) return `${Math.floor(millis / HOUR)} 小时`;
  return `${Math.max(1, Math.floor(millis / 60_000))} 分钟`;
}

function sayDayAndTime(date: string, time: string, now: number): string {
  const today = localDate(now);
  if (date === today) return `今天 ${time}`;
  if (date === addDays(today, 1)) return `明天 ${time}`;
  return `${sayDate(date)}${time}`;
}

function weekdayOf(date: string): number {
  return new Date(Date.parse(date)).getUTCDay();
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}
