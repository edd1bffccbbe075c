import type { NoticeReader } from "../rules/notice-kinds.ts";
import { type FilingPlace, type Place, placesOf } from "../rules/permissions.ts";
import type { Deps, StaffActor } from "../web/env.ts";
import { type DeskFilingRow, deskFiling } from "./queries/desk-filing.ts";

/** From where each role sees a whole filing; the pickup hall sees only what it hands out, on the delivery pages. */
const SEEN_FROM: Partial<Record<StaffActor["role"], readonly Place[]>> = {
  officer: ["own authority"],
  head: ["own authority"],
  guide: ["own hall", "opened"],
};

/** What the permission rules ask of the row that a desk page has read. */
export function placeOfRow(row: DeskFilingRow, staffId: string): FilingPlace {
  return {
    id: row.id,
    status: row.status,
    hallId: row.hall_id,
    authorityId: row.authority_id,
    pickupHallId: row.pickup_hall_id,
    openedBy: row.opened_by_me === 1 ? [staffId] : [],
  };
}

/** How a member of staff stands to a filing as a reader of its notices; undefined: it is not theirs. */
export function noticeReader(actor: StaffActor, row: DeskFilingRow): NoticeReader | undefined {
  const places = placesOf(actor, placeOfRow(row, actor.id));
  if (places.some((place) => SEEN_FROM[actor.role]?.includes(place))) {
    if (actor.role === "guide") return "own hall";
    return row.claimer_id === actor.id ? "in hand" : "own authority";
  }
  return places.includes("pickup hall") ? "pickup hall" : undefined;
}

/** The filing of an address, if this member of staff sees it; all others are not found (R20–R22). */
export async function seenFiling(deps: Deps, actor: StaffActor, id: string): Promise<DeskFilingRow | undefined> {
  const filing = await deskFiling(deps.db, id, actor, deps.now());
  if (!filing) return undefined;
  const from = SEEN_FROM[actor.role] ?? [];
  return placesOf(actor, placeOfRow(filing, actor.id)).some((place) => from.includes(place)) ? filing : undefined;
}
