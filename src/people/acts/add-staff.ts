import { hash } from "@node-rs/argon2";
import { newId } from "../../db/id.ts";
import { inTransaction } from "../../db/transaction.ts";
import { record } from "../../events/record.ts";
import { ROLES, type Role } from "../../rules/permissions.ts";
import type { Deps } from "../../web/env.ts";
import { insertStaff, workplaces } from "../queries/staff.ts";

export interface NewStaff {
  login: string;
  name: string;
  role: string;
  authorityId?: string | undefined;
  hallId?: string | undefined;
  password: string;
}

const SHORTEST_PASSWORD = 10;

/**
 * Adds a member of staff: officers and heads belong to an authority, guides to a hall, the city office and administrators to neither.
 * Gives what is wrong in one sentence, or the id. Source: plan 三 (职责分工); design section 4 (argon2id).
 */
export async function addStaff(
  deps: Pick<Deps, "db">,
  person: NewStaff,
  now: number,
): Promise<{ ok: true; id: string } | { ok: false; message: string }> {
  const role = ROLES.find((known) => known === person.role);
  if (!role) return { ok: false, message: `岗位是 ${ROLES.join("、")} 之一` };
  if (!/^[a-z][a-z0-9-]{1,30}$/.test(person.login))
    return { ok: false, message: "账号用小写字母、数字和短横线，字母开头" };
  if (person.name.trim() === "") return { ok: false, message: "请写姓名" };
  if (person.password.length < SHORTEST_PASSWORD) return { ok: false, message: `密码至少 ${SHORTEST_PASSWORD} 位` };
  const passwordHash = await hash(person.password);
  return inTransaction(deps.db, async (tx) => {
    const places = await workplaces(tx, person.login);
    if (places.loginTaken) return { ok: false, message: `账号 ${person.login} 已经有人使用` };
    const wrong = wrongPlace(role, person, places);
    if (wrong) return { ok: false, message: wrong };
    const id = newId(now);
    await insertStaff(tx, {
      id,
      login: person.login,
      name: person.name.trim(),
      role,
      authority_id: person.authorityId ?? null,
      hall_id: person.hallId ?? null,
      password_hash: passwordHash,
      phone: "",
      active: 1,
    });
    const placeId = person.authorityId ?? person.hallId;
    await record(tx, { type: "staff-added", actor: { kind: "system" }, placeId, at: now, data: { staff: id, role } });
    return { ok: true, id };
  });
}

function wrongPlace(
  role: Role,
  { authorityId, hallId }: NewStaff,
  places: { authorities: string[]; halls: string[] },
): string | undefined {
  const needsAuthority = role === "officer" || role === "head";
  const needsHall = role === "guide";
  if (needsAuthority !== (authorityId !== undefined))
    return needsAuthority ? "请用 --authority 写明登记机关" : "这个岗位不属于登记机关，请去掉 --authority";
  if (needsHall !== (hallId !== undefined))
    return needsHall ? "请用 --hall 写明大厅" : "这个岗位不属于大厅，请去掉 --hall";
  if (authorityId && !places.authorities.includes(authorityId))
    return `没有登记机关 ${authorityId}，现有：${places.authorities.join("、")}`;
  if (hallId && !places.halls.includes(hallId)) return `没有大厅 ${hallId}，现有：${places.halls.join("、")}`;
  return undefined;
}
