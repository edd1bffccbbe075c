import { mkdirSync } from "node:fs";
import path from "node:path";
import { serve } from "@hono/node-server";
import { hashSync } from "@node-rs/argon2";
import pino from "pino";
import { createApp } from "../../src/app.ts";
import { readConfig } from "../../src/config.ts";
import { loadCatalogues } from "../../src/db/catalogues.ts";
import { migrate } from "../../src/db/migrate.ts";
import { openDatabase } from "../../src/db/open.ts";
import { openFileStore } from "../../src/files/store.ts";
import { keepCatalogues } from "../../src/filing/catalogues.ts";
import { startJobs } from "../../src/jobs/run.ts";
import { newEnrolment } from "../../src/people/acts/enrol-kiosk.ts";
import { openPress } from "../../src/signing/press.ts";
import { seedCast } from "../support/cast.ts";

/** The whole service in a process of its own, as it runs, with the cast instead of demonstration data. Prints its port and the links' tokens. */
const config = readConfig({ ...process.env, PORT: "0", DEMO: "1" });
mkdirSync(config.dataDir, { recursive: true });
const { db } = openDatabase(config.databaseUrl);
await migrate(db, path.resolve("migrations"));
await loadCatalogues(db, path.resolve("assets"), Date.now());
await seedCast(db, hashSync("tongban-2026", { memoryCost: 1024, timeCost: 1 }), Date.now());
await db.updateTable("sheet_range").set({ last: 9_999_999 }).execute();
await db.updateTable("uscc_range").set({ last: 999_999 }).execute();
const tokens: string[] = [];
for (let i = 0; i < 64; i++) tokens.push(await newEnrolment({ db }, "hall-xian", Date.now()));
const deps = {
  db,
  config,
  files: openFileStore(path.join(config.dataDir, "files"), config.keyring),
  press: openPress({ workers: config.pressWorkers, signing: config.signing }),
  catalogues: keepCatalogues(db, Date.now),
  log: pino(
    { level: "info" },
    pino.destination({ sync: false, minLength: 4096, dest: path.join(config.dataDir, "tongban.log") }),
  ),
  now: Date.now,
};
startJobs(deps);
const app = createApp(deps, { assets: path.resolve("assets"), vendored: path.resolve("dist/public") });
serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) =>
  console.log(JSON.stringify({ port, tokens })),
);
