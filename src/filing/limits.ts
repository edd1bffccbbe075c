import type { Handle } from "../db/transaction.ts";
import type { NewEvent } from "../events/record.ts";
import type { Calendar } from "../rules/calendar.ts";
import { type ClockSettings, clockOf } from "../rules/clock.ts";
import type { Actor } from "../rules/permissions.ts";
import { clockEvents } from "./clock-events.ts";
import { eventsOfMany, type LimitRow, type OpenFiling, openFilings } from "./queries/limits.ts";

/** A filing whose limits another calendar or other settings change. */
export interface Move {
  filing: OpenFiling;
  after: LimitRow;
}

/** What would become of the limits of all open filings under a calendar and settings. */
export interface Moves {
  open: number;
  moves: Move[];
}

export interface Under {
  calendar: Calendar;
  clock: ClockSettings;
  /** Which limits may follow: those of a running clock, or the lapse of what lies with the applicant. */
  of: "clock" | "lapse";
}

/** Computes the limits of every open filing anew from its events, and gives those that differ from what the filing carries. */
export async function movesUnder(db: Handle, under: Under, now: number): Promise<Moves> {
  const filings = await openFilings(db, under.of === "clock" ? ["submitted"] : ["draft", "returned"]);
  const events = await eventsOfMany(
    db,
    filings.map(({ id }) => id),
  );
  const moves = filings.flatMap((filing) => {
    const { id, version, target_at, due_at, lapses_at } = filing;
    const clock = clockOf(clockEvents(events.get(id) ?? []), under.calendar, under.clock, now);
    const after: LimitRow =
      under.of === "clock"
        ? { id, version, lapses_at, target_at: clock.targetAt ?? target_at, due_at: clock.legalAt ?? due_at }
        : { id, version, target_at, due_at, lapses_at: clock.lapsesAt ?? lapses_at };
    const moved = after.target_at !== target_at || after.due_at !== due_at || after.lapses_at !== lapses_at;
    return moved ? [{ filing, after }] : [];
  });
  return { open: filings.length, moves };
}

/** One event for each filing that moved: the limits before and after, and why. */
export function moveEvents(
  moves: readonly Move[],
  why: { cause: "calendar" | "setting"; actor: Actor; now: number },
): NewEvent[] {
  return moves.map(({ filing, after }) => ({
    type: "limits-moved",
    filingId: filing.id,
    actor: why.actor,
    at: why.now,
    data: {
      cause: why.cause,
      ...pair("target", filing.target_at, after.target_at),
      ...pair("due", filing.due_at, after.due_at),
      ...pair("lapses", filing.lapses_at, after.lapses_at),
    },
  }));
}

function pair(name: string, from: number | null, to: number | null): Record<string, [number, number]> {
  return from !== null && to !== null && from !== to ? { [name]: [from, to] } : {};
}
