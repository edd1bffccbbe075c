import { Hono } from "hono";
import type { Deps, Env } from "../web/env.ts";
import { calendarRoutes } from "./admin-calendar.tsx";
import { catalogueRoutes } from "./admin-catalogues.tsx";
import { codeRoutes } from "./admin-codes.tsx";
import { contactRoutes } from "./admin-contacts.tsx";
import { hallRoutes } from "./admin-halls.tsx";
import { historyRoutes } from "./admin-history.tsx";
import { reasonRoutes } from "./admin-reasons.tsx";
import { settingRoutes } from "./admin-settings.tsx";
import { staffRoutes } from "./admin-staff.tsx";

/** Everything under /desk/admin: an administrator changes it, the city office reads it. */
export function adminRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  for (const routes of [
    historyRoutes,
    staffRoutes,
    contactRoutes,
    hallRoutes,
    codeRoutes,
    reasonRoutes,
    calendarRoutes,
    settingRoutes,
    catalogueRoutes,
  ])
    app.route("/", routes(deps));
  return app;
}
