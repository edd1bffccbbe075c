import type { EventType } from "../events/record.ts";

const TOLD: readonly EventType[] = [
  "created",
  "submitted",
  "returned",
  "registered",
  "corrected",
  "annulled",
  "refused",
  "withdrawn",
  "lapsed",
  "limits-moved",
  "identity-checked",
  "delivery-changed",
  "dispatched",
  "ready-for-pickup",
  "handed-out",
  "printed",
  "sheet-voided",
  "proxy-named",
];

/** The events that an applicant's progress shows; what staff do among themselves is not told. */
export const TOLD_TO_APPLICANTS: ReadonlySet<string> = new Set(TOLD);
