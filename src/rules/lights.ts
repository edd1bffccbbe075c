/**
 * Green, yellow, red: how near a running filing is to its legal limit. The hotline measures (牡政办发〔2023〕18号) name 红黄灯 without
 * numbers, so the thresholds are a local setting and every reading says so. Instants are epoch milliseconds, zone Asia/Shanghai.
 */
import {
  addDays,
  addWorkingDays,
  type Calendar,
  closingTime,
  isWorkingDay,
  localDate,
  localTime,
  sayDate,
  sayMoment,
  unpublishedYears,
  workingDaysBetween,
} from "./calendar.ts";
import type { Clock, ClockSettings } from "./clock.ts";

export type Light = "green" | "yellow" | "red";

export const LIGHT_WORDS: Record<Light, string> = { green: "绿灯", yellow: "黄灯", red: "红灯" };

export interface LightReading {
  light: Light;
  /** the arithmetic in words, each a sentence; the first says why this light */
  why: string[];
  /** the next change, should nobody act: it shows once this instant has passed */
  next?: { at: number; light: Light; words: string };
  localRule: true;
}

/**
 * The light of a filing at an instant, or undefined when no clock runs.
 * Yellow: the internal target has passed, or at most `nearWorkingDays` are left to the legal limit. Red: the legal limit has passed.
 */
export function lightOf(
  clock: Clock,
  calendar: Calendar,
  settings: ClockSettings,
  now: number,
): LightReading | undefined {
  const { running, submittedAt, targetAt, legalAt } = clock;
  if (!running || submittedAt === undefined || targetAt === undefined || legalAt === undefined) return undefined;
  const nearAt = closingTime(
    calendar,
    settings.hours,
    addWorkingDays(calendar, localDate(legalAt), -settings.nearWorkingDays),
  );
  const arithmetic = [
    `${sayInstant(submittedAt)} 第 ${clock.submission} 次提交，提交当日不计。`,
    `内部目标 ${settings.targetWorkingDays} 个工作日，到${sayInstant(targetAt)}。`,
    sayLegal(clock.extended, settings, legalAt),
    ...sayDaysOff(calendar, localDate(submittedAt), localDate(legalAt)),
    ...sayProvisional(calendar, localDate(submittedAt), localDate(legalAt)),
  ];
  if (now > legalAt) {
    return { light: "red", why: [sayRed(calendar, legalAt, now), ...arithmetic], localRule: true };
  }
  if (now > targetAt || now >= nearAt) {
    const why = [sayYellow(calendar, settings, { targetAt, nearAt, legalAt }, now), ...arithmetic];
    return { light: "yellow", why, next: change("red", legalAt, now), localRule: true };
  }
  const why = [`绿灯：还在内部目标之内，${sayLeft(calendar, legalAt, now)}。`, ...arithmetic];
  return { light: "green", why, next: change("yellow", Math.min(targetAt, nearAt), now), localRule: true };
}

function change(light: "yellow" | "red", at: number, now: number) {
  return { at, light, words: `${sayMoment(at, now)} 转${light === "red" ? "红" : "黄"}` };
}

function sayRed(calendar: Calendar, legalAt: number, now: number): string {
  const days = workingDaysBetween(calendar, localDate(legalAt), localDate(now));
  return days === 0
    ? `红灯：法定期限已过，到期时间是${sayInstant(legalAt)}。`
    : `红灯：法定期限已过 ${days} 个工作日。`;
}

function sayYellow(
  calendar: Calendar,
  settings: ClockSettings,
  at: { targetAt: number; nearAt: number; legalAt: number },
  now: number,
): string {
  const reasons = [
    ...(now > at.targetAt ? ["内部目标已过"] : []),
    ...(now >= at.nearAt ? [`到法定期限不超过 ${settings.nearWorkingDays} 个工作日`] : []),
  ];
  return `黄灯：${reasons.join("，")}，${sayLeft(calendar, at.legalAt, now)}。`;
}

function sayLeft(calendar: Calendar, legalAt: number, now: number): string {
  const days = workingDaysBetween(calendar, localDate(now), localDate(legalAt));
  return days === 0 ? `法定期限今天 ${localTime(legalAt)} 到期` : `今天以后还有 ${days} 个工作日到法定期限`;
}

function sayLegal(extended: boolean, settings: ClockSettings, legalAt: number): string {
  const extension = extended ? `，经批准延长 ${settings.extensionWorkingDays} 个工作日` : "";
  return `法定期限 ${settings.legalWorkingDays} 个工作日${extension}，到${sayInstant(legalAt)}。`;
}

/** Days off and make-up days after one date up to another, runs of days off put together. */
function sayDaysOff(calendar: Calendar, from: string, to: string): string[] {
  const off: { first: string; last: string }[] = [];
  const madeUp: string[] = [];
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
    const run = off.at(-1);
    if (!isWorkingDay(calendar, day)) {
      if (run !== undefined && addDays(run.last, 1) === day) run.last = day;
      else off.push({ first: day, last: day });
    } else if (calendar.exceptions.get(day) === "workday") madeUp.push(day);
  }
  return [
    ...off.map(({ first, last }) => `${sayDate(first)}${first === last ? "" : `至${sayDate(last)}`}不上班，不计。`),
    ...madeUp.map((day) => `${sayDate(day)}调休上班，计入。`),
  ];
}

function sayProvisional(calendar: Calendar, from: string, to: string): string[] {
  return unpublishedYears(calendar, from, to).map(
    (year) => `${year}年放假安排还没有公布，期限为暂算，公布后可能改变。`,
  );
}

function sayInstant(ms: number): string {
  return `${sayDate(localDate(ms))}${localTime(ms)}`;
}
