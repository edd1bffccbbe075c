import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addDays,
  addWorkingDays,
  atLocal,
  calendarFrom,
  closingTime,
  isWorkingDay,
  localDate,
  localTime,
  nextOfficeMoment,
  type OfficeHours,
  officeMillis,
  sayDate,
  sayDeadline,
  sayDuration,
  sayMoment,
  unpublishedYears,
  workingDaysBetween,
} from "../../src/rules/calendar.ts";
import { cityCalendar } from "../support/calendar.ts";

const HOUR = 3_600_000;
const hours: OfficeHours = {
  open: [
    ["08:30", "11:30"],
    ["13:30", "17:00"],
  ],
};
const day = fc.integer({ min: 0, max: 1800 }).map((n) => addDays("2023-01-01", n));

describe("local time", () => {
  it("is UTC+8, whatever the machine's zone", () => {
    expect(atLocal("2026-11-24", "00:30")).toBe(Date.UTC(2026, 10, 23, 16, 30));
    expect(localDate(Date.UTC(2026, 10, 23, 16, 30))).toBe("2026-11-24");
    expect(localTime(Date.UTC(2026, 10, 23, 16, 30, 59))).toBe("00:30");
    expect(atLocal("2026-11-24", "24:00")).toBe(atLocal("2026-11-25", "00:00"));
  });

  it("does not take nonsense", () => {
    expect(() => atLocal("2026-13-01", "09:00")).toThrow(RangeError);
    expect(() => addDays("someday", 1)).toThrow(RangeError);
    expect(() => sayDate("someday")).toThrow(RangeError);
  });

  it("counts calendar days over months and leap days", () => {
    expect(addDays("2024-02-28", 1)).toBe("2024-02-29");
    expect(addDays("2026-03-01", -1)).toBe("2026-02-28");
    expect(addDays("2026-12-31", 1)).toBe("2027-01-01");
  });
});

describe("working days of 2026", () => {
  it.each([
    ["2026-01-01", false, "元旦"],
    ["2026-01-04", true, "Sunday made up for 元旦"],
    ["2026-02-14", true, "Saturday made up for 春节"],
    ["2026-02-16", false, "春节"],
    ["2026-02-23", false, "Monday, last day of 春节"],
    ["2026-02-24", true, "Tuesday after it"],
    ["2026-02-28", true, "Saturday made up"],
    ["2026-04-06", false, "清明"],
    ["2026-05-09", true, "Saturday made up for 劳动节"],
    ["2026-06-19", false, "端午"],
    ["2026-09-20", true, "Sunday made up for 国庆"],
    ["2026-09-25", false, "中秋"],
    ["2026-10-07", false, "国庆"],
    ["2026-10-08", true, "Thursday after it"],
    ["2026-10-10", true, "Saturday made up"],
    ["2026-10-11", false, "an ordinary Sunday"],
    ["2026-11-24", true, "an ordinary Tuesday"],
    ["2027-02-08", false, "春节 2027, statutory"],
  ])("%s works: %s (%s)", (date, works) => {
    expect(isWorkingDay(cityCalendar, date)).toBe(works);
  });

  it("publishes 2023 to 2026, and says so of no other year", () => {
    expect(unpublishedYears(cityCalendar, "2023-01-01", "2026-12-31")).toEqual([]);
    expect(unpublishedYears(cityCalendar, "2026-12-30", "2027-01-05")).toEqual([2027]);
    expect(unpublishedYears(cityCalendar, "2022-12-30", "2028-01-05")).toEqual([2022, 2027, 2028]);
  });

  it("takes a year with one provisional row for provisional", () => {
    const calendar = calendarFrom([
      { date: "2030-01-01", kind: "off", status: "published" },
      { date: "2030-01-02", kind: "off", status: "provisional" },
    ]);
    expect(unpublishedYears(calendar, "2030-01-01", "2030-12-31")).toEqual([2030]);
  });

  it.each([
    ["2026-09-30", 3, "2026-10-10"],
    ["2026-10-03", 1, "2026-10-08"],
    ["2026-10-10", 1, "2026-10-12"],
    ["2026-11-21", 0, "2026-11-21"],
    ["2026-10-12", -1, "2026-10-10"],
    ["2026-02-13", 1, "2026-02-14"],
  ])("from %s, %i working days on, is %s", (from, n, to) => {
    expect(addWorkingDays(cityCalendar, from, n)).toBe(to);
  });

  it("never counts a day off, and counting back gives the same number", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 15 }), (from, n) => {
        const to = addWorkingDays(cityCalendar, from, n);
        expect(isWorkingDay(cityCalendar, to)).toBe(true);
        expect(workingDaysBetween(cityCalendar, from, to)).toBe(n);
        expect(workingDaysBetween(cityCalendar, to, from)).toBe(-n);
      }),
    );
  });

  it("is monotone: a later start never ends earlier", () => {
    fc.assert(
      fc.property(day, fc.nat(20), fc.nat(9), (from, later, n) => {
        const first = addWorkingDays(cityCalendar, from, n);
        expect(addWorkingDays(cityCalendar, addDays(from, later), n) >= first).toBe(true);
      }),
    );
  });
});

