import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { inspectPdf } from "../../src/signing/inspect.ts";
import type { Press } from "../../src/signing/press.ts";
import type { LicencePrint } from "../../views/print/licence-print.ts";
import { checkStructure, codesOf, textOf } from "../print/documents.ts";
import { apart, flipped, type SigningFolder, TRUSTED } from "../signing/documents.ts";

/** Names of the checks, in the order in which their counts are printed. */
export type Passed = Record<"pdfsig" | "qpdf" | "cades" | "text" | "square" | "bits" | "bits-pdfsig", number>;

const BITS = 60;
const BITS_PDFSIG = 3;

/**
 * Puts signed licences through everything that anybody may do to check one: how many pass each check. `bits`: that 60 changes of
 * one bit, anywhere, all change the hash that is stored and, within the signed bytes, break the signature; `bits-pdfsig`: that
 * pdfsig finds some of them too.
 */
export async function checkLicences(
  press: Press,
  folder: SigningFolder,
  samples: readonly LicencePrint[],
): Promise<Passed> {
  const passed: Passed = { pdfsig: 0, qpdf: 0, cades: 0, text: 0, square: 0, bits: 0, "bits-pdfsig": 0 };
  for (const [i, data] of samples.entries()) {
    const file = await press.draw({ kind: "licence", data, signWith: i % 4 < 2 ? "rsa" : "p256" });
    const said = folder.pdfsig(file);
    if (TRUSTED.every((line) => said.includes(line))) passed.pdfsig += 1;
    if (holds(() => checkStructure(file))) passed.qpdf += 1;
    if (isCades(file, folder)) passed.cades += 1;
    if (hasText(file, data)) passed.text += 1;
    if (holds(() => codesOf(file, 150)[0] === data.verifyUrl)) passed.square += 1;
    const changes = Array.from({ length: BITS }, (_, n) =>
      flipped(file, Math.floor((8 * file.length * (n + 0.61)) / BITS)),
    );
    if (changes.every((changed) => isFound(file, changed, folder))) passed.bits += 1;
    const { start } = apart(file);
    const inside = Array.from({ length: BITS_PDFSIG }, (_, n) =>
      flipped(file, 8 * Math.floor((start * (n + 0.5)) / BITS_PDFSIG)),
    );
    if (inside.every((changed) => !folder.pdfsig(changed).includes("Signature is Valid"))) passed["bits-pdfsig"] += 1;
  }
  return passed;
}

function isFound(file: Buffer, changed: Buffer, folder: SigningFolder): boolean {
  if (sha256(file) === sha256(changed)) return false;
  const { start, end } = apart(file);
  const differs = file.findIndex((byte, at) => byte !== changed[at]);
  if (differs >= start && differs < end) return true;
  const found = inspectPdf(changed, [folder.ca]);
  return !(found.signed && found.intact && found.wholeFile);
}

function isCades(file: Buffer, folder: SigningFolder): boolean {
  const { signed, signature } = apart(file);
  const [content, cms] = [path.join(folder.scratch, "content"), path.join(folder.scratch, "cms")];
  writeFileSync(content, signed);
  writeFileSync(cms, signature);
  const options = ["-verify", "-cades", "-inform", "DER", "-binary", "-CAfile", folder.caFile];
  const { status, stderr } = spawnSync("openssl", ["cms", ...options, "-in", cms, "-content", content], {
    encoding: "utf8",
  });
  return status === 0 && stderr.includes("CAdES Verification successful");
}

function hasText(file: Buffer, data: LicencePrint): boolean {
  const lines = textOf(file);
  const items = [data.name ?? "***", data.operator, data.formation, data.scope, data.premises, data.authority];
  return lines.includes(data.uscc) && items.every((item) => lines.some((line) => line.endsWith(` ${item}`)));
}

function holds(check: () => unknown): boolean {
  try {
    return check() !== false;
  } catch {
    return false;
  }
}

function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
