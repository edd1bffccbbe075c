import { hash, verify } from "@node-rs/argon2";
import { inTransaction } from "../../db/transaction.ts";
import { record } from "../../events/record.ts";
import type { Role } from "../../rules/permissions.ts";
import type { Deps } from "../../web/env.ts";
import { clearFailures, countFailure, lockedUntil, openSession, tokenHash } from "../../web/queries.ts";
import { staffByLogin } from "../queries/people.ts";

const TRIES_PER_LOGIN = 5;
const TRIES_PER_ADDRESS = 30;
const FAILED = "账号或密码不对";
const LOCKED = "试错次数太多，请 15 分钟后再试，或请管理员帮助";

let decoy: Promise<string> | undefined;

/**
 * Signs staff in with login and password (argon2id) and gives the session's token. Every failure reads the same; attempts are
 * limited by login and by address. Source: design section 4; 网络数据安全管理条例 (access control, domain 9).
 */
export async function signIn(
  deps: Deps,
  input: { login: string; password: string; address: string; now: number },
): Promise<{ ok: true; token: string; role: Role } | { ok: false; message: string }> {
  const { now } = input;
  const subjects = { login: `login:${tokenHash(input.login)}`, address: `login-from:${tokenHash(input.address)}` };
  if ((await lockedUntil(deps.db, subjects.login, now)) || (await lockedUntil(deps.db, subjects.address, now)))
    return { ok: false, message: LOCKED };

  const person = await staffByLogin(deps.db, input.login);
  // An unknown login costs the same time as a wrong password.
  decoy ??= hash("nobody");
  const right = await verify(person?.password_hash ?? (await decoy), input.password);
  if (!person || !right) {
    await countFailure(deps.db, subjects.login, TRIES_PER_LOGIN, now);
    await countFailure(deps.db, subjects.address, TRIES_PER_ADDRESS, now);
    return { ok: false, message: FAILED };
  }

  await clearFailures(deps.db, subjects.login);
  const session = await openSession(deps.db, { kind: "staff", staffId: person.id }, now);
  await inTransaction(deps.db, (tx) =>
    record(tx, {
      type: "signed-in",
      actor: { kind: "staff", id: person.id, name: person.name, role: person.role },
      placeId: person.authority_id ?? person.hall_id ?? undefined,
      at: now,
    }),
  );
  return { ok: true, token: session.token, role: person.role };
}
