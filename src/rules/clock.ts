/**
 * The legal clock of a filing: a pure function of its events over the city calendar. Instants are epoch milliseconds, zone Asia/Shanghai.
 * The law fixes 3 working days, +3 once with the head's approval (市场主体登记管理条例 19, 实施细则 18) and the closing of returns
 * (行政许可法 32(4)). Office hours, internal target and lapses are local settings.
 */
import {
  addDays,
  addWorkingDays,
  atLocal,
  type Calendar,
  closingTime,
  localDate,
  localTime,
  type OfficeHours,
  officeMillis,
  sayDate,
  sayMoment,
  unpublishedYears,
} from "./calendar.ts";

export interface ClockSettings {
  hours: OfficeHours;
  targetWorkingDays: number;
  /** yellow from so many working days before the legal limit on */
  nearWorkingDays: number;
  legalWorkingDays: number;
  extensionWorkingDays: number;
  returnWorkingDays: number;
  draftLapseDays: number;
  returnedLapseDays: number;
}

export const CLOCK_DEFAULTS: ClockSettings = {
  hours: {
    open: [
      ["08:30", "11:30"],
      ["13:30", "17:00"],
    ],
  },
  targetWorkingDays: 1,
  nearWorkingDays: 1,
  legalWorkingDays: 3,
  extensionWorkingDays: 3,
  returnWorkingDays: 5,
  draftLapseDays: 30,
  returnedLapseDays: 60,
};

export type ClockEvent = {
  type: "created" | "submitted" | "returned" | "extended" | "registered" | "refused" | "withdrawn" | "lapsed";
  at: number;
};

export interface Clock {
  /** the filing is with the office, undecided */
  running: boolean;
  /** which submission, 0 = none yet */
  submission: number;
  /** this and the three limits belong to the latest submission and stay readable after its clock has stopped */
  submittedAt?: number;
  targetAt?: number;
  /** the legal limit, with the extension in it */
  legalAt?: number;
  /** after this instant the filing can only be registered or refused */
  returnClosesAt?: number;
  /** of a draft or a returned filing: the end of its last day */
  lapsesAt?: number;
  extended: boolean;
  /** what the office answers for: its open time with the filing, all submissions together */
  officeMillis: number;
  /** what the applicant lived through: calendar time from the first submission to the end or now */
  applicantMillis: number;
  /** of which the filing lay with the applicant for correction */
  waitingForApplicantMillis: number;
  /** years that a limit of the latest submission touches and whose holidays are not published */
  provisionalYears: number[];
  /** registered or refused */
  decidedAt?: number;
  /** decided, withdrawn or lapsed */
  endedAt?: number;
}

interface Round {
  from: number;
  to?: number;
  extended: boolean;
}

interface Course {
  createdAt?: number;
  rounds: Round[];
  decidedAt?: number;
  endedAt?: number;
}

/**
 * The clock of a filing at an instant.
 * @param events the filing's events in the order of its record; events that a clock does not know are left out by the caller
 * @returns limits at closing time of the n-th working day after the calendar day of submission, whatever its hour. A resubmission after a
 * return starts a new clock without the former's extension (实施细则 18: 重新提交).
 */
export function clockOf(
  events: readonly ClockEvent[],
  calendar: Calendar,
  settings: ClockSettings,
  now: number,
): Clock {
  const course = courseOf(events);
  const { rounds, decidedAt, endedAt } = course;
  const first = rounds[0];
  const latest = rounds.at(-1);
  const until = endedAt ?? now;
  const lapsesAt = lapseOf(course, settings);
  return {
    running: latest !== undefined && latest.to === undefined && endedAt === undefined,
    submission: rounds.length,
    extended: latest?.extended ?? false,
    officeMillis: rounds.reduce(
      (sum, round) => sum + officeMillis(calendar, settings.hours, round.from, round.to ?? until),
      0,
    ),
    applicantMillis: first === undefined ? 0 : Math.max(0, until - first.from),
    waitingForApplicantMillis: rounds.reduce(
      (sum, round, i) => (round.to === undefined ? sum : sum + Math.max(0, (rounds[i + 1]?.from ?? until) - round.to)),
      0,
    ),
    ...(latest === undefined ? { provisionalYears: [] } : limitsOf(latest, calendar, settings)),
    ...(lapsesAt !== undefined && { lapsesAt }),
    ...(decidedAt !== undefined && { decidedAt }),
    ...(endedAt !== undefined && { endedAt }),
  };
}

