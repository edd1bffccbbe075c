import type { Config } from "../config.ts";
import { newId } from "../db/id.ts";
import type { Handle, Tx } from "../db/transaction.ts";
import { openLoose, sealLoose } from "../people/keyring.ts";
import type { Answers } from "../rules/answers.ts";
import { insertGuideNote, insertMessage, looseMessagesSince, messagesOf } from "./queries.ts";

export type MessageKind =
  | "phone-code"
  | "submitted"
  | "returned"
  | "registered"
  | "refused"
  | "corrected"
  | "annulled"
  | "dispatched"
  | "ready-for-pickup"
  | "proxy"
  | "handed-out"
  | "withdrawn";

/** Queues a message to a phone, sealed, in the transaction of what it tells. A job sends it. */
export async function queueMessage(
  tx: Handle,
  config: Config,
  message: { filingId: string | null; kind: MessageKind; phone: string; body: string; now: number },
): Promise<void> {
  await insertMessage(tx, {
    id: newId(message.now),
    filing_id: message.filingId,
    kind: message.kind,
    phone_sealed: sealLoose(config.keyring, message.phone),
    body_sealed: sealLoose(config.keyring, message.body),
    created_at: message.now,
    sent_at: null,
  });
}

/**
 * Tells the applicant by phone and the guides of the intake hall by a note (plan 二(二)2: 反馈个体工商户或申报地指导人员), both in
 * the transaction of the act. The note names no person.
 */
export async function tellBothSides(
  tx: Tx,
  config: Config,
  told: {
    filing: { id: string; number: string; hall_id: string };
    answers: Answers;
    kind: MessageKind;
    message: string;
    note: string;
    now: number;
  },
): Promise<void> {
  const phone = told.answers.operator?.phone ?? told.answers.filer?.phone;
  if (phone)
    await queueMessage(tx, config, {
      filingId: told.filing.id,
      kind: told.kind,
      phone,
      body: `【全城通办】${told.message}`,
      now: told.now,
    });
  await insertGuideNote(tx, {
    id: newId(told.now),
    filing_id: told.filing.id,
    hall_id: told.filing.hall_id,
    kind: told.kind,
    body: `申请 ${told.filing.number}：${told.note}`,
    created_at: told.now,
    seen_at: null,
    seen_by: null,
  });
}

/** What the strip of a demonstration shows; in production nothing is shown. */
export async function demoMessages(
  db: Handle,
  config: Config,
  of: { filingId?: string; since?: number },
): Promise<{ to: string; body: string }[]> {
  if (!config.demo) return [];
  const rows = of.filingId ? await messagesOf(db, of.filingId) : await looseMessagesSince(db, of.since ?? 0);
  return rows.map((row) => ({
    to: String(openLoose(config.keyring, row.phone_sealed)),
    body: String(openLoose(config.keyring, row.body_sealed)),
  }));
}
