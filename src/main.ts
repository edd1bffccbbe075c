import { mkdirSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { serve } from "@hono/node-server";
import pino from "pino";
import { collectDefaultMetrics } from "prom-client";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { loadCatalogues } from "./db/catalogues.ts";
import { migrate } from "./db/migrate.ts";
import { openDatabase } from "./db/open.ts";
import { DEMO_PASSWORD, seedDemo } from "./demo/first-start.ts";
import { openFileStore } from "./files/store.ts";
import { keepCatalogues } from "./filing/catalogues.ts";
import { authorities } from "./filing/queries/places.ts";
import { startJobs } from "./jobs/run.ts";
import { openSigners } from "./signing/keys.ts";
import { openPress } from "./signing/press.ts";
import type { Deps } from "./web/env.ts";
import { fontReport } from "./web/font-report.ts";

// The same from src/ and from the bundle in dist/: both lie one folder below the top.
const top = path.join(path.dirname(fileURLToPath(import.meta.url)), "..");

const config = readConfig(process.env);
mkdirSync(config.dataDir, { recursive: true });
const log = pino(
  { level: config.logLevel, base: null },
  pino.destination({ sync: false, minLength: 4096, dest: path.join(config.dataDir, "tongban.log") }),
);
const database = openDatabase(config.databaseUrl);
await migrate(database.db, path.join(top, "migrations"));
await loadCatalogues(database.db, path.join(top, "assets"), Date.now());

// Production does not start while an authority's key is missing, has expired, or was made for a demonstration.
if (config.production) {
  const signerOf = openSigners(config.signing.keys);
  for (const authority of await authorities(database.db)) signerOf(authority);
}

collectDefaultMetrics();
const deps: Deps = {
  db: database.db,
  config,
  files: openFileStore(path.join(config.dataDir, "files"), config.keyring),
  press: openPress({ workers: config.pressWorkers, signing: config.signing }),
  catalogues: keepCatalogues(database.db, Date.now),
  log,
  now: Date.now,
};
const demo = config.demo ? await seedDemo(deps) : undefined;
const stopJobs = startJobs(deps);

const app = createApp(deps, { assets: path.join(top, "assets"), vendored: path.join(top, "dist/public") });
const server = serve({ fetch: app.fetch, port: config.port, hostname: config.host }, ({ port }) => {
  const address = `http://localhost:${port}`;
  const lines = [`全城通办已启动：${address}`];
  for (const [what, at] of [
    ["自助终端", "/kiosk"],
    ["区局与大厅", "/desk"],
    ["市局", "/city"],
    ["查进度", "/status"],
    ["验执照", "/verify"],
  ])
    lines.push(`  ${what}  ${address}${at}`);
  if (demo) {
    lines.push(
      `演示账号（密码都是 ${DEMO_PASSWORD}）：`,
      ...demo.accounts.map(({ login, what }) => `  ${login}  ${what}`),
    );
    lines.push(
      "自助终端登记链接（每个大厅一条，只能用一次）：",
      ...demo.enrolments.map(({ hall, token }) => `  ${hall}  ${address}/kiosk/enrol/${token}`),
    );
  }
  const fonts = fontReport();
  log[fonts.packages.length > 0 ? "warn" : "info"]({ fonts }, "fonts");
  if (fonts.packages.length > 0) lines.push(`字体不全：${fonts.sentence}`);
  console.log(lines.join("\n"));
});

let stopping = false;
async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  const idle = setInterval(() => "closeIdleConnections" in server && server.closeIdleConnections(), 250);
  const last = setTimeout(() => "closeAllConnections" in server && server.closeAllConnections(), 5000);
  await new Promise((resolve) => server.close(resolve));
  clearInterval(idle);
  clearTimeout(last);
  await stopJobs();
  await deps.press.close();
  await database.close();
  log.flush();
}
process.on("SIGTERM", () => void stop());
process.on("SIGINT", () => void stop());
