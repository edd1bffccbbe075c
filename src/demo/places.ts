import { createHash } from "node:crypto";
import { hash } from "@node-rs/argon2";
import type { Schema } from "../db/schema.ts";
import { type Db, inTransaction, type Tx } from "../db/transaction.ts";
import { contentHash, type EventRow } from "../events/record.ts";
import type { Role } from "../rules/permissions.ts";
import { innerCheck, outerCheck } from "../rules/uscc.ts";
import { chanceOf, idOf } from "./random.ts";

/** Of every demonstration account. */
export const DEMO_PASSWORD = "tongban2026";

const HOURS = "工作日 8:30–11:30，13:30–17:00";
const CODES_EACH = 20_000;
const SHEETS_EACH = 5_000;

const AUTHORITIES = [
  ["dongan", "231002", "东安区", "孙丽华", "太平路1号"],
  ["yangming", "231003", "阳明区", "崔明哲", "裕民路1号"],
  ["aimin", "231004", "爱民区", "姜文静", "新华路1号"],
  ["xian", "231005", "西安区", "于海涛", "西三条路1号"],
] as const;

const HALLS = [
  ["hall1", "dongan", "东安区政务服务大厅", "东安区太平路2号"],
  ["hall2", "dongan", "东安区江南便民服务大厅", "东安区卧龙街3号"],
  ["hall3", "yangming", "阳明区政务服务大厅", "阳明区裕民路2号"],
  ["hall4", "yangming", "阳明区铁岭镇便民服务大厅", "阳明区铁岭镇铁岭村1号"],
  ["hall5", "aimin", "爱民区政务服务大厅", "爱民区新华路2号"],
  ["hall6", "aimin", "爱民区北山登记大厅", "爱民区通乡街3号"],
  ["hall7", "xian", "西安区政务服务大厅", "西安区西三条路2号"],
  ["hall8", "xian", "西安区温春镇便民服务大厅", "西安区温春镇温春村1号"],
] as const;

const OFFICERS: Record<string, readonly [string, string, string]> = {
  dongan: ["李晓东", "王静", "宋立新"],
  yangming: ["赵鹏", "金美花", "高志强"],
  aimin: ["刘敏", "徐文博", "郑秀兰"],
  xian: ["杨雪", "曲宏伟", "隋玉梅"],
};
const GUIDES = ["陈丹", "林海燕", "马晶", "郭立红", "周艳", "董慧敏", "朱婷婷", "丛雪梅"];

interface Person {
  login: string;
  name: string;
  role: Role;
  what: string;
  authorityId?: string;
  hallId?: string;
}

/** The accounts of the demonstration, and what each is for. */
export const DEMO_STAFF: readonly Person[] = [
  ...AUTHORITIES.flatMap(([id, , district]) => {
    const [first, second, head] = OFFICERS[id] ?? ["", "", ""];
    return [
      { login: `${id}1`, name: first, role: "officer", what: `${district}局预审人员`, authorityId: id },
      { login: `${id}2`, name: second, role: "officer", what: `${district}局预审人员`, authorityId: id },
      { login: `${id}-head`, name: head, role: "head", what: `${district}局负责人`, authorityId: id },
    ] satisfies Person[];
  }),
  ...HALLS.map(
    ([id, , name], index): Person => ({
      login: id,
      name: GUIDES[index] ?? "",
      role: "guide",
      what: `${name}帮办指导员`,
      hallId: id,
    }),
  ),
  { login: "city", name: "矫建国", role: "city", what: "市局登记注册指导科" },
  { login: "admin", name: "初明", role: "admin", what: "系统管理员" },
];

/**
 * Fills an empty database with what a city needs before the first filing: authorities, halls, code and sheet ranges, staff.
 * False: there are authorities already, and nothing was changed.
 */
