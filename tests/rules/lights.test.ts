import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atLocal } from "../../src/rules/calendar.ts";
import { CLOCK_DEFAULTS, type ClockEvent, clockOf } from "../../src/rules/clock.ts";
import { type Light, type LightReading, lightOf } from "../../src/rules/lights.ts";
import { cityCalendar } from "../support/calendar.ts";

const ORDER: Record<Light, number> = { green: 0, yellow: 1, red: 2 };

describe("lights of a filing submitted on Tuesday 2026-11-24 09:10", () => {
  it.each([
    ["2026-11-24 10:00", "green", "明天 17:00 转黄", "绿灯：还在内部目标之内，今天以后还有 3 个工作日到法定期限。"],
    ["2026-11-25 17:00", "green", "今天 17:00 转黄", "绿灯：还在内部目标之内，今天以后还有 2 个工作日到法定期限。"],
    [
      "2026-11-25 17:01",
      "yellow",
      "11月27日（周五）17:00 转红",
      "黄灯：内部目标已过，今天以后还有 2 个工作日到法定期限。",
    ],
    [
      "2026-11-26 17:00",
      "yellow",
      "明天 17:00 转红",
      "黄灯：内部目标已过，到法定期限不超过 1 个工作日，今天以后还有 1 个工作日到法定期限。",
    ],
    [
      "2026-11-27 17:00",
      "yellow",
      "今天 17:00 转红",
      "黄灯：内部目标已过，到法定期限不超过 1 个工作日，法定期限今天 17:00 到期。",
    ],
    ["2026-11-27 17:01", "red", undefined, "红灯：法定期限已过，到期时间是11月27日（周五）17:00。"],
    ["2026-12-01 09:00", "red", undefined, "红灯：法定期限已过 2 个工作日。"],
  ])("at %s: %s, %s", (now, light, next, why) => {
    const reading = read(["submitted 2026-11-24 09:10"], now);
    expect(reading?.light).toBe(light);
    expect(reading?.next?.words).toBe(next);
    expect(reading?.why[0]).toBe(why);
    expect(reading?.localRule).toBe(true);
  });

  it("shows the arithmetic", () => {
    expect(read(["submitted 2026-11-24 09:10"], "2026-11-24 10:00")?.why.slice(1)).toEqual([
      "11月24日（周二）09:10 第 1 次提交，提交当日不计。",
      "内部目标 1 个工作日，到11月25日（周三）17:00。",
      "法定期限 3 个工作日，到11月27日（周五）17:00。",
    ]);
  });
});

describe("reasons", () => {
  it("name the days off and the made-up day across 国庆", () => {
    expect(read(["submitted 2026-09-30 10:00"], "2026-09-30 11:00")?.why.slice(3)).toEqual([
      "法定期限 3 个工作日，到10月10日（周六）17:00。",
      "10月1日（周四）至10月7日（周三）不上班，不计。",
      "10月10日（周六）调休上班，计入。",
    ]);
  });

  it("say that a limit in 2027 is provisional", () => {
    expect(read(["submitted 2026-12-30 10:00"], "2026-12-30 11:00")?.why).toContain(
      "2027年放假安排还没有公布，期限为暂算，公布后可能改变。",
    );
    expect(read(["submitted 2026-12-25 10:00"], "2026-12-25 11:00")?.why.join()).not.toContain("2027");
  });

  it("name the extension and the resubmission", () => {
    const events = [
      "submitted 2026-11-17 10:00",
      "returned 2026-11-18 10:00",
      "submitted 2026-11-20 10:00",
      "extended 2026-11-25 10:00",
    ];
    const reading = read(events, "2026-11-25 11:00");
    expect(reading).toMatchObject({ light: "yellow", next: { at: at("2026-11-30 17:00"), light: "red" } });
    expect(reading?.why).toContain("11月20日（周五）10:00 第 2 次提交，提交当日不计。");
    expect(reading?.why).toContain("法定期限 3 个工作日，经批准延长 3 个工作日，到11月30日（周一）17:00。");
  });
});

describe("no light", () => {
  it.each([
    ["a draft", ["created 2026-11-24 09:00"]],
    ["a returned filing", ["submitted 2026-11-24 09:00", "returned 2026-11-24 10:00"]],
    ["a registered filing", ["submitted 2026-11-24 09:00", "registered 2026-11-24 10:00"]],
  ])("for %s", (_, events) => {
    expect(read(events, "2026-12-24 10:00")).toBeUndefined();
  });
});

describe("with a target as long as the law's", () => {
  it("is yellow when one working day is left", () => {
    const settings = { ...CLOCK_DEFAULTS, targetWorkingDays: 3 };
    const events: ClockEvent[] = [{ type: "submitted", at: at("2026-11-24 09:00") }];
    const lightAt = (now: string) =>
      lightOf(clockOf(events, cityCalendar, settings, at(now)), cityCalendar, settings, at(now));
    expect(lightAt("2026-11-26 16:59")).toMatchObject({ light: "green", next: { words: "今天 17:00 转黄" } });
    expect(lightAt("2026-11-26 17:00")).toMatchObject({ light: "yellow" });
  });
});

it("never turns back, and turns when it was foretold", () => {
  const start = fc.integer({ min: at("2026-01-01 00:00"), max: at("2026-12-20 00:00") });
  fc.assert(
    fc.property(start, fc.nat(9 * 86_400_000), fc.nat(9 * 86_400_000), (submitted, wait, more) => {
      const events: ClockEvent[] = [{ type: "submitted", at: submitted }];
      const lightAt = (now: number) =>
        lightOf(clockOf(events, cityCalendar, CLOCK_DEFAULTS, now), cityCalendar, CLOCK_DEFAULTS, now);
      const now = lightAt(submitted + wait);
      const later = lightAt(submitted + wait + more);
      if (now === undefined || later === undefined) throw new Error("a submitted filing has a light");
      expect(ORDER[later.light]).toBeGreaterThanOrEqual(ORDER[now.light]);
      if (now.next !== undefined) expect(lightAt(now.next.at + 1)?.light).toBe(now.next.light);
    }),
  );
});

function read(log: readonly string[], now: string): LightReading | undefined {
  const events = log.map((line): ClockEvent => {
    const [type = "", date = "", time = ""] = line.split(" ");
    const known = (["created", "submitted", "returned", "extended", "registered"] as const).find(
      (name) => name === type,
    );
    if (known === undefined) throw new Error(`unknown event ${type}`);
    return { type: known, at: atLocal(date, time) };
  });
  return lightOf(clockOf(events, cityCalendar, CLOCK_DEFAULTS, at(now)), cityCalendar, CLOCK_DEFAULTS, at(now));
}

function at(text: string): number {
  return atLocal(text.slice(0, 10), text.slice(11));
}
