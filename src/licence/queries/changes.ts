import { sql } from "kysely";
import type { LicenceChangeTable } from "../../db/after-issue-tables.ts";
import type { Handle, Tx } from "../../db/transaction.ts";

export async function insertChange(tx: Tx, row: LicenceChangeTable): Promise<void> {
  await tx.insertInto("licence_change").values(row).execute();
}

/** Every version of a filing's licence with what ended it and who did, the newest first; in one statement. */
export function versionsOf(db: Handle, filingId: string) {
  return db
    .selectFrom("licence")
    .leftJoin("licence_change", "licence_change.licence_id", "licence.id")
    .leftJoin("staff", "staff.id", "licence_change.staff_id")
    .select([
      "licence.id",
      "licence.version",
      "licence.status",
      "licence.identifier",
      "licence.issued_at",
      "licence.decided_at",
      "licence_change.kind",
      "licence_change.ground",
      "licence_change.reason_sealed",
      "licence_change.fields",
      "licence_change.at as ended_at",
      "staff.name as ended_by",
    ])
    .where("licence.filing_id", "=", filingId)
    .orderBy("licence.version", "desc")
    .execute();
}

export type VersionRow = Awaited<ReturnType<typeof versionsOf>>[number];

/** Whether the registration of the filing in a row was annulled, as 0 or 1: for lists that read from `filing`. */
export const IS_ANNULLED = sql<number>`(select count(*) from licence_change
  where licence_change.kind = 'annul' and licence_change.filing_id = filing.id)`;

/** The state of the newest version of a filing's licence; undefined where none was issued. */
export async function licenceStateOf(db: Handle, filingId: string) {
  const row = await db
    .selectFrom("licence")
    .select("status")
    .where("filing_id", "=", filingId)
    .orderBy("version", "desc")
    .executeTakeFirst();
  return row?.status;
}
