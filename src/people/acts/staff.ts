import { randomBytes } from "node:crypto";
import { hash } from "@node-rs/argon2";
import { newId } from "../../db/id.ts";
import { record, recordAll } from "../../events/record.ts";
import { checkPhone } from "../../rules/contact.ts";
import { ROLES, type Role } from "../../rules/permissions.ts";
import { type By, type Outcome, type Refusal, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import type { Problem } from "../../web/form.ts";
import { clearFailures, tokenHash } from "../../web/queries.ts";
import {
  dropClaimsOf,
  endSessionsOf,
  insertStaff,
  otherAdmins,
  type StaffLine,
  staffById,
  updateStaff,
  workplaces,
} from "../queries/staff.ts";
import { type InOffice, inOffice } from "./office.ts";

export interface StaffEntry {
  name: string;
  role: string;
  /** An authority for officers and heads, a hall for guides; "" for the others. */
  place: string;
  phone: string;
}

const NO_SUCH = refuse(404, "没有这个账号");
const LAST_ADMIN = "至少要留一个能用的系统管理员账号";

/** A password to be told once: 16 characters, no two of which look alike. */
export function madePassword(): string {
  const alphabet = "abcdefghjkmnpqrstvwxyz23456789";
  const letters = [...randomBytes(16)].map((byte) => alphabet[byte % alphabet.length]).join("");
  return letters.replace(/(.{4})(?=.)/g, "$1-");
}

/**
 * Adds a member of staff with this first password. Officers and heads belong to an authority, guides to a hall, the city office and
 * administrators to neither. Refuses with 422 (problems beside login, name, role, place, phone), 403. Source: plan 三 (职责分工).
 */
export async function enterStaff(
  deps: Deps,
  by: By,
  input: StaffEntry & { login: string; password: string },
): Promise<Outcome> {
  const passwordHash = await hash(input.password);
  return inOffice(deps, by, async (office) => {
    const { tx, actor, now } = office;
    const known = await workplaces(tx, input.login);
    const login: Problem[] = !/^[a-z][a-z0-9-]{1,30}$/.test(input.login)
      ? [{ field: "login", message: "账号用小写字母、数字和短横线，字母开头，2 到 31 位" }]
      : known.loginTaken
        ? [{ field: "login", message: `账号 ${input.login} 已经有人使用，停用的账号也不能再用` }]
        : [];
    const read = readEntry(input, known);
    if (!read.ok || login.length > 0)
      return refuse(422, "请检查填写的内容", [...login, ...(read.ok ? [] : read.problems)]);
    const id = newId(now);
    const { role, ...row } = read.row;
    await insertStaff(tx, { id, login: input.login, ...row, role, password_hash: passwordHash, active: 1 });
    const placeId = row.authority_id ?? row.hall_id ?? undefined;
    await record(tx, { type: "staff-added", actor, placeId, at: now, data: { staff: id, role } });
    return { location: `/desk/admin/staff/${id}` };
  });
}

/**
 * Changes name, role, place or phone of a member of staff. Who changes role or place is signed out, and what was in hand goes back.
 * Refuses with 422 (problems by field; the last administrator), 404, 403.
 */
export function changeStaff(deps: Deps, by: By, input: StaffEntry & { id: string }): Promise<Outcome> {
  return inOffice(deps, by, async (office) => {
    const { tx, actor, now } = office;
    const before = await staffById(tx, input.id);
    if (!before) return NO_SUCH;
    const read = readEntry(input, await workplaces(tx, ""));
    if (!read.ok) return refuse(422, "请检查填写的内容", read.problems);
    const { row } = read;
    if (before.role === "admin" && row.role !== "admin" && (await otherAdmins(tx, before.id)) === 0)
      return refuse(422, LAST_ADMIN, [{ field: "role", message: LAST_ADMIN }]);
    const moved = before.authority_id !== row.authority_id || before.hall_id !== row.hall_id;
    const fields = [
      ...(before.name === row.name ? [] : ["name"]),
      ...(before.role === row.role ? [] : ["role"]),
      ...(moved ? ["place"] : []),
      ...(before.phone === row.phone ? [] : ["phone"]),
    ];
    const location = `/desk/admin/staff/${before.id}`;
    if (fields.length === 0) return refuse(422, "没有改动", [{ field: "name", message: "内容和原来一样，没有改动" }]);
    await updateStaff(tx, before.id, row);
    const data = { staff: before.id, fields, ...(before.role === row.role ? {} : { from: before.role, to: row.role }) };
    const placeId = row.authority_id ?? row.hall_id ?? undefined;
    await record(tx, { type: "staff-changed", actor, placeId, at: now, data });
    if (moved || before.role !== row.role) await leave(office, before.id);
    return { location: `${location}?told=changed` };
  });
}

/** Gives a member of staff a new password; every session ends, and locks of failed attempts are lifted. Refuses with 404, 403. */
export async function resetPassword(deps: Deps, by: By, input: { id: string; password: string }): Promise<Outcome> {
  const passwordHash = await hash(input.password);
  return inOffice(deps, by, async ({ tx, actor, now }) => {
    const person = await staffById(tx, input.id);
    if (!person) return NO_SUCH;
    await updateStaff(tx, person.id, { password_hash: passwordHash });
    await endSessionsOf(tx, person.id);
    await clearFailures(tx, `login:${tokenHash(person.login)}`);
    await record(tx, { type: "password-reset", actor, placeId: placeOf(person), at: now, data: { staff: person.id } });
    return { location: `/desk/admin/staff/${person.id}?told=password` };
  });
}

/**
 * Switches an account off: sessions end at once and what was in hand goes back; or on again. Nothing is deleted, so that the record
 * keeps its names. Refuses with 422 (oneself, the last administrator), 409 (it is so already), 404, 403.
 */
export function switchStaff(deps: Deps, by: By, input: { id: string; active: boolean }): Promise<Outcome> {
  return inOffice(deps, by, async (office) => {
    const { tx, actor, now } = office;
    const person = await staffById(tx, input.id);
    if (!person) return NO_SUCH;
    if ((person.active === 1) === input.active) return refuse(409, input.active ? "这个账号在用" : "这个账号已经停用");
    const blocked = input.active ? undefined : await mayNotLeave(office, person);
    if (blocked) return blocked;
    await updateStaff(tx, person.id, { active: input.active ? 1 : 0 });
    const type = input.active ? "staff-reactivated" : "staff-deactivated";
    await record(tx, { type, actor, placeId: placeOf(person), at: now, data: { staff: person.id } });
    if (!input.active) await leave(office, person.id);
    return { location: `/desk/admin/staff/${person.id}?told=${input.active ? "on" : "off"}` };
  });
}

async function mayNotLeave({ tx, actor }: InOffice, person: StaffLine): Promise<Refusal | undefined> {
  if (person.id === actor.id) return refuse(422, "不能停用自己的账号，请另一位系统管理员来做");
  if (person.role === "admin" && (await otherAdmins(tx, person.id)) === 0) return refuse(422, LAST_ADMIN);
  return undefined;
}

async function leave({ tx, actor, now }: InOffice, staffId: string): Promise<void> {
  await endSessionsOf(tx, staffId);
  const filings = await dropClaimsOf(tx, staffId);
  await recordAll(
    tx,
    filings.map((filingId) => ({ type: "claim-released", filingId, actor, at: now, data: { from: staffId } })),
  );
}

function placeOf(person: StaffLine): string | undefined {
  return person.authority_id ?? person.hall_id ?? undefined;
}

type Row = { name: string; role: Role; phone: string; authority_id: string | null; hall_id: string | null };

function readEntry(
  entry: StaffEntry,
  known: { authorities: string[]; halls: string[] },
): { ok: true; row: Row } | { ok: false; problems: Problem[] } {
  const role = ROLES.find((each) => each === entry.role);
  const problems: Problem[] = [];
  if (entry.name === "" || [...entry.name].length > 30)
    problems.push({ field: "name", message: "请写姓名，不超过 30 个字" });
  if (!role) problems.push({ field: "role", message: "请选岗位" });
  const atAuthority = role === "officer" || role === "head";
  if (atAuthority && !known.authorities.includes(entry.place))
    problems.push({ field: "place", message: "预审人员和负责人请选一个登记机关" });
  if (role === "guide" && !known.halls.includes(entry.place))
    problems.push({ field: "place", message: "帮办指导员请选一个大厅" });
  if ((role === "city" || role === "admin") && entry.place !== "")
    problems.push({ field: "place", message: "市局和系统管理员不属于登记机关和大厅，请选“不属于”" });
  const phone = entry.phone === "" ? { ok: true as const, phone: "" } : checkPhone(entry.phone);
  if (!phone.ok) problems.push({ field: "phone", message: phone.message });
  if (!role || !phone.ok || problems.length > 0) return { ok: false, problems };
  return {
    ok: true,
    row: {
      name: entry.name,
      role,
      phone: phone.phone,
      authority_id: atAuthority ? entry.place : null,
      hall_id: role === "guide" ? entry.place : null,
    },
  };
}
