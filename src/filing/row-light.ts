import { standingClock } from "../rules/due-soon.ts";
import type { Catalogues } from "../rules/findings.ts";
import { type Light, lightOf } from "../rules/lights.ts";
import type { FilingRow } from "./queries/filing.ts";

type StandingRow = Pick<FilingRow, "status" | "submission" | "submitted_at" | "target_at" | "due_at">;

/** The light of a filing in a list with its why, computed from the row's own limits: no further question to the database for each row. */
export function rowLight(
  row: StandingRow,
  catalogues: Catalogues,
  now: number,
): { light: Light | undefined; why: string[] } {
  const { calendar, settings } = catalogues;
  const clock = standingClock(
    {
      running: row.status === "submitted",
      submission: row.submission,
      submittedAt: row.submitted_at,
      targetAt: row.target_at,
      dueAt: row.due_at,
    },
    calendar,
    settings.clock,
  );
  const reading = clock && lightOf(clock, calendar, settings.clock, now);
  return { light: reading?.light, why: reading?.why ?? [] };
}
