import { openPress } from "../../src/signing/press.ts";
import { signingFolder } from "../signing/documents.ts";
import { CHECKS, checkLicences } from "./licence-checks.ts";
import { licenceSamples } from "./licence-samples.ts";
import type { BenchOptions, Print } from "./run.ts";

const SUITE = "licence-proofs";
const LICENCES = 200;
const BITS = 60;

/** `--filings` licences (200), signed with RSA-2048, P-256 and RSA-3072 in turn, each put through every check. */
export async function run(options: BenchOptions, print: Print): Promise<void> {
  const folder = signingFolder();
  const press = openPress({ workers: 1, signing: { keys: { kind: "demo", folder: folder.keys } } });
  try {
    const samples = licenceSamples(options.seed, options.filings ?? LICENCES);
    const { passed, changes, changesShown } = await checkLicences(press, folder, samples, BITS);
    const common = { suite: SUITE, case: "all-keys", unit: "licences", of: samples.length };
    for (const metric of CHECKS) print({ ...common, metric, value: passed[metric] });
    const changed = { suite: SUITE, case: "one-bit-changes", unit: "changes" };
    print({ ...changed, metric: "tried", value: changes });
    print({ ...changed, metric: "shown_to_pdfsig", value: changesShown });
  } finally {
    await press.close();
    folder.remove();
  }
}
