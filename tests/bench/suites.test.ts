import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { CHECKS } from "./licence-checks.ts";

const run = promisify(execFile);
// The test runner puts a BASE_URL of its own into the environment.
const { BASE_URL: _, ...env } = process.env;

async function lines(
  ...args: string[]
): Promise<{ suite: string; case: string; metric: string; value: number; unit: string; ratio?: number }[]> {
  const { stdout } = await run(process.execPath, ["--import", "tsx", "tests/bench/run.ts", ...args], {
    maxBuffer: 1 << 24,
    env,
  });
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
}

test("the lifecycle suite prints its key lines, with a floor, and nothing fails", { timeout: 90_000 }, async () => {
  const printed = await lines("lifecycle", "--seconds", "2");
  for (const name of ["sqlite-1", "sqlite-32", "postgres-32"]) {
    const key = printed.find((line) => line.case === name && line.metric === "per_second");
    expect(key?.value).toBeGreaterThan(0);
    expect(key?.ratio).toBeGreaterThan(0);
    expect(printed.find((line) => line.case === name && line.metric === "failed")?.value).toBe(0);
  }
});

test("the licence-proofs suite puts a licence through every check", { timeout: 90_000 }, async () => {
  const printed = await lines("licence-proofs", "--filings", "1", "--seed", "5");
  const checks = printed.filter((line) => line.case === "all-keys");
  expect(checks.map(({ metric, value }) => `${metric} ${value}`)).toEqual(CHECKS.map((check) => `${check} 1`));
  const changes = printed.filter((line) => line.case === "one-bit-changes").map(({ value }) => value);
  expect(changes[0]).toBe(60);
  expect(changes[1]).toBeGreaterThan(50);
});

test("the glyphs suite finds none of level 3 missing", { timeout: 60_000 }, async () => {
  const printed = await lines("glyphs", "--filings", "300", "--seed", "5");
  const value = (name: string, metric: string) =>
    printed.find((line) => line.case === name && line.metric === metric)?.value;
  expect(value("level-3", "missing")).toBe(0);
  expect(value("level-3", "misread")).toBe(0);
  expect(value("amendment-1", "misread")).toBe(0);
});

test("the demo suite makes what it is asked for", { timeout: 60_000 }, async () => {
  const printed = await lines("demo", "--filings", "500");
  expect(printed.map(({ metric }) => metric)).toEqual(["seconds", "per_second"]);
});
