import { randomBytes } from "node:crypto";
import { newId } from "../../db/id.ts";
import { inUndoableTransaction, Undone } from "../../db/transaction.ts";
import { record } from "../../events/record.ts";
import type { Deps } from "../../web/env.ts";
import { tokenHash } from "../../web/queries.ts";
import { enrolmentByToken, insertEnrolment, insertKiosk, useEnrolment } from "../queries/people.ts";

const LINK_LIFE_MS = 7 * 86_400_000;
const NOT_USABLE = "这个登记链接已经用过或已过期，请向管理员要一条新的";

/** Makes a one-use enrolment link's token for a kiosk of a hall, good for seven days. Source: design section 6 (demo mark). */
export async function newEnrolment(deps: Pick<Deps, "db">, hallId: string, now: number): Promise<string> {
  const token = randomBytes(24).toString("base64url");
  await insertEnrolment(deps.db, {
    id: newId(now),
    hall_id: hallId,
    token_hash: tokenHash(token),
    created_at: now,
    expires_at: now + LINK_LIFE_MS,
    used_at: null,
  });
  return token;
}

/** The name of the hall that a link enrols for, undefined where the link is used up or past. Changes nothing. Source: as above. */
export async function enrolmentHall(deps: Deps, token: string, now: number): Promise<string | undefined> {
  const row = await enrolmentByToken(deps.db, tokenHash(token));
  return row && row.used_at === null && row.expires_at > now ? row.hall_name : undefined;
}

/** Binds the computer that opened the link to the link's hall, once, and gives the token for its cookie. Source: issue of enrolment, design section 3. */
export async function enrolKiosk(
  deps: Deps,
  input: { token: string; label: string; now: number },
): Promise<{ ok: true; deviceToken: string } | { ok: false; message: string }> {
  const { now } = input;
  type Result = Awaited<ReturnType<typeof enrolKiosk>>;
  return inUndoableTransaction<Result>(deps.db, async (tx) => {
    const link = await enrolmentByToken(tx, tokenHash(input.token));
    if (!link || link.expires_at <= now || !(await useEnrolment(tx, link.id, now)))
      throw new Undone<Result>({ ok: false, message: NOT_USABLE });
    const deviceToken = randomBytes(32).toString("base64url");
    const id = newId(now);
    await insertKiosk(tx, {
      id,
      hall_id: link.hall_id,
      label: input.label,
      token_hash: tokenHash(deviceToken),
      enrolled_at: now,
      revoked_at: null,
    });
    await record(tx, {
      type: "kiosk-enrolled",
      actor: { kind: "system" },
      placeId: link.hall_id,
      at: now,
      data: { kiosk: id },
    });
    return { ok: true, deviceToken };
  });
}
