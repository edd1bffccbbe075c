import { readFileSync } from "node:fs";
import { type Calendar, calendarFrom } from "../../src/rules/calendar.ts";

/** The city calendar as shipped, for tests of rules that take it as an argument. */
export const cityCalendar: Calendar = calendarFrom(
  readFileSync(new URL("../../assets/data/calendar.tsv", import.meta.url), "utf8")
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => {
      const [date = "", , kind = "", , , status = ""] = line.split("\t");
      return { date, kind: kind === "workday" ? "workday" : "off", status };
    }),
);
