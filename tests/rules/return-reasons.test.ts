import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FIELD_IDS, isFieldId } from "../../src/rules/fields.ts";

const rows = readFileSync("assets/data/return-reasons.tsv", "utf8")
  .trimEnd()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [code = "", field = "", label = "", problem = "", fix = ""] = line.split("\t");
    return { code, field, label, problem, fix };
  });

test("every field has two to five coded reasons, each with words for the applicant", () => {
  const counts = FIELD_IDS.map((field) => [field, rows.filter((row) => row.field === field).length] as const);
  expect(counts.filter(([, n]) => n < 2 || n > 5)).toEqual([]);
  expect(rows.filter(({ field }) => !isFieldId(field))).toEqual([]);
  expect(rows.filter(({ code, field }) => !code.startsWith(`${field}-`))).toEqual([]);
  expect(new Set(rows.map(({ code }) => code)).size).toBe(rows.length);
});

test("reasons say what is wrong and what to do, in whole sentences without exclamation", () => {
  const odd = rows.filter(
    ({ label, problem, fix }) =>
      !/[^。]$/.test(label) || !/。$/.test(problem) || !/。$/.test(fix) || /[！!]/.test(problem + fix),
  );
  expect(odd).toEqual([]);
});
