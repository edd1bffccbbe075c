import { describe, expect, it } from "vitest";
import { SETTING_DEFAULTS } from "../../src/filing/queries/catalogues.ts";
import type { Answers } from "../../src/rules/answers.ts";
import { type CorrectionItems, correctionProblems, presentItems, withCorrection } from "../../src/rules/correction.ts";
import type { Catalogues, Finding } from "../../src/rules/findings.ts";
import { cityCalendar } from "../support/calendar.ts";
import { PEOPLE } from "../support/cast.ts";
import { nameCatalogue, scopeCatalogue } from "../support/catalogues.ts";
import { cityDivisions } from "../support/divisions.ts";
import { answersOf } from "../support/filing.ts";

const catalogues: Catalogues = {
  bureaus: [],
  names: nameCatalogue,
  scope: scopeCatalogue,
  divisions: cityDivisions,
  calendar: cityCalendar,
  settings: SETTING_DEFAULTS,
};
const answers = answersOf(PEOPLE.wang);
const present = presentItems(answers, catalogues);
const corrected = (items: Partial<CorrectionItems>, of: Answers = answers) =>
  withCorrection(of, { ...presentItems(of, catalogues), ...items }, catalogues);

it("the form holds the items as they are printed or chosen", () => {
  expect(present).toEqual({
    name: "牡丹江市阳明区江畔小灶餐饮店（个体工商户）",
    operator: "王小丽",
    formation: "individual",
    street: "231003002",
    detail: "光华街66号门市",
    scope: "餐饮服务",
  });
});

describe("what was typed", () => {
  it("and is the same changes nothing, whatever the parts of the name were", () => {
    const odd = { ...answers, name: { named: true as const, trade: "江畔", industry: "小灶餐饮", form: "店" } };
    for (const of of [answers, odd, { ...answers, name: { named: false as const } }]) {
      const outcome = corrected({}, of);
      expect(outcome.changed).toEqual([]);
      expect(outcome.answers).toEqual(of);
    }
  });

  it("of the operator goes wherever the operator stands, in the form that is stored", () => {
    const { answers: after, changed } = corrected({ operator: " 阿卜杜拉•买买提 " });
    expect(changed).toEqual(["operator.name"]);
    for (const who of [after.operator, after.filer, after.liaison]) expect(who?.name).toBe("阿卜杜拉·买买提");
    const agent = { ...answers, filer: { kind: "staff" as const, name: "李福", idNumber: PEOPLE.li.idNumber } };
    expect(corrected({ operator: "王小莉" }, agent).answers.filer?.name).toBe("李福");
  });

  it("of the scope is a phrase a line, the first the main one; separators of the printed text do too", () => {
    expect(corrected({ scope: "外卖递送服务\n\n 餐饮服务 " }).answers.scope).toEqual(["外卖递送服务", "餐饮服务"]);
    expect(corrected({ scope: "餐饮服务；外卖递送服务" }).answers.scope).toEqual(["餐饮服务", "外卖递送服务"]);
  });

  it("of the street leaves no community of another street behind", () => {
    const of = { ...answers, premises: { ...answers.premises, community: "231003002001" } };
    expect(corrected({ street: "231003001" }, of).answers.premises).not.toHaveProperty("community");
    expect(corrected({ detail: "光华街68号" }, of).answers.premises).toHaveProperty("community");
  });

  it("of network premises changes no address, for none is printed", () => {
    const of: Answers = { ...answers, premises: { ...answers.premises, type: "network", onlineOnly: true } };
    expect(corrected({ street: "", detail: "" }, of).changed).toEqual([]);
  });

  it.each([
    ["江畔小灶餐饮店", "牡丹江市阳明区"],
    ["牡丹江市东安区江畔小灶餐饮店", "阳明区"],
    ["黑龙江省牡丹江市阳明区江畔小灶餐饮店", "牡丹江市阳明区"],
    ["牡丹江市阳明区江畔小灶餐饮店个体工商户", "个体工商户"],
  ])("as the name %s is refused with what to write", (name, message) => {
    expect(corrected({ name }).problems).toMatchObject([{ field: "name", message: expect.stringContaining(message) }]);
  });
});

describe("what the rules say", () => {
  const block = (field: Finding["field"], message: string): Finding => ({
    field,
    message,
    severity: "block",
    clause: "",
  });

  it("counts in a changed item always, elsewhere only when the change made it; never the signature", () => {
    const old = [block("scope", "旧"), block("capital", "旧")];
    expect(correctionProblems(old, old, ["name"])).toEqual([]);
    expect(correctionProblems(old, old, ["scope"])).toEqual([{ field: "scope", message: "旧" }]);
    const made = [
      ...old,
      block("family", "新"),
      block("signature", "新"),
      { ...block("name", "提示"), severity: "manual" as const },
    ];
    expect(correctionProblems(old, made, ["formation"])).toEqual([{ field: "formation", message: "新" }]);
  });

  it("of a field that is not on the form stands beside the first item that was changed", () => {
    expect(correctionProblems([], [block("ecommerce", "新")], ["scope"])).toEqual([{ field: "scope", message: "新" }]);
  });
});
