import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atLocal, localDate, localTime } from "../../src/rules/calendar.ts";
import {
  CLOCK_DEFAULTS,
  type ClockEvent,
  type ClockSettings,
  clockOf,
  legalLimit,
  mayExtend,
  mayReturn,
} from "../../src/rules/clock.ts";
import { cityCalendar } from "../support/calendar.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe("limits of a submission", () => {
  it.each([
    // submitted, internal target, legal limit, return closes, provisional years
    ["2026-11-20 16:59", "2026-11-23", "2026-11-25", "2026-11-27", []],
    ["2026-11-20 18:00", "2026-11-23", "2026-11-25", "2026-11-27", []],
    ["2026-11-21 10:00", "2026-11-23", "2026-11-25", "2026-11-27", []],
    ["2026-11-24 00:00", "2026-11-25", "2026-11-27", "2026-12-01", []],
    ["2026-09-30 10:00", "2026-10-08", "2026-10-10", "2026-10-13", []],
    ["2026-10-03 10:00", "2026-10-08", "2026-10-10", "2026-10-13", []],
    ["2026-02-13 10:00", "2026-02-14", "2026-02-25", "2026-02-27", []],
    ["2026-12-30 10:00", "2026-12-31", "2027-01-05", "2027-01-07", [2027]],
    ["2026-12-25 10:00", "2026-12-28", "2026-12-30", "2027-01-04", [2027]],
  ])("submitted %s: target %s, legal limit %s, return until %s", (submitted, target, legal, closes, years) => {
    const clock = clockAt([`submitted ${submitted}`], submitted);
    expect(say(clock.targetAt)).toBe(`${target} 17:00`);
    expect(say(clock.legalAt)).toBe(`${legal} 17:00`);
    expect(say(clock.returnClosesAt)).toBe(`${closes} 17:00`);
    expect(clock).toMatchObject({ running: true, submission: 1, extended: false, provisionalYears: years });
  });

  it("is extended once, by three working days", () => {
    const events = ["submitted 2026-11-20 10:00", "extended 2026-11-25 09:00"];
    expect(clockAt(events, "2026-11-25 10:00")).toMatchObject({ extended: true, legalAt: at("2026-11-30 17:00") });
    expect(say(legalLimit(cityCalendar, CLOCK_DEFAULTS, at("2026-11-20 10:00"), true))).toBe("2026-11-30 17:00");
  });

  it("follows the settings", () => {
    const settings: ClockSettings = { ...CLOCK_DEFAULTS, legalWorkingDays: 1, hours: { open: [["09:00", "16:00"]] } };
    const events: ClockEvent[] = [{ type: "submitted", at: at("2026-11-24 10:00") }];
    const clock = clockOf(events, cityCalendar, settings, at("2026-11-24 10:00"));
    expect(say(clock.legalAt)).toBe("2026-11-25 16:00");
  });
});

describe("the course of a filing", () => {
  it("has no clock before submission, and a draft lapses at the end of its 30th day", () => {
    const clock = clockAt(["created 2026-11-01 10:00"], "2026-11-02 10:00");
    expect(clock).toEqual({
      running: false,
      submission: 0,
      extended: false,
      officeMillis: 0,
      applicantMillis: 0,
      waitingForApplicantMillis: 0,
      provisionalYears: [],
      lapsesAt: at("2026-12-01 24:00"),
    });
  });

  it("stops on return and lapses at the end of the 60th day", () => {
    const events = ["created 2026-11-19 10:00", "submitted 2026-11-20 16:30", "returned 2026-11-23 09:30"];
    const clock = clockAt(events, "2026-11-24 09:30");
    expect(clock).toMatchObject({ running: false, submission: 1, lapsesAt: at("2027-01-22 24:00") });
    expect(clock.officeMillis).toBe(1.5 * HOUR);
    expect(clock.waitingForApplicantMillis).toBe(DAY);
    expect(clock.applicantMillis).toBe(at("2026-11-24 09:30") - at("2026-11-20 16:30"));
  });

  it("starts anew on resubmission, without the former extension, and adds up what the office had", () => {
    const events = [
      "submitted 2026-11-16 16:30",
      "extended 2026-11-17 09:00",
      "returned 2026-11-17 09:30",
      "submitted 2026-11-20 16:00",
    ];
    const clock = clockAt(events, "2026-11-23 09:30");
    expect(clock).toMatchObject({ running: true, submission: 2, extended: false });
    expect(say(clock.submittedAt)).toBe("2026-11-20 16:00");
    expect(say(clock.legalAt)).toBe("2026-11-25 17:00");
    expect(clock.lapsesAt).toBeUndefined();
    expect(clock.officeMillis).toBe(1.5 * HOUR + 2 * HOUR);
    expect(clock.waitingForApplicantMillis).toBe(at("2026-11-20 16:00") - at("2026-11-17 09:30"));
  });

  it.each(["registered", "refused"] as const)("ends when %s, and time stands still after", (decision) => {
    const events = ["submitted 2026-11-23 09:00", `${decision} 2026-11-23 11:00`];
    const clock = clockAt(events, "2026-12-23 11:00");
    expect(clock).toMatchObject({ running: false, officeMillis: 2 * HOUR, applicantMillis: 2 * HOUR });
    expect(clock.decidedAt).toBe(at("2026-11-23 11:00"));
    expect(clock.endedAt).toBe(clock.decidedAt);
    expect(say(clock.legalAt)).toBe("2026-11-26 17:00");
  });

  it.each(["withdrawn", "lapsed"] as const)("ends when %s, undecided", (end) => {
    const events = ["submitted 2026-11-23 09:00", "returned 2026-11-23 10:00", `${end} 2026-11-24 10:00`];
    const clock = clockAt(events, "2026-12-23 11:00");
    expect(clock).toMatchObject({ running: false, officeMillis: HOUR, waitingForApplicantMillis: DAY });
    expect(clock.endedAt).toBe(at("2026-11-24 10:00"));
    expect(clock.decidedAt).toBeUndefined();
    expect(clock.lapsesAt).toBeUndefined();
  });

  it("keeps its times in order, whatever the instants", () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 9 * DAY }), { minLength: 6, maxLength: 6 });
    const start = fc.integer({ min: at("2026-01-01 00:00"), max: at("2026-11-01 00:00") });
    fc.assert(
      fc.property(start, gaps, (from, [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0]) => {
        const events: ClockEvent[] = [
          { type: "created", at: from },
          { type: "submitted", at: from + a },
          { type: "returned", at: from + a + b },
          { type: "submitted", at: from + a + b + c },
          { type: "extended", at: from + a + b + c + d },
        ];
        const now = from + a + b + c + d + e;
        const clock = clockOf(events, cityCalendar, CLOCK_DEFAULTS, now);
        const later = clockOf(events, cityCalendar, CLOCK_DEFAULTS, now + f);
        expect(later.officeMillis).toBeGreaterThanOrEqual(clock.officeMillis);
        expect(later.legalAt).toBe(clock.legalAt);
        expect(clock.officeMillis).toBeLessThanOrEqual(clock.applicantMillis - clock.waitingForApplicantMillis);
        expect(clock.legalAt).toBeGreaterThan(clock.submittedAt ?? 0);
        expect(clock.targetAt).toBeLessThanOrEqual(clock.legalAt ?? 0);
      }),
    );
  });

  it("gives a later submission no earlier limit", () => {
    const instant = fc.integer({ min: at("2023-01-01 00:00"), max: at("2026-12-01 00:00") });
    fc.assert(
      fc.property(instant, fc.nat(20 * DAY), (from, later) => {
        const first = legalLimit(cityCalendar, CLOCK_DEFAULTS, from, false);
        expect(legalLimit(cityCalendar, CLOCK_DEFAULTS, from + later, false)).toBeGreaterThanOrEqual(first);
      }),
    );
  });
});

