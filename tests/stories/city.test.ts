import { Hono } from "hono";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../src/db/id.ts";
import { dispatchLicence } from "../../src/delivery/acts/mail.ts";
import { printSheet } from "../../src/delivery/acts/print.ts";
import { generateDemo } from "../../src/demo/generate.ts";
import { cityRoutes } from "../../src/oversight/city.tsx";
import { cityPage } from "../../src/oversight/queries/city-list.ts";
import { deskRoutes } from "../../src/review/desk.tsx";
import { addDays, atLocal, localDate } from "../../src/rules/calendar.ts";
import type { Deps, Env } from "../../src/web/env.ts";
import { PEOPLE } from "../support/cast.ts";
import { type Client, openClient, unescapeHtml } from "../support/client.ts";
import { counting, returnedBy } from "../support/desk.ts";
import { must, rowOf, staffBy, submittedFiling } from "../support/filing.ts";
import { MAIL, ONE_SHEET, registeredFiling } from "../support/registered.ts";
import { openWorld, PASSWORD, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await generateDemo(world.deps, { filings: 120, seed: 3, until: world.deps.now() });
}, 60_000);
afterAll(() => world.close());

async function signedIn(deps: Deps, login: string): Promise<Client> {
  const app = new Hono<Env>().route("/desk", deskRoutes(deps)).route("/city", cityRoutes(deps));
  const client = openClient((request) => app.fetch(request), "http://localhost:3000");
  await client.post("/desk/sign-in", { login, password: PASSWORD });
  return client;
}

/** The numbers and links of the flow table, row by row. */
function matrixOf(html: string): { n: number; href: string; cross: boolean }[][] {
  const table = /<table class="matrix">([\s\S]*?)<\/table>/.exec(html)?.[1] ?? "";
  return [...table.matchAll(/<tr>([\s\S]*?)<\/tr>/g)]
    .map(([, row = ""]) =>
      [...row.matchAll(/<td class="([^"]*)">(?:<a href="([^"]*)">)?(?:<span class="quiet">)?(\d+)/g)].map((cell) => ({
        cross: cell[1]?.split(" ").includes("cross") ?? false,
        href: unescapeHtml(cell[2] ?? ""),
        n: Number(cell[3]),
      })),
    )
    .filter((row) => row.length > 0);
}

/** Where the flow table says in words that a filing crossed districts, as `row.column`. */
function marksIn(html: string): Set<string> {
  const body = /<table class="matrix">[\s\S]*?<tbody>([\s\S]*?)<\/tbody>/.exec(html)?.[1] ?? "";
  return new Set(
    body
      .split("</tr>")
      .flatMap((row, at) =>
        row.split("</td>").flatMap((cell, place) => (/↗<\/span>跨区/.test(cell) ? [`${at}.${place}`] : [])),
      ),
  );
}

function idsIn(html: string): string[] {
  return [...html.matchAll(/<td class="name"><a href="\/city\/filings\/([0-9a-z]+)"/g)].map((match) => match[1] ?? "");
}

async function allIds(client: Client, address: string): Promise<string[]> {
  const ids: string[] = [];
  for (let next: string | undefined = address; next; ) {
    const { text } = await client.get(next);
    ids.push(...idsIn(text));
    if (ids.length > 1000) throw new Error(`the pages of ${address} do not end`);
    const link: string | undefined = /<a class="button" href="([^"]*)" rel="next"/.exec(text)?.[1];
    next = link === undefined ? undefined : unescapeHtml(link);
  }
  return ids;
}

test("only the city office comes in", async () => {
  for (const login of ["dongan1", "dongan-head", "dongan-guide", "admin"])
    expect((await (await signedIn(world.deps, login)).get("/city")).status).toBe(403);
  expect((await (await signedIn(world.deps, "city")).get("/city")).status).toBe(200);
  const stranger = openClient(
    (request) => new Hono<Env>().route("/city", cityRoutes(world.deps)).fetch(request),
    "http://localhost:3000",
  );
  expect((await stranger.get("/city")).location).toBe("/desk/sign-in");
});

