import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ageOn, checkResidentId, isAdult } from "../../src/rules/resident-id.ts";

const today = "2026-11-24";

describe("demo numbers", () => {
  it.each([
    ["231099190001010012", "1900-01-01", "男", 126],
    ["231099195506150021", "1955-06-15", "女", 71],
    ["231099200812310031", "2008-12-31", "男", 17],
    ["231099198811031241", "1988-11-03", "女", 38],
  ])("%s", (id, birth, sex, age) => {
    expect(checkResidentId(id, today)).toEqual({
      ok: true,
      id,
      birth,
      sex,
      age,
      warnings: ["号码开头的地区代码 231099 不在区划表中，可能是旧区划，请与证件核对。"],
    });
  });
});

describe("what is put right", () => {
  it.each([
    ["spaces", " 231099 19881103 1241 "],
    ["full-width digits", "２３１０９９１９８８１１０３１２４１"],
    ["hyphens and an invisible character", "231099-19881103-1241\u200b"],
  ])("%s", (_, typed) => {
    expect(checkResidentId(typed, today)).toMatchObject({ ok: true, id: "231099198811031241" });
  });

  it("writes the check letter as X", () => {
    const id = withCheck("23109919700101009");
    expect(id.endsWith("X")).toBe(true);
    expect(checkResidentId(id.toLowerCase(), today)).toMatchObject({ ok: true, id });
  });
});

describe("what is refused", () => {
  it.each([
    ["nothing", "", "请填写身份证号码。"],
    ["the old 15 digits", "231099881103124", "这是 15 位的旧号码，请填写现在身份证上的 18 位号码。"],
    ["17 digits", "23109919881103124", "身份证号码是 18 位，现在填了 17 位，请核对。"],
    ["a letter", "23109919881103A241", "身份证号码前 17 位是数字，最后一位是数字或字母 X，请核对。"],
    ["30 February", withCheck("23109919900230001"), "身份证号码第 7 至 14 位是出生日期，填写的日期不存在，请核对。"],
    [
      "29 February of a common year",
      withCheck("23109919000229001"),
      "身份证号码第 7 至 14 位是出生日期，填写的日期不存在，请核对。",
    ],
    ["month 13", withCheck("23109919901301001"), "身份证号码第 7 至 14 位是出生日期，填写的日期不存在，请核对。"],
    ["the year 1899", withCheck("23109918991231001"), "身份证号码第 7 至 14 位是出生日期，填写的日期不存在，请核对。"],
    [
      "a birth tomorrow",
      withCheck("23109920261125001"),
      "身份证号码第 7 至 14 位是出生日期，填写的日期还没有到，请核对。",
    ],
    ["a wrong check character", "231099198811031242", "身份证号码最后一位与前面的数字对不上，请逐位核对。"],
  ])("%s", (_, id, message) => {
    expect(checkResidentId(id, today)).toEqual({ ok: false, message });
  });

  it("takes somebody born today", () => {
    expect(checkResidentId(withCheck("23109920261124001"), today)).toMatchObject({ ok: true, age: 0 });
  });

  it("finds any single wrong digit", () => {
    fc.assert(
      fc.property(fc.nat(17), fc.nat(9), (at, digit) => {
        const id = "231099198811031241";
        const changed = `${id.slice(0, at)}${digit}${id.slice(at + 1)}`;
        expect(checkResidentId(changed, today).ok).toBe(changed === id);
      }),
    );
  });
});

describe("areas only warn", () => {
  it.each([
    ["231002", 0],
    ["231021", 0],
    ["232522", 0],
    ["830000", 0],
    ["911124", 0],
    ["231099", 1],
    ["990101", 0],
    ["770101", 1],
  ])("%s gives %i warnings", (area, warnings) => {
    const checked = checkResidentId(withCheck(`${area}19000101001`), today);
    expect(checked.ok && checked.warnings.length).toBe(warnings);
  });
});

describe("age", () => {
  it.each([
    ["2008-11-24", "2026-11-24", 18, true],
    ["2008-11-25", "2026-11-24", 17, false],
    ["2008-02-29", "2026-02-28", 17, false],
    ["2008-02-29", "2026-03-01", 18, true],
    ["1955-06-15", "2026-06-14", 70, true],
  ])("born %s, on %s: %i", (birth, date, age, adult) => {
    expect(ageOn(birth, date)).toBe(age);
    expect(isAdult(birth, date)).toBe(adult);
  });
});

/** Completes 17 digits; the area is 231099 or the birth is 1900, so the numbers are nobody's. */
function withCheck(first17: string): string {
  const sum = [...first17].reduce((total, digit, i) => total + Number(digit) * (2 ** (17 - i) % 11), 0);
  return `${first17}${"10X98765432".charAt(sum % 11)}`;
}
