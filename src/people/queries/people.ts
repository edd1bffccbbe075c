import type { Schema } from "../../db/schema.ts";
import type { Handle, Tx } from "../../db/transaction.ts";

export function staffByLogin(db: Handle, login: string) {
  return db.selectFrom("staff").selectAll().where("login", "=", login).where("active", "=", 1).executeTakeFirst();
}

export async function insertPhoneCode(db: Handle, row: Schema["phone_code"]): Promise<void> {
  await db.insertInto("phone_code").values(row).execute();
}

export function phoneCodesSince(db: Handle, phoneHash: string, since: number) {
  return db
    .selectFrom("phone_code")
    .selectAll()
    .where("phone_hash", "=", phoneHash)
    .where("created_at", ">=", since)
    .orderBy("created_at", "desc")
    .execute();
}

export async function countTry(db: Handle, id: string): Promise<void> {
  await db
    .updateTable("phone_code")
    .set((eb) => ({ tries: eb("tries", "+", 1) }))
    .where("id", "=", id)
    .execute();
}

/** A code is used once: true for the first who uses it. */
export async function useCode(db: Handle, id: string, now: number): Promise<boolean> {
  const result = await db
    .updateTable("phone_code")
    .set({ used_at: now })
    .where("id", "=", id)
    .where("used_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function insertEnrolment(db: Handle, row: Schema["kiosk_enrolment"]): Promise<void> {
  await db.insertInto("kiosk_enrolment").values(row).execute();
}

export function enrolmentByToken(db: Handle, tokenHash: string) {
  return db
    .selectFrom("kiosk_enrolment")
    .innerJoin("hall", "hall.id", "kiosk_enrolment.hall_id")
    .selectAll("kiosk_enrolment")
    .select("hall.name as hall_name")
    .where("kiosk_enrolment.token_hash", "=", tokenHash)
    .executeTakeFirst();
}

export async function useEnrolment(tx: Tx, id: string, now: number): Promise<boolean> {
  const result = await tx
    .updateTable("kiosk_enrolment")
    .set({ used_at: now })
    .where("id", "=", id)
    .where("used_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function insertKiosk(tx: Tx, row: Schema["kiosk"]): Promise<void> {
  await tx.insertInto("kiosk").values(row).execute();
}

export async function deleteOldPhoneCodes(db: Handle, before: number): Promise<void> {
  await db.deleteFrom("phone_code").where("created_at", "<", before).execute();
}