test("the flow adds up: rows, columns, marks, and every number is as long as the list behind it", async () => {
  const client = await signedIn(world.deps, "city");
  const { text } = await client.get("/city?month=all");
  const matrix = matrixOf(text);
  const marks = marksIn(text);
  const halls = await world.deps.db.selectFrom("hall").selectAll().orderBy("district").orderBy("name").execute();
  const authorities = await world.deps.db.selectFrom("authority").selectAll().orderBy("district").execute();
  expect(matrix).toHaveLength(halls.length + 1);
  const submitted = await world.deps.db
    .selectFrom("filing")
    .selectAll()
    .where("first_submitted_at", "is not", null)
    .execute();

  const sums = matrix.slice(0, -1).map((row) => row.slice(0, -1).reduce((sum, cell) => sum + cell.n, 0));
  expect(matrix.slice(0, -1).map((row) => row.at(-1)?.n)).toEqual(sums);
  const columns = authorities.map((_, at) => matrix.slice(0, -1).reduce((sum, row) => sum + (row[at]?.n ?? 0), 0));
  expect(
    matrix
      .at(-1)
      ?.slice(0, -1)
      .map((cell) => cell.n),
  ).toEqual(columns);
  expect(matrix.at(-1)?.at(-1)?.n).toBe(submitted.length);

  for (const [at, hall] of halls.entries())
    for (const [place, authority] of authorities.entries()) {
      const cell = matrix[at]?.[place];
      expect(marks.has(`${at}.${place}`)).toBe(hall.authority_id !== authority.id);
      const real = submitted.filter((row) => row.hall_id === hall.id && row.authority_id === authority.id);
      expect(cell).toMatchObject({ n: real.length, cross: hall.authority_id !== authority.id });
      if (cell) expect((await allIds(client, cell.href)).sort()).toEqual(real.map((row) => row.id).sort());
    }
});

test("the flow of a month is what a GROUP BY of the filings gives", async () => {
  const client = await signedIn(world.deps, "city");
  const months = await world.deps.db.selectFrom("filing_count").select("month").distinct().execute();
  expect(months.length).toBeGreaterThan(1);
  for (const { month } of months) {
    const from = atLocal(`${month}-01`, "00:00");
    const rows = await world.deps.db
      .selectFrom("filing")
      .innerJoin("hall", "hall.id", "filing.hall_id")
      .select(["hall.district", "hall.name", "filing.authority_id"])
      .select(sql<number>`count(*)`.as("n"))
      .where("first_submitted_at", ">=", from)
      .where("first_submitted_at", "<", atLocal(`${addDays(`${month}-01`, 31).slice(0, 7)}-01`, "00:00"))
      .groupBy(["hall.district", "hall.name", "filing.authority_id"])
      .execute();
    const matrix = matrixOf((await client.get(`/city?month=${month}`)).text);
    const counts = matrix.slice(0, -1).flatMap((row) => row.slice(0, -1).map((cell) => cell.n));
    const numbers = (list: number[]) => list.filter((n) => n > 0).sort((a, b) => a - b);
    expect(numbers(counts)).toEqual(numbers(rows.map((row) => Number(row.n))));
    expect(matrix.at(-1)?.at(-1)?.n).toBe(rows.reduce((sum, row) => sum + Number(row.n), 0));
  }
});

test("numbers, lights and lists say the same", async () => {
  const client = await signedIn(world.deps, "city");
  const { text } = await client.get("/city");
  const numbers = [...text.matchAll(/<li><a href="([^"]*)"[^>]*><span class="label">[\s\S]*?<strong>(\d+)<\/strong>/g)];
  expect(numbers).toHaveLength(5);
  for (const [, href = "", n] of numbers)
    expect([href, await allIds(client, unescapeHtml(href))]).toEqual([
      href,
      expect.toSatisfy((ids: string[]) => ids.length === Number(n)),
    ]);
  const cross = /<strong>(\d+)%<\/strong><span class="help">[^<]*?(\d+) \/ (\d+) 份/.exec(text);
  expect(Number(cross?.[1])).toBe(Math.round((100 * Number(cross?.[2])) / Number(cross?.[3])));

  const red = await allIds(client, "/city/filings?list=red");
  const yellow = await allIds(client, "/city/filings?list=yellow");
  expect(red.length).toBeGreaterThan(0);
  expect(yellow.length).toBeGreaterThan(0);
  const green = await allIds(client, "/city/filings?list=green");
  const open = await allIds(client, "/city/filings?list=open");
  expect([...red, ...yellow, ...green].sort()).toEqual(open.sort());
  for (const id of red) expect((await client.get(`/city/filings/${id}`)).text).toContain("红灯：法定期限已过");
  for (const id of yellow) expect((await client.get(`/city/filings/${id}`)).text).toContain("黄灯：");
});

