import { expect, test } from "vitest";
import { checkRefusalFacts, GROUND_CODES, GROUNDS, isRefusalGround } from "../../src/rules/refusal.ts";

test("every ground names its clause of the law", () => {
  expect(GROUND_CODES).toEqual(["law", "regulation", "state-council", "national-security", "public-interest"]);
  for (const code of GROUND_CODES) expect(GROUNDS[code].clause).toMatch(/第(?:二十|十九)条/);
  expect(isRefusalGround("public-interest")).toBe(true);
  expect(isRefusalGround("toString")).toBe(false);
});

test.each([
  ["", false],
  ["   ", false],
  ["不行", false],
  ["材".repeat(1001), false],
  ["  申报的经营场所在已公告征收的建筑内。 ", true],
])("facts of a refusal: %j", (text, good) => {
  const checked = checkRefusalFacts(text);
  expect(checked.ok).toBe(good);
  if (checked.ok) expect(checked.facts).toBe(text.trim());
});
