import type { Selectable } from "kysely";
import type { LicenceTable } from "../../db/schema.ts";
import type { Handle, Tx } from "../../db/transaction.ts";

export type LicenceRow = Selectable<LicenceTable>;

/** The newest version of a filing's licence. */
export function licenceOf(db: Handle, filingId: string): Promise<LicenceRow | undefined> {
  return db
    .selectFrom("licence")
    .selectAll()
    .where("filing_id", "=", filingId)
    .orderBy("version", "desc")
    .executeTakeFirst();
}

export function licenceById(db: Handle, id: string): Promise<LicenceRow | undefined> {
  return db.selectFrom("licence").selectAll().where("id", "=", id).executeTakeFirst();
}

export function licenceByVerifyCode(db: Handle, code: string): Promise<LicenceRow | undefined> {
  return db.selectFrom("licence").selectAll().where("verify_code", "=", code).executeTakeFirst();
}

/** The licence one of whose two stored files has exactly these bytes. */
export function licenceBySha(db: Handle, sha256: string): Promise<LicenceRow | undefined> {
  return db
    .selectFrom("licence")
    .selectAll()
    .where((eb) => eb.or([eb("original_sha256", "=", sha256), eb("duplicate_sha256", "=", sha256)]))
    .executeTakeFirst();
}

export async function insertLicence(tx: Tx, row: LicenceRow): Promise<void> {
  await tx.insertInto("licence").values(row).execute();
}

export function licenceByIdentifier(db: Handle, identifier: string): Promise<LicenceRow | undefined> {
  return db.selectFrom("licence").selectAll().where("identifier", "=", identifier).executeTakeFirst();
}

/** Ends a version that is still valid. False: somebody was first. */
export async function endLicence(tx: Tx, licenceId: string, status: "replaced" | "cancelled"): Promise<boolean> {
  const result = await tx
    .updateTable("licence")
    .set({ status })
    .where("id", "=", licenceId)
    .where("status", "=", "valid")
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/** Keeps the files that were drawn at first opening; only where none are kept yet. */
export async function keepFiles(
  db: Handle,
  licenceId: string,
  files: { original_sha256: string; duplicate_sha256: string },
): Promise<void> {
  await db.updateTable("licence").set(files).where("id", "=", licenceId).where("original_sha256", "is", null).execute();
}
