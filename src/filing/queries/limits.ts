import { sql } from "kysely";
import type { Handle, Tx } from "../../db/transaction.ts";
import type { Status } from "../../rules/filing.ts";

const PAGE = 500;

/** The filings in these statuses, with the limits they carry. */
export function openFilings(db: Handle, statuses: readonly Status[]) {
  return db
    .selectFrom("filing")
    .leftJoin("authority", "authority.id", "filing.authority_id")
    .select([
      "filing.id",
      "filing.number",
      "filing.status",
      "filing.version",
      "filing.target_at",
      "filing.due_at",
      "filing.lapses_at",
      "authority.name as authority_name",
    ])
    .where("filing.status", "in", statuses)
    .orderBy("filing.id")
    .execute();
}

export type OpenFiling = Awaited<ReturnType<typeof openFilings>>[number];

/** The events of filings that a clock counts, in the order of the record, by filing. */
export async function eventsOfMany(
  db: Handle,
  ids: readonly string[],
): Promise<Map<string, { type: string; at: number }[]>> {
  const found = new Map<string, { type: string; at: number }[]>();
  for (let from = 0; from < ids.length; from += PAGE) {
    const rows = await db
      .selectFrom("event")
      .select(["filing_id", "type", "at"])
      .where("filing_id", "in", ids.slice(from, from + PAGE))
      .orderBy("id")
      .execute();
    for (const { filing_id, type, at } of rows)
      if (filing_id !== null) found.set(filing_id, [...(found.get(filing_id) ?? []), { type, at }]);
  }
  return found;
}

export interface LimitRow {
  id: string;
  version: number;
  target_at: number | null;
  due_at: number | null;
  lapses_at: number | null;
}

/** Writes new limits where the filing is still as it was read. False: one of them changed meanwhile. */
export async function writeLimits(tx: Tx, rows: readonly LimitRow[]): Promise<boolean> {
  for (let from = 0; from < rows.length; from += PAGE) {
    const page = rows.slice(from, from + PAGE);
    const by = (column: Exclude<keyof LimitRow, "id">) =>
      sql<number>`case id ${sql.join(
        page.map((row) => sql`when ${row.id} then cast(${row[column]} as bigint)`),
        sql` `,
      )} end`;
    const result = await tx
      .updateTable("filing")
      .set({
        target_at: by("target_at"),
        due_at: by("due_at"),
        lapses_at: by("lapses_at"),
        version: sql<number>`version + 1`,
      })
      .where(
        "id",
        "in",
        page.map(({ id }) => id),
      )
      .where("version", "=", by("version"))
      .executeTakeFirst();
    if (result.numUpdatedRows !== BigInt(page.length)) return false;
  }
  return true;
}
