import { addDays, atLocal, localDate } from "../rules/calendar.ts";
import type { Status } from "../rules/filing.ts";
import type { OfficeTime } from "./office-time.ts";
import type { Chance } from "./random.ts";

/** How a demonstration filing goes, up to the moment that the data ends. */
export type Scenario =
  | "registered"
  | "corrected"
  | "submitted"
  | "resubmitted"
  | "returned"
  | "draft"
  | "refused"
  | "withdrawn"
  | "withdrawn-draft"
  | "lapsed-draft"
  | "lapsed-returned";

export const STATUS_OF: Record<Scenario, Status> = {
  registered: "registered",
  corrected: "registered",
  submitted: "submitted",
  resubmitted: "submitted",
  returned: "returned",
  draft: "draft",
  refused: "refused",
  withdrawn: "withdrawn",
  "withdrawn-draft": "withdrawn",
  "lapsed-draft": "lapsed",
  "lapsed-returned": "lapsed",
};

/** The moments of a filing's life; `submittedAt[n]` is answered by `returnedAt[n]`, or by the end. */
export interface Course {
  scenario: Scenario;
  status: Status;
  createdAt: number;
  submittedAt: number[];
  claimedAt: number[];
  returnedAt: number[];
  endedAt?: number;
}

export interface Span {
  office: OfficeTime;
  from: number;
  until: number;
  draftLapseDays: number;
  returnedLapseDays: number;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** An office day of 3 and 3½ hours. */
const OFFICE_DAY = 6.5 * HOUR;

export function courseOf(chance: Chance, scenario: Scenario, span: Span): Course {
  const course = { scenario, status: STATUS_OF[scenario], submittedAt: [], claimedAt: [], returnedAt: [] };
  switch (scenario) {
    case "draft":
      return { ...course, createdAt: span.until - between(chance, 10 * MINUTE, (span.draftLapseDays - 5) * DAY) };
    case "lapsed-draft":
    case "withdrawn-draft":
      return endedDraft(chance, course, span);
    case "submitted":
    case "resubmitted":
      return waiting(chance, course, span);
    case "returned":
      return withApplicant(
        chance,
        course,
        span,
        atWork(chance, span.until - between(chance, 2 * HOUR, 20 * DAY), span),
      );
    case "lapsed-returned": {
      const lapse = somewhere(chance, span);
      // Room for the longest run of days off between the two.
      const returned = atWork(chance, lapse - (span.returnedLapseDays + 12) * DAY, span);
      const before = withApplicant(chance, course, span, returned);
      return { ...before, endedAt: lapseAt(returned, span.returnedLapseDays) };
    }
    default:
      return ended(chance, course, span);
  }
}

type Begun = Omit<Course, "createdAt" | "endedAt">;

function endedDraft(chance: Chance, course: Begun, span: Span): Course {
  if (course.scenario === "withdrawn-draft") {
    const endedAt = somewhere(chance, span);
    return { ...course, createdAt: endedAt - between(chance, 5 * MINUTE, 5 * DAY), endedAt };
  }
  const latest = span.until - (span.draftLapseDays + 1) * DAY;
  const createdAt = latest - between(chance, 0, Math.max(5 * DAY, latest - span.from));
  return { ...course, createdAt, endedAt: lapseAt(createdAt, span.draftLapseDays) };
}

/** With the office: most within the target, some near the limit, a few past it. */
function waiting(chance: Chance, course: Begun, span: Span): Course {
  const age = chance.weighted([
    [between(chance, 5 * MINUTE, OFFICE_DAY), 70],
    [between(chance, OFFICE_DAY, 2.8 * OFFICE_DAY), 22],
    [between(chance, 3.2 * OFFICE_DAY, 5 * OFFICE_DAY), 8],
  ]);
  const latest = span.office.after(span.until, -age);
  const claimedAt = chance.is(0.15) ? [Math.max(latest, span.until - between(chance, MINUTE, 50 * MINUTE))] : [];
  if (course.scenario === "submitted")
    return {
      ...course,
      createdAt: latest - between(chance, 6 * MINUTE, 50 * MINUTE),
      submittedAt: [latest],
      claimedAt,
    };
  const returnedAt = span.office.after(latest, -between(chance, 2 * HOUR, 4 * OFFICE_DAY));
  const before = withApplicant(chance, course, span, returnedAt);
  return {
    ...before,
    submittedAt: [...before.submittedAt, latest],
    claimedAt: [...before.claimedAt, ...claimedAt],
  };
}

/** Returned at that moment, and not answered yet. */
function withApplicant(chance: Chance, course: Begun, span: Span, returnedAt: number): Course {
  const submittedAt = span.office.after(returnedAt, -between(chance, 30 * MINUTE, 1.6 * OFFICE_DAY));
  return {
    ...course,
    createdAt: submittedAt - between(chance, 8 * MINUTE, 55 * MINUTE),
    submittedAt: [submittedAt],
    claimedAt: [returnedAt - between(chance, 3 * MINUTE, 15 * MINUTE)],
    returnedAt: [returnedAt],
  };
}

/** Decided or withdrawn somewhere in the span; walked backwards from there. */
function ended(chance: Chance, course: Begun, span: Span): Course {
  const endedAt = atWork(chance, somewhere(chance, span), span);
  const last = span.office.after(endedAt, -reviewTime(chance));
  const claimedAt = [Math.max(last, endedAt - between(chance, 4 * MINUTE, 20 * MINUTE))];
  if (course.scenario !== "corrected") {
    const createdAt = last - between(chance, 6 * MINUTE, 50 * MINUTE);
    const reviewed = course.scenario === "withdrawn" ? [] : claimedAt;
    return { ...course, createdAt, submittedAt: [last], claimedAt: reviewed, endedAt };
  }
  const before = withApplicant(
    chance,
    course,
    span,
    span.office.after(last, -between(chance, 2 * HOUR, 4 * OFFICE_DAY)),
  );
  return {
    ...before,
    submittedAt: [...before.submittedAt, last],
    claimedAt: [...before.claimedAt, ...claimedAt],
    endedAt,
  };
}

function reviewTime(chance: Chance): number {
  return chance.weighted([
    [between(chance, 20 * MINUTE, 0.8 * OFFICE_DAY), 80],
    [between(chance, 0.8 * OFFICE_DAY, 2.5 * OFFICE_DAY), 18],
    [between(chance, 3 * OFFICE_DAY, 4 * OFFICE_DAY), 2],
  ]);
}

/** Any moment of the span. */
function somewhere(chance: Chance, span: Span): number {
  return Math.round(span.from + chance.next() * (span.until - span.from - HOUR));
}

/** A moment within office hours not long after another, and before the data ends. */
function atWork(chance: Chance, around: number, span: Span): number {
  const at = span.office.after(around, between(chance, 0, OFFICE_DAY));
  return at < span.until - 2 * MINUTE ? at : span.office.after(span.until, -between(chance, 3 * MINUTE, OFFICE_DAY));
}

/** A job files away in the first minutes after the day. */
function lapseAt(since: number, days: number): number {
  return atLocal(addDays(localDate(since), days + 1), "00:00") + 3 * MINUTE;
}

function between(chance: Chance, from: number, to: number): number {
  return Math.round(from + chance.next() * (to - from));
}
