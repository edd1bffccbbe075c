import { randomBytes } from "node:crypto";
import { mkdir, open } from "node:fs/promises";
import path from "node:path";
import { serve } from "@hono/node-server";
import { Hono } from "hono";
import { sql } from "kysely";
import { newId } from "../../src/db/id.ts";
import { openDatabase } from "../../src/db/open.ts";

/**
 * The floor that whole lifecycles are measured against: a bare route that commits one 200-byte row through the same dialect, and,
 * where asked, writes one synced file of a licence's size. Runs in a process of its own; prints its port.
 */
const [url = "", folder = "", fileBytes = "0"] = process.argv.slice(2);
const { db } = openDatabase(url);
await sql`create table if not exists floor_row (id text primary key, body text not null)`.execute(db);
await mkdir(folder, { recursive: true });
const body = "x".repeat(200);
const file = randomBytes(Number(fileBytes));

const app = new Hono();
app.post("/row", async (c) => {
  await c.req.parseBody();
  await sql`insert into floor_row (id, body) values (${newId(Date.now())}, ${body})`.execute(db);
  return c.redirect("/done", 303);
});
app.post("/file", async (c) => {
  await c.req.parseBody();
  const handle = await open(path.join(folder, newId(Date.now())), "wx");
  await handle.writeFile(file);
  await handle.datasync();
  await handle.close();
  await sql`insert into floor_row (id, body) values (${newId(Date.now())}, ${body})`.execute(db);
  return c.redirect("/done", 303);
});
serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, ({ port }) => console.log(JSON.stringify({ port })));
