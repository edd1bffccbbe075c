import type { Schema } from "../../db/schema.ts";
import type { Handle, Tx } from "../../db/transaction.ts";

/** Where staff may belong, and whether a login is taken. */
export async function workplaces(db: Handle, login: string) {
  const authorities = await db.selectFrom("authority").select("id").orderBy("id").execute();
  const halls = await db.selectFrom("hall").select("id").orderBy("id").execute();
  const taken = await db.selectFrom("staff").select("id").where("login", "=", login).executeTakeFirst();
  return {
    authorities: authorities.map((row) => row.id),
    halls: halls.map((row) => row.id),
    loginTaken: taken !== undefined,
  };
}

export async function insertStaff(tx: Tx, row: Schema["staff"]): Promise<void> {
  await tx.insertInto("staff").values(row).execute();
}
