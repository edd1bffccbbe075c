import { charactersOf, checkGlyphs, sampled } from "../print/glyph-sheet.ts";
import type { BenchOptions, Print } from "./run.ts";

const SUITE = "glyphs";
/** Characters of one document. */
const BATCH = 6800;

/**
 * Every Han character of GB 18030-2022 level 3 drawn by the chain of faces, rasterised, its ink measured and its text read back; then
 * those of amendment 1, of which some may be missing: entry refuses them. `--filings N` takes N of each at random.
 */
export async function run(options: BenchOptions, print: Print): Promise<void> {
  for (const [name, standard] of [
    ["level-3", "level 3"],
    ["amendment-1", "amendment 1"],
  ] as const) {
    const all = charactersOf(standard);
    const chosen = options.filings ? sampled(all, Math.min(options.filings, all.length), options.seed) : all;
    const began = performance.now();
    const missing: string[] = [];
    const misread: string[] = [];
    for (let at = 0; at < chosen.length; at += BATCH) {
      const found = checkGlyphs("kai", chosen.slice(at, at + BATCH));
      missing.push(...found.missing);
      misread.push(...found.misread);
    }
    if (standard === "level 3" && missing.length > 0) console.error(`缺字形：${missing.slice(0, 40).join("")}`);
    const line = (metric: string, value: number, unit: string) =>
      print({ suite: SUITE, case: name, metric, value, unit, of: chosen.length });
    line("missing", missing.length, "characters");
    line("misread", misread.length, "characters");
    line("seconds", Math.round((performance.now() - began) / 100) / 10, "s");
  }
}
