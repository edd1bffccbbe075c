// Faults that the tests of the rules must find: a list that is kept, so that a weakened test is seen.
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import type { Counts } from "../support/reporter.ts";
import { MUTANTS } from "./mutants.ts";

const root = path.resolve(import.meta.dirname, "../..");

const counts = mkdtempSync(path.join(tmpdir(), "tongban-mutants-"));
afterAll(() => rmSync(counts, { recursive: true, force: true }));

/** Runs one file of tests over the rules with a fault in them, and gives how many passed and failed. */
function countsWith(index: number, file: string): Promise<Counts> {
  const args = ["run", "--config", "vitest.mutants.config.ts", `tests/rules/${file}`];
  const report = path.join(counts, `${index}.json`);
  const env = { ...process.env, TEST_MUTANT: String(index), TEST_COUNTS: report };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ["node_modules/vitest/vitest.mjs", ...args], { cwd: root, env }, (_failed, said) => {
      if (existsSync(report)) resolve(JSON.parse(readFileSync(report, "utf8")) as Counts);
      else reject(new Error(`no counts: ${said}`));
    });
  });
}

it("are at least fifteen, each a line that stands in the rules once", () => {
  expect(MUTANTS.length).toBeGreaterThanOrEqual(15);
  for (const { file, line, mutated, killedBy } of MUTANTS) {
    const text = readFileSync(path.join(root, "src/rules", file), "utf8");
    expect(text.split(line).length - 1, `${file}: ${line}`).toBe(1);
    expect(mutated).not.toBe(line);
    expect(existsSync(path.join(root, "tests/rules", killedBy))).toBe(true);
  }
});

describe.concurrent("each is killed", () => {
  it.for(MUTANTS.map((mutant, index) => ({ ...mutant, index })))(
    "$file: $fault",
    { timeout: 60_000 },
    async (mutant, { expect }) => {
      const { failed, passed } = await countsWith(mutant.index, mutant.killedBy);
      expect(failed).toBeGreaterThan(0);
      // All failing would be a fault of the list, which broke the file.
      expect(passed).toBeGreaterThan(0);
    },
  );
});
