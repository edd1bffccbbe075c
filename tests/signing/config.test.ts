import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { newCityKey } from "../../src/signing/offline-code.ts";

const folder = mkdtempSync(path.join(tmpdir(), "tongban-config-"));
afterAll(() => rmSync(folder, { recursive: true }));
const cityKey = path.join(folder, "city.pem");
writeFileSync(cityKey, newCityKey());

const PRODUCTION = {
  NODE_ENV: "production",
  DATA_DIR: folder,
  TONGBAN_SECRET: "a secret of the tests",
  TONGBAN_KEYRING: `1:${Buffer.alloc(32, 1).toString("base64")}`,
  DATABASE_URL: `sqlite:${path.join(folder, "t.db")}`,
  BASE_URL: "https://tongban.example",
  VERIFY_URL: "https://tongban.example",
  SIGNING_KEYS: "/etc/tongban/keys",
  CITY_KEY: cityKey,
};

test("production has no demonstration keys to fall back on", () => {
  const { SIGNING_KEYS: _, ...withoutKeys } = PRODUCTION;
  const { CITY_KEY: __, ...withoutCity } = PRODUCTION;
  expect(() => readConfig(withoutKeys)).toThrow("SIGNING_KEYS");
  expect(() => readConfig(withoutCity)).toThrow("CITY_KEY");
  expect(readConfig(PRODUCTION).signing).toEqual({ keys: { kind: "files", folder: "/etc/tongban/keys" } });
});

test("a passphrase and a time-stamping authority are taken over", () => {
  const config = readConfig({ ...PRODUCTION, SIGNING_PASSPHRASE: "口令", TSA_URL: "http://127.0.0.1:3180/tsa" });
  expect(config.signing).toEqual({
    keys: { kind: "files", folder: "/etc/tongban/keys", passphrase: "口令" },
    timeStamp: { url: "http://127.0.0.1:3180/tsa", timeoutMs: 5000 },
  });
  expect(() => readConfig({ ...PRODUCTION, TSA_URL: "ftp://127.0.0.1/" })).toThrow();
});

test("elsewhere a demonstration's keys are made once and kept", () => {
  const one = readConfig({ DATA_DIR: folder });
  expect(one.signing.keys).toEqual({ kind: "demo", folder: path.join(folder, "demo-ca") });
  expect(readConfig({ DATA_DIR: folder }).cityKey.id).toBe(one.cityKey.id);
  expect([...one.cityPublicKeys.keys()]).toEqual([one.cityKey.id]);
});
