import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";

const run = promisify(execFile);

test("the licence suite prints its key lines in under half a minute", {
  timeout: 60_000,
}, async () => {
  const began = performance.now();
  const program = ["--import", "tsx", "tests/bench/run.ts", "licence", "--seconds", "0.5", "--seed", "7"];
  const { stdout } = await run(process.execPath, program);
  expect(performance.now() - began).toBeLessThan(30_000);
  const lines: { case: string; metric: string; value: number; ratio?: number }[] = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  const line = (name: string, metric: string) => lines.find((one) => one.case === name && one.metric === metric);
  for (const name of ["workers-1", "workers-2"]) {
    for (const metric of ["per_second", "p95_ms", "rss_mb"]) expect(line(name, metric)?.value).toBeGreaterThan(0);
    expect(line(name, "bytes_max")?.value).toBeLessThanOrEqual(150_000);
  }
  // pdfmake is no package of the project, so its line may be missing.
  for (const name of ["pdfkit-plain", "chromium"]) expect(line(name, "per_second")?.ratio).toBeGreaterThan(1);
});
