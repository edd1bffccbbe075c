import { type Context, Hono } from "hono";
import { CityFilingPage } from "../../views/city/filing.tsx";
import type { CityUser } from "../../views/city/frame.tsx";
import { CityListPage } from "../../views/city/list.tsx";
import { Overview } from "../../views/city/overview.tsx";
import { VerifyFlagsPage } from "../../views/city/verify-flags.tsx";
import type { Deps, Env } from "../web/env.ts";
import { staff } from "../web/guard.ts";
import { refusalPage } from "../web/respond.tsx";
import { filingView } from "./city-filing.ts";
import { listView } from "./city-list.ts";
import { overviewView } from "./city-overview.ts";
import { verifyFlagsView } from "./city-verify-flags.ts";
import { cityDisputeRoutes } from "./disputes.tsx";
import { citySupervisionRoutes } from "./supervision.tsx";

/** The city office sees every district's flows, lights and clocks, and changes nothing here. */
export function cityRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const city = staff(deps, "city");

  app.get("/", city, async (c) => {
    const view = await overviewView(deps, c.req.query("month"));
    return c.html(<Overview user={userOf(c)} view={view} wall={c.req.query("wall") === "1"} />);
  });

  app.get("/filings", city, async (c) => {
    const view = await listView(deps, new URLSearchParams(c.req.query()));
    return c.html(<CityListPage user={userOf(c)} view={view} />);
  });

  app.get("/filings/:id", city, async (c) => {
    const view = await filingView(deps, c.req.param("id"));
    return view
      ? c.html(<CityFilingPage user={userOf(c)} view={view} />)
      : refusalPage(c, 404, "没有找到这份申请，或者它还没有提交");
  });

  app.get("/verify-flags", city, async (c) => {
    const view = await verifyFlagsView(deps, new URLSearchParams(c.req.query()));
    return c.html(<VerifyFlagsPage user={userOf(c)} view={view} />);
  });

  app.route("/", citySupervisionRoutes(deps));
  app.route("/", cityDisputeRoutes(deps));
  return app;
}

function userOf(c: Context<Env>): CityUser {
  return { name: c.get("staff").name, csrf: c.get("session").csrf };
}
