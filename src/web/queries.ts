import { createHash, randomBytes } from "node:crypto";
import type { Schema } from "../db/schema.ts";
import type { Handle } from "../db/transaction.ts";

export type SessionKind = "staff" | "kiosk" | "holder";

const LIFE: Record<SessionKind, { idle: number; whole: number }> = {
  staff: { idle: 60 * 60_000, whole: 12 * 3_600_000 },
  kiosk: { idle: 10 * 60_000, whole: 3 * 3_600_000 },
  holder: { idle: 20 * 60_000, whole: 2 * 3_600_000 },
};

export interface NewSession {
  kind: SessionKind;
  staffId?: string;
  kioskId?: string;
  filingId?: string;
  identity?: "card" | "phone";
  /** Who was identified, sealed, before a filing exists. */
  personSealed?: string;
}

export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** Opens a session and gives the token for the cookie; the table keeps only its hash. */
export async function openSession(
  db: Handle,
  session: NewSession,
  now: number,
): Promise<{ token: string; csrf: string }> {
  const token = randomBytes(32).toString("base64url");
  const csrf = randomBytes(24).toString("base64url");
  await db
    .insertInto("web_session")
    .values({
      id: tokenHash(token),
      kind: session.kind,
      staff_id: session.staffId ?? null,
      kiosk_id: session.kioskId ?? null,
      filing_id: session.filingId ?? null,
      identity: session.identity ?? null,
      person_sealed: session.personSealed ?? null,
      csrf,
      created_at: now,
      seen_at: now,
      expires_at: now + LIFE[session.kind].whole,
    })
    .execute();
  return { token, csrf };
}

/** The session of a token, if it is of this kind, neither idle for too long nor past its end. Touched at most once a minute. */
export async function findSession(
  db: Handle,
  token: string,
  kind: SessionKind,
  now: number,
): Promise<Schema["web_session"] | undefined> {
  const row = await db.selectFrom("web_session").selectAll().where("id", "=", tokenHash(token)).executeTakeFirst();
  return row && (await alive(db, row, kind, now)) ? row : undefined;
}

async function alive(
  db: Handle,
  row: Pick<Schema["web_session"], "id" | "kind" | "seen_at" | "expires_at">,
  kind: SessionKind,
  now: number,
): Promise<boolean> {
  if (row.kind !== kind || row.expires_at <= now || row.seen_at + LIFE[kind].idle <= now) return false;
  if (row.seen_at + 60_000 <= now)
    await db.updateTable("web_session").set({ seen_at: now }).where("id", "=", row.id).execute();
  return true;
}

/** The session of an applicant at a kiosk with the kiosk it was opened at, in one statement: every page of a kiosk begins with it. */
export async function kioskSession(db: Handle, device: string, token: string, now: number) {
  const row = await db
    .selectFrom("web_session")
    .innerJoin("kiosk", "kiosk.id", "web_session.kiosk_id")
    .innerJoin("hall", "hall.id", "kiosk.hall_id")
    .select(["web_session.id", "web_session.kind", "web_session.seen_at", "web_session.expires_at"])
    .select(["web_session.csrf", "web_session.filing_id", "web_session.identity"])
    .select(["kiosk.id as kioskId", "kiosk.hall_id as hallId", "hall.name as hallName", "hall.phone as hallPhone"])
    .where("web_session.id", "=", tokenHash(token))
    .where("kiosk.token_hash", "=", tokenHash(device))
    .where("kiosk.revoked_at", "is", null)
    .executeTakeFirst();
  return row && (await alive(db, row, "kiosk", now)) ? row : undefined;
}

/** The session of a member of staff who still is one, in one statement. */
export async function staffSession(db: Handle, token: string, now: number) {
  const row = await db
    .selectFrom("web_session")
    .innerJoin("staff", "staff.id", "web_session.staff_id")
    .select(["web_session.id", "web_session.kind", "web_session.seen_at", "web_session.expires_at", "web_session.csrf"])
    .select(["staff.id as staffId", "staff.name", "staff.role", "staff.authority_id", "staff.hall_id"])
    .where("web_session.id", "=", tokenHash(token))
    .where("staff.active", "=", 1)
    .executeTakeFirst();
  return row && (await alive(db, row, "staff", now)) ? row : undefined;
}

export async function attachFiling(db: Handle, sessionId: string, filingId: string): Promise<void> {
  await db
    .updateTable("web_session")
    .set({ filing_id: filingId, person_sealed: null })
    .where("id", "=", sessionId)
    .execute();
}

export async function closeSession(db: Handle, token: string): Promise<void> {
  await db.deleteFrom("web_session").where("id", "=", tokenHash(token)).execute();
}

export async function deleteEndedSessions(db: Handle, now: number): Promise<void> {
  await db.deleteFrom("web_session").where("expires_at", "<", now).execute();
}

export function kioskByToken(db: Handle, token: string) {
  return db
    .selectFrom("kiosk")
    .innerJoin("hall", "hall.id", "kiosk.hall_id")
    .select(["kiosk.id", "kiosk.hall_id as hallId", "hall.name as hallName", "hall.phone as hallPhone"])
    .where("kiosk.token_hash", "=", tokenHash(token))
    .where("kiosk.revoked_at", "is", null)
    .executeTakeFirst();
}

const WINDOW_MS = 15 * 60_000;

/** Whether `subject` (a hashed login, phone, code or address) is locked out now. */
export async function lockedUntil(db: Handle, subject: string, now: number): Promise<number | undefined> {
  const row = await db.selectFrom("attempt").selectAll().where("subject", "=", subject).executeTakeFirst();
  return row && row.locked_until > now ? row.locked_until : undefined;
}

/** Counts a failure; after `limit` within a quarter of an hour the subject is locked for a quarter of an hour. */
export async function countFailure(db: Handle, subject: string, limit: number, now: number): Promise<void> {
  const locked = now + WINDOW_MS;
  await db
    .insertInto("attempt")
    .values({ subject, failures: 1, since: now, locked_until: limit <= 1 ? locked : 0 })
    // Counted by the database, so that failures that come at once are counted all.
    .onConflict((conflict) =>
      conflict.column("subject").doUpdateSet((eb) => {
        const recent = eb("attempt.since", ">", now - WINDOW_MS);
        const full = eb.and([recent, eb("attempt.failures", ">=", limit - 1)]);
        return {
          failures: eb
            .case()
            .when(recent)
            .then(eb("attempt.failures", "+", 1))
            .else(1)
            .end(),
          since: eb.case().when(recent).then(eb.ref("attempt.since")).else(now).end(),
          locked_until: eb.case().when(full).then(locked).else(0).end(),
        };
      }),
    )
    .execute();
}

export async function clearFailures(db: Handle, subject: string): Promise<void> {
  await db.deleteFrom("attempt").where("subject", "=", subject).execute();
}
