import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { openDatabase } from "../../src/db/open.ts";
import type { Db } from "../../src/db/transaction.ts";
import { PEOPLE } from "../support/cast.ts";
import { type Client, hiddenFields, openClient } from "../support/client.ts";
import { kioskAnswers } from "../support/kiosk-answers.ts";
import { beginByCard, enrol, expectStatus, submitFromSummary, walkPages } from "../support/kiosk-walk.ts";
import { startPostgres } from "../support/postgres.mjs";
import { start } from "./process.ts";
import type { BenchOptions, Print } from "./run.ts";

const LICENCE_BYTES = 130_000;

interface Case {
  name: string;
  clients: number;
  database: "sqlite" | "postgres";
}

const CASES: readonly Case[] = [
  { name: "sqlite-1", clients: 1, database: "sqlite" },
  { name: "sqlite-32", clients: 32, database: "sqlite" },
  { name: "postgres-32", clients: 32, database: "postgres" },
];

/**
 * Whole lifecycles over HTTP, durable: draft, every page, submit, claim, register with two stored files, print both sheets; beside
 * the floor, the same number of POSTs to a bare route that commits one row of 200 bytes with the same group commit, one of them
 * with a synced file of a licence's size.
 */
export async function run(options: BenchOptions, print: Print): Promise<void> {
  const seconds = options.seconds ?? 20;
  for (const each of CASES) {
    const postgres = each.database === "postgres" ? await startPostgres() : undefined;
    const folder = mkdtempSync(path.join(os.tmpdir(), "tongban-bench-"));
    const url = postgres?.url ?? `sqlite:${path.join(folder, "bench.db")}`;
    try {
      const ours = await lifecycles(each, url, folder, seconds);
      const floor = await bare(each, url, folder, seconds, ours.postsEach);
      const line = { suite: "lifecycle", case: each.name };
      print({
        ...line,
        metric: "per_second",
        value: round(ours.perSecond),
        unit: "1/s",
        floor: round(floor),
        ratio: round(ours.perSecond / floor),
      });
      print({ ...line, metric: "posts_each", value: ours.postsEach, unit: "count" });
      print({ ...line, metric: "posts_per_second", value: round(ours.perSecond * ours.postsEach), unit: "1/s" });
      print({ ...line, metric: "failed", value: ours.failed, unit: "count" });
    } finally {
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

async function lifecycles(each: Case, url: string, folder: string, seconds: number) {
  const server = await start<{ port: number; tokens: string[] }>("tests/bench/server.ts", [], {
    DATA_DIR: folder,
    DATABASE_URL: url,
    LOG_LEVEL: "warn",
  });
  const base = `http://127.0.0.1:${server.said.port}`;
  const clients = await Promise.all(
    Array.from({ length: each.clients }, (_, index) => seat(base, server.said.tokens[index] ?? "", index)),
  );
  const { db, close } = openDatabase(url);
  let done = 0;
  let failed = 0;
  let postsEach = 0;
  let serial = 0;
  const until = Date.now() + seconds * 1000;
  const began = performance.now();
  await Promise.all(
    clients.map(async (each) => {
      while (Date.now() < until) {
        try {
          postsEach = await lifecycle(each, db, serial++);
          done += 1;
        } catch (error) {
          failed += 1;
          if (failed < 4) console.error(String(error));
        }
      }
    }),
  );
  const perSecond = done / ((performance.now() - began) / 1000);
  await close();
  await server.stop();
  return { perSecond, failed, postsEach };
}

type Person = { name: string; idNumber: string; phone: string };

interface Seat {
  kiosk: Client;
  desk: Client;
  person: Person;
}

async function seat(base: string, token: string, index: number): Promise<Seat> {
  const kiosk = openClient((request) => fetch(request), base);
  await enrol(kiosk, token);
  const desk = openClient((request) => fetch(request), base);
  expectStatus(await desk.post("/desk/sign-in", { login: "yangming1", password: "tongban-2026" }), 303, "sign in");
  const name = `王${CHARACTERS[index % CHARACTERS.length]}${CHARACTERS[Math.floor(index / CHARACTERS.length)]}`;
  return { kiosk, desk, person: { name, idNumber: idNumber(index), phone: PEOPLE.wang.phone } };
}

const CHARACTERS = "江河湖海山川林田松柏梅兰竹菊春夏秋冬金银铜铁日月星辰风云雨雪";

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** A number of the area that does not exist. */
function idNumber(index: number): string {
  const first = `23109919700101${String(index + 100).padStart(3, "0")}`;
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * Number(first[at]), 0);
  return first + "10X98765432"[sum % 11];
}

/** A 字号 of its own for every filing, so that names do not clash. */
function tradeOf(serial: number): string {
  let [text, rest] = ["", serial + CHARACTERS.length ** 2];
  for (; rest > 0; rest = Math.floor(rest / CHARACTERS.length)) text += CHARACTERS[rest % CHARACTERS.length];
  return text;
}

async function lifecycle({ kiosk, desk, person }: Seat, db: Db, serial: number): Promise<number> {
  const answers = kioskAnswers(person, { "name-parts": { trade: tradeOf(serial), industry: "餐饮", form: "店" } });
  const from = await beginByCard(kiosk, person);
  const pages = await walkPages(kiosk, from, { answers, scope: ["餐饮服务"], read: false });
  await submitFromSummary(kiosk);

  const id = await newestOf(db, person);
  const review = await desk.get(`/desk/filings/${id}`);
  const claim = `/desk/filings/${id}/claim`;
  expectStatus(await desk.post(claim, hiddenFields(review.text, claim)), 303, "claim");
  const claimed = await desk.get(`/desk/filings/${id}`);
  const registration = `/desk/filings/${id}/registration`;
  expectStatus(await desk.post(registration, hiddenFields(claimed.text, registration)), 303, "register");

  const list = await kiosk.get("/kiosk/print");
  for (const sheet of ["original:1", "duplicate:1"])
    expectStatus(await kiosk.post("/kiosk/print", { ...hiddenFields(list.text, "/kiosk/print"), sheet }), 303, "print");
  return pages + 6;
}

/** The queue's link carries an id that the applicant never sees; the seat's own filing is the newest of its person. */
async function newestOf(db: Db, person: Person): Promise<string> {
  const row = await db
    .selectFrom("filing")
    .select("id")
    .where("operator_name", "=", person.name)
    .where("status", "=", "submitted")
    .orderBy("id", "desc")
    .executeTakeFirstOrThrow();
  return row.id;
}

async function bare(each: Case, url: string, folder: string, seconds: number, posts: number): Promise<number> {
  const server = await start<{ port: number }>("tests/bench/floor.ts", [
    url,
    path.join(folder, "floor"),
    String(LICENCE_BYTES),
  ]);
  const base = `http://127.0.0.1:${server.said.port}`;
  let done = 0;
  const until = Date.now() + Math.max(3, seconds / 2) * 1000;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: each.clients }, async () => {
      const client = openClient((request) => fetch(request), base);
      while (Date.now() < until) {
        for (let i = 0; i < posts - 1; i++) await client.post("/row", { a: "b" });
        await client.post("/file", { a: "b" });
        done += 1;
      }
    }),
  );
  const perSecond = done / ((performance.now() - began) / 1000);
  await server.stop();
  return perSecond;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
