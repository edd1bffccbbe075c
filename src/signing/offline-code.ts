import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from "node:crypto";
import { USCC_ALPHABET } from "../rules/uscc.ts";

/** What the square on a licence says on its own, as it was when the licence was issued. */
export interface OfflineFacts {
  uscc: string;
  /** Version of the licence, from 1. */
  version: number;
  /** YYYY-MM-DD */
  issuedOn: string;
  /** `itemsDigest` of the licence. */
  digest: Buffer;
}

/** The city's key, with which the squares are signed: Ed25519, or P-256. */
export interface CityKey {
  id: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

/** Keys by id: the one in use, and those before it, whose squares hang on walls. */
export type CityPublicKeys = ReadonlyMap<string, KeyObject>;

export type OfflineCheck =
  | { ok: true; keyId: string; facts: OfflineFacts }
  | { ok: false; reason: "malformed" | "unknown key" | "signature" };

// Format 1, in bytes: 1 format, 4 key, 12 credit code, 1 version, 2 day, 12 digest, 64 signature.
const FORMAT = 1;
const KEY_ID = 4;
const USCC = 12;
const DIGEST = 12;
const BODY = 1 + KEY_ID + USCC + 1 + 2 + DIGEST;
const SIGNATURE = 64;
// Days are counted from the year in which nothing had been issued yet.
const FIRST_DAY = Date.UTC(2020, 0, 1);
const DAY = 24 * 3600 * 1000;
// Nothing else that this key may ever sign begins like this.
const PURPOSE = Buffer.from("tongban licence square\0");

/** The signed payload, base64url: 128 characters, which a square of 27 mm holds in modules large enough to be read. */
export function offlinePayload(key: CityKey, facts: OfflineFacts): string {
  const body = Buffer.alloc(BODY);
  body.writeUInt8(FORMAT, 0);
  body.write(key.id, 1, KEY_ID, "hex");
  packCode(facts.uscc).copy(body, 5);
  body.writeUInt8(facts.version, 17);
  body.writeUInt16BE((Date.parse(`${facts.issuedOn}T00:00:00Z`) - FIRST_DAY) / DAY, 18);
  facts.digest.copy(body, 20, 0, DIGEST);
  const signature = sign(hashFor(key.privateKey), Buffer.concat([PURPOSE, body]), {
    key: key.privateKey,
    dsaEncoding: "ieee-p1363",
  });
  return Buffer.concat([body, signature]).toString("base64url");
}

/** Whether the city signed a payload. It says nothing about what became of the licence since. */
export function verifyPayload(keys: CityPublicKeys, payload: string): OfflineCheck {
  const bytes = Buffer.from(payload, "base64url");
  const whole = bytes.toString("base64url") === payload;
  if (!whole || bytes.length !== BODY + SIGNATURE || bytes[0] !== FORMAT) return { ok: false, reason: "malformed" };
  const body = bytes.subarray(0, BODY);
  const keyId = body.toString("hex", 1, 1 + KEY_ID);
  const key = keys.get(keyId);
  if (key === undefined) return { ok: false, reason: "unknown key" };
  const good = verify(
    hashFor(key),
    Buffer.concat([PURPOSE, body]),
    { key, dsaEncoding: "ieee-p1363" },
    bytes.subarray(BODY),
  );
  if (!good) return { ok: false, reason: "signature" };
  return {
    ok: true,
    keyId,
    facts: {
      uscc: unpackCode(body.subarray(5, 5 + USCC)),
      version: body.readUInt8(17),
      issuedOn: new Date(FIRST_DAY + body.readUInt16BE(18) * DAY).toISOString().slice(0, 10),
      digest: Buffer.from(body.subarray(20)),
    },
  };
}

/** What a licence states, in 12 bytes: the same for the same items in the same order. */
export function itemsDigest(items: readonly (string | null)[]): Buffer {
  return createHash("sha256").update(JSON.stringify(items)).digest().subarray(0, DIGEST);
}

/** The city's key from a PEM text. Throws when it is neither Ed25519 nor P-256. */
export function readCityKey(pem: string): CityKey {
  const privateKey = createPrivateKey(pem);
  const publicKey = createPublicKey(privateKey);
  checkKind(publicKey);
  return { id: cityKeyId(publicKey), privateKey, publicKey };
}

/** Public keys, one or more in a PEM text, beside the one in use. */
export function cityPublicKeys(current: CityKey, olderPem: string): CityPublicKeys {
  const blocks = olderPem.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? [];
  const older = blocks.map((block) => createPublicKey(block));
  older.forEach(checkKind);
  return new Map([...older, current.publicKey].map((key) => [cityKeyId(key), key]));
}

/** A new key, PEM. Ed25519: its signatures follow from the data, so a licence drawn again has the same bytes. */
export function newCityKey(): string {
  return generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

function cityKeyId(key: KeyObject): string {
  const der = key.export({ type: "spki", format: "der" });
  return createHash("sha256")
    .update(der)
    .digest("hex")
    .slice(0, 2 * KEY_ID);
}

function checkKind(key: KeyObject): void {
  const isP256 = key.asymmetricKeyType === "ec" && key.asymmetricKeyDetails?.namedCurve === "prime256v1";
  if (key.asymmetricKeyType !== "ed25519" && !isP256) throw new Error("核验二维码的密钥须是 Ed25519 或 P-256");
}

function hashFor(key: KeyObject): "sha256" | null {
  return key.asymmetricKeyType === "ed25519" ? null : "sha256";
}

/** The 18 characters as one number to the base 31. */
function packCode(uscc: string): Buffer {
  let number = 0n;
  for (const character of uscc) {
    const value = USCC_ALPHABET.indexOf(character);
    if (value === -1) throw new Error("not a unified social credit code");
    number = number * 31n + BigInt(value);
  }
  return Buffer.from(number.toString(16).padStart(2 * USCC, "0"), "hex");
}

function unpackCode(bytes: Buffer): string {
  let number = BigInt(`0x${bytes.toString("hex")}`);
  const characters: string[] = [];
  for (let place = 0; place < 18; place += 1) {
    characters.unshift(USCC_ALPHABET[Number(number % 31n)] ?? "");
    number /= 31n;
  }
  return characters.join("");
}
