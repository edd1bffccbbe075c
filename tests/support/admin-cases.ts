import { importCodesOf, setLowWater } from "../../src/licence/acts/import-codes.ts";
import { calendarMoves, changeCalendar, readChange } from "../../src/people/acts/calendar.ts";
import { dateEntry, enterEntry } from "../../src/people/acts/catalogues.ts";
import { enrolKiosk, newEnrolment } from "../../src/people/acts/enrol-kiosk.ts";
import { toldOf } from "../../src/people/acts/limits.ts";
import { changeHall, enterHall, makeEnrolment, nameContact, revokeKiosk } from "../../src/people/acts/places.ts";
import { changeReason, enterReason, switchReason } from "../../src/people/acts/reasons.ts";
import { changeSetting, settingMoves } from "../../src/people/acts/settings.ts";
import { changeStaff, enterStaff, resetPassword, switchStaff } from "../../src/people/acts/staff.ts";
import type { By, Outcome } from "../../src/web/act.ts";
import type { Deps } from "../../src/web/env.ts";

export interface AdminCase {
  act: string;
  event: string;
  /** What its sentence says. */
  said: string;
  prepare: (deps: Deps) => Promise<(by: By) => Promise<Outcome>> | ((by: By) => Promise<Outcome>);
}

const PLACE = {
  name: "兴隆镇便民服务大厅",
  phone: "0453-5550209",
  hours: "工作日 9:00–16:00",
  address: "牡丹江市东安区兴隆镇1号",
};
const WORDS = { label: "场所照片不清", problem: "照片看不清门牌。", fix: "请重新拍摄，门牌要看得清。" };

