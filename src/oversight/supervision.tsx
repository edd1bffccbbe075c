import { type Context, Hono } from "hono";
import type { CityUser } from "../../views/city/frame.tsx";
import { CitySupervisionPage, SupervisionPage } from "../../views/registers/supervision.tsx";
import { authorities, authorityById } from "../filing/queries/places.ts";
import { deskUser, staffAct } from "../review/desk-user.ts";
import type { Refusal } from "../web/act.ts";
import type { Deps, Env } from "../web/env.ts";
import { first } from "../web/form.ts";
import { staff } from "../web/guard.ts";
import { takeSupervision } from "./acts/take-supervision.ts";
import { shortAuthority } from "./city-line.ts";
import { waitingByStreet } from "./queries/supervision.ts";
import { supervisionAsked, supervisionCsv, supervisionView } from "./supervision-list.ts";

const AT = "/desk/supervision";

/** A district's register of what it has to supervise from now on. */
export function supervisionRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const bureau = staff(deps, "officer", "head");

  app.get("/supervision", bureau, (c) => page(deps, c));

  app.get("/supervision/register.csv", bureau, async (c) => {
    const asked = supervisionAsked(c.req.query(), c.get("staff").authorityId ?? "", await deps.catalogues());
    return csv(c, supervisionCsv(deps, asked.filter));
  });

  app.post("/supervision/taken", bureau, (c) =>
    staffAct(
      deps,
      c,
      ({ by, values }) => {
        const filingIds = values.filing ?? [];
        return takeSupervision(deps, by, { filingIds, location: backTo(first(values, "here"), filingIds.length) });
      },
      (_posted, refusal) => page(deps, c, refusal),
    ),
  );
  return app;
}

/** The city office reads the registers of all districts. */
export function citySupervisionRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const city = staff(deps, "city");

  app.get("/supervision", city, async (c) => {
    const bureaus = await authorities(deps.db);
    const authority = bureaus.find(({ id }) => id === c.req.query("authority"));
    const asked = supervisionAsked(c.req.query(), authority?.id, await deps.catalogues());
    const waiting = await waitingByStreet(deps.db);
    const view = await supervisionView(deps, asked, {
      at: "/city/supervision",
      district: authority?.district,
      authorities: bureaus,
      waiting: 0,
    });
    const byAuthority = bureaus.map(({ id, name }) => {
      const own = waiting.filter((row) => row.authority_id === id);
      return {
        authority: shortAuthority(name),
        total: own.reduce((sum, row) => sum + row.n, 0),
        streets: own.map(({ street_name, n }) => `${street_name ?? "不明"} ${n}`).join("，"),
      };
    });
    return c.html(<CitySupervisionPage user={cityUser(c)} view={view} waiting={byAuthority} />);
  });

  app.get("/supervision/register.csv", city, async (c) => {
    const bureaus = await authorities(deps.db);
    const authority = bureaus.find(({ id }) => id === c.req.query("authority"))?.id;
    const asked = supervisionAsked(c.req.query(), authority, await deps.catalogues());
    return csv(c, supervisionCsv(deps, asked.filter));
  });
  return app;
}

export function cityUser(c: Context<Env>): CityUser {
  return { name: c.get("staff").name, csrf: c.get("session").csrf };
}

async function page(deps: Deps, c: Context<Env>, refusal?: Refusal): Promise<Response> {
  const actor = c.get("staff");
  const authority = await authorityById(deps.db, actor.authorityId ?? "");
  const asked = supervisionAsked(c.req.query(), authority?.id ?? "", await deps.catalogues());
  const waiting = await waitingByStreet(deps.db, authority?.id ?? "");
  const view = await supervisionView(deps, asked, {
    at: AT,
    district: authority?.district,
    waiting: waiting.reduce((sum, row) => sum + row.n, 0),
  });
  const taken = Number(c.req.query("taken") ?? 0);
  const told = taken > 0 ? `已签收 ${taken} 户，后续监管由您接收。` : undefined;
  const user = deskUser(c, authority?.name ?? "");
  return c.html(
    <SupervisionPage user={user} view={{ ...view, told, problems: refusal?.problems }} />,
    refusal?.status ?? 200,
  );
}

/** Back to the list as it was, where the address is one of the list's own. */
function backTo(here: string, count: number): string {
  const at = here.startsWith(`${AT}?`) ? here : `${AT}?tab=waiting`;
  return `${at}&taken=${count}`;
}

/** Sends text as it comes, so that a long register is never held whole. */
export function csv(c: Context<Env>, parts: AsyncGenerator<string, void>): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { value, done } = await parts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await parts.return();
    },
  });
  return c.body(body, 200, {
    "Content-Type": "text/csv; charset=utf-8",
    "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent("属地监管名单.csv")}`,
  });
}
