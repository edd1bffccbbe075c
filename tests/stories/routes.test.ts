import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../src/app.ts";
import { newEnrolment } from "../../src/people/acts/enrol-kiosk.ts";
import { GUARD } from "../../src/web/guard.ts";
import { DISTRICTS } from "../support/cast.ts";
import { type Client, openClient } from "../support/client.ts";
import { submittedFiling } from "../support/filing.ts";
import { enrol } from "../support/kiosk-walk.ts";
import { openWorld, PASSWORD, type World } from "../support/world.ts";

let world: World;
let app: ReturnType<typeof createApp>;
beforeAll(async () => {
  world = await openWorld();
  app = createApp(world.deps, { assets: path.resolve("assets"), vendored: path.resolve("dist/public") });
});
afterAll(() => world.close());

const BASE = "http://localhost:3000";

function client(): Client {
  return openClient((request) => app.fetch(request), BASE);
}

async function signedIn(login: string): Promise<Client> {
  const made = client();
  expect((await made.post("/desk/sign-in", { login, password: PASSWORD })).status).toBe(303);
  return made;
}

/** Each route with the names of the guards before its handler; middleware for all paths is left out. */
function routes(): { method: string; path: string; guards: string[] }[] {
  const found = new Map<string, { method: string; path: string; guards: string[] }>();
  for (const route of app.routes) {
    if (route.method === "ALL") continue;
    const key = `${route.method} ${route.path}`;
    const entry = found.get(key) ?? { method: route.method, path: route.path, guards: [] };
    const guard: unknown = Reflect.get(route.handler, GUARD);
    if (typeof guard === "string") entry.guards.push(guard);
    found.set(key, entry);
  }
  return [...found.values()];
}

test("every route has a guard, beside its path", () => {
  expect(routes().length).toBeGreaterThan(80);
  expect(routes().filter(({ guards }) => guards.length === 0)).toEqual([]);
});

test("who is not enrolled, not identified or not signed in gets no page behind a guard", async () => {
  for (const { method, path: pattern, guards } of routes()) {
    if (guards.some((guard) => guard.startsWith("anyone"))) continue;
    const where = pattern.replace(/:([a-z]+)(\{.*?\})?(?=\/|$)/g, "x");
    const answer = method === "GET" ? await client().get(where) : await client().post(where, { a: "b" });
    expect.soft([303, 404], `${method} ${pattern}`).toContain(answer.status);
    if (answer.status === 303)
      expect
        .soft(answer.location, `${method} ${pattern}`)
        .toMatch(/^\/(desk\/sign-in|kiosk\/not-enrolled|kiosk\?ended=1|status)$/);
  }
});

test("a form from another site is refused", async () => {
  const answer = await openClient((request) => {
    const headers = new Headers(request.headers);
    headers.set("origin", "https://elsewhere.example");
    headers.set("sec-fetch-site", "cross-site");
    return app.fetch(new Request(request, { headers }));
  }, BASE).post("/desk/sign-in", { login: "city", password: PASSWORD });
  expect(answer.status).toBe(403);
});

test("a filing of 阳明区 is not found by another district, and only masked elsewhere", async () => {
  const { id, code } = await submittedFiling(world.deps);
  for (const { login } of DISTRICTS) {
    const own = login === "yangming";
    for (const role of ["1", "2", "-head"]) {
      const answer = await (await signedIn(`${login}${role}`)).get(`/desk/filings/${id}`);
      expect.soft(answer.status, `${login}${role}`).toBe(own ? 200 : 404);
    }
    const guide = await (await signedIn(`${login}-guide`)).get(`/desk/filings/${id}`);
    expect.soft(guide.status, `${login} guide`).toBe(login === "xian" ? 200 : 404);
  }
  const masked = await client().get(`/status/${code}`);
  expect(masked.status).toBe(200);
  for (const secret of ["王小丽", "231099198811031241", "15404530001", "江畔小灶"])
    expect(masked.text).not.toContain(secret);
});

test("an enrolled kiosk without a case is sent to the start, and every page forbids inline scripts and caching", async () => {
  const kiosk = client();
  await enrol(kiosk, await newEnrolment(world.deps, "hall-xian", world.deps.now()));
  expect((await kiosk.get("/kiosk/apply/name")).location).toBe("/kiosk?ended=1");
  const page = await app.request("/verify");
  const policy = page.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toContain("unsafe");
  expect(page.headers.get("cache-control")).toBe("no-store");
  expect((await page.text()).startsWith("<!doctype html>")).toBe(true);
});

test("figures of requests are told on this machine alone, by pattern and never by path", async () => {
  const { code } = await submittedFiling(world.deps, { name: { named: false } });
  await client().get(`/status/${code}`);
  const near = await app.request("/metrics");
  expect(near.status).toBe(200);
  const figures = await near.text();
  expect(figures).toMatch(
    /tongban_request_seconds_count\{method="GET",route="\/status\/:code[^"]*",status="200"\} [1-9]/,
  );
  expect(figures).not.toContain(code);
  expect((await app.request("/metrics", { headers: { "x-forwarded-for": "203.0.113.9" } })).status).toBe(404);
  const incoming = { socket: { remoteAddress: "203.0.113.9", remotePort: 1, remoteFamily: "IPv4" } };
  expect((await app.request("/metrics", {}, { incoming })).status).toBe(404);
});
