import type { Handle } from "../../db/transaction.ts";
import type { EventType } from "../../events/record.ts";

/** A page of the events of administration, the newest first, behind `before`; at most `limit`. */
export function officeEvents(db: Handle, types: readonly EventType[], limit: number, before?: string) {
  let chosen = db
    .selectFrom("event")
    .leftJoin("staff", "staff.id", "event.actor_id")
    .leftJoin("authority", "authority.id", "event.place_id")
    .leftJoin("hall", "hall.id", "event.place_id")
    .select((eb) => [
      "event.id",
      "event.at",
      "event.type",
      "event.actor_kind",
      "event.data",
      "event.hash",
      "staff.name as actorName",
      eb.fn.coalesce("authority.name", "hall.name").as("about"),
    ])
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
