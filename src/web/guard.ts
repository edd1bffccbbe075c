import { getConnInfo } from "@hono/node-server/conninfo";
import type { Context, MiddlewareHandler } from "hono";
import type { Role } from "../rules/permissions.ts";
import type { Deps, Env } from "./env.ts";
import { findSession, kioskByToken, kioskSession, staffSession } from "./queries.ts";
import { refusalPage } from "./respond.tsx";
import { deviceToken, sessionToken } from "./session.ts";

/** Every route names its guard beside its path; a test walks the app's routes and fails for one without. */
export const GUARD = Symbol("guard");
export type Guard = MiddlewareHandler<Env> & { [GUARD]: string };

function guard(name: string, handler: MiddlewareHandler<Env>): Guard {
  return Object.assign(handler, { [GUARD]: name });
}

/** Anyone; says why. */
export function anyone(why: string): Guard {
  return guard(`anyone: ${why}`, (_c, next) => next());
}

/** A program on this machine that collects figures; to all others, and by way of a proxy, the page is not there. */
export function onThisMachine(): Guard {
  return guard("anyone: on this machine", async (c, next) => {
    const near = /^(?:local|::1|(?:::ffff:)?127\..*)$/.test(addressOf(c));
    const proxied = c.req.header("x-forwarded-for") !== undefined || c.req.header("forwarded") !== undefined;
    return near && !proxied ? next() : refusalPage(c, 404, "没有这个页面，请检查地址");
  });
}

/** A kiosk that was enrolled for a hall. Others are sent to a page that says so. */
export function enrolledKiosk(deps: Deps): Guard {
  return guard("enrolled kiosk", async (c, next) => {
    const token = deviceToken(deps, c);
    const kiosk = token ? await kioskByToken(deps.db, token) : undefined;
    if (!kiosk) return c.redirect("/kiosk/not-enrolled", 303);
    c.set("kiosk", kiosk);
    return next();
  });
}

/** An applicant who has a filing open at an enrolled kiosk. Without one: back to the kiosk's start page. */
export function applicantAtKiosk(deps: Deps): Guard {
  return guard("applicant at kiosk", async (c, next) => {
    const device = deviceToken(deps, c);
    const token = sessionToken(deps, c, "kiosk");
    const row = device && token ? await kioskSession(deps.db, device, token, deps.now()) : undefined;
    if (!row?.filing_id || !row.identity) {
      const enrolled = device ? await kioskByToken(deps.db, device) : undefined;
      return c.redirect(enrolled ? "/kiosk?ended=1" : "/kiosk/not-enrolled", 303);
    }
    const { kioskId, hallId, hallName, hallPhone } = row;
    c.set("kiosk", { id: kioskId, hallId, hallName, hallPhone });
    c.set("session", { id: row.id, csrf: row.csrf, kind: "kiosk" });
    c.set("applicant", {
      kind: "applicant",
      filingId: row.filing_id,
      identity: row.identity,
      kioskId,
      hallId,
    });
    return next();
  });
}

/** The holder of a filing on a phone or at home, by code and identity. */
export function holder(deps: Deps): Guard {
  return guard("holder", async (c, next) => {
    const token = sessionToken(deps, c, "holder");
    const row = token ? await findSession(deps.db, token, "holder", deps.now()) : undefined;
    if (!row?.filing_id || !row.identity) return c.redirect("/status", 303);
    c.set("session", { id: row.id, csrf: row.csrf, kind: "holder" });
    c.set("applicant", { kind: "applicant", filingId: row.filing_id, identity: row.identity });
    return next();
  });
}

/** Signed-in staff of one of these roles. Signed out: to the sign-in page; another role: 403. */
export function staff(deps: Deps, ...roles: Role[]): Guard {
  return guard(`staff: ${roles.join(", ")}`, async (c, next) => {
    const token = sessionToken(deps, c, "staff");
    const row = token ? await staffSession(deps.db, token, deps.now()) : undefined;
    if (!row) return c.redirect("/desk/sign-in", 303);
    if (!roles.includes(row.role)) return refusalPage(c, 403, "您的岗位没有这项权限。需要时请联系管理员");
    c.set("session", { id: row.id, csrf: row.csrf, kind: "staff" });
    c.set("staff", {
      kind: "staff",
      id: row.staffId,
      name: row.name,
      role: row.role,
      ...(row.authority_id ? { authorityId: row.authority_id } : {}),
      ...(row.hall_id ? { hallId: row.hall_id } : {}),
    });
    return next();
  });
}

/** The address a request came from, for limits only; tests without a socket share one. */
export function addressOf(c: Context<Env>): string {
  return typeof c.env === "object" && c.env !== null && "incoming" in c.env
    ? (getConnInfo(c).remote.address ?? "unknown")
    : "local";
}
