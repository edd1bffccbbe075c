import type { Handle } from "../../db/transaction.ts";

export const DELIVERY_TABS = ["mail", "pickup", "sent", "collected"] as const;
export type DeliveryTab = (typeof DELIVERY_TABS)[number];

/** Whose licences: of the own authority, or of the hall where they are picked up. */
export type DeliveryView = { authorityId: string } | { hallId: string };

const WHICH: Record<DeliveryTab, { method: "mail" | "pickup"; states: readonly DeliveryState[] }> = {
  mail: { method: "mail", states: ["waiting"] },
  pickup: { method: "pickup", states: ["waiting", "ready"] },
  sent: { method: "mail", states: ["dispatched"] },
  collected: { method: "pickup", states: ["collected"] },
};

type DeliveryState = "waiting" | "ready" | "dispatched" | "collected" | "printed";

/** One page of a delivery list; what has waited longest stands first, what is done newest first. */
export function deliveryPage(
  db: Handle,
  view: DeliveryView,
  tab: DeliveryTab,
  limit: number,
  after?: { at: number; id: string },
) {
  const { method, states } = WHICH[tab];
  const done = tab === "sent" || tab === "collected";
  const direction = done ? "desc" : "asc";
  const rows = db
    .selectFrom("delivery")
    .innerJoin("filing", "filing.id", "delivery.filing_id")
    .innerJoin("licence", (join) =>
      join.onRef("licence.filing_id", "=", "filing.id").on("licence.status", "=", "valid"),
    )
    .leftJoin("hall as pickup", "pickup.id", "delivery.pickup_hall_id")
    .innerJoin("authority", "authority.id", "licence.authority_id")
    .select((eb) => [
      "delivery.filing_id as id",
      "delivery.state",
      "delivery.carrier",
      "delivery.tracking",
      "delivery.cost_fen",
      "delivery.collector",
      "delivery.updated_at",
      "filing.name",
      "filing.operator_name",
      "licence.uscc",
      "licence.version",
      "licence.decided_at",
      "authority.name as authority_name",
      "pickup.name as pickup_name",
      eb
        .selectFrom("print_sheet")
        .select((sheets) => sheets.fn.countAll<number>().as("n"))
        .whereRef("print_sheet.licence_id", "=", "licence.id")
        .where("print_sheet.state", "=", "printed")
        .as("sheets"),
    ])
    .where("delivery.method", "=", method)
    .where("delivery.state", "in", states)
    .where("filing.status", "=", "registered")
    .orderBy("delivery.updated_at", direction)
    .orderBy("delivery.filing_id", direction)
    .limit(limit);
  const mine =
    "hallId" in view
      ? rows.where("delivery.pickup_hall_id", "=", view.hallId)
      : rows.where("filing.authority_id", "=", view.authorityId);
  const page = after
    ? mine.where((eb) =>
        eb(eb.refTuple("delivery.updated_at", "delivery.filing_id"), done ? "<" : ">", eb.tuple(after.at, after.id)),
      )
    : mine;
  return page.execute();
}

/** Every sheet of a filing's licence in any version, void ones too, with the place it was printed at. */
export function sheetsOf(db: Handle, filingId: string) {
  return db
    .selectFrom("print_sheet")
    .leftJoin("hall", "hall.id", "print_sheet.place_id")
    .leftJoin("authority", "authority.id", "print_sheet.place_id")
    .leftJoin("kiosk", "kiosk.id", "print_sheet.place_id")
    .select((eb) => [
      "print_sheet.serial",
      "print_sheet.part",
      "print_sheet.copy",
      "print_sheet.state",
      "print_sheet.at",
      "print_sheet.void_reason",
      "print_sheet.place_id",
      eb.fn.coalesce("hall.name", "authority.name", "kiosk.label").as("place_name"),
    ])
    .innerJoin("licence", "licence.id", "print_sheet.licence_id")
    .where("licence.filing_id", "=", filingId)
    .orderBy("print_sheet.part", "desc")
    .orderBy("print_sheet.copy")
    .orderBy("print_sheet.at")
    .execute();
}

/** How many blank sheets a place has left. */
export async function blankSheets(db: Handle, placeId: string): Promise<number> {
  const row = await db
    .selectFrom("sheet_range")
    .select(["next", "last"])
    .where("place_id", "=", placeId)
    .executeTakeFirst();
  return row ? Math.max(0, row.last - row.next + 1) : 0;
}
