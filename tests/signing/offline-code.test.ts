import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  cityPublicKeys,
  itemsDigest,
  newCityKey,
  offlinePayload,
  readCityKey,
  verifyPayload,
} from "../../src/signing/offline-code.ts";

const ED25519 = readCityKey(newCityKey());
const P256 = readCityKey(
  generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
);
const FACTS = {
  uscc: "92231002TE5T00059T",
  version: 2,
  issuedOn: "2026-11-24",
  digest: itemsDigest(["92231002TE5T00059T", null, "王小丽"]),
};

describe.each([
  ["Ed25519", ED25519],
  ["P-256", P256],
])("a payload signed with %s", (_, key) => {
  const keys = cityPublicKeys(key, "");
  const payload = offlinePayload(key, FACTS);

  test("is short and gives back what was signed", () => {
    expect(payload).toMatch(/^[\w-]{128}$/);
    expect(verifyPayload(keys, payload)).toEqual({ ok: true, keyId: key.id, facts: FACTS });
  });

  test("is refused when any one bit differs", () => {
    const bytes = Buffer.from(payload, "base64url");
    for (let bit = 0; bit < 8 * bytes.length; bit += 1) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(verifyPayload(keys, changed.toString("base64url")).ok, `bit ${bit}`).toBe(false);
    }
  });

  test("is refused by a city with another key, and known by its id", () => {
    expect(verifyPayload(cityPublicKeys(readCityKey(newCityKey()), ""), payload)).toEqual({
      ok: false,
      reason: "unknown key",
    });
  });

  test("is still known after the key was changed", () => {
    const older = key.publicKey.export({ type: "spki", format: "pem" }).toString();
    expect(verifyPayload(cityPublicKeys(readCityKey(newCityKey()), older), payload).ok).toBe(true);
  });
});

test("what is no payload is malformed", () => {
  const keys = cityPublicKeys(ED25519, "");
  const payload = offlinePayload(ED25519, FACTS);
  for (const text of ["", "x", payload.slice(1), `${payload}A`, `${payload.slice(0, -1)}=`, "好".repeat(128)]) {
    expect(verifyPayload(keys, text)).toEqual({ ok: false, reason: "malformed" });
  }
});

test("with Ed25519 the same facts give the same payload", () => {
  expect(offlinePayload(ED25519, FACTS)).toBe(offlinePayload(ED25519, FACTS));
});

test("other kinds of keys are refused", () => {
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  expect(() => readCityKey(rsa.export({ type: "pkcs8", format: "pem" }).toString())).toThrow("Ed25519 或 P-256");
});

test("the digest tells a missing name from an empty one, and one item from its neighbour", () => {
  const digests = [
    [null, "a"],
    ["", "a"],
    ["a", ""],
    ["a", null],
  ].map((items) => itemsDigest(items).toString("hex"));
  expect(new Set(digests).size).toBe(4);
});
