import { type Context, Hono } from "hono";
import type { EventType } from "../events/record.ts";
import { sentenceOf } from "../events/sentences.ts";
import { authorities, halls } from "../filing/queries/places.ts";
import { localDate, sayMoment } from "../rules/calendar.ts";
import { DAY_KINDS } from "../rules/calendar-file.ts";
import type { Deps, Env } from "../web/env.ts";
import { codeStocks } from "./admin-codes.tsx";
import { adminGuards, adminPage, PAGE, paged } from "./admin-page.tsx";
import { calendarDays } from "./queries/calendar.ts";
import { type OfficeEvent, officeEvents, staffNames } from "./queries/history.ts";

const AT = "/desk/admin/history";

const KINDS = {
  staff: {
    label: "工作人员",
    types: ["staff-added", "staff-changed", "password-reset", "staff-deactivated", "staff-reactivated"],
  },
  places: {
    label: "大厅、终端和联系方式",
    types: ["contact-changed", "hall-added", "hall-changed", "enrolment-made", "kiosk-enrolled", "kiosk-revoked"],
  },
  codes: { label: "信用代码号段", types: ["codes-imported", "low-water-set"] },
  reasons: { label: "退回原因", types: ["reason-added", "reason-changed", "reason-switched"] },
  calendar: { label: "工作日历", types: ["calendar-imported", "calendar-changed"] },
  settings: { label: "本地设置", types: ["setting-changed"] },
  catalogues: { label: "目录", types: ["catalogue-added", "catalogue-dated"] },
} as const satisfies Record<string, { label: string; types: readonly EventType[] }>;
type Kind = keyof typeof KINDS;

const KIND_KEYS = Object.keys(KINDS) as Kind[];
const ALL_TYPES: readonly EventType[] = KIND_KEYS.flatMap((kind) => KINDS[kind].types);

/** Who changed what of the administration, and when, out of the record; and the first page, with what asks for attention. */
export function historyRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { read } = adminGuards(deps);
  app.get("/", read, (c) => homePage(deps, c));
  app.get("/history", read, (c) => historyPage(deps, c));
  return app;
}

async function historyPage(deps: Deps, c: Context<Env>): Promise<Response> {
  const kind = KIND_KEYS.find((each) => each === c.req.query("kind"));
  const after = /^[0-9a-z]{10,40}$/.exec(c.req.query("after") ?? "")?.[0] ?? "";
  const rows = await officeEvents(deps.db, kind ? KINDS[kind].types : ALL_TYPES, PAGE + 1, after || undefined);
  const page = paged(rows, PAGE, { path: AT, query: { kind: kind ?? "" }, key: ({ id }) => id, after });
  return adminPage(c, {
    title: "修改记录",
    place: "history",
    lead: "出自事件记录，不能修改和删除。谁、什么时候、改了什么、为什么。",
    search: {
      to: AT,
      selects: [
        {
          name: "kind",
          label: "哪一类",
          value: kind ?? "",
          empty: "全部",
          options: KIND_KEYS.map((value) => ({ value, label: KINDS[value].label })),
        },
      ],
    },
    blocks: [await historyTable(deps, page.shown)],
    next: page.next,
    first: page.first,
  });
}

async function historyTable(deps: Deps, events: readonly OfficeEvent[]) {
  const now = deps.now();
  const facts = events.map(({ data }) => JSON.parse(data) as Record<string, unknown>);
  const people = facts.flatMap(({ staff }) => (typeof staff === "string" ? [staff] : []));
  const names = await staffNames(deps.db, [...new Set(people)]);
  return {
    kind: "table" as const,
    table: {
      columns: [
        { label: "做了什么" },
        { label: "对象", width: 16 },
        { label: "原因", width: 16 },
        { label: "时间", width: 12 },
      ],
      rows: events.map((event, at) => {
        const { staff, reason } = facts[at] ?? {};
        const person = typeof staff === "string" ? names.get(staff) : undefined;
        return [
          { text: sentenceOf({ ...event, placeName: null }), quiet: `记录摘要 ${event.hash.slice(0, 12)}` },
          { text: person ?? event.placeName ?? "" },
          { text: typeof reason === "string" ? reason : "" },
          { text: sayMoment(event.at, now) },
        ];
      }),
      empty: "还没有修改记录。",
    },
  };
}

async function homePage(deps: Deps, c: Context<Env>): Promise<Response> {
  const now = deps.now();
  const stocks = await codeStocks(deps);
  const days = await calendarDays(deps.db);
  const { calendar } = await deps.catalogues();
  const places = { bureaus: await authorities(deps.db), halls: await halls(deps.db) };
  const recent = await officeEvents(deps.db, ALL_TYPES, 10);
  const low = stocks.filter((stock) => stock.low);
  const without = places.bureaus.filter(({ id }) => !stocks.some((stock) => stock.id === id));
  const thisYear = Number(localDate(now).slice(0, 4));
  const unpublished = [thisYear, thisYear + 1].filter((year) => !calendar.publishedYears.has(year));
  const warnings = [
    ...low.map(({ name, left }) => `${name}只剩 ${left} 个信用代码，请导入新的号段。`),
    ...without.map(({ name }) => `${name}没有信用代码号段，不能登记。`),
    ...unpublished.map((year) => `${year} 年的放假安排还没有公布或没有导入，经过这一年的期限是暂算。`),
  ];
  const off = days.filter(({ date }) => date.startsWith(String(thisYear)));
  return adminPage(c, {
    title: "系统管理",
    place: "home",
    blocks: [
      ...(warnings.length > 0 ? [{ kind: "text" as const, tone: "warn" as const, sentences: warnings }] : []),
      {
        kind: "numbers",
        numbers: [
          { label: "登记机关", value: String(places.bureaus.length), to: "/desk/admin/contacts" },
          { label: "大厅", value: String(places.halls.length), to: "/desk/admin/halls" },
          {
            label: "余码最少的区",
            value: stocks.length > 0 ? String(Math.min(...stocks.map(({ left }) => left))) : "没有",
            to: "/desk/admin/codes",
            ...(low.length + without.length > 0 ? { tone: "bad" as const } : {}),
          },
          {
            label: `${thisYear} 年${DAY_KINDS.off}和调休`,
            value: `${off.length} 天`,
            to: `/desk/admin/calendar?year=${thisYear}`,
            ...(unpublished.includes(thisYear) ? { tone: "warn" as const } : {}),
          },
        ],
      },
      { kind: "heading", text: "最近的修改" },
      await historyTable(deps, recent),
      { kind: "links", links: [{ label: "全部修改记录", to: AT }] },
    ],
  });
}
