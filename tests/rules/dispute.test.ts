import { describe, expect, it } from "vitest";
import { checkDispute, checkProgress, DISPUTE_KINDS, OUTCOMES, replyBy } from "../../src/rules/dispute.ts";
import { cityCalendar } from "../support/calendar.ts";

const whole = {
  kind: "review",
  body: "牡丹江市阳明区人民政府",
  matter: "refused",
  receivedOn: "2026-11-24",
  caseNumber: "",
  note: "",
};
const fields = (problems: { field: string }[]) => problems.map(({ field }) => field);

describe("the last day for the reply", () => {
  const calendar = cityCalendar;
  it.each([
    // 行政复议法 48, 88: ten working days, the day of receipt not counted; the national holiday is between.
    ["review", "2026-11-24", "2026-12-08"],
    ["review", "2026-09-28", "2026-10-16"],
    // 行政诉讼法 67: fifteen calendar days, put off where the last is a day off.
    ["suit", "2026-11-24", "2026-12-09"],
    ["suit", "2026-11-27", "2026-12-14"],
    ["suit", "2026-09-20", "2026-10-08"],
  ] as const)("%s received on %s: %s", (kind, receivedOn, last) => {
    expect(replyBy(kind, receivedOn, calendar)).toBe(last);
  });
});

describe("an entry", () => {
  it("can be kept when it is whole", () => {
    expect(checkDispute(whole, "2026-11-24")).toEqual([]);
  });

  it("says by field what is missing, and takes no day to come", () => {
    const empty = { kind: "", body: "", matter: "", receivedOn: "", caseNumber: "", note: "" };
    expect(fields(checkDispute(empty, "2026-11-24"))).toEqual(["kind", "matter", "body", "receivedOn"]);
    expect(fields(checkDispute({ ...whole, receivedOn: "2026-11-25" }, "2026-11-24"))).toEqual(["receivedOn"]);
    expect(fields(checkDispute({ ...whole, note: "申请人电话 15404530001" }, "2026-11-24"))).toEqual(["note"]);
  });
});

describe("the progress of a case", () => {
  const kept = { kind: "suit", receivedOn: "2026-11-10" } as const;
  const open = { state: "replied", outcome: "", closedOn: "", caseNumber: "（2026）黑1003行初1号", note: "" };
  it("needs an outcome of its own kind and a day between once it is closed", () => {
    expect(checkProgress(open, kept, "2026-11-24")).toEqual([]);
    const closed = { ...open, state: "closed", outcome: "驳回诉讼请求", closedOn: "2026-11-20" };
    expect(checkProgress(closed, kept, "2026-11-24")).toEqual([]);
    expect(fields(checkProgress({ ...closed, outcome: "维持" }, kept, "2026-11-24"))).toEqual(["outcome"]);
    for (const closedOn of ["", "2026-11-09", "2026-11-25"])
      expect(fields(checkProgress({ ...closed, closedOn }, kept, "2026-11-24"))).toEqual(["closedOn"]);
    expect(fields(checkProgress({ ...open, state: "x" }, kept, "2026-11-24"))).toEqual(["state"]);
  });

  it("has outcomes that differ from one another", () => {
    for (const kind of DISPUTE_KINDS) expect(new Set(OUTCOMES[kind]).size).toBe(OUTCOMES[kind].length);
  });
});
