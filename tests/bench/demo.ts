import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { BenchOptions, Print } from "./run.ts";

/** How long the operator's command takes to make bulk demonstration filings in an empty SQLite database, migrations included. */
export async function run(options: BenchOptions, print: Print): Promise<void> {
  const filings = options.filings ?? 100_000;
  const folder = mkdtempSync(path.join(os.tmpdir(), "tongban-bench-"));
  try {
    const began = performance.now();
    const made = spawnSync(
      process.execPath,
      ["--import", "tsx", "src/tongban.ts", "demo", "--filings", String(filings), "--seed", String(options.seed)],
      {
        env: { ...process.env, DATA_DIR: folder, DATABASE_URL: `sqlite:${path.join(folder, "bench.db")}`, DEMO: "1" },
        stdio: ["ignore", "ignore", "inherit"],
      },
    );
    if (made.status !== 0) throw new Error(`the demo command ended with ${made.status}`);
    const seconds = (performance.now() - began) / 1000;
    print({ suite: "demo", case: String(filings), metric: "seconds", value: Math.round(seconds * 10) / 10, unit: "s" });
    print({
      suite: "demo",
      case: String(filings),
      metric: "per_second",
      value: Math.round(filings / seconds),
      unit: "1/s",
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