/**
 * Whether the office may still return the filing for correction at an instant.
 * Source: 行政许可法 32(4), all defects are told within 5 days, silence means accepted; in working days (82), the day of submission not counted.
 */
export function mayReturn(clock: Clock, now: number): { ok: true } | { ok: false; reason: string; clause: string } {
  const clause = "《行政许可法》第三十二条第一款第（四）项";
  if (!clock.running || clock.submittedAt === undefined || clock.returnClosesAt === undefined) {
    return { ok: false, reason: "这件申请现在不在审查中，不能退回。", clause };
  }
  if (now <= clock.returnClosesAt) return { ok: true };
  const submitted = sayDate(localDate(clock.submittedAt));
  const closed = `${sayDate(localDate(clock.returnClosesAt))}${localTime(clock.returnClosesAt)}`;
  return {
    ok: false,
    reason: `${submitted}提交，一次性告知的期限到${closed}为止，已经过了。请登记，或者作出不予登记的决定。`,
    clause,
  };
}

/**
 * Whether the head may extend the legal limit at an instant: once a submission, and before the limit has passed.
 * Source: 市场主体登记管理条例 19, 实施细则 18.
 */
export function mayExtend(clock: Clock, now: number): { ok: true } | { ok: false; reason: string; clause: string } {
  const clause = "《市场主体登记管理条例》第十九条、《实施细则》第十八条";
  if (!clock.running || clock.legalAt === undefined) {
    return { ok: false, reason: "这件申请现在不在审查中，没有可以延长的期限。", clause };
  }
  if (clock.extended) return { ok: false, reason: "审查期限已经延长过一次，不能再延长。", clause };
  if (now > clock.legalAt) {
    return { ok: false, reason: `法定期限已过（${sayMoment(clock.legalAt, now)}），不能再延长。`, clause };
  }
  return { ok: true };
}

/** The legal limit of a submission: closing time of the last working day, the day of submission not counted (条例 19, 细则 18). */
export function legalLimit(
  calendar: Calendar,
  settings: ClockSettings,
  submittedAt: number,
  extended: boolean,
): number {
  return limitAfter(
    calendar,
    settings,
    submittedAt,
    settings.legalWorkingDays + (extended ? settings.extensionWorkingDays : 0),
  );
}

function courseOf(events: readonly ClockEvent[]): Course {
  const course: Course = { rounds: [] };
  for (const { type: kind, at } of events) {
    const round = course.rounds.at(-1);
    if (course.endedAt !== undefined) break;
    switch (kind) {
      case "created":
        course.createdAt = at;
        break;
      case "submitted":
        if (round !== undefined) round.to ??= at;
        course.rounds.push({ from: at, extended: false });
        break;
      case "returned":
        if (round !== undefined) round.to ??= at;
        break;
      case "extended":
        if (round !== undefined && round.to === undefined) round.extended = true;
        break;
      case "registered":
      case "refused":
        course.decidedAt = at;
        course.endedAt = at;
        break;
      case "withdrawn":
      case "lapsed":
        course.endedAt = at;
        break;
      default:
        kind satisfies never;
    }
  }
  return course;
}

function limitsOf(round: Round, calendar: Calendar, settings: ClockSettings) {
  const targetAt = limitAfter(calendar, settings, round.from, settings.targetWorkingDays);
  const legalAt = legalLimit(calendar, settings, round.from, round.extended);
  const returnClosesAt = limitAfter(calendar, settings, round.from, settings.returnWorkingDays);
  const last = Math.max(targetAt, legalAt, returnClosesAt);
  return {
    submittedAt: round.from,
    targetAt,
    legalAt,
    returnClosesAt,
    provisionalYears: unpublishedYears(calendar, localDate(round.from), localDate(last)),
  };
}

function limitAfter(calendar: Calendar, settings: ClockSettings, from: number, workingDays: number): number {
  return closingTime(calendar, settings.hours, addWorkingDays(calendar, localDate(from), workingDays));
}

/** A local rule: a draft and a returned filing lapse at the end of the n-th calendar day after the day they came to rest. */
function lapseOf(course: Course, settings: ClockSettings): number | undefined {
  if (course.endedAt !== undefined) return undefined;
  const latest = course.rounds.at(-1);
  const since = latest === undefined ? course.createdAt : latest.to;
  if (since === undefined) return undefined;
  const days = latest === undefined ? settings.draftLapseDays : settings.returnedLapseDays;
  return atLocal(addDays(localDate(since), days), "24:00");
}
