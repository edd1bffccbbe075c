import { openPress, type Press } from "../../src/signing/press.ts";
import type { LicencePrint } from "../../views/print/licence-print.ts";
import { signingFolder } from "../signing/documents.ts";
import { PEERS } from "./licence-peers.ts";
import { licenceSamples } from "./licence-samples.ts";
import type { BenchOptions, Print } from "./run.ts";

const SUITE = "licence";
const SAMPLES = 500;

/**
 * Signed licences (RSA-2048, PAdES, no time-stamp) with one and two drawing threads, then other ways to make the same page, unsigned,
 * one after the other in this process. What the signatures are worth is measured by `licence-proofs`.
 */
export async function run(options: BenchOptions, print: Print): Promise<void> {
  const seconds = options.seconds ?? 10;
  const samples = licenceSamples(options.seed, SAMPLES);
  const folder = signingFolder();
  const signing = { keys: { kind: "demo", folder: folder.keys } } as const;
  try {
    let ours = 0;
    for (const workers of [1, 2]) {
      const press = openPress({ workers, signing });
      ours = await measurePress(press, workers, samples, seconds, print);
      await press.close();
    }
    for (const peer of PEERS) {
      try {
        const opened = await peer.open();
        const { perSecond } = await measure(1, samples, seconds, opened.draw);
        await opened.close();
        const ratio = rounded(ours / perSecond);
        print({ suite: SUITE, case: peer.name, metric: "per_second", value: rounded(perSecond), unit: "1/s", ratio });
      } catch (problem) {
        console.error(`${peer.name} 没有测：${problem instanceof Error ? problem.message.split("\n")[0] : problem}`);
      }
    }
  } finally {
    folder.remove();
  }
}

async function measurePress(
  press: Press,
  workers: number,
  samples: readonly LicencePrint[],
  seconds: number,
  print: Print,
): Promise<number> {
  // Two for each thread: one drawn and one on its way.
  const draw = (data: LicencePrint) => press.draw({ kind: "licence", data, signWith: "rsa" });
  const { perSecond, times, bytes } = await measure(2 * workers, samples, seconds, draw);
  const name = `workers-${workers}`;
  print({ suite: SUITE, case: name, metric: "per_second", value: rounded(perSecond), unit: "1/s" });
  print({
    suite: SUITE,
    case: name,
    metric: "p95_ms",
    value: rounded(times[Math.floor(times.length * 0.95)] ?? 0),
    unit: "ms",
  });
  print({ suite: SUITE, case: name, metric: "bytes_max", value: bytes, unit: "B" });
  print({
    suite: SUITE,
    case: name,
    metric: "rss_mb",
    value: Math.round(process.memoryUsage.rss() / 2 ** 20),
    unit: "MB",
  });
  return perSecond;
}

/** Draws for that long, warmed up, with so many at once. Times, in ms, are sorted. */
async function measure(
  atOnce: number,
  samples: readonly LicencePrint[],
  seconds: number,
  draw: (data: LicencePrint) => Promise<Uint8Array>,
): Promise<{ perSecond: number; times: number[]; bytes: number }> {
  const sample = (i: number) => samples[i % samples.length] ?? fail();
  await drawFor(atOnce, Math.min(seconds / 2, 3), async (i) => draw(sample(i)));
  const times: number[] = [];
  let bytes = 0;
  const began = performance.now();
  await drawFor(atOnce, seconds, async (i) => {
    const start = performance.now();
    const file = await draw(sample(i));
    times.push(performance.now() - start);
    bytes = Math.max(bytes, file.length);
  });
  const perSecond = (times.length * 1000) / (performance.now() - began);
  return { perSecond, times: times.sort((a, b) => a - b), bytes };
}

async function drawFor(atOnce: number, seconds: number, one: (i: number) => Promise<unknown>): Promise<void> {
  const until = performance.now() + seconds * 1000;
  let next = 0;
  const lane = async () => {
    do {
      await one(next++);
    } while (performance.now() < until);
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
}

function fail(): never {
  throw new Error("no samples");
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