export async function seedPlaces(db: Db, now: number): Promise<boolean> {
  const passwords = await Promise.all(DEMO_STAFF.map(({ login }) => demoPasswordHash(login)));
  return inTransaction(db, async (tx) => {
    if (await tx.selectFrom("authority").select("id").limit(1).executeTakeFirst()) return false;
    await tx.insertInto("authority").values(authorityRows()).execute();
    await tx.insertInto("hall").values(hallRows()).execute();
    await tx.insertInto("uscc_range").values(rangeRows(now)).execute();
    await tx.insertInto("sheet_range").values(sheetRows()).execute();
    await tx
      .insertInto("staff")
      .values(DEMO_STAFF.map((person, index) => staffRow(person, passwords[index] ?? "")))
      .execute();
    await recordPlaces(tx, now);
    return true;
  });
}

function authorityRows(): Schema["authority"][] {
  return AUTHORITIES.map(([id, district, name, contact, address], index) => ({
    id,
    district,
    name: `牡丹江市${name}市场监督管理局`,
    issuer_code: issuerCode(district, index + 1),
    contact_name: contact,
    contact_phone: `0453-555010${index + 1}`,
    contact_hours: HOURS,
    address: `牡丹江市${name}${address}`,
    review_body: `牡丹江市${name}人民政府`,
    lane: 0,
  }));
}

// A fictional code of a public body, right in itself; real bodies do not begin with T.
function issuerCode(district: string, number: number): string {
  const body = `T000000${number}`;
  const first17 = `11${district}${body}${innerCheck(body)}`;
  return first17 + outerCheck(first17);
}

function hallRows(): Schema["hall"][] {
  return HALLS.map(([id, authority, name, address], index) => ({
    id,
    name,
    district: AUTHORITIES.find(([other]) => other === authority)?.[1] ?? "",
    authority_id: authority,
    address: `牡丹江市${address}`,
    phone: `0453-555020${index + 1}`,
    hours: HOURS,
  }));
}

function rangeRows(now: number): Schema["uscc_range"][] {
  return AUTHORITIES.map(([id], index) => ({
    id: `codes-${id}`,
    authority_id: id,
    prefix: `T${"ABCD".charAt(index)}`,
    next: 1,
    last: CODES_EACH,
    low_water: 200,
    created_at: now,
  }));
}

function sheetRows(): Schema["sheet_range"][] {
  const places = [...HALLS.map(([id]) => id), ...AUTHORITIES.map(([id]) => id)];
  return places.map((id, index) => ({
    id: `sheets-${id}`,
    place_id: id,
    prefix: `MDJ${"ABCDEFGHJKLMNPQ".charAt(index)}`,
    next: 1,
    last: SHEETS_EACH,
  }));
}

function staffRow(person: Person, password: string): Schema["staff"] {
  return {
    id: `staff-${person.login}`,
    login: person.login,
    name: person.name,
    role: person.role,
    authority_id: person.authorityId ?? null,
    hall_id: person.hallId ?? null,
    password_hash: password,
    phone: "",
    active: 1,
  };
}

// The password is printed at the start anyway; a salt from the login makes the rows the same each time.
function demoPasswordHash(login: string): Promise<string> {
  const salt = createHash("sha256").update(`demo ${login}`).digest().subarray(0, 16);
  return hash(DEMO_PASSWORD, { salt });
}

async function recordPlaces(tx: Tx, now: number): Promise<void> {
  const chance = chanceOf("places", now);
  const ranges = rangeRows(now).map(({ authority_id, prefix }) => ({
    type: "codes-imported",
    place: authority_id,
    data: { prefix, count: CODES_EACH },
  }));
  const people = DEMO_STAFF.map(({ login, role, authorityId, hallId }) => ({
    type: "staff-added",
    place: authorityId ?? hallId ?? null,
    data: { staff: `staff-${login}`, role },
  }));
  const rows = [...ranges, ...people].map(({ type, place, data }, step) => {
    const row: EventRow = {
      id: idOf(chance, now, step),
      at: now,
      type,
      filing_id: null,
      actor_kind: "system",
      actor_id: null,
      place_id: place,
      data: JSON.stringify(data),
    };
    return { ...row, hash: contentHash(row) };
  });
  await tx.insertInto("event").values(rows).execute();
}
