import { Hono } from "hono";
import { Home } from "../../views/public/home.tsx";
import type { Deps, Env } from "./env.ts";
import { anyone } from "./guard.ts";

export function homeRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/", anyone("the front doors"), (c) => c.html(<Home demo={deps.config.demo} />));
  return app;
}
