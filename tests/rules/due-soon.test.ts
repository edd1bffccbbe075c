import fc from "fast-check";
import { expect, it } from "vitest";
import { atLocal } from "../../src/rules/calendar.ts";
import { CLOCK_DEFAULTS, clockOf } from "../../src/rules/clock.ts";
import { closeLimit, standingClock } from "../../src/rules/due-soon.ts";
import { lightOf } from "../../src/rules/lights.ts";
import { cityCalendar } from "../support/calendar.ts";

const FROM = atLocal("2026-01-05", "00:00");
const TO = atLocal("2026-12-20", "00:00");
const instant = fc.integer({ min: FROM, max: TO });
const hours = fc.integer({ min: 0, max: 14 * 24 * 60 }).map((minutes) => minutes * 60_000);

// With a target that never passes, a light turns yellow for nearness alone.
const NEARNESS_ALONE = { ...CLOCK_DEFAULTS, targetWorkingDays: 60 };

it("asks of a list what the light answers for one filing: near the legal limit, or past it", () => {
  fc.assert(
    fc.property(instant, hours, (submittedAt, later) => {
      const now = submittedAt + later;
      const clock = clockOf([{ type: "submitted", at: submittedAt }], cityCalendar, NEARNESS_ALONE, now);
      const light = lightOf(clock, cityCalendar, NEARNESS_ALONE, now)?.light;
      expect((clock.legalAt ?? 0) <= closeLimit(cityCalendar, NEARNESS_ALONE, now)).toBe(light !== "green");
    }),
  );
});

it("counts from the very moment the office closes", () => {
  const limitAt = (time: string) => closeLimit(cityCalendar, CLOCK_DEFAULTS, atLocal("2026-11-26", time));
  expect(limitAt("16:59")).toBe(atLocal("2026-11-26", "17:00"));
  expect(limitAt("17:00")).toBe(atLocal("2026-11-27", "17:00"));
});

it("gives a row's light without its events", () => {
  fc.assert(
    fc.property(instant, hours, (submittedAt, later) => {
      const now = submittedAt + later;
      const clock = clockOf([{ type: "submitted", at: submittedAt }], cityCalendar, CLOCK_DEFAULTS, now);
      const row = {
        running: true,
        submission: 1,
        submittedAt,
        targetAt: clock.targetAt ?? null,
        dueAt: clock.legalAt ?? null,
      };
      const standing = standingClock(row, cityCalendar, CLOCK_DEFAULTS);
      expect(standing && lightOf(standing, cityCalendar, CLOCK_DEFAULTS, now)).toEqual(
        lightOf(clock, cityCalendar, CLOCK_DEFAULTS, now),
      );
    }),
  );
});

it("knows an extension from the row's own limit, and no clock where none is kept", () => {
  const events = [
    { type: "submitted", at: atLocal("2026-11-24", "09:10") },
    { type: "extended", at: atLocal("2026-11-26", "09:10") },
  ] as const;
  const now = atLocal("2026-11-30", "09:00");
  const clock = clockOf(events, cityCalendar, CLOCK_DEFAULTS, now);
  const row = { running: true, submission: 1, submittedAt: events[0].at, targetAt: clock.targetAt ?? null };
  expect(standingClock({ ...row, dueAt: clock.legalAt ?? null }, cityCalendar, CLOCK_DEFAULTS)?.extended).toBe(true);
  expect(standingClock({ ...row, dueAt: null }, cityCalendar, CLOCK_DEFAULTS)).toBeUndefined();
});
