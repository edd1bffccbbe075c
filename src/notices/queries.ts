import type { Schema } from "../db/schema.ts";
import type { Handle, Tx } from "../db/transaction.ts";
import type { NoticeKind } from "../rules/notice-kinds.ts";

export async function insertNotices(tx: Tx, rows: readonly Schema["notice"][]): Promise<void> {
  await tx.insertInto("notice").values(rows).execute();
}

/** The notices of a filing, oldest first. */
export function noticesOf(db: Handle, filingId: string) {
  return db
    .selectFrom("notice")
    .select(["id", "kind", "number", "at", "delivered_at", "opened_at"])
    .where("filing_id", "=", filingId)
    .orderBy("at")
    .orderBy("id")
    .execute();
}

/** A notice of this filing with what is needed to open and to draw it, and the names of its files once it is drawn. */
export function noticeRow(db: Handle, filingId: string, noticeId: string) {
  return db
    .selectFrom("notice")
    .innerJoin("filing", "filing.id", "notice.filing_id")
    .leftJoin("stored_file as whole", "whole.id", "notice.file_id")
    .leftJoin("stored_file as public", "public.id", "notice.public_file_id")
    .select([
      "notice.id",
      "notice.filing_id",
      "notice.kind",
      "notice.number",
      "notice.at",
      "notice.sealed",
      "filing.key_wrapped",
      "filing.key_version",
      "filing.authority_id",
      "whole.name as whole_name",
      "public.name as public_name",
    ])
    .where("notice.id", "=", noticeId)
    .where("notice.filing_id", "=", filingId)
    .executeTakeFirst();
}

/** What has been issued and not yet drawn, oldest first. */
export function undrawnNotices(db: Handle, limit: number) {
  return db
    .selectFrom("notice")
    .select(["id", "filing_id"])
    .where("file_id", "is", null)
    .orderBy("at")
    .limit(limit)
    .execute();
}

/** Keeps a drawn file of a notice if it has none of the kind yet. False: another drawing was first, and is the notice. */
export async function keepNoticeFile(
  tx: Tx,
  noticeId: string,
  column: "file_id" | "public_file_id",
  file: Schema["stored_file"],
): Promise<boolean> {
  await tx.insertInto("stored_file").values(file).execute();
  const result = await tx
    .updateTable("notice")
    .set({ [column]: file.id })
    .where("id", "=", noticeId)
    .where(column, "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export function newestNotice(db: Handle, filingId: string, kind: NoticeKind) {
  return db
    .selectFrom("notice")
    .select(["id", "number", "at"])
    .where("filing_id", "=", filingId)
    .where("kind", "=", kind)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .executeTakeFirst();
}

/** The applicant has opened a notice: it is delivered, if no message was before. Only the first opening counts. */
export async function markOpened(db: Handle, noticeId: string, now: number): Promise<void> {
  await db
    .updateTable("notice")
    .set((eb) => ({ opened_at: now, delivered_at: eb.fn.coalesce("delivered_at", eb.val(now)) }))
    .where("id", "=", noticeId)
    .where("opened_at", "is", null)
    .execute();
}

/** A message of a filing was sent: what had been issued by then is delivered. */
export async function markTold(db: Handle, filingId: string, until: number, now: number): Promise<void> {
  await db
    .updateTable("notice")
    .set({ delivered_at: now })
    .where("filing_id", "=", filingId)
    .where("at", "<=", until)
    .where("delivered_at", "is", null)
    .execute();
}

export async function insertMessage(tx: Handle, row: Schema["message"]): Promise<void> {
  await tx.insertInto("message").values(row).execute();
}

/** Sealed messages of a filing, newest first. */
export function messagesOf(db: Handle, filingId: string) {
  return db
    .selectFrom("message")
    .selectAll()
    .where("filing_id", "=", filingId)
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .limit(10)
    .execute();
}

/** Messages of no filing yet (phone codes) since a moment, newest first: for the strip of a demonstration. */
export function looseMessagesSince(db: Handle, since: number) {
  return db
    .selectFrom("message")
    .selectAll()
    .where("filing_id", "is", null)
    .where("created_at", ">=", since)
    .orderBy("created_at", "desc")
    .limit(3)
    .execute();
}

export function unsentMessages(db: Handle, limit: number) {
  return db.selectFrom("message").selectAll().where("sent_at", "is", null).orderBy("created_at").limit(limit).execute();
}

export async function markSent(db: Handle, id: string, now: number): Promise<void> {
  await db.updateTable("message").set({ sent_at: now }).where("id", "=", id).where("sent_at", "is", null).execute();
}

export async function insertGuideNote(tx: Tx, row: Schema["guide_note"]): Promise<void> {
  await tx.insertInto("guide_note").values(row).execute();
}

/** Notes for the guides of a hall, unread first, then newest. */
export function guideNotes(db: Handle, hallId: string) {
  return db
    .selectFrom("guide_note")
    .innerJoin("filing", "filing.id", "guide_note.filing_id")
    .select([
      "guide_note.id",
      "guide_note.kind",
      "guide_note.body",
      "guide_note.created_at",
      "guide_note.seen_at",
      "filing.id as filing_id",
      "filing.number",
      "filing.status",
    ])
    .where("guide_note.hall_id", "=", hallId)
    .orderBy("guide_note.seen_at", (order) => order.asc().nullsFirst())
    .orderBy("guide_note.created_at", "desc")
    .limit(50)
    .execute();
}

export async function markNoteSeen(
  db: Handle,
  hallId: string,
  noteId: string,
  staffId: string,
  now: number,
): Promise<void> {
  await db
    .updateTable("guide_note")
    .set({ seen_at: now, seen_by: staffId })
    .where("id", "=", noteId)
    .where("hall_id", "=", hallId)
    .where("seen_at", "is", null)
    .execute();
}
