import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Deps, Env } from "./env.ts";
import type { SessionKind } from "./queries.ts";

const DEVICE = "tongban_device";
const NAMES: Record<SessionKind, string> = { staff: "tongban_staff", kiosk: "tongban_kiosk", holder: "tongban_holder" };
const YEAR_SECONDS = 365 * 24 * 3600;

// The __Host- prefix asks for a secure origin, which a plain http address on a test machine is not.
function named(deps: Deps, name: string): string {
  return deps.config.baseUrl.startsWith("https:") ? `__Host-${name}` : name;
}

function attributes(deps: Deps) {
  return { httpOnly: true, sameSite: "Lax", path: "/", secure: deps.config.baseUrl.startsWith("https:") } as const;
}

export function sessionToken(deps: Deps, c: Context<Env>, kind: SessionKind): string | undefined {
  return getCookie(c, named(deps, NAMES[kind]));
}

export function keepSession(deps: Deps, c: Context<Env>, kind: SessionKind, token: string): void {
  setCookie(c, named(deps, NAMES[kind]), token, attributes(deps));
}

export function forgetSession(deps: Deps, c: Context<Env>, kind: SessionKind): void {
  deleteCookie(c, named(deps, NAMES[kind]), { path: "/" });
}

export function deviceToken(deps: Deps, c: Context<Env>): string | undefined {
  return getCookie(c, named(deps, DEVICE));
}

export function keepDevice(deps: Deps, c: Context<Env>, token: string): void {
  setCookie(c, named(deps, DEVICE), token, { ...attributes(deps), maxAge: YEAR_SECONDS });
}
