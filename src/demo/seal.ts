import { createCipheriv, hash } from "node:crypto";
import type { FilingKey, Keyring } from "../people/keyring.ts";

/**
 * Seals like src/people/keyring.ts, but the same text under the same key gives the same bytes, so that a seed gives the same rows.
 * The nonce is a keyed hash of the text: two texts under one key never share a nonce.
 */
export function demoSeal(key: Buffer, text: string | Buffer): string {
  const plain = typeof text === "string" ? Buffer.from(text) : text;
  const nonce = hash("sha256", Buffer.concat([key, plain]), "buffer").subarray(0, 12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]).toString("base64");
}

/** A filing's key, made from the keyring's secret and the filing's id. */
export function demoFilingKey(keyring: Keyring, filingId: string): FilingKey {
  const key = hash("sha256", Buffer.concat([keyring.lookup, Buffer.from(`demo key\n${filingId}`)]), "buffer");
  return { key, wrapped: demoSeal(currentKey(keyring), key), version: keyring.current };
}

/** For messages, which belong to the ring and not to a filing's key. */
export function demoSealLoose(keyring: Keyring, value: unknown): string {
  return `${keyring.current}:${demoSeal(currentKey(keyring), JSON.stringify(value))}`;
}

/** A submission as src/filing/sealed.ts keeps it. `asSeen` and `answers` are JSON already. */
export function demoSubmission(
  key: Buffer,
  seq: number,
  answers: string,
  asSeen: string,
): { sealed: string; commitment: string } {
  const salt = hash("sha256", Buffer.concat([key, Buffer.from(`salt\n${seq}`)]), "base64url").slice(0, 22);
  return {
    sealed: demoSeal(key, `{"answers":${answers},"asSeen":${asSeen},"salt":"${salt}"}`),
    commitment: hash("sha256", salt + answers),
  };
}

function currentKey(keyring: Keyring): Buffer {
  const key = keyring.keys.get(keyring.current);
  if (!key) throw new Error("the keyring is empty");
  return key;
}
