import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { hashSync } from "@node-rs/argon2";
import pg from "pg";
import pino from "pino";
import type { Config } from "../../src/config.ts";
import { loadCatalogues } from "../../src/db/catalogues.ts";
import { migrate } from "../../src/db/migrate.ts";
import { type OpenDatabase, openDatabase } from "../../src/db/open.ts";
import { openFileStore } from "../../src/files/store.ts";
import { keepCatalogues } from "../../src/filing/catalogues.ts";
import { readKeyring } from "../../src/people/keyring.ts";
import { atLocal } from "../../src/rules/calendar.ts";
import { cityPublicKeys, newCityKey, readCityKey } from "../../src/signing/offline-code.ts";
import { openPress, type Press } from "../../src/signing/press.ts";
import type { Deps } from "../../src/web/env.ts";
import { seedCast } from "./cast.ts";

export const PASSWORD = "tongban-2026";
const PASSWORD_HASH = hashSync(PASSWORD, { memoryCost: 1024, timeCost: 1, parallelism: 1 });

export interface World {
  deps: Deps;
  database: OpenDatabase;
  /** Moves the server's clock to a local time, or by milliseconds. */
  at(date: string, time: string): void;
  pass(ms: number): void;
  close(): Promise<void>;
}

let press: Press | undefined;
// One demonstration CA for all worlds of a process: making keys takes longer than a test. It goes with the process.
const signing = { keys: { kind: "demo", folder: mkdtempSync(path.join(os.tmpdir(), "tongban-keys-")) } } as const;
process.once("exit", () => rmSync(signing.keys.folder, { recursive: true, force: true }));
const cityKey = readCityKey(newCityKey());

/** A fresh database of the kind under test, with the catalogues and the cast, on a clock that stands still at a Tuesday morning. */
export async function openWorld(options: { now?: number; config?: Partial<Config> } = {}): Promise<World> {
  const folder = mkdtempSync(path.join(os.tmpdir(), "tongban-test-"));
  const { url, drop } = await emptyDatabase(folder);
  const database = openDatabase(url);
  await migrate(database.db, path.resolve("migrations"));
  let now = options.now ?? atLocal("2026-11-24", "09:00");
  const keyring = readKeyring(`1:${randomBytes(32).toString("base64")}`);
  const config: Config = {
    production: false,
    port: 0,
    host: "127.0.0.1",
    dataDir: folder,
    databaseUrl: url,
    secret: "a secret of the tests",
    keyring,
    demo: true,
    baseUrl: "http://localhost:3000",
    verifyUrl: "http://localhost:3000",
    logLevel: "silent",
    pressWorkers: 0,
    signing,
    cityKey,
    cityPublicKeys: cityPublicKeys(cityKey, ""),
    ...options.config,
  };
  await loadCatalogues(database.db, path.resolve("assets"), now);
  await seedCast(database.db, PASSWORD_HASH, now);
  press ??= openPress({ workers: 0, signing });
  const deps: Deps = {
    db: database.db,
    config,
    files: openFileStore(path.join(folder, "files"), keyring),
    press,
    catalogues: keepCatalogues(database.db, () => now),
    log: pino({ level: "silent" }),
    now: () => now,
  };
  return {
    deps,
    database,
    at(date, time) {
      now = atLocal(date, time);
    },
    pass(ms) {
      now += ms;
    },
    async close() {
      await database.close();
      await drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function emptyDatabase(folder: string): Promise<{ url: string; drop: () => Promise<void> }> {
  if (process.env.TEST_DATABASE !== "postgres")
    return { url: `sqlite:${path.join(folder, "tongban.db")}`, drop: async () => {} };
  const server = process.env.TEST_POSTGRES_URL;
  if (!server) throw new Error("TEST_POSTGRES_URL is not set");
  const name = `t${randomBytes(8).toString("hex")}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => onServer(server, `drop database ${name} with (force)`) };
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
