import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { type Keyring, readKeyring } from "./people/keyring.ts";
import type { Signing } from "./signing/issue.ts";
import { type CityKey, type CityPublicKeys, cityPublicKeys, newCityKey, readCityKey } from "./signing/offline-code.ts";

const Environment = z.object({
  NODE_ENV: z.string().default("development"),
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().default("127.0.0.1"),
  DATA_DIR: z.string().default("data"),
  DATABASE_URL: z.string().optional(),
  TONGBAN_SECRET: z.string().min(16).optional(),
  TONGBAN_KEYRING: z.string().optional(),
  DEMO: z.enum(["0", "1"]).optional(),
  BASE_URL: z.url().optional(),
  VERIFY_URL: z.url().optional(),
  LOG_LEVEL: z.enum(["silent", "error", "warn", "info", "debug"]).default("info"),
  PRESS_WORKERS: z.coerce.number().int().min(0).max(16).default(2),
  SIGNING_KEYS: z.string().optional(),
  SIGNING_PASSPHRASE: z.string().optional(),
  TSA_URL: z.url({ protocol: /^https?$/ }).optional(),
  TSA_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).default(5000),
  CITY_KEY: z.string().optional(),
  CITY_PUBLIC_KEYS: z.string().optional(),
});

export interface Config {
  production: boolean;
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string;
  /** Seals and session tokens; apart from the keyring, which guards personal data. */
  secret: string;
  keyring: Keyring;
  demo: boolean;
  baseUrl: string;
  /** Printed on paper, so it has its own setting. */
  verifyUrl: string;
  logLevel: string;
  pressWorkers: number;
  /** The authorities' keys, and the time-stamps. */
  signing: Signing;
  /** Signs the squares on licences. */
  cityKey: CityKey;
  /** Those that check squares: the one in use and those before it. */
  cityPublicKeys: CityPublicKeys;
}

/** Reads the environment once. Production refuses to start without its own secret, keyring and addresses, or with the demonstration on. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const env = Environment.parse(environment);
  const production = env.NODE_ENV === "production";
  if (production) refuseDefaults(env);
  const cityKey = readCityKey(
    env.CITY_KEY === undefined ? keptSecret(env.DATA_DIR, "city-key", newCityKey) : readFileSync(env.CITY_KEY, "utf8"),
  );
  const olderKeys = env.CITY_PUBLIC_KEYS === undefined ? "" : readFileSync(env.CITY_PUBLIC_KEYS, "utf8");
  const baseUrl = (env.BASE_URL ?? `http://localhost:${env.PORT}`).replace(/\/$/, "");
  return {
    production,
    port: env.PORT,
    host: env.HOST,
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL ?? `sqlite:${path.join(env.DATA_DIR, "tongban.db")}`,
    secret: env.TONGBAN_SECRET ?? keptSecret(env.DATA_DIR, "secret", () => randomBytes(32).toString("base64")),
    keyring: readKeyring(
      env.TONGBAN_KEYRING ?? keptSecret(env.DATA_DIR, "keyring", () => `1:${randomBytes(32).toString("base64")}`),
    ),
    demo: env.DEMO === "1" || (env.DEMO === undefined && !production),
    baseUrl,
    verifyUrl: (env.VERIFY_URL ?? baseUrl).replace(/\/$/, ""),
    logLevel: env.LOG_LEVEL,
    pressWorkers: env.PRESS_WORKERS,
    signing: signingOf(env),
    cityKey,
    cityPublicKeys: cityPublicKeys(cityKey, olderKeys),
  };
}

// Production has no demonstration keys to fall back on: refuseDefaults asks for SIGNING_KEYS, and keys made here are refused there.
function signingOf(env: z.infer<typeof Environment>): Signing {
  const { SIGNING_KEYS: folder, SIGNING_PASSPHRASE: passphrase, TSA_URL: url, TSA_TIMEOUT_MS: timeoutMs } = env;
  return {
    keys:
      folder === undefined
        ? { kind: "demo", folder: path.join(env.DATA_DIR, "demo-ca") }
        : { kind: "files", folder, ...(passphrase === undefined ? {} : { passphrase }) },
    ...(url === undefined ? {} : { timeStamp: { url, timeoutMs } }),
  };
}

function refuseDefaults(env: z.infer<typeof Environment>): void {
  const absent = (
    ["TONGBAN_SECRET", "TONGBAN_KEYRING", "BASE_URL", "VERIFY_URL", "DATABASE_URL", "SIGNING_KEYS", "CITY_KEY"] as const
  ).filter((name) => env[name] === undefined);
  if (absent.length > 0) throw new Error(`production needs ${absent.join(", ")}`);
  if (env.DEMO === "1") throw new Error("production does not start with DEMO=1");
}

// Outside production the secrets are made once and kept beside the data, so that a restart still opens what was sealed.
function keptSecret(folder: string, name: string, make: () => string): string {
  const file = path.join(folder, `${name}.dev`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, make(), { mode: 0o600 });
  }
  return readFileSync(file, "utf8");
}
