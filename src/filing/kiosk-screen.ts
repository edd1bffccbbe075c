import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import type { Screen } from "../../views/kiosk/frame.tsx";
import { demoMessages } from "../notices/tell.ts";
import type { Deps, Env } from "../web/env.ts";

/** Local settings (R70): how long a kiosk waits before it asks, and how long it then counts. */
export const IDLE = { warnAfterSeconds: 120, countdownSeconds: 30 };

const DISPLAY = "tongban_display";
const SWITCHES = ["elder", "contrast"] as const;
const LOOSE_MESSAGES_MS = 10 * 60_000;

export function displayOf(c: Context<Env>): Screen["display"] {
  const on = (getCookie(c, DISPLAY) ?? "").split(".");
  return { elder: on.includes("elder"), contrast: on.includes("contrast") };
}

/** Turns one switch of the display over; it lasts until the person leaves. */
export function turnSwitch(c: Context<Env>, name: string): void {
  const display = displayOf(c);
  const on = SWITCHES.filter((each) => (each === name ? !display[each] : display[each]));
  setCookie(c, DISPLAY, on.join("."), { path: "/kiosk", httpOnly: true, sameSite: "Lax" });
}

export function forgetDisplay(c: Context<Env>): void {
  deleteCookie(c, DISPLAY, { path: "/kiosk" });
}

export interface ScreenOf {
  occupied: boolean;
  filing?: { id: string; number: string; code: string };
  /** Show phone codes that belong to no filing yet (demonstration only). */
  looseMessages?: boolean;
}

/** What a kiosk's page shows around its question. */
export async function screenOf(deps: Deps, c: Context<Env>, of: ScreenOf): Promise<Screen> {
  const kiosk = c.get("kiosk");
  const strip = of.filing
    ? await demoMessages(deps.db, deps.config, { filingId: of.filing.id })
    : of.looseMessages
      ? await demoMessages(deps.db, deps.config, { since: deps.now() - LOOSE_MESSAGES_MS })
      : [];
  return {
    hall: { name: kiosk.hallName, phone: kiosk.hallPhone },
    display: displayOf(c),
    path: c.req.path + new URL(c.req.url).search,
    occupied: of.occupied,
    idle: IDLE,
    ...(of.filing ? { filing: { number: of.filing.number, code: of.filing.code } } : {}),
    demoMessages: strip.slice(0, 2),
  };
}