describe("office hours", () => {
  it.each([
    ["a morning", "2026-11-24 08:00", "2026-11-24 12:00", 3],
    ["over lunch", "2026-11-24 11:00", "2026-11-24 14:00", 1],
    ["over a weekend", "2026-11-20 16:00", "2026-11-23 09:30", 2],
    ["a made-up Saturday", "2026-10-10 00:00", "2026-10-11 24:00", 6.5],
    ["a holiday", "2026-10-01 00:00", "2026-10-07 24:00", 0],
    ["backwards", "2026-11-25 10:00", "2026-11-24 10:00", 0],
  ])("%s", (_, from, to, open) => {
    expect(officeMillis(cityCalendar, hours, at(from), at(to))).toBe(open * HOUR);
  });

  it("closes at five; a day off stands for the next working day", () => {
    expect(closingTime(cityCalendar, hours, "2026-11-24")).toBe(at("2026-11-24 17:00"));
    expect(closingTime(cityCalendar, hours, "2026-11-21")).toBe(at("2026-11-23 17:00"));
    expect(() => closingTime(cityCalendar, { open: [] }, "2026-11-24")).toThrow(RangeError);
  });

  it.each([
    ["2026-11-24 09:00", "2026-11-24 09:00"],
    ["2026-11-24 11:30", "2026-11-24 13:30"],
    ["2026-11-24 17:00", "2026-11-25 08:30"],
    ["2026-11-24 07:00", "2026-11-24 08:30"],
    ["2026-11-21 10:00", "2026-11-23 08:30"],
    ["2026-09-30 18:00", "2026-10-08 08:30"],
  ])("after %s the office is next open at %s", (from, to) => {
    expect(nextOfficeMoment(cityCalendar, hours, at(from))).toBe(at(to));
  });

  it("adds up: two spans side by side are as long as the whole", () => {
    const instant = fc.integer({ min: at("2026-09-20 00:00"), max: at("2026-10-20 00:00") });
    fc.assert(
      fc.property(instant, instant, instant, (...instants) => {
        const [a = 0, b = 0, c = 0] = instants.toSorted((x, y) => x - y);
        const sum = officeMillis(cityCalendar, hours, a, b) + officeMillis(cityCalendar, hours, b, c);
        expect(officeMillis(cityCalendar, hours, a, c)).toBe(sum);
      }),
    );
  });
});

describe("words", () => {
  const now = at("2026-11-24 10:00");

  it("says dates with the weekday", () => {
    expect(sayDate("2026-11-26")).toBe("11月26日（周四）");
    expect(sayDate("2027-01-03")).toBe("1月3日（周日）");
    expect(sayMoment(at("2026-11-23 09:05"), now)).toBe("11月23日（周一）09:05");
  });

  it.each([
    ["2026-11-24 16:30", "今天 16:30 前"],
    ["2026-11-24 10:00", "今天 10:00 前"],
    ["2026-11-25 17:00", "明天 17:00 前"],
    ["2026-11-26 17:00", "11月26日（周四）17:00 前"],
    ["2026-11-25 00:00", "今天 24:00 前"],
    ["2026-12-25 00:00", "12月24日（周四）24:00 前"],
    ["2026-11-24 09:59", "已超期 1 分钟"],
    ["2026-11-24 07:30", "已超期 2 小时"],
    ["2026-11-20 17:00", "已超期 3 天"],
  ])("a deadline at %s is said as %s", (deadline, words) => {
    expect(sayDeadline(at(deadline), now)).toBe(words);
  });

  it("says a second as one minute", () => {
    expect(sayDuration(1000)).toBe("1 分钟");
  });
});

function at(text: string): number {
  return atLocal(text.slice(0, 10), text.slice(11));
}
