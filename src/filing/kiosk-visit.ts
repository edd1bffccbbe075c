import type { Context } from "hono";
import { openLoose, sealLoose } from "../people/keyring.ts";
import type { Deps, Env } from "../web/env.ts";
import { closeSession, findSession, openSession } from "../web/queries.ts";
import { forgetSession, keepSession, sessionToken } from "../web/session.ts";
import type { IdentifiedPerson } from "./acts/begin-draft.ts";
import { forgetDisplay } from "./kiosk-screen.ts";
import { keepVisitRow, takeVisitRow } from "./queries/kiosk.ts";

/** What somebody came for. All but "new" name a filing by its code. */
export const PURPOSES = ["new", "continue", "correct", "status", "print"] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What is known of a person before a filing is open. Sealed at rest, gone with the session. */
export interface Visit {
  purpose: Purpose;
  code?: string;
  /** Typed at the first of the pages that identify by phone. */
  typed?: { name: string; nameAsGiven?: string; idNumber: string };
  /** The phone that awaits its code. */
  phone?: string;
  /** Identified, while asked whether an open filing is meant. */
  person?: IdentifiedPerson;
}

export interface OpenVisit {
  sessionId: string;
  csrf: string;
  visit: Visit;
}

export async function visitOf(deps: Deps, c: Context<Env>): Promise<OpenVisit | undefined> {
  const token = sessionToken(deps, c, "kiosk");
  const row = token ? await findSession(deps.db, token, "kiosk", deps.now()) : undefined;
  if (!row || row.kiosk_id !== c.get("kiosk").id || row.filing_id !== null || row.person_sealed === null)
    return undefined;
  c.set("session", { id: row.id, csrf: row.csrf, kind: "kiosk" });
  return { sessionId: row.id, csrf: row.csrf, visit: openLoose(deps.config.keyring, row.person_sealed) as Visit };
}

/** Starts a visit; one that was left open on this machine ends. */
export async function startVisit(deps: Deps, c: Context<Env>, visit: Visit): Promise<void> {
  await endVisit(deps, c);
  const { token } = await openSession(
    deps.db,
    { kind: "kiosk", kioskId: c.get("kiosk").id, personSealed: sealLoose(deps.config.keyring, visit) },
    deps.now(),
  );
  keepSession(deps, c, "kiosk", token);
}

export async function keepVisit(deps: Deps, open: OpenVisit, visit: Visit): Promise<void> {
  await keepVisitRow(deps.db, open.sessionId, sealLoose(deps.config.keyring, visit));
}

/** The visit becomes a session on a filing, under a new token. */
export async function openFiling(
  deps: Deps,
  c: Context<Env>,
  opened: { filingId: string; identity: "card" | "phone" },
): Promise<void> {
  const { token } = await openSession(deps.db, { kind: "kiosk", kioskId: c.get("kiosk").id, ...opened }, deps.now());
  keepSession(deps, c, "kiosk", token);
}

/** False for every request but one of those that go on from a visit: a double press begins one filing. */
export function takeVisit(deps: Deps, open: OpenVisit): Promise<boolean> {
  return takeVisitRow(deps.db, open.sessionId);
}

async function endVisit(deps: Deps, c: Context<Env>): Promise<void> {
  const token = sessionToken(deps, c, "kiosk");
  if (token) await closeSession(deps.db, token);
}

/** Leaves nothing of the person on the machine: session, cookie, display. What was saved stays with the filing. */
export async function wipe(deps: Deps, c: Context<Env>): Promise<void> {
  await endVisit(deps, c);
  forgetSession(deps, c, "kiosk");
  forgetDisplay(c);
}
