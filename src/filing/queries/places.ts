import type { Handle } from "../../db/transaction.ts";

/** The authority with jurisdiction over premises in a district; its own table, keyed by unit, not derived from the code. */
export function authorityOfDistrict(db: Handle, district: string) {
  return db.selectFrom("authority").selectAll().where("district", "=", district).executeTakeFirst();
}

export function authorityById(db: Handle, id: string) {
  return db.selectFrom("authority").selectAll().where("id", "=", id).executeTakeFirst();
}

export function authorities(db: Handle) {
  return db.selectFrom("authority").selectAll().orderBy("district").execute();
}

export function hallById(db: Handle, id: string) {
  return db.selectFrom("hall").selectAll().where("id", "=", id).executeTakeFirst();
}

export function halls(db: Handle) {
  return db.selectFrom("hall").selectAll().orderBy("district").orderBy("name").execute();
}
