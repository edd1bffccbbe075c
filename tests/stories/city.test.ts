import { Hono } from "hono";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateDemo } from "../../src/demo/generate.ts";
import { cityRoutes } from "../../src/oversight/city.tsx";
import { cityPage } from "../../src/oversight/queries/city-list.ts";
import { deskRoutes } from "../../src/review/desk.tsx";
import { localDate } from "../../src/rules/calendar.ts";
import type { Deps, Env } from "../../src/web/env.ts";
import { type Client, openClient, unescapeHtml } from "../support/client.ts";
import { counting } from "../support/desk.ts";
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

function idsIn(html: string): string[] {
  return [...html.matchAll(/<td class="name"><a href="\/city\/filings\/([0-9a-z]+)"/g)].map((match) => match[1] ?? "");
}

async function allIds(client: Client, address: string): Promise<string[]> {
  const ids: string[] = [];
  for (let next: string | undefined = address; next; ) {
    const { text } = await client.get(next);
    ids.push(...idsIn(text));
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
  const matrix = matrixOf((await client.get("/city?month=all")).text);
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
      const real = submitted.filter((row) => row.hall_id === hall.id && row.authority_id === authority.id);
      expect(cell).toMatchObject({ n: real.length, cross: hall.authority_id !== authority.id });
      if (cell && cell.n > 0)
        expect((await allIds(client, cell.href)).sort()).toEqual(real.map((row) => row.id).sort());
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

test("no page of the city sends more than twelve statements", async () => {
  const counted = counting(world.deps);
  const client = await signedIn(counted.deps, "city");
  const { id } = await world.deps.db
    .selectFrom("filing")
    .select("id")
    .where("status", "=", "registered")
    .executeTakeFirstOrThrow();
  for (const page of ["/city", "/city/filings?list=all", `/city/filings/${id}`]) {
    const before = counted.statements();
    expect((await client.get(page)).status).toBe(200);
    expect(counted.statements() - before).toBeLessThanOrEqual(12);
  }
});
