// Every route of staff, tried as every role of every place. What is not granted here by name is not seen.
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { GUARD } from "../../src/web/guard.ts";
import { type Client, hiddenFields, openClient } from "../support/client.ts";
import { LISTS, RECORDS, type Scene, STAFF, setScene } from "../support/sight.ts";
import { openWorld, PASSWORD, type World } from "../support/world.ts";

let world: World;
let app: ReturnType<typeof createApp>;
let scene: Scene;
const seats = new Map<string, Client>();

beforeAll(async () => {
  world = await openWorld();
  app = createApp(world.deps, { assets: path.resolve("assets"), vendored: path.resolve("dist/public") });
  scene = await setScene(world.deps);
  for (const login of STAFF) {
    const client = openClient((request) => app.fetch(request), "http://localhost:3000");
    expect((await client.post("/desk/sign-in", { login, password: PASSWORD })).status, login).toBe(303);
    seats.set(login, client);
  }
}, 60_000);
afterAll(() => world.close());

function seat(login: string): Client {
  const client = seats.get(login);
  if (!client) throw new Error(`nobody signed in as ${login}`);
  return client;
}

/** The routes behind a sign-in, each with the roles its guard lets through. */
function staffRoutes(): { route: string; path: string; roles: string[] }[] {
  const found = new Map<string, { route: string; path: string; roles: string[] }>();
  for (const { method, path: pattern, handler } of app.routes) {
    const guard: unknown = Reflect.get(handler, GUARD);
    if (typeof guard === "string" && guard.startsWith("staff: "))
      found.set(`${method} ${pattern}`, {
        route: `${method} ${pattern}`,
        path: pattern,
        roles: guard.slice("staff: ".length).split(", "),
      });
  }
  return [...found.values()];
}

const roleOf = (login: string) =>
  /-guide$/.test(login) ? "guide" : /-head$/.test(login) ? "head" : /\d$/.test(login) ? "officer" : login;

test("every page of staff is either a record or a list whose viewers are named", () => {
  const pages = staffRoutes().flatMap(({ route }) => (route.startsWith("GET ") ? [route] : []));
  expect(pages.length).toBeGreaterThan(10);
  expect(pages.filter((route) => !RECORDS[route] && !LISTS[route])).toEqual([]);
  const gone = [...Object.keys(RECORDS), ...Object.keys(LISTS)].filter((route) => !pages.includes(route));
  expect(gone).toEqual([]);
});

describe("records", () => {
  test.each(
    Object.entries(RECORDS).flatMap(([route, cases]) => cases.map((each, index) => ({ route, index, ...each }))),
  )("$route ($index)", async ({ route, at, seenBy }) => {
    const roles = staffRoutes().find((each) => each.route === route)?.roles ?? [];
    for (const login of STAFF) {
      const { status } = await seat(login).get(at(scene));
      const expected = !roles.includes(roleOf(login)) ? [403] : seenBy.includes(login) ? [200, 409] : [404];
      expect.soft(expected, `${login} at ${at(scene)}`).toContain(status);
    }
  });
});

describe("lists", () => {
  test.each(Object.keys(LISTS))("%s", async (route) => {
    const found = staffRoutes().find((each) => each.route === route);
    const seenBy = LISTS[route];
    if (!found || !seenBy) throw new Error(`no list ${route}`);
    for (const login of STAFF) {
      const { status, text } = await seat(login).get(found.path);
      const open = found.roles.includes(roleOf(login));
      expect.soft(open ? [200, 303] : [403], `${login} at ${found.path}`).toContain(status);
      for (const of of ["submitted", "registered"] as const)
        expect
          .soft(
            text.includes(scene.marks[of]) || text.includes(scene[of]),
            `${login} sees the ${of} one at ${found.path}`,
          )
          .toBe(seenBy[of].includes(login));
    }
  });
});

test("no form of a filing does anything for who does not see it", async () => {
  const posts = staffRoutes().filter(({ route, path: at }) => route.startsWith("POST ") && /:(?:id|serial)/.test(at));
  expect(posts.length).toBeGreaterThan(10);
  const events = async () =>
    (
      await world.deps.db
        .selectFrom("event")
        .select((eb) => eb.fn.countAll<number>().as("n"))
        .executeTakeFirstOrThrow()
    ).n;
  const before = await events();
  const seers = new Set(
    Object.entries(RECORDS).flatMap(([route, cases]) =>
      route === "GET /desk/filings/:id" || route === "GET /desk/delivery/:id"
        ? cases.flatMap(({ seenBy }) => seenBy)
        : [],
    ),
  );
  for (const login of STAFF.filter((each) => !seers.has(each))) {
    const door = { city: "/city", guide: "/desk/hall", admin: "/desk/admin" }[roleOf(login)] ?? "/desk";
    const { _csrf = "" } = hiddenFields((await seat(login).get(door)).text, "/desk/sign-out");
    expect(_csrf, login).not.toBe("");
    for (const { route, path: pattern } of posts)
      for (const id of [scene.submitted, scene.registered]) {
        const at = pattern
          .replace(/:serial(\{.*?\})?/, scene.serial)
          .replace(/:id(\{.*?\})?/, id)
          .replace(/:([a-z]+)(\{.*?\})?/g, "x");
        const { status } = await seat(login).post(at, { _csrf, _key: `key-${login}`, _version: "1" });
        expect.soft([403, 404, 409, 422], `${login} ${route}`).toContain(status);
      }
  }
  expect(await events()).toBe(before);
});
