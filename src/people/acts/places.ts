import { randomBytes } from "node:crypto";
import { newId } from "../../db/id.ts";
import { record } from "../../events/record.ts";
import { authorities, authorityById, hallById } from "../../filing/queries/places.ts";
import { checkPhone } from "../../rules/contact.ts";
import { type By, type Outcome, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import type { Problem } from "../../web/form.ts";
import { tokenHash } from "../../web/queries.ts";
import { insertEnrolment } from "../queries/people.ts";
import { insertHall, kioskById, revokeKioskRow, updateAuthority, updateHall } from "../queries/places.ts";
import { inOffice } from "./office.ts";

const LINK_LIFE_MS = 7 * 86_400_000;
const CHECK = "请检查填写的内容";
const UNCHANGED: Problem = { field: "name", message: "内容和原来一样，没有改动" };

export interface ContactEntry {
  name: string;
  phone: string;
  hours: string;
  address: string;
}

/**
 * Names the person to whom the public turns at an authority, with telephone, hours and address. Refuses with 422 by field, 404, 403.
 * Source: plan 三(二) (安排专人办理业务咨询、指导服务和登记注册).
 */
export function nameContact(deps: Deps, by: By, input: ContactEntry & { authorityId: string }): Promise<Outcome> {
  return inOffice(deps, by, async ({ tx, actor, now }) => {
    const before = await authorityById(tx, input.authorityId);
    if (!before) return refuse(404, "没有这个登记机关");
    const read = readPlace(input, "专人的姓名或窗口名称");
    if (!read.ok) return refuse(422, CHECK, read.problems);
    const { name, phone, hours, address } = read;
    const after = { contact_name: name, contact_phone: phone, contact_hours: hours, address };
    const fields = [
      ...(before.contact_name === name ? [] : ["person"]),
      ...(before.contact_phone === phone ? [] : ["phone"]),
      ...(before.contact_hours === hours ? [] : ["hours"]),
      ...(before.address === address ? [] : ["address"]),
    ];
    if (fields.length === 0) return refuse(422, UNCHANGED.message, [UNCHANGED]);
    await updateAuthority(tx, before.id, after);
    await record(tx, { type: "contact-changed", actor, placeId: before.id, at: now, data: { fields } });
    return { location: "/desk/admin/contacts?told=changed" };
  });
}

/** Adds a hall in the district of an authority. Refuses with 422 by field, 403. Source: plan 二(一) (城区各政务服务大厅). */
export function enterHall(deps: Deps, by: By, input: ContactEntry & { authorityId: string }): Promise<Outcome> {
  return inOffice(deps, by, async ({ tx, actor, now }) => {
    const authority = (await authorities(tx)).find(({ id }) => id === input.authorityId);
    const read = readPlace(input, "大厅的名称");
    if (!read.ok || !authority)
      return refuse(422, CHECK, [
        ...(read.ok ? [] : read.problems),
        ...(authority ? [] : [{ field: "authorityId", message: "请选大厅在哪个区" }]),
      ]);
    const { name, phone, hours, address } = read;
    const id = newId(now);
    const { district } = authority;
    await insertHall(tx, { id, name, district, authority_id: authority.id, address, phone, hours });
    await record(tx, { type: "hall-added", actor, placeId: id, at: now, data: { hall: id } });
    return { location: `/desk/admin/halls/${id}?told=added` };
  });
}

/** Changes name, telephone, hours or address of a hall. Its district stays: filings were taken in there. Refuses with 422 by field, 404, 403. */
export function changeHall(deps: Deps, by: By, input: ContactEntry & { hallId: string }): Promise<Outcome> {
  return inOffice(deps, by, async ({ tx, actor, now }) => {
    const before = await hallById(tx, input.hallId);
    if (!before) return refuse(404, "没有这个大厅");
    const read = readPlace(input, "大厅的名称");
    if (!read.ok) return refuse(422, CHECK, read.problems);
    const { name, phone, hours, address } = read;
    const after = { name, phone, hours, address };
    const fields = (["name", "phone", "hours", "address"] as const).filter((field) => before[field] !== after[field]);
    if (fields.length === 0) return refuse(422, UNCHANGED.message, [UNCHANGED]);
    await updateHall(tx, before.id, after);
    await record(tx, { type: "hall-changed", actor, placeId: before.id, at: now, data: { hall: before.id, fields } });
    return { location: `/desk/admin/halls/${before.id}?told=changed` };
  });
}

/** A new token of a one-use link. */
export function madeToken(): string {
  return randomBytes(24).toString("base64url");
}

/** Keeps a one-use link for a kiosk of a hall, good for seven days; only its hash. Refuses with 404, 403. Source: design section 6. */
export function makeEnrolment(deps: Deps, by: By, input: { hallId: string; token: string }): Promise<Outcome> {
  return inOffice(deps, by, async ({ tx, actor, now }) => {
    const hall = await hallById(tx, input.hallId);
    if (!hall) return refuse(404, "没有这个大厅");
    const id = newId(now);
    await insertEnrolment(tx, {
      id,
      hall_id: hall.id,
      token_hash: tokenHash(input.token),
      created_at: now,
      expires_at: now + LINK_LIFE_MS,
      used_at: null,
    });
    await record(tx, {
      type: "enrolment-made",
      actor,
      placeId: hall.id,
      at: now,
      data: { hall: hall.id, enrolment: id },
    });
    return { location: `/desk/admin/halls/${hall.id}?told=link` };
  });
}

/** Takes a kiosk out of use at once: what is open on it ends, drafts stay. Refuses with 404, 409 (it was so already), 403. */
export function revokeKiosk(deps: Deps, by: By, input: { kioskId: string }): Promise<Outcome> {
  return inOffice(deps, by, async ({ tx, actor, now }) => {
    const kiosk = await kioskById(tx, input.kioskId);
    if (!kiosk) return refuse(404, "没有这台自助终端");
    if (!(await revokeKioskRow(tx, kiosk.id, now))) return refuse(409, "这台自助终端已经停用");
    await record(tx, { type: "kiosk-revoked", actor, placeId: kiosk.hall_id, at: now, data: { kiosk: kiosk.id } });
    return { location: `/desk/admin/halls/${kiosk.hall_id}?told=revoked` };
  });
}

function readPlace(
  entry: ContactEntry,
  who: string,
): ({ ok: true } & ContactEntry) | { ok: false; problems: Problem[] } {
  const problems: Problem[] = [];
  const { name, hours, address } = entry;
  if (name === "" || [...name].length > 40) problems.push({ field: "name", message: `请写${who}，不超过 40 个字` });
  const phone = checkPhone(entry.phone);
  if (!phone.ok) problems.push({ field: "phone", message: phone.message });
  if (hours === "" || [...hours].length > 60)
    problems.push({ field: "hours", message: "请写办公时间，例如 工作日 8:30–11:30，13:30–17:00" });
  if (address === "" || [...address].length > 60)
    problems.push({ field: "address", message: "请写地址，不超过 60 个字" });
  return phone.ok && problems.length === 0
    ? { ok: true, name, phone: phone.phone, hours, address }
    : { ok: false, problems };
}