test("the pages of a list hold every filing once, in its order", async () => {
  const client = await signedIn(world.deps, "city");
  const ids = await allIds(client, "/city/filings?list=all");
  const real = await world.deps.db
    .selectFrom("filing")
    .select("id")
    .where("first_submitted_at", "is not", null)
    .orderBy("first_submitted_at", "desc")
    .orderBy("id", "desc")
    .execute();
  expect(ids.length).toBeGreaterThan(50);
  expect(ids).toEqual(real.map((row) => row.id));
  const month = localDate(world.deps.now()).slice(0, 7);
  const decided = await allIds(client, `/city/filings?list=registered&decided=${month}&authority=authority-xian`);
  const moments = { now: 0, dayEnd: 0, closeLimit: 0, monthStart: 0 };
  const rows = await cityPage(world.deps.db, { list: "registered", authority: "authority-xian" }, moments, 500);
  expect(decided).toEqual(rows.filter((row) => localDate(row.decided_at ?? 0).startsWith(month)).map((row) => row.id));
});

test("a filing is shown to be read only, and its person masked", async () => {
  const client = await signedIn(world.deps, "city");
  const row = await world.deps.db
    .selectFrom("filing")
    .selectAll()
    .where("status", "=", "returned")
    .executeTakeFirstOrThrow();
  const { status, text } = await client.get(`/city/filings/${row.id}`);
  expect(status).toBe(200);
  expect(text).toContain(`${[...row.operator_name][0]}*`);
  expect(text).not.toContain(row.operator_name);
  expect(text).toContain("退回补正");
  expect(text).toContain("其中等申请人补正");
  expect([...text.matchAll(/<form\b[^>]*action="([^"]*)"/g)].map((match) => match[1])).toEqual(["/desk/sign-out"]);

  const draft = await world.deps.db
    .selectFrom("filing")
    .select("id")
    .where("status", "=", "draft")
    .executeTakeFirstOrThrow();
  expect((await client.get(`/city/filings/${draft.id}`)).status).toBe(404);
  expect((await client.get("/city/filings/nothing")).status).toBe(404);
});

test("a filing tells its returns with their reasons, and how its licence goes out, with no number of a person", async () => {
  const own = await openWorld();
  const client = await signedIn(own.deps, "city");
  const { id } = await submittedFiling(own.deps);
  await returnedBy(own.deps, id, "yangming1", ["capital"]);
  const label = await own.deps.db
    .selectFrom("return_reason")
    .select("label")
    .where("code", "=", "capital-1")
    .executeTakeFirstOrThrow();
  const returned = (await client.get(`/city/filings/${id}`)).text;
  expect(returned).toContain(label.label);
  expect(returned).toContain("写得不清楚");
  expect(returned).toContain("改法：请写完整");

  const mailed = await registeredFiling(own.deps, MAIL, ONE_SHEET);
  const officer = await staffBy(own.deps, "yangming1");
  const sheet = { filingId: mailed, part: "original", copy: 1, placeId: "authority-yangming" } as const;
  expect(await printSheet(own.deps, officer, sheet)).toMatchObject({ ok: true });
  must(
    await dispatchLicence(own.deps, officer, { filingId: mailed, carrier: "EMS", tracking: "DEMO0001", costFen: 1250 }),
  );
  const sent = (await client.get(`/city/filings/${mailed}`)).text;
  expect(sent).toContain("已寄出");
  expect(sent).toContain("EMS，邮费 12.50 元");
  for (const secret of [PEOPLE.wang.idNumber, PEOPLE.wang.phone, PEOPLE.wang.name, "样例街", "DEMO0001"])
    for (const page of [returned, sent]) expect(page).not.toContain(secret);
  await own.close();
});

test("a page sends at most twelve statements, the same with 1 and 51 filings; and pages go on behind a pending one", async () => {
  const own = await openWorld();
  const counted = counting(own.deps);
  const client = await signedIn(counted.deps, "city");
  const { id } = await submittedFiling(own.deps);
  const pages = ["/city", "/city/filings?list=all", "/city/filings?list=open", `/city/filings/${id}`];
  const statements = async () => {
    const sent: number[] = [];
    for (const page of pages) {
      counted.statements();
      expect((await client.get(page)).status).toBe(200);
      sent.push(counted.statements());
    }
    return sent;
  };
  const one = await statements();
  expect(Math.min(...one)).toBeGreaterThan(2);
  expect(Math.max(...one)).toBeLessThanOrEqual(12);

  const row = await rowOf(own.deps, id);
  const others = Array.from({ length: 50 }, (_, at) => {
    const mark = String(at).padStart(2, "0");
    return { ...row, id: newId(row.created_at), number: `${row.number}${mark}`, code: `TESTXX${mark}` };
  });
  await own.deps.db.insertInto("filing").values(others).execute();
  await own.deps.db.updateTable("filing_count").set({ n: 51 }).execute();
  expect(await statements()).toEqual(one);
  for (const list of ["all", "open"]) {
    const ids = await allIds(client, `/city/filings?list=${list}`);
    expect([list, ids.length, new Set(ids).size]).toEqual([list, 51, 51]);
  }
  await own.close();
});
