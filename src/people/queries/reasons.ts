import type { Schema } from "../../db/schema.ts";
import type { Handle, Tx } from "../../db/transaction.ts";

/** A page of the coded reasons in the order of fields and codes, behind `after`; at most `limit`. */
export function reasonPage(
  db: Handle,
  filter: { field?: string | undefined; text?: string | undefined },
  limit: number,
  after = "",
) {
  let chosen = db.selectFrom("return_reason").selectAll().where("code", ">", after).orderBy("code").limit(limit);
  if (filter.field) chosen = chosen.where("field", "=", filter.field);
  if (filter.text) {
    const part = `%${filter.text.replace(/[\\%_]/g, "")}%`;
    chosen = chosen.where((eb) =>
      eb.or([
        eb("label", "like", part),
        eb("problem", "like", part),
        eb("fix", "like", part),
        eb("code", "like", part),
      ]),
    );
  }
  return chosen.execute();
}

export function reasonByCode(db: Handle, code: string) {
  return db.selectFrom("return_reason").selectAll().where("code", "=", code).executeTakeFirst();
}

/** The codes of a field, to number the next one. */
export async function codesOfField(tx: Tx, field: string): Promise<string[]> {
  const rows = await tx.selectFrom("return_reason").select("code").where("field", "=", field).execute();
  return rows.map((row) => row.code);
}

export async function insertReason(tx: Tx, row: Schema["return_reason"]): Promise<void> {
  await tx.insertInto("return_reason").values(row).execute();
}

export async function updateReason(tx: Tx, code: string, changes: Partial<Schema["return_reason"]>): Promise<void> {
  await tx.updateTable("return_reason").set(changes).where("code", "=", code).execute();
}
