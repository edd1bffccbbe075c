import type { EventRow } from "../events/record.ts";
import type { ClockEvent } from "../rules/clock.ts";

const KNOWN: readonly string[] = [
  "created",
  "submitted",
  "returned",
  "extended",
  "registered",
  "refused",
  "withdrawn",
  "lapsed",
] satisfies ClockEvent["type"][];

/** The events that the legal clock counts, out of all of a filing. */
export function clockEvents(events: readonly Pick<EventRow, "type" | "at">[]): ClockEvent[] {
  return events.flatMap(({ type, at }) => (isClockEvent(type) ? [{ type, at }] : []));
}

function isClockEvent(type: string): type is ClockEvent["type"] {
  return KNOWN.includes(type);
}
