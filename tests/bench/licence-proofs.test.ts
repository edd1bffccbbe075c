import { expect, test } from "vitest";
import { openPress } from "../../src/signing/press.ts";
import { signingFolder } from "../signing/documents.ts";
import { CHECKS, checkLicences } from "./licence-checks.ts";
import { licenceSamples } from "./licence-samples.ts";

// All 200 by `npm run bench -- licence-proofs`.
test("six licences, two with each kind of key, pass every check that anybody may do", { timeout: 90_000 }, async () => {
  const folder = signingFolder();
  const press = openPress({ workers: 0, signing: { keys: { kind: "demo", folder: folder.keys } } });
  const { passed, changes, changesShown } = await checkLicences(press, folder, licenceSamples(5, 6), 8);
  await press.close();
  folder.remove();
  expect(passed).toEqual(Object.fromEntries(CHECKS.map((check) => [check, 6])));
  expect(changes).toBe(48);
  expect(changesShown).toBeGreaterThan(40);
});