/** Every act of administration, none of which concerns a filing of its own. */
export const ADMIN_CASES: readonly AdminCase[] = [
  {
    act: "add a member of staff",
    event: "staff-added",
    said: "管理员添加了工作人员，岗位：预审人员",
    prepare: (deps) => (by) =>
      enterStaff(deps, by, {
        login: "dongan9",
        name: "东安区丙",
        role: "officer",
        place: "authority-dongan",
        phone: "0453-5550101",
        password: "a password of the tests",
      }),
  },
  {
    act: "change a member of staff",
    event: "staff-changed",
    said: "管理员修改了工作人员的岗位、所在单位",
    prepare: (deps) => (by) =>
      changeStaff(deps, by, { id: "staff-dongan2", name: "东安区乙", role: "guide", place: "hall-dongan", phone: "" }),
  },
  {
    act: "reset a password",
    event: "password-reset",
    said: "管理员重置了密码",
    prepare: (deps) => (by) => resetPassword(deps, by, { id: "staff-xian1", password: "another of the tests" }),
  },
  {
    act: "switch an account off",
    event: "staff-deactivated",
    said: "管理员停用了账号，登录全部退出",
    prepare: (deps) => (by) => switchStaff(deps, by, { id: "staff-xian2", active: false }),
  },
  {
    act: "name a contact",
    event: "contact-changed",
    said: "管理员修改了专人的姓名、电话、时间、地址",
    prepare: (deps) => (by) => nameContact(deps, by, { ...PLACE, authorityId: "authority-xian" }),
  },
  {
    act: "add a hall",
    event: "hall-added",
    said: "管理员添加了大厅",
    prepare: (deps) => (by) => enterHall(deps, by, { ...PLACE, authorityId: "authority-dongan" }),
  },
  {
    act: "change a hall",
    event: "hall-changed",
    said: "管理员修改了大厅的名称、电话、时间、地址",
    prepare: (deps) => (by) => changeHall(deps, by, { ...PLACE, hallId: "hall-dongan" }),
  },
  {
    act: "make a link for a kiosk",
    event: "enrolment-made",
    said: "管理员生成了一条自助终端登记链接",
    prepare: (deps) => (by) => makeEnrolment(deps, by, { hallId: "hall-xian", token: "a token" }),
  },
  {
    act: "revoke a kiosk",
    event: "kiosk-revoked",
    said: "管理员停用了一台自助终端",
    prepare: async (deps) => {
      const token = await newEnrolment(deps, "hall-xian", deps.now());
      await enrolKiosk(deps, { token, label: "一号机", now: deps.now() });
      const { id } = await deps.db.selectFrom("kiosk").select("id").executeTakeFirstOrThrow();
      return (by) => revokeKiosk(deps, by, { kioskId: id });
    },
  },
  {
    act: "import codes",
    event: "codes-imported",
    said: "管理员导入统一社会信用代码 50 个",
    prepare: (deps) => (by) =>
      importCodesOf(deps, by, { table: "authority\tprefix\tfirst\tlast\n231002\tT8\t1\t50\n" }),
  },
  {
    act: "set the line of a range",
    event: "low-water-set",
    said: "管理员把余码提醒线由 50 个改为 80 个，号段 T2",
    prepare: (deps) => (by) => setLowWater(deps, by, { rangeId: "range-dongan", lowWater: "80" }),
  },
  {
    act: "add a reason",
    event: "reason-added",
    said: "管理员添加了退回原因 premises.detail-4（经营场所门牌地址）",
    prepare: (deps) => (by) => enterReason(deps, by, { ...WORDS, field: "premises.detail" }),
  },
  {
    act: "change a reason",
    event: "reason-changed",
    said: "管理员修改了退回原因 name-1（名称）",
    prepare: (deps) => (by) => changeReason(deps, by, { ...WORDS, code: "name-1" }),
  },
  {
    act: "switch a reason off",
    event: "reason-switched",
    said: "管理员停用了退回原因 name-2",
    prepare: (deps) => (by) => switchReason(deps, by, { code: "name-2", active: false }),
  },
  {
    act: "change a day",
    event: "calendar-changed",
    said: "管理员把 2027-03-08 改为放假",
    prepare: async (deps) => {
      const change = { what: "day", date: "2027-03-08", kind: "off", name: "测试", status: "provisional" } as const;
      const read = readChange(change);
      if (!read.ok) throw new Error("the day was not read");
      const told = toldOf(await calendarMoves(deps, read, deps.now()));
      return (by) => changeCalendar(deps, by, { change, told });
    },
  },
  {
    act: "import a year",
    event: "calendar-imported",
    said: "管理员导入了 2028 年的放假安排，共 1 天",
    prepare: async (deps) => {
      const change = { what: "year", year: "2028", table: "日期,安排,名称,状态\n2028-01-01,放假,元旦,暂定\n" } as const;
      const read = readChange(change);
      if (!read.ok) throw new Error("the year was not read");
      const told = toldOf(await calendarMoves(deps, read, deps.now()));
      return (by) => changeCalendar(deps, by, { change, told });
    },
  },
  {
    act: "change a setting",
    event: "setting-changed",
    said: "管理员修改了设置：内部目标，由1 个工作日改为2 个工作日",
    prepare: async (deps) => {
      const told = toldOf(await settingMoves(deps, "clock.targetWorkingDays", "2", deps.now()));
      const input = { key: "clock.targetWorkingDays" as const, value: "2", reason: "市局会议纪要 1 号", told };
      return (by) => changeSetting(deps, by, input);
    },
  },
  {
    act: "add to a catalogue",
    event: "catalogue-added",
    said: "管理员在经营范围目录里添加了“无人机维修服务”，2026-12-01 起有效",
    prepare: (deps) => (by) =>
      enterEntry(deps, by, {
        catalogue: "scope",
        typed: { phrase: "无人机维修服务", kind: "一般", gbt: "8129", group: "居民服务", validFrom: "2026-12-01" },
      }),
  },
  {
    act: "end an entry of a catalogue",
    event: "catalogue-dated",
    said: "管理员把行政区划的“柴市社区居委会”改为2026-12-31 止有效",
    prepare: (deps) => (by) =>
      dateEntry(deps, by, { catalogue: "divisions", id: "231002001001", validFrom: "", validTo: "2026-12-31" }),
  },
];
