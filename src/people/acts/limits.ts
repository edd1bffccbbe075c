import { createHash } from "node:crypto";
import { recordAll } from "../../events/record.ts";
import { type Moves, moveEvents, movesUnder, type Under } from "../../filing/limits.ts";
import { writeLimits } from "../../filing/queries/limits.ts";
import { type Refusal, refuse } from "../../web/act.ts";
import { type InOffice, raced } from "./office.ts";

/** What was told of the moves before they were confirmed, in one word: another word means that something else would happen now. */
export function toldOf(moves: Moves): string {
  const text = moves.moves.map(({ after }) => [after.id, after.target_at, after.due_at, after.lapses_at].join(" "));
  return createHash("sha256").update(text.join("\n")).digest("base64url").slice(0, 22);
}

/**
 * Moves the limits of open filings to what calendar and settings now say, each with its event, if it is still what was told before.
 * Gives how many moved, or the refusal: 422 beside `told`, or a race. Source: design section 3 (Clock: a pure function of the event log).
 */
export async function moveLimits(
  { tx, actor, now }: InOffice,
  under: Under,
  why: { cause: "calendar" | "setting"; told: string },
): Promise<{ moved: number } | Refusal> {
  const moves = await movesUnder(tx, under, now);
  if (toldOf(moves) !== why.told) {
    const message = "受影响的申请和刚才说的不一样了，请再看一遍后确认";
    return refuse(422, message, [{ field: "told", message }]);
  }
  if (
    !(await writeLimits(
      tx,
      moves.moves.map(({ after }) => after),
    ))
  )
    return raced();
  await recordAll(tx, moveEvents(moves.moves, { cause: why.cause, actor, now }));
  return { moved: moves.moves.length };
}
