import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { type Keyring, readKeyring } from "./people/keyring.ts";
import type { Signing } from "./signing/issue.ts";

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
  SIGNING_KEYS: z.string().optional(),
  SIGNING_PASSPHRASE: z.string().optional(),
  TSA_URL: z.url().optional(),
  PRESS_WORKERS: z.coerce.number().int().min(0).max(16).default(2),
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
  /** Keys of the authorities, and who stamps the time. Without own keys a demonstration makes its own, which production refuses. */
  signing: Signing;
}

/** Reads the environment once. Production refuses to start without its own secret, keyring and addresses, or with the demonstration on. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const env = Environment.parse(environment);
  const production = env.NODE_ENV === "production";
  if (production) refuseDefaults(env);
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
  };
}

const TSA_TIMEOUT_MS = 5000;

function signingOf(env: z.infer<typeof Environment>): Signing {
  const { SIGNING_KEYS: folder, SIGNING_PASSPHRASE: passphrase, TSA_URL: url, DATA_DIR } = env;
  return {
    keys: folder
      ? { kind: "files", folder, ...(passphrase ? { passphrase } : {}) }
      : { kind: "demo", folder: path.join(DATA_DIR, "demo-ca") },
    ...(url ? { timeStamp: { url, timeoutMs: TSA_TIMEOUT_MS } } : {}),
  };
}

function refuseDefaults(env: z.infer<typeof Environment>): void {
  const absent = (
    ["TONGBAN_SECRET", "TONGBAN_KEYRING", "BASE_URL", "VERIFY_URL", "DATABASE_URL", "SIGNING_KEYS"] as const
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
