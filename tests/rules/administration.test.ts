import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { isCalendarDate } from "../../src/rules/calendar.ts";
import { readCalendarDay, readCalendarFile } from "../../src/rules/calendar-file.ts";
import { checkEntry, checkForce, parentCode } from "../../src/rules/catalogue-entry.ts";

const shipped = readFileSync("assets/data/calendar.tsv", "utf8");
const fields = (problems: { field: string }[]) => problems.map(({ field }) => field);

describe("a year of days off", () => {
  it("is read from the file that is shipped, in order and without the other years", () => {
    const read = readCalendarFile(shipped, 2026);
    if (!read.ok) throw new Error(read.messages.join());
    expect(read.days.every(({ date }) => date.startsWith("2026-"))).toBe(true);
    expect(read.days.map(({ date }) => date)).toEqual(read.days.map(({ date }) => date).sort());
    expect(read.days).toContainEqual({ date: "2026-10-10", kind: "workday", name: "国庆节补班", status: "published" });
  });

  it.each([
    ["", "请粘贴或选择放假安排的文件"],
    ["一月一日放假", "第一行要写列名"],
    ["date,kind\n2026-01-01,off", "文件里没有 2027 年的日期"],
    ["date,kind,name\n2027-13-01,off,元旦", "第 2 行：“2027-13-01”不是日期"],
    ["date,kind,name\n2027-01-01,休,元旦", "第 2 行：安排请写“放假”或“调休上班”"],
    ["date,kind,name\n2027-01-01,off,元旦\n2027-01-01,off,元旦", "第 3 行：2027-01-01 写了两次"],
    ["date,kind,name,status\n2027-01-01,off,元旦,定了", "第 2 行：状态请写“已公布”或“暂定”"],
  ])("%j is refused with its line", (text, message) => {
    const read = readCalendarFile(text, 2027);
    expect(read).toMatchObject({ ok: false });
    expect(!read.ok && read.messages.join()).toContain(message);
  });

  it("is provisional where nothing says that it was published", () => {
    expect(readCalendarDay({ date: "2027-05-01", kind: "放假", name: "劳动节", status: "" })).toEqual({
      ok: true,
      day: { date: "2027-05-01", kind: "off", name: "劳动节", status: "provisional" },
    });
  });

  it.each(["2027-02-29", "2027-2-01", "27-02-01", "2027-02-01T00:00", "", "2027-00-10"])("%s is no date", (text) => {
    expect(isCalendarDate(text)).toBe(false);
  });
});

describe("an entry of a catalogue", () => {
  it("says by field what is missing", () => {
    expect(fields(checkEntry("scope", {}))).toEqual(["phrase", "kind", "gbt", "group", "licence"]);
    expect(fields(checkEntry("words", {}))).toEqual(["word", "action", "match", "category", "reason"]);
    expect(fields(checkEntry("divisions", {}))).toEqual(["level", "name"]);
    expect(fields(checkEntry("divisions", { level: "street", name: "新街道", code: "231002001001" }))).toEqual([
      "code",
    ]);
    expect(checkEntry("divisions", { level: "village", name: "新社区", code: "231002001099" })).toEqual([]);
  });

  it("is in force from one day to another, never backwards", () => {
    expect(checkForce("", "")).toEqual([]);
    expect(checkForce("2026-01-01", "2026-01-01")).toEqual([]);
    expect(fields(checkForce("2026-01-02", "2026-01-01"))).toEqual(["validTo"]);
    expect(fields(checkForce("x", "2026-02-30"))).toEqual(["validFrom", "validTo"]);
  });

  it("of the divisions belongs to the one whose code begins it", () => {
    expect([parentCode("231002001"), parentCode("231002001001")]).toEqual(["231002", "231002001"]);
  });
});
