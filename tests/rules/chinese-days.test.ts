// The city calendar against a library that keeps the State Council's notices by itself: they must agree on every day.
import { findWorkday, isWorkday } from "chinese-days";
import { expect, it } from "vitest";
import { addDays, addWorkingDays, isWorkingDay } from "../../src/rules/calendar.ts";
import { cityCalendar } from "../support/calendar.ts";

const FIRST = "2024-01-01";
const LAST = "2026-12-31";

function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let day = first; day <= last; day = addDays(day, 1)) days.push(day);
  return days;
}

it("every day of 2024 to 2026 is a working day for both or for neither", () => {
  const days = daysBetween(FIRST, LAST);
  expect(days.length).toBe(366 + 365 + 365);
  expect(days.filter((day) => isWorkingDay(cityCalendar, day) !== isWorkday(day))).toEqual([]);
});

it.each([1, 3, 5, 6])("%i working days after any day of 2024 to 2026 is the same day for both", (n) => {
  const apart = daysBetween(FIRST, addDays(LAST, -20)).filter(
    // The library counts from the next day too, but takes a day off for the working day after it, so it starts from tomorrow.
    (day) => addWorkingDays(cityCalendar, day, n) !== findWorkday(n - 1, findWorkday(0, addDays(day, 1))),
  );
  expect(apart).toEqual([]);
});
