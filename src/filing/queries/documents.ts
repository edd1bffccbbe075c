import type { Schema } from "../../db/schema.ts";
import type { Handle, Tx } from "../../db/transaction.ts";

export interface DocumentRow {
  id: string;
  kind: string;
  label: string;
  added_at: number;
  file_id: string;
  media_type: string;
  size: number;
}

/** The documents now in force of a filing, in the order they came. */
export function documentsOf(db: Handle, filingId: string): Promise<DocumentRow[]> {
  return db
    .selectFrom("document")
    .innerJoin("stored_file", "stored_file.id", "document.file_id")
    .select([
      "document.id",
      "document.kind",
      "document.label",
      "document.added_at",
      "document.file_id",
      "stored_file.media_type",
      "stored_file.size",
    ])
    .where("document.filing_id", "=", filingId)
    .where("document.removed_at", "is", null)
    .orderBy("document.id")
    .execute();
}

/** The stored file of a filing's document or signature; of no other filing. */
export function filingFile(db: Handle, filingId: string, fileId: string) {
  return db
    .selectFrom("stored_file")
    .selectAll()
    .where("id", "=", fileId)
    .where("filing_id", "=", filingId)
    .executeTakeFirst();
}

export async function documentFile(db: Handle, filingId: string, documentId: string) {
  return db
    .selectFrom("document")
    .innerJoin("stored_file", "stored_file.id", "document.file_id")
    .selectAll("stored_file")
    .where("document.id", "=", documentId)
    .where("document.filing_id", "=", filingId)
    .executeTakeFirst();
}

export async function insertFile(tx: Tx, row: Schema["stored_file"]): Promise<void> {
  await tx.insertInto("stored_file").values(row).execute();
}

export async function insertDocument(tx: Tx, row: Schema["document"]): Promise<void> {
  await tx.insertInto("document").values(row).execute();
}

export async function removeDocumentRow(tx: Tx, filingId: string, documentId: string, now: number): Promise<boolean> {
  const result = await tx
    .updateTable("document")
    .set({ removed_at: now })
    .where("id", "=", documentId)
    .where("filing_id", "=", filingId)
    .where("removed_at", "is", null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
