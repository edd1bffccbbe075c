import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from "node:crypto";

/** Versioned keys that wrap the key of each filing. The newest wraps new filings; older ones only open. */
export interface Keyring {
  current: number;
  keys: ReadonlyMap<number, Buffer>;
  /** Key of look-up hashes and of the names of sealed files; it does not rotate with the wrapping keys. */
  lookup: Buffer;
}

export interface FilingKey {
  key: Buffer;
  wrapped: string;
  version: number;
}

/** Reads `1:base64,2:base64` (32 bytes each); the highest version is current. */
export function readKeyring(text: string): Keyring {
  const keys = new Map<number, Buffer>();
  for (const part of text.split(",")) {
    const [version, secret] = part.trim().split(":");
    const key = Buffer.from(secret ?? "", "base64");
    if (!version || key.length !== 32) throw new Error("TONGBAN_KEYRING: expected version:base64 of 32 bytes");
    keys.set(Number(version), key);
  }
  const first = keys.get(Math.min(...keys.keys()));
  if (!first) throw new Error("TONGBAN_KEYRING is empty");
  return { current: Math.max(...keys.keys()), keys, lookup: Buffer.from(hkdfSync("sha256", first, "", "lookup", 32)) };
}

export function newFilingKey(keyring: Keyring): FilingKey {
  const key = randomBytes(32);
  return {
    key,
    wrapped: sealBytes(wrappingKey(keyring, keyring.current), key).toString("base64"),
    version: keyring.current,
  };
}

const KEYS_KEPT = 5000;
const opened = new Map<string, Buffer>();

/** The key of a filing, unwrapped. The keys last used are kept in memory: every page of a filing asks for its key. */
export function openFilingKey(keyring: Keyring, row: { key_wrapped: string; key_version: number }): Buffer {
  const known = opened.get(row.key_wrapped);
  if (known) return known;
  const key = openBytes(wrappingKey(keyring, row.key_version), Buffer.from(row.key_wrapped, "base64"));
  if (opened.size >= KEYS_KEPT) opened.clear();
  opened.set(row.key_wrapped, key);
  return key;
}

function wrappingKey(keyring: Keyring, version: number): Buffer {
  const key = keyring.keys.get(version);
  if (!key) throw new Error(`the keyring holds no key of version ${version}`);
  return key;
}

const secrets = new WeakMap<Buffer, KeyObject>();

// Node prepares a raw key anew at each use, which costs three times the work itself; a key object is prepared once.
function secretOf(key: Buffer): KeyObject {
  const known = secrets.get(key);
  if (known) return known;
  const made = createSecretKey(key);
  secrets.set(key, made);
  return made;
}

/** AES-256-GCM: 12 bytes of nonce, the ciphertext, 16 bytes of tag. */
export function sealBytes(key: Buffer, plain: Buffer): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", secretOf(key), nonce);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

export function openBytes(key: Buffer, sealed: Buffer): Buffer {
  const decipher = createDecipheriv("aes-256-gcm", secretOf(key), sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]);
}

export function sealJson(key: Buffer, value: unknown): string {
  return sealBytes(key, Buffer.from(JSON.stringify(value))).toString("base64");
}

export function openJson(key: Buffer, sealed: string): unknown {
  return JSON.parse(openBytes(key, Buffer.from(sealed, "base64")).toString());
}

/** For what belongs to no filing yet (a phone number that awaits its code): sealed by the current key of the ring. */
export function sealLoose(keyring: Keyring, value: unknown): string {
  return `${keyring.current}:${sealJson(wrappingKey(keyring, keyring.current), value)}`;
}

export function openLoose(keyring: Keyring, sealed: string): unknown {
  const at = sealed.indexOf(":");
  return openJson(wrappingKey(keyring, Number(sealed.slice(0, at))), sealed.slice(at + 1));
}

/** Keyed hash for equality look-ups: the same text gives the same value, and without the key nothing can be tried. */
export function lookupHash(keyring: Keyring, kind: "id" | "phone" | "code" | "file" | "address", text: string): string {
  return createHmac("sha256", secretOf(keyring.lookup)).update(`${kind}\n${text}`).digest("base64url");
}
