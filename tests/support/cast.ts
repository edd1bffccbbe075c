import type { Db } from "../../src/db/transaction.ts";
import type { Role } from "../../src/rules/permissions.ts";
import { innerCheck, outerCheck } from "../../src/rules/uscc.ts";

/** The named cast of every story: who works where, and who comes to register. Fictional by construction. */
export const DISTRICTS = [
  { code: "231002", name: "东安区", login: "dongan" },
  { code: "231003", name: "阳明区", login: "yangming" },
  { code: "231004", name: "爱民区", login: "aimin" },
  { code: "231005", name: "西安区", login: "xian" },
] as const;

export const PEOPLE = {
  wang: { name: "王小丽", idNumber: "231099198811031241", phone: "15404530001" },
  li: { name: "李福", idNumber: "231099195506150021", phone: "15404530002" },
  rare: { name: "𬱖㛃", idNumber: "231099190001010012", phone: "15404530003" },
  zhao: { name: "赵敏", idNumber: "231099200812310031", phone: "15404530004" },
} as const;

export async function seedCast(db: Db, passwordHash: string, now: number): Promise<void> {
  for (const { code, name, login } of DISTRICTS) {
    const first17 = `11${code}T0000009${innerCheck("T0000009")}`;
    const authorityId = `authority-${login}`;
    await db
      .insertInto("authority")
      .values({
        id: authorityId,
        district: code,
        name: `牡丹江市${name}市场监督管理局`,
        issuer_code: first17 + outerCheck(first17),
        contact_name: `${name}登记窗口`,
        contact_phone: "0453-5550100",
        contact_hours: "工作日 8:30–11:30，13:30–17:00",
        address: `牡丹江市${name}政务服务中心`,
        review_body: `牡丹江市${name}人民政府`,
        lane: 0,
      })
      .execute();
    await db
      .insertInto("hall")
      .values({
        id: `hall-${login}`,
        name: `${name}政务服务大厅`,
        district: code,
        authority_id: authorityId,
        address: `牡丹江市${name}政务服务中心一楼`,
        phone: "0453-5550200",
        hours: "工作日 8:30–17:00",
      })
      .execute();
    await db
      .insertInto("uscc_range")
      .values({
        id: `range-${login}`,
        authority_id: authorityId,
        prefix: `T${code.slice(-1)}`,
        next: 0,
        last: 9999,
        low_water: 50,
        created_at: now,
      })
      .execute();
    for (const place of [`hall-${login}`, authorityId])
      await db
        .insertInto("sheet_range")
        .values({
          id: `sheets-${place}`,
          place_id: place,
          prefix: place.startsWith("hall") ? `H${code.slice(-1)}` : `A${code.slice(-1)}`,
          next: 1,
          last: 9999,
        })
        .execute();
    const staff: { login: string; role: Role; authority: string | null; hall: string | null; name: string }[] = [
      { login: `${login}1`, role: "officer", authority: authorityId, hall: null, name: `${name}甲` },
      { login: `${login}2`, role: "officer", authority: authorityId, hall: null, name: `${name}乙` },
      { login: `${login}-head`, role: "head", authority: authorityId, hall: null, name: `${name}负责人` },
      { login: `${login}-guide`, role: "guide", authority: null, hall: `hall-${login}`, name: `${name}帮办` },
    ];
    for (const person of staff) await insertStaff(db, { ...person, passwordHash });
  }
  await insertStaff(db, { login: "city", role: "city", authority: null, hall: null, name: "市局科员", passwordHash });
  await insertStaff(db, { login: "admin", role: "admin", authority: null, hall: null, name: "管理员", passwordHash });
}

async function insertStaff(
  db: Db,
  person: {
    login: string;
    role: Role;
    authority: string | null;
    hall: string | null;
    name: string;
    passwordHash: string;
  },
): Promise<void> {
  await db
    .insertInto("staff")
    .values({
      id: `staff-${person.login}`,
      login: person.login,
      name: person.name,
      role: person.role,
      authority_id: person.authority,
      hall_id: person.hall,
      password_hash: person.passwordHash,
      phone: "",
      active: 1,
    })
    .execute();
}
