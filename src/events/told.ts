import type { Handle } from "../db/transaction.ts";

export interface ToldRow {
  id: string;
  at: number;
  type: string;
  actor_kind: string;
  data: string;
  /** Of the member of staff who acted. */
  actorName: string | null;
  /** Of the authority or hall where it was done. */
  placeName: string | null;
}

/** Events with the names that their ids stand for now, for a list to narrow and to order. */
export function toldEvents(db: Handle) {
  return db
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
      "staff.name as actorName",
      eb.fn.coalesce("authority.name", "hall.name").as("placeName"),
    ]);
}
