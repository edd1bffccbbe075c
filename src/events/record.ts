import { createHash } from "node:crypto";
import { newId } from "../db/id.ts";
import { insertRows } from "../db/insert-rows.ts";
import type { Handle, Tx } from "../db/transaction.ts";
import type { Actor } from "../rules/permissions.ts";

/** What happened. Data holds ids, codes and numbers; never a name, a number of a person, or an address. */
export interface NewEvent {
  type: EventType;
  filingId?: string;
  actor: Actor;
  placeId?: string | undefined;
  at: number;
  data?: Record<string, unknown>;
}

export type EventType =
  | "created"
  | "submitted"
  | "returned"
  | "registered"
  | "refused"
  | "withdrawn"
  | "lapsed"
  | "claimed"
  | "claim-released"
  | "identity-checked"
  | "opened-by-code"
  | "code-reserved"
  | "code-released"
  | "corrected"
  | "annulled"
  | "codes-imported"
  | "delivery-changed"
  | "dispatched"
  | "ready-for-pickup"
  | "handed-out"
  | "printed"
  | "sheet-voided"
  | "proxy-named"
  | "verified"
  | "signed-in"
  | "kiosk-enrolled"
  | "enrolment-made"
  | "kiosk-revoked"
  | "staff-added"
  | "staff-changed"
  | "password-reset"
  | "staff-deactivated"
  | "staff-reactivated"
  | "contact-changed"
  | "hall-added"
  | "hall-changed"
  | "low-water-set"
  | "reason-added"
  | "reason-changed"
  | "reason-switched"
  | "catalogue-added"
  | "catalogue-dated"
  | "setting-changed"
  | "calendar-changed"
  | "limits-moved"
  | "supervision-taken"
  | "dispute-entered"
  | "dispute-moved"
  | "calendar-imported";

export interface EventRow {
  id: string;
  at: number;
  type: string;
  filing_id: string | null;
  actor_kind: string;
  actor_id: string | null;
  place_id: string | null;
  data: string;
}

/** Writes the event of a change, in the transaction that makes the change. Gives its id and its own hash, which receipts print. */
export async function record(tx: Tx, event: NewEvent): Promise<{ id: string; hash: string }> {
  const row = rowOf(event);
  await tx.insertInto("event").values(row).execute();
  return { id: row.id, hash: row.hash };
}

/** Writes the events of a change of many at once, in the order given; in as few statements as the database takes. */
export async function recordAll(tx: Tx, events: readonly NewEvent[]): Promise<void> {
  await insertRows(tx, "event", events.map(rowOf));
}

function rowOf(event: NewEvent): EventRow & { hash: string } {
  const row: EventRow = {
    id: newId(event.at),
    at: event.at,
    type: event.type,
    filing_id: event.filingId ?? null,
    actor_kind: event.actor.kind,
    actor_id: event.actor.kind === "staff" ? event.actor.id : null,
    place_id: event.placeId ?? placeOf(event.actor),
    data: JSON.stringify(event.data ?? {}),
  };
  return { ...row, hash: contentHash(row) };
}

function placeOf(actor: Actor): string | null {
  if (actor.kind === "applicant") return actor.kioskId ?? null;
  if (actor.kind === "staff") return actor.authorityId ?? actor.hallId ?? null;
  return null;
}

export function contentHash(row: EventRow): string {
  const parts = [row.id, row.at, row.type, row.filing_id, row.actor_kind, row.actor_id, row.place_id, row.data];
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** What was done to one filing, in the order of its time: without the checks of its licence by the public, of which there may be any number. */
export function doingsOf(db: Handle, filingId: string): Promise<(EventRow & { hash: string })[]> {
  return db
    .selectFrom("event")
    .selectAll()
    .where("filing_id", "=", filingId)
    .where("type", "!=", "verified")
    .orderBy("id")
    .execute();
}

/** The events of one filing in the order of their time. */
export function eventsOf(db: Handle, filingId: string): Promise<(EventRow & { hash: string })[]> {
  return db.selectFrom("event").selectAll().where("filing_id", "=", filingId).orderBy("id").execute();
}
