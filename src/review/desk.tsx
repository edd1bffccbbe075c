import { Hono } from "hono";
import { deliveryRoutes } from "../delivery/desk.tsx";
import { hallRoutes } from "../filing/desk.tsx";
import { editRoutes } from "../filing/desk-edit.tsx";
import { guidePage, guideRoutes } from "../filing/desk-guide.tsx";
import { disputeRoutes } from "../oversight/disputes.tsx";
import { supervisionRoutes } from "../oversight/supervision.tsx";
import { adminRoutes } from "../people/admin.tsx";
import { signInRoutes } from "../people/desk.tsx";
import type { Deps, Env } from "../web/env.ts";
import { staff } from "../web/guard.ts";
import { actRoutes } from "./desk-acts.tsx";
import { afterIssueRoutes } from "./desk-after-issue.ts";
import { notThere, paperRoutes } from "./desk-papers.ts";
import { queueRoutes } from "./desk-queue.tsx";
import { reviewPage } from "./desk-review.tsx";
import { seenRoutes } from "./desk-seen.tsx";
import { seenFiling } from "./desk-sight.ts";

/** Everything under /desk: for officers, heads and the guides of the halls. */
export function deskRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  app.route("/", signInRoutes(deps));
  app.route("/", queueRoutes(deps));
  app.get("/filings/:id", staff(deps, "officer", "head", "guide"), async (c) => {
    const actor = c.get("staff");
    const filing = await seenFiling(deps, actor, c.req.param("id"));
    if (!filing) return notThere(c);
    return actor.role === "guide" ? guidePage(deps, c, filing) : reviewPage(deps, c, filing);
  });
  app.route("/", actRoutes(deps));
  app.route("/", afterIssueRoutes(deps));
  app.route("/", paperRoutes(deps));
  app.route("/admin", adminRoutes(deps));
  app.route("/", seenRoutes(deps));
  app.route("/", supervisionRoutes(deps));
  app.route("/", disputeRoutes(deps));
  app.route("/", hallRoutes(deps));
  app.route("/", guideRoutes(deps));
  app.route("/", editRoutes(deps));
  app.route("/", deliveryRoutes(deps));
  return app;
}
