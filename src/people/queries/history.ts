import type { Handle } from "../../db/transaction.ts";
import type { EventType } from "../../events/record.ts";
import { toldEvents } from "../../events/told.ts";

/** A page of the events of administration, the newest first, behind `before`; at most `limit`. */
export function officeEvents(db: Handle, types: readonly EventType[], limit: number, before?: string) {
  let chosen = toldEvents(db)
    .select("event.hash")
    .where("event.filing_id", "is", null)
    .where("event.type", "in", types)
    .orderBy("event.id", "desc")
    .limit(limit);
  if (before) chosen = chosen.where("event.id", "<", before);
  return chosen.execute();
}

export type OfficeEvent = Awaited<ReturnType<typeof officeEvents>>[number];

/** The names of staff by their ids. */
export async function staffNames(db: Handle, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom("staff").select(["id", "name", "login"]).where("id", "in", ids).execute();
  return new Map(rows.map((row) => [row.id, `${row.name}（${row.login}）`]));
}
