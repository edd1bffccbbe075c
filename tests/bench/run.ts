import { parseArgs } from "node:util";

/** `npm run bench -- <suite> [--filings N] [--seconds S] [--seed K]`: on standard output only one JSON object a line. */
export interface BenchOptions {
  filings: number | undefined;
  seconds: number | undefined;
  seed: number;
}

export type Print = (line: {
  suite: string;
  case: string;
  metric: string;
  value: number;
  unit: string;
  [more: string]: string | number;
}) => void;

const SUITES: Record<string, () => Promise<{ run: (options: BenchOptions, print: Print) => Promise<void> }>> = {
  lifecycle: () => import("./lifecycle.ts"),
  licence: () => import("./licence.ts"),
  "licence-proofs": () => import("./licence-proofs.ts"),
  glyphs: () => import("./glyphs.ts"),
  demo: () => import("./demo.ts"),
};

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { filings: { type: "string" }, seconds: { type: "string" }, seed: { type: "string" } },
});
const suite = SUITES[positionals[0] ?? ""];
if (!suite) {
  console.error(`用法：npm run bench -- <${Object.keys(SUITES).join("|")}> [--filings N] [--seconds S] [--seed K]`);
  process.exit(2);
}
const { run } = await suite();
await run(
  {
    filings: values.filings ? Number(values.filings) : undefined,
    seconds: values.seconds ? Number(values.seconds) : undefined,
    seed: Number(values.seed ?? 1),
  },
  (line) => console.log(JSON.stringify(line)),
);
