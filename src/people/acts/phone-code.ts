import { randomInt, timingSafeEqual } from "node:crypto";
import { newId } from "../../db/id.ts";
import { inTransaction } from "../../db/transaction.ts";
import { queueMessage } from "../../notices/tell.ts";
import { checkMobile } from "../../rules/contact.ts";
import type { Deps } from "../../web/env.ts";
import { countFailure, lockedUntil, tokenHash } from "../../web/queries.ts";
import { lookupHash } from "../keyring.ts";
import { countTry, insertPhoneCode, phoneCodesSince, useCode } from "../queries/people.ts";

const LIFE_MS = 10 * 60_000;
const PAUSE_MS = 60_000;
const PER_HOUR = 5;
const TRIES = 5;
const SENT_PER_ADDRESS = 40;
const NO_CODE = "验证码已过期或还没有发送，请重新获取验证码";

/**
 * Sends a six-digit code to a mobile phone through the outbox: one a minute and five an hour for a number, limited by address.
 * Source: design section 3 (Identity).
 */
export async function sendPhoneCode(
  deps: Deps,
  input: { phone: string; now: number; address: string },
): Promise<{ ok: boolean; message: string }> {
  const { now } = input;
  const phone = checkMobile(input.phone);
  if (!phone.ok) return { ok: false, message: phone.message };
  const from = `code-from:${tokenHash(input.address)}`;
  if (await lockedUntil(deps.db, from, now)) return { ok: false, message: "这里要验证码的次数太多，请 15 分钟后再试" };
  const phoneHash = lookupHash(deps.config.keyring, "phone", phone.phone);
  const code = String(randomInt(1_000_000)).padStart(6, "0");
  return inTransaction(deps.db, async (tx) => {
    // The row of the number is held to the end: requests that come at once would each find that none was sent yet.
    await countFailure(tx, `code-to:${phoneHash}`, Number.MAX_SAFE_INTEGER, now);
    const recent = await phoneCodesSince(tx, phoneHash, now - 3_600_000);
    if (recent.length >= PER_HOUR)
      return { ok: false, message: "这个号码一小时内要的验证码太多了，请稍后再试，或请帮办人员帮助" };
    if (recent[0] && recent[0].created_at + PAUSE_MS > now)
      return { ok: false, message: "验证码刚发过，请等一分钟再要" };
    await countFailure(tx, from, SENT_PER_ADDRESS, now);
    await insertPhoneCode(tx, {
      id: newId(now),
      phone_hash: phoneHash,
      code_hash: lookupHash(deps.config.keyring, "code", `${phoneHash}:${code}`),
      created_at: now,
      expires_at: now + LIFE_MS,
      tries: 0,
      used_at: null,
    });
    await queueMessage(tx, deps.config, {
      filingId: null,
      kind: "phone-code",
      phone: phone.phone,
      body: `【全城通办】验证码 ${code}，10 分钟内有效。请不要告诉别人。`,
      now,
    });
    return { ok: true, message: "验证码已发送，请查看手机短信" };
  });
}

/** Checks a phone code: the newest unused one, five tries, once. Source: design section 3 (Identity; code attempts limited). */
export async function checkPhoneCode(
  deps: Deps,
  input: { phone: string; code: string; now: number },
): Promise<{ ok: true } | { ok: false; message: string }> {
  const phone = checkMobile(input.phone);
  if (!phone.ok) return { ok: false, message: phone.message };
  const phoneHash = lookupHash(deps.config.keyring, "phone", phone.phone);
  const given = Buffer.from(lookupHash(deps.config.keyring, "code", `${phoneHash}:${input.code}`));
  return inTransaction<{ ok: true } | { ok: false; message: string }>(deps.db, async (tx) => {
    const sent = () => phoneCodesSince(tx, phoneHash, input.now - LIFE_MS);
    const [newest] = await sent();
    if (!newest || newest.used_at !== null || newest.expires_at <= input.now) return { ok: false, message: NO_CODE };
    // Counted before it is compared, which holds the code's row: guesses that come at once are five as well.
    await countTry(tx, newest.id);
    const held = (await sent()).find((code) => code.id === newest.id);
    if (!held || held.tries > TRIES) return { ok: false, message: "试错次数太多，请重新获取验证码" };
    if (!timingSafeEqual(given, Buffer.from(newest.code_hash)))
      return { ok: false, message: "验证码不对，请看清短信里的 6 位数字" };
    return (await useCode(tx, newest.id, input.now))
      ? { ok: true }
      : { ok: false, message: "验证码已经用过，请重新获取" };
  });
}
