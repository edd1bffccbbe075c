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
export const CHECKS = [
  "valid",
  "trusted",
  "total_document_signed",
  "qpdf_clean",
  "cms_verified",
  "items_exact",
  "qr_read",
  "bits_found",
  "bits_found_by_pdfsig",
] as const;
export type Check = (typeof CHECKS)[number];

/** The key of each licence in turn. */
export const KEYS = ["rsa", "p256", "rsa3072"] as const;

export interface Proved {
  /** Licences that passed each check. */
  passed: Record<Check, number>;
  /** Changes of one bit that were tried, and those within the signed bytes, which pdfsig was shown. */
  changes: number;
  changesShown: number;
}

/**
 * Puts signed licences through everything that anybody may do to check one: how many pass each check. `bits_found`: all of `bits`
 * changes of one bit, spread over the file, change the hash that is stored and, within the signed bytes, break the signature;
 * `bits_found_by_pdfsig`: pdfsig finds every one within the signed bytes.
 */
export async function checkLicences(
  press: Press,
  folder: SigningFolder,
  samples: readonly LicencePrint[],
  bits: number,
): Promise<Proved> {
  const passed = Object.fromEntries(CHECKS.map((check) => [check, 0])) as Record<Check, number>;
  const proved: Proved = { passed, changes: 0, changesShown: 0 };
  const count = (check: Check, holds: boolean) => {
    if (holds) passed[check] += 1;
  };
  for (const [i, data] of samples.entries()) {
    const file = await press.draw({ kind: "licence", data, signWith: KEYS[i % KEYS.length] ?? "rsa" });
    const said = folder.pdfsig(file);
    const [type, whole, valid, trusted] = TRUSTED.map((line) => said.includes(line));
    count("valid", type === true && valid === true);
    count("trusted", trusted === true);
    count("total_document_signed", whole === true);
    count(
      "qpdf_clean",
      holds(() => checkStructure(file)),
    );
    count("cms_verified", isCades(file, folder));
    count("items_exact", hasText(file, data));
    count(
      "qr_read",
      holds(() => codesOf(file, 150)[0] === data.verifyUrl),
    );

    const { start, end } = apart(file);
    const places = Array.from({ length: bits }, (_, n) => Math.floor((8 * file.length * (n + 0.61)) / bits));
    const changed = places.map((bit) => flipped(file, bit));
    const within = changed.filter((_, n) => isWithin((places[n] ?? 0) >> 3, start, end));
    count(
      "bits_found",
      changed.every((one) => sha256(one) !== sha256(file)) && within.every((one) => isBroken(one, folder)),
    );
    count(
      "bits_found_by_pdfsig",
      within.every((one) => !folder.pdfsig(one).includes("Signature is Valid")),
    );
    proved.changes += changed.length;
    proved.changesShown += within.length;
  }
  return proved;
}

/** Whether a byte is signed: the signature itself, between start and end, is not. */
function isWithin(byte: number, start: number, end: number): boolean {
  return byte < start || byte >= end;
}

function isBroken(changed: Buffer, folder: SigningFolder): boolean {
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

/** Every item stands beside its label as one line, exactly as it was given. */
function hasText(file: Buffer, data: LicencePrint): boolean {
  const lines = textOf(file);
  const date = data.registeredOn.replace(/^(\d+)-0?(\d+)-0?(\d+)$/, "$1年$2月$3日");
  const items = [
    `名称 ${data.name ?? "***"}`,
    `类型 ${data.entityType}`,
    `经营者 ${data.operator}`,
    `组成形式 ${data.formation}`,
    `${data.dateLabel} ${date}`,
    `经营场所 ${data.premises}`,
    `经营范围 ${data.scope}`,
    `登记机关 ${data.authority}`,
  ];
  return lines.includes(data.uscc) && items.every((item) => lines.includes(item));
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
