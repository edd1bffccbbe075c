import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { checkDrawnName } from "../../src/filing/drawn.ts";
import { drawLicence, licenceProblems } from "../../views/print/licence.ts";
import { licence, textOf } from "./documents.ts";
import { charactersOf, checkGlyphs, sampled } from "./glyph-sheet.ts";

const SAMPLE = 3000;
const SEED = 18030;

type Outcome = "drawn" | "folded" | "refused";

/** Each row of the table with the outcome that its note names. */
const names = readFileSync(new URL("../support/data/rare-names.tsv", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .slice(1)
  .map((row) => {
    const [group = "", name = ""] = row.split("\t");
    const note = row.split("\t").at(-1) ?? "";
    return { group, name, note, outcome: outcomeOf(note) };
  });

function outcomeOf(note: string): Outcome {
  if (/应拒|ASCII/.test(note)) return "refused";
  return /应归一|旧码|应去除|应剔除/.test(note) ? "folded" : "drawn";
}

describe("rare names at the kiosk's entry and on the licence", () => {
  test.each(names)("$group $name: $outcome ($note)", async ({ name, outcome }) => {
    const checked = checkDrawnName(name);
    expect(checked.ok).toBe(outcome !== "refused");
    if (!checked.ok) {
      expect(checked.message).toMatch(/朝鲜文字母|不写字母/);
      return;
    }
    expect(checked.original).toBe(name);
    expect(checked.name === name).toBe(outcome === "drawn");
    expect(checked.changes.length > 0).toBe(outcome === "folded");
    const data = licence({ operator: checked.name });
    expect(licenceProblems(data)).toEqual([]);
    expect(textOf(await drawLicence(data))).toContain(`经营者 ${checked.name}`);
  });

  test("each outcome is there, and what is drawn has ink", () => {
    expect(new Set(names.map(({ outcome }) => outcome))).toEqual(new Set(["drawn", "folded", "refused"]));
    const kept = names.flatMap(({ name }) => {
      const checked = checkDrawnName(name);
      return checked.ok ? [...checked.name] : [];
    });
    expect(checkGlyphs("kai", [...new Set(kept)])).toEqual({ missing: [], misread: [] });
  });
});

test("3,000 characters of level 3, drawn at random, all have ink, none is an empty box, and all are read back", () => {
  const characters = sampled(charactersOf("level 3"), SAMPLE, SEED);
  expect(checkGlyphs("kai", characters)).toEqual({ missing: [], misread: [] });
});

test("what no face has is counted as missing, whatever is drawn for it", () => {
  expect(checkGlyphs("kai", ["王", "\u{2ebf1}", "丽"])).toEqual({ missing: ["\u{2ebf1}"], misread: [] });
});