describe("return", () => {
  const events = ["submitted 2026-11-20 16:59"];

  it("is open through the fifth working day and closed on the sixth", () => {
    expect(mayReturn(clockAt(events, "2026-11-27 17:00"), at("2026-11-27 17:00"))).toEqual({ ok: true });
    expect(mayReturn(clockAt(events, "2026-11-30 08:30"), at("2026-11-30 08:30"))).toEqual({
      ok: false,
      reason:
        "11月20日（周五）提交，一次性告知的期限到11月27日（周五）17:00为止，已经过了。请登记，或者作出不予登记的决定。",
      clause: "《行政许可法》第三十二条第一款第（四）项",
    });
  });

  it("is closed on the fifth working day's evening though an extension runs on", () => {
    const extended = clockAt([...events, "extended 2026-11-25 10:00"], "2026-11-28 10:00");
    expect(extended.legalAt).toBe(at("2026-11-30 17:00"));
    expect(mayReturn(extended, at("2026-11-28 10:00")).ok).toBe(false);
  });

  it("opens again with a resubmission", () => {
    const again = clockAt([...events, "returned 2026-11-23 10:00", "submitted 2026-12-07 10:00"], "2026-12-08 10:00");
    expect(mayReturn(again, at("2026-12-08 10:00"))).toEqual({ ok: true });
  });

  it("needs a running clock", () => {
    const returned = clockAt([...events, "returned 2026-11-23 10:00"], "2026-11-23 11:00");
    expect(mayReturn(returned, at("2026-11-23 11:00"))).toMatchObject({
      ok: false,
      reason: "这件申请现在不在审查中，不能退回。",
    });
  });
});

describe("extension", () => {
  const events = ["submitted 2026-11-20 10:00"];

  it.each([
    ["before the limit", events, "2026-11-25 17:00", undefined],
    ["after it", events, "2026-11-25 17:01", "法定期限已过（今天 17:00），不能再延长。"],
    ["twice", [...events, "extended 2026-11-24 10:00"], "2026-11-24 11:00", "审查期限已经延长过一次，不能再延长。"],
    [
      "returned",
      [...events, "returned 2026-11-24 10:00"],
      "2026-11-24 11:00",
      "这件申请现在不在审查中，没有可以延长的期限。",
    ],
    [
      "again after resubmission",
      [...events, "extended 2026-11-23 09:00", "returned 2026-11-24 10:00", "submitted 2026-11-25 10:00"],
      "2026-11-26 10:00",
      undefined,
    ],
  ])("%s", (_, log, now, reason) => {
    const answer = mayExtend(clockAt(log, now), at(now));
    expect(answer.ok ? undefined : answer.reason).toBe(reason);
  });
});

function clockAt(log: readonly string[], now: string) {
  return clockOf(log.map(eventOf), cityCalendar, CLOCK_DEFAULTS, at(now));
}

function eventOf(line: string): ClockEvent {
  const [type = "", date = "", time = ""] = line.split(" ");
  const types = [
    "created",
    "submitted",
    "returned",
    "extended",
    "registered",
    "refused",
    "withdrawn",
    "lapsed",
  ] as const;
  const known = types.find((name) => name === type);
  if (known === undefined) throw new Error(`unknown event ${type}`);
  return { type: known, at: atLocal(date, time) };
}

function at(text: string): number {
  return atLocal(text.slice(0, 10), text.slice(11));
}

function say(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : `${localDate(ms)} ${localTime(ms)}`;
}
