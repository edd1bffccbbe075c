import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

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

test("the demo suite makes what it is asked for", { timeout: 60_000 }, async () => {
  const printed = await lines("demo", "--filings", "500");
  expect(printed.map(({ metric }) => metric)).toEqual(["seconds", "per_second"]);
});
