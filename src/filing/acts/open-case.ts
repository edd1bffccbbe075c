import { lookupHash } from "../../people/keyring.ts";
import type { Deps } from "../../web/env.ts";
import { clearFailures, countFailure, lockedUntil, tokenHash } from "../../web/queries.ts";
import { normaliseCode } from "../code.ts";
import { type FilingRow, filingByCode } from "../queries/filing.ts";
import { openAnswers } from "../sealed.ts";

const TRIES_PER_CODE = 8;
const TRIES_PER_ADDRESS = 30;
const NO_MATCH = "取件码和身份对不上，请检查取件码，并使用申请时的身份证或手机号";
const LOCKED = "试错次数太多，请 15 分钟后再试，或请帮办人员帮助";

/**
 * Opens a filing for the person of whom it is: the code and an identity, by card or by number with a phone code that was just
 * checked. The operator and the filer may; with a phone, only the phone that the application holds. One answer for every failure;
 * attempts limited by code and address. Source: design section 3 (Identity), R1.
 */
export async function openCase(
  deps: Deps,
  input: { code: string; idNumber: string; source: "card" | "phone"; phone?: string; address: string; now: number },
): Promise<{ ok: true; filing: FilingRow; identity: "card" | "phone" } | { ok: false; message: string }> {
  const { now } = input;
  const code = normaliseCode(input.code);
  const subjects = { code: `case:${tokenHash(code)}`, address: `case-from:${tokenHash(input.address)}` };
  if ((await lockedUntil(deps.db, subjects.code, now)) || (await lockedUntil(deps.db, subjects.address, now)))
    return { ok: false, message: LOCKED };

  const filing = await filingByCode(deps.db, code);
  if (filing && matches(deps, filing, input)) {
    await clearFailures(deps.db, subjects.code);
    return { ok: true, filing, identity: input.source };
  }
  await countFailure(deps.db, subjects.code, TRIES_PER_CODE, now);
  await countFailure(deps.db, subjects.address, TRIES_PER_ADDRESS, now);
  return { ok: false, message: NO_MATCH };
}

function matches(
  deps: Deps,
  filing: FilingRow,
  input: { idNumber: string; source: "card" | "phone"; phone?: string },
): boolean {
  const person = lookupHash(deps.config.keyring, "id", input.idNumber.toUpperCase());
  if (person !== filing.operator_hash && person !== filing.filer_hash) return false;
  if (input.source === "card") return true;
  const { answers } = openAnswers(deps.config.keyring, filing);
  const phones = [answers.operator?.phone, answers.filer?.phone].filter(Boolean);
  return input.phone !== undefined && phones.includes(input.phone);
}
