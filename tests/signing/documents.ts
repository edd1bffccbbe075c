import { execFileSync, spawnSync } from "node:child_process";
import { X509Certificate } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { demoKeyFile } from "../../src/signing/demo-ca.ts";

export const AUTHORITY = "牡丹江市东安区市场监督管理局";

export interface SigningFolder {
  /** Keys `rsa` (2048 bits), `rsa3072` and `p256` under a demonstration CA. */
  keys: string;
  ca: X509Certificate;
  caFile: string;
  scratch: string;
  /** What pdfsig says of a file that trusts the CA. */
  pdfsig(file: Buffer): string;
  remove(): void;
}

/** A folder with a demonstration CA, two authorities' keys, and a certificate store that trusts the CA. */
export function signingFolder(): SigningFolder {
  const scratch = mkdtempSync(path.join(tmpdir(), "tongban-signing-"));
  const [keys, store] = [path.join(scratch, "keys"), path.join(scratch, "nss")];
  for (const kind of ["rsa", "rsa3072", "p256"] as const)
    demoKeyFile(keys, { id: kind, name: AUTHORITY }, Date.now(), kind);
  const caFile = path.join(keys, "ca.pem");
  mkdirSync(store);
  execFileSync("certutil", ["-N", "-d", store, "--empty-password"]);
  execFileSync("certutil", ["-A", "-d", store, "-n", "demo", "-t", ",C,", "-i", caFile]);
  return {
    keys,
    caFile,
    ca: new X509Certificate(readFileSync(caFile)),
    scratch,
    pdfsig(file) {
      const place = path.join(scratch, "document.pdf");
      writeFileSync(place, file);
      // Its exit code is 0 for an altered file too: only its words count.
      return spawnSync("pdfsig", ["-nssdir", store, place], { encoding: "utf8" }).stdout;
    },
    remove: () => rmSync(scratch, { recursive: true }),
  };
}

export const TRUSTED = [
  "- Signature Type: ETSI.CAdES.detached",
  "- Total document signed",
  "- Signature Validation: Signature is Valid.",
  "- Certificate Validation: Certificate is Trusted.",
];

/** Signed bytes and signature of a document, taken apart by its own byte range. */
export function apart(file: Buffer): { signed: Buffer; signature: Buffer; start: number; end: number } {
  const match = /\/ByteRange \[0 (\d+) (\d+) (\d+) *\]/.exec(file.toString("latin1"));
  const [start = 0, end = 0] = (match ?? []).slice(1).map(Number);
  return {
    signed: Buffer.concat([file.subarray(0, start), file.subarray(end)]),
    signature: Buffer.from(file.toString("latin1", start + 1, end - 1), "hex"),
    start,
    end,
  };
}

export function flipped(file: Buffer, bit: number): Buffer {
  const changed = Buffer.from(file);
  changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return changed;
}
