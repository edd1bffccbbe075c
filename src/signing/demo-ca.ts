import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  type X509Certificate,
} from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { certificate, type Name, pem } from "./certificate.ts";

/** Everything that the demonstration's authority has signed leads to this name, so that production knows it and refuses. */
const DEMO_CA_NAME = "全城通办演示根证书（不具法律效力）";

const DAY = 24 * 3600 * 1000;
// Demonstration filings lie in the past; a certificate that began today could not have signed them.
const LOOKS_BACK = 3 * 366 * DAY;
const LASTS = 10 * 366 * DAY;

const CA: Name = [
  ["C", "CN"],
  ["ST", "黑龙江省"],
  ["L", "牡丹江市"],
  ["O", "牡丹江市全城通办演示"],
  ["CN", DEMO_CA_NAME],
];

export interface Authority {
  /** Names the files. */
  id: string;
  /** 牡丹江市××区市场监督管理局 */
  name: string;
}

/**
 * Makes the demonstration's certificate authority in an empty folder: `ca.pem` to be trusted, and its key. Keys are readable
 * by their owner alone. Several processes and threads may come at once; the first one's files stand.
 */
export function ensureDemoCa(folder: string, now: number): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (existsSync(path.join(folder, "ca.pem"))) return;
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const der = certificate({
    subject: CA,
    publicKey,
    issuer: { name: CA, privateKey, publicKey },
    serial: randomBytes(16),
    from: now - LOOKS_BACK,
    until: now + LASTS,
    authority: true,
  });
  writeFirst(path.join(folder, "ca-key.pem"), `${keyPem(privateKey)}${pem("CERTIFICATE", der)}`);
  // Whoever lost the race for the key publishes the winner's certificate.
  writeFirst(path.join(folder, "ca.pem"), caOf(folder).pem);
}

export type KeyKind = "rsa" | "rsa3072" | "p256";

/** The file with key and certificates of an authority, made when it is first asked for. */
export function demoKeyFile(folder: string, authority: Authority, now: number, kind: KeyKind = "rsa"): string {
  const file = path.join(folder, `${safeName(authority.id)}.pem`);
  if (existsSync(file)) return file;
  ensureDemoCa(folder, now);
  const ca = caOf(folder);
  const { privateKey, publicKey } =
    kind === "p256"
      ? generateKeyPairSync("ec", { namedCurve: "P-256" })
      : generateKeyPairSync("rsa", { modulusLength: kind === "rsa3072" ? 3072 : 2048 });
  const der = certificate({
    subject: [
      ["C", "CN"],
      ["ST", "黑龙江省"],
      ["L", "牡丹江市"],
      ["O", authority.name],
      ["CN", `${authority.name}（演示）`],
    ],
    publicKey,
    issuer: { name: CA, privateKey: ca.key, publicKey: createPublicKey(ca.key) },
    serial: randomBytes(16),
    from: now - LOOKS_BACK,
    until: now + LASTS,
    authority: false,
  });
  writeFirst(file, `${keyPem(privateKey)}${pem("CERTIFICATE", der)}${ca.pem}`);
  return file;
}

/** Whether a certificate comes from a demonstration, this or another. */
export function isDemoCertificate(one: X509Certificate): boolean {
  return `${one.issuer}\n${one.subject}`.includes(`CN=${DEMO_CA_NAME}`);
}

function caOf(folder: string): { key: KeyObject; pem: string } {
  const text = readFileSync(path.join(folder, "ca-key.pem"), "utf8");
  const at = text.indexOf("-----BEGIN CERTIFICATE-----");
  return { key: createPrivateKey(text.slice(0, at)), pem: text.slice(at) };
}

function keyPem(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

/** The id as part of a file's name; throws when it would lead elsewhere. */
export function safeName(id: string): string {
  if (!/^[\w-]+$/.test(id)) throw new Error(`not a name of an authority: ${id}`);
  return id;
}

/** Writes the whole file or nothing; a file that is there already stays. */
function writeFirst(file: string, text: string): void {
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!existsSync(file)) throw error;
  } finally {
    unlinkSync(draft);
  }
}
