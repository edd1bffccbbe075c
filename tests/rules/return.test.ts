import { describe, expect, it } from "vitest";
import { FIELD_IDS } from "../../src/rules/fields.ts";
import { checkReturn } from "../../src/rules/return.ts";

const item = (field: string, changes: { reason?: string; problem?: string; fix?: string } = {}) => ({
  field,
  reason: "R1",
  problem: "写得不清楚",
  fix: "请写完整",
  ...changes,
});
const first = { first: true, marked: [], changed: [] };
const fieldsOf = (problems: { field: string }[]) => problems.map((problem) => problem.field);

describe("a first return", () => {
  it("may mark any field of the form", () => {
    expect(
      checkReturn(
        FIELD_IDS.map((field) => item(field)),
        first,
      ),
    ).toEqual([]);
  });

  it("marks at least one", () => {
    expect(fieldsOf(checkReturn([], first))).toEqual(["items"]);
  });

  it.each([
    ["reason", "退回原因"],
    ["problem", "哪里不对"],
    ["fix", "怎么改"],
  ] as const)("needs the %s of every item, in more than blanks", (part, asked) => {
    for (const empty of ["", " \n　"]) {
      const problems = checkReturn([item("scope"), item("capital", { [part]: empty })], first);
      expect(fieldsOf(problems)).toEqual(["capital"]);
      expect(problems[0]?.message).toContain(asked);
    }
  });

  it("tells everything that is missing at once", () => {
    expect(checkReturn([item("name", { reason: "", problem: "", fix: "" })], first)).toHaveLength(3);
  });

  it("refuses a field marked twice, and one that the form has not", () => {
    expect(fieldsOf(checkReturn([item("scope"), item("scope")], first))).toEqual(["scope"]);
    expect(fieldsOf(checkReturn([item("operator.shoe-size")], first))).toEqual(["items"]);
    expect(fieldsOf(checkReturn([item("toString")], first))).toEqual(["items"]);
  });
});

describe("a second return", () => {
  const history = { first: false, marked: ["scope"], changed: ["operator.home"] };

  it("may touch what the first marked and what changed since", () => {
    expect(checkReturn([item("scope"), item("operator.home")], history)).toEqual([]);
  });

  it.each(FIELD_IDS.filter((field) => field !== "scope" && field !== "operator.home"))("may not touch %s", (field) => {
    const problems = checkReturn([item("scope"), item(field)], history);
    expect(fieldsOf(problems)).toEqual([field]);
    expect(problems[0]?.message).toContain("不能再要求补正");
  });
});
