import { type Context, Hono } from "hono";
import { DisputePage, DisputesPage } from "../../views/registers/disputes.tsx";
import { authorities, authorityById } from "../filing/queries/places.ts";
import { type Back, formWith } from "../people/admin-page.tsx";
import { deskUser, staffAct } from "../review/desk-user.ts";
import { workplaceName } from "../review/queries/desk-queue.ts";
import type { Deps, Env } from "../web/env.ts";
import { flat } from "../web/form.ts";
import { staff } from "../web/guard.ts";
import { refusalPage } from "../web/respond.tsx";
import { enterDispute, moveDispute } from "./acts/disputes.ts";
import { disputesAsked, disputesView, disputeView, newDisputeForm, progressForm } from "./dispute-views.ts";
import { disputeById } from "./queries/disputes.ts";
import { cityUser } from "./supervision.tsx";

const NO_SUCH = "没有这件复议或诉讼，或者应诉机关不是本局";
const TOLD: Record<string, string> = { entered: "已登记。请按答复期限办理。", moved: "已保存。" };

/** The register of 行政复议 and 行政诉讼 of the own authority. */
export function disputeRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const bureau = staff(deps, "officer", "head");

  app.get("/disputes", bureau, async (c) => {
    const actor = c.get("staff");
    const view = await disputesView(deps, disputesAsked(c.req.query(), actor.authorityId ?? ""), {
      at: "/desk/disputes",
    });
    return c.html(<DisputesPage seen={{ desk: deskUser(c, await workplaceName(deps.db, actor)) }} view={view} />);
  });

  app.get("/disputes/new", bureau, (c) => newPage(deps, c));

  app.post("/disputes", bureau, (c) =>
    staffAct(
      deps,
      c,
      ({ by, values }) => {
        const {
          number = "",
          kind = "",
          body = "",
          matter = "",
          receivedOn = "",
          caseNumber = "",
          note = "",
        } = flat(values);
        return enterDispute(deps, by, { number, kind, body, matter, receivedOn, caseNumber, note });
      },
      ({ values }, refusal) => newPage(deps, c, { form: "new", values: flat(values), refusal }),
    ),
  );

  app.get("/disputes/:id", bureau, (c) => casePage(deps, c, c.req.param("id")));

  app.post("/disputes/:id", bureau, (c) =>
    staffAct(
      deps,
      c,
      ({ by, values, version }) => {
        const { state = "", outcome = "", closedOn = "", caseNumber = "", note = "" } = flat(values);
        return moveDispute(deps, by, { id: c.req.param("id"), version, state, outcome, closedOn, caseNumber, note });
      },
      ({ values }, refusal) => casePage(deps, c, c.req.param("id"), { form: "move", values: flat(values), refusal }),
    ),
  );
  return app;
}

/** The city office reads the registers of all authorities. */
export function cityDisputeRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const city = staff(deps, "city");

  app.get("/disputes", city, async (c) => {
    const bureaus = await authorities(deps.db);
    const authority = bureaus.find(({ id }) => id === c.req.query("authority"))?.id;
    const page = { at: "/city/disputes", authorities: bureaus };
    const view = await disputesView(deps, disputesAsked(c.req.query(), authority), page);
    return c.html(<DisputesPage seen={{ city: cityUser(c) }} view={view} />);
  });

  app.get("/disputes/:id", city, async (c) => {
    const row = await disputeById(deps.db, c.req.param("id"));
    if (!row) return refusalPage(c, 404, NO_SUCH);
    return c.html(<DisputePage seen={{ city: cityUser(c) }} view={disputeView(row, { filingAt: "/city/filings" })} />);
  });
  return app;
}

async function newPage(deps: Deps, c: Context<Env>, back?: Back): Promise<Response> {
  const actor = c.get("staff");
  const authority = await authorityById(deps.db, actor.authorityId ?? "");
  const name = authority?.name ?? "";
  const form = formWith(newDisputeForm(name, c.req.query("number") ?? "", deps.now()), back);
  const view = { title: "登记一件复议或诉讼", facts: [], form };
  return c.html(<DisputePage seen={{ desk: deskUser(c, name) }} view={view} />, back?.refusal.status ?? 200);
}

async function casePage(deps: Deps, c: Context<Env>, id: string, back?: Back): Promise<Response> {
  const actor = c.get("staff");
  const row = await disputeById(deps.db, id);
  if (!row || row.authority_id !== actor.authorityId) return refusalPage(c, 404, NO_SUCH);
  const form = formWith(progressForm(row, deps.now()), back);
  const told = TOLD[c.req.query("told") ?? ""];
  const view = { ...disputeView(row, { filingAt: "/desk/filings", form }), told };
  return c.html(
    <DisputePage seen={{ desk: deskUser(c, row.authority_name) }} view={view} />,
    back?.refusal.status ?? 200,
  );
}
