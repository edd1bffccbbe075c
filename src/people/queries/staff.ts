import type { Schema } from "../../db/schema.ts";
import type { Handle, Tx } from "../../db/transaction.ts";
import type { Role } from "../../rules/permissions.ts";

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

export interface StaffFilter {
  active: 0 | 1;
  role?: Role | undefined;
  /** An authority or a hall. */
  place?: string | undefined;
  /** Part of a name or login. */
  text?: string | undefined;
}

const COLUMNS = [
  "staff.id",
  "staff.login",
  "staff.name",
  "staff.role",
  "staff.phone",
  "staff.active",
  "staff.authority_id",
  "staff.hall_id",
  "authority.name as authority_name",
  "hall.name as hall_name",
] as const;

/** A page of the staff, in the order of logins, behind `after`; at most `limit`. */
export function staffPage(db: Handle, filter: StaffFilter, limit: number, after = "") {
  const { active, role, place, text } = filter;
  let chosen = db
    .selectFrom("staff")
    .leftJoin("authority", "authority.id", "staff.authority_id")
    .leftJoin("hall", "hall.id", "staff.hall_id")
    .select(COLUMNS)
    .where("staff.active", "=", active)
    .where("staff.login", ">", after)
    .orderBy("staff.login")
    .limit(limit);
  if (role) chosen = chosen.where("staff.role", "=", role);
  if (place)
    chosen = chosen.where((eb) => eb.or([eb("staff.authority_id", "=", place), eb("staff.hall_id", "=", place)]));
  if (text) {
    const part = `%${text.replace(/[\\%_]/g, "")}%`;
    chosen = chosen.where((eb) => eb.or([eb("staff.login", "like", part), eb("staff.name", "like", part)]));
  }
  return chosen.execute();
}

export type StaffLine = Awaited<ReturnType<typeof staffPage>>[number];

export function staffById(db: Handle, id: string): Promise<StaffLine | undefined> {
  return db
    .selectFrom("staff")
    .leftJoin("authority", "authority.id", "staff.authority_id")
    .leftJoin("hall", "hall.id", "staff.hall_id")
    .select(COLUMNS)
    .where("staff.id", "=", id)
    .executeTakeFirst();
}

export async function updateStaff(tx: Tx, id: string, changes: Partial<Schema["staff"]>): Promise<void> {
  await tx.updateTable("staff").set(changes).where("id", "=", id).execute();
}

/** Ends every session of a member of staff. */
export async function endSessionsOf(tx: Tx, staffId: string): Promise<void> {
  await tx.deleteFrom("web_session").where("staff_id", "=", staffId).execute();
}

/** Takes every filing out of a person's hands, and gives which those were. */
export async function dropClaimsOf(tx: Tx, staffId: string): Promise<string[]> {
  const rows = await tx.deleteFrom("claim").where("staff_id", "=", staffId).returning("filing_id").execute();
  return rows.map((row) => row.filing_id).sort();
}

export async function otherAdmins(tx: Tx, staffId: string): Promise<number> {
  const { n } = await tx
    .selectFrom("staff")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("role", "=", "admin")
    .where("active", "=", 1)
    .where("id", "<>", staffId)
    .executeTakeFirstOrThrow();
  return n;
}
