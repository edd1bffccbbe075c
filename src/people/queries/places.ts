import type { Schema } from "../../db/schema.ts";
import type { Handle, Tx } from "../../db/transaction.ts";

export async function updateAuthority(tx: Tx, id: string, changes: Partial<Schema["authority"]>): Promise<void> {
  await tx.updateTable("authority").set(changes).where("id", "=", id).execute();
}

export async function insertHall(tx: Tx, row: Schema["hall"]): Promise<void> {
  await tx.insertInto("hall").values(row).execute();
}

export async function updateHall(tx: Tx, id: string, changes: Partial<Schema["hall"]>): Promise<void> {
  await tx.updateTable("hall").set(changes).where("id", "=", id).execute();
}

/** The halls with the name of their district's authority and how many kiosks are in use. */
export function hallLines(db: Handle) {
  return db
    .selectFrom("hall")
    .innerJoin("authority", "authority.id", "hall.authority_id")
    .leftJoin("kiosk", (join) => join.onRef("kiosk.hall_id", "=", "hall.id").on("kiosk.revoked_at", "is", null))
    .select((eb) => [
      "hall.id",
      "hall.name",
      "hall.address",
      "hall.phone",
      "hall.hours",
      "authority.name as authority_name",
      eb.fn.count<number>("kiosk.id").as("kiosks"),
    ])
    .groupBy(["hall.id", "hall.name", "hall.address", "hall.phone", "hall.hours", "hall.district", "authority.name"])
    .orderBy("hall.district")
    .orderBy("hall.name")
    .execute();
}

/** The kiosks of a hall, the newest first. */
export function kiosksOf(db: Handle, hallId: string) {
  return db
    .selectFrom("kiosk")
    .select(["id", "label", "enrolled_at", "revoked_at"])
    .where("hall_id", "=", hallId)
    .orderBy("enrolled_at", "desc")
    .limit(50)
    .execute();
}

/** How many links of a hall were made and neither used nor past. */
export async function openEnrolments(db: Handle, hallId: string, now: number): Promise<number> {
  const { n } = await db
    .selectFrom("kiosk_enrolment")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("hall_id", "=", hallId)
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirstOrThrow();
  return n;
}

export function kioskById(db: Handle, id: string) {
  return db
    .selectFrom("kiosk")
    .select(["id", "hall_id", "label", "revoked_at"])
    .where("id", "=", id)
    .executeTakeFirst();
}

/** Takes a kiosk out of use, once; its sessions end. False: it was out of use already. */
export async function revokeKioskRow(tx: Tx, id: string, now: number): Promise<boolean> {
  const result = await tx
    .updateTable("kiosk")
    .set({ revoked_at: now })
    .where("id", "=", id)
    .where("revoked_at", "is", null)
    .executeTakeFirst();
  if (result.numUpdatedRows !== 1n) return false;
  await tx.deleteFrom("web_session").where("kiosk_id", "=", id).execute();
  return true;
}
