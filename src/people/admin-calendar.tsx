import { type Context, Hono } from "hono";
import type { FormView } from "../../views/admin/form.tsx";
import type { Block } from "../../views/admin/page.tsx";
import { newId } from "../db/id.ts";
import { type Posted, readPosted, staffAct } from "../review/desk-user.ts";
import { calendarFrom, isCalendarDate, localDate, sayDate } from "../rules/calendar.ts";
import { type CalendarDay, DAY_KINDS, DAY_STATUSES } from "../rules/calendar-file.ts";
import { refuse } from "../web/act.ts";
import type { Deps, Env } from "../web/env.ts";
import { first, flat } from "../web/form.ts";
import { staleForm } from "../web/respond.tsx";
import { type CalendarChange, calendarMoves, changeCalendar, readChange } from "./acts/calendar.ts";
import { toldOf } from "./acts/limits.ts";
import { adminGuards, adminPage, type Back, formWith, mayChange, pastedOrFile } from "./admin-page.tsx";
import { movesBlocks } from "./moves-view.ts";
import { calendarDays } from "./queries/calendar.ts";

const AT = "/desk/admin/calendar";
const KINDS = [
  ...Object.entries(DAY_KINDS).map(([value, label]) => ({ value, label })),
  { value: "none", label: "平常的日子（从表里去掉）" },
];
const STATUSES = Object.entries(DAY_STATUSES).map(([value, label]) => ({ value, label }));

/** The working calendar: by day and by year; what changes for open filings is shown before it is confirmed. */
export function calendarRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { read, change } = adminGuards(deps);

  app.get("/calendar", read, (c) => calendarPage(deps, c));

  app.post("/calendar/preview", change, async (c) => {
    const posted = await readPosted(deps, c);
    if (!posted) return staleForm(c);
    const asked = changeOf(posted);
    const checked = readChange(asked);
    if (checked.ok) return confirmPage(deps, c, asked);
    const refusal = refuse(422, "请检查填写的内容", checked.problems);
    return calendarPage(deps, c, { form: asked.what, values: flat(posted.values), refusal });
  });

  app.post("/calendar", change, (c) =>
    staffAct(
      deps,
      c,
      (posted) => changeCalendar(deps, posted.by, { change: changeOf(posted), told: first(posted.values, "told") }),
      (posted, refusal) => {
        const asked = changeOf(posted);
        return readChange(asked).ok
          ? confirmPage(deps, c, asked, { form: "confirm", values: {}, refusal })
          : calendarPage(deps, c, { form: asked.what, values: flat(posted.values), refusal });
      },
    ),
  );
  return app;
}

function changeOf(posted: Posted): CalendarChange {
  const of = (name: string) => first(posted.values, name);
  if (of("what") === "year") return { what: "year", year: of("year"), table: pastedOrFile(posted, "table") };
  return { what: "day", date: of("date"), kind: of("kind"), name: of("name"), status: of("status") };
}

async function calendarPage(deps: Deps, c: Context<Env>, back?: Back): Promise<Response> {
  const days = await calendarDays(deps.db);
  const years = [...new Set(days.map(({ date }) => date.slice(0, 4)))];
  const thisYear = localDate(deps.now()).slice(0, 4);
  const asked = c.req.query("year") ?? back?.values.year ?? back?.values.date?.slice(0, 4) ?? thisYear;
  const year = years.includes(asked) ? asked : thisYear;
  const published = calendarFrom(days).publishedYears.has(Number(year));
  const shown = days.filter(({ date }) => date.startsWith(year));
  const chosen = shown.find(({ date }) => date === c.req.query("date"));
  const may = mayChange(c);
  const moved = Number(c.req.query("moved") ?? 0);
  const forms = may ? [dayForm(deps, chosen), yearForm(deps)] : [];
  return adminPage(
    c,
    {
      title: "工作日历",
      place: "calendar",
      told:
        c.req.query("told") === "changed"
          ? `日历已改，${moved > 0 ? `${moved} 份申请的期限已重新计算` : "正在办理的申请，期限不变"}。`
          : undefined,
      lead: "期限按工作日算。这里列出放假和调休上班的日子，其余按星期一到星期五上班。",
      tabs: {
        label: "年份",
        to: AT,
        parameter: "year",
        tabs: years.map((each) => ({ key: each, label: `${each} 年`, count: "" })),
        tab: year,
      },
      blocks: [
        {
          kind: "text",
          tone: published ? "quiet" : "warn",
          sentences: [
            published
              ? `${year} 年的安排已公布，共 ${shown.length} 天。`
              : `${year} 年的安排还没有公布或不完整，现在写的是暂定。经过这一年的期限都会注明是暂算。`,
          ],
        },
        {
          kind: "table",
          table: {
            columns: [
              { label: "日期" },
              { label: "安排", width: 8 },
              { label: "名称", width: 10 },
              { label: "状态", width: 8 },
            ],
            rows: shown.map((day) => [
              { text: `${sayDate(day.date)}`, href: may ? `${AT}?year=${year}&date=${day.date}` : undefined },
              { text: DAY_KINDS[day.kind] },
              { text: day.name },
              {
                text: "",
                tag: { text: DAY_STATUSES[day.status], tone: day.status === "published" ? "good" : "warn" },
              },
            ]),
            empty: `${year} 年还没有放假安排。`,
          },
        },
      ],
      beside: forms.map((form): Block => ({ kind: "form", form: formWith(form, back) })),
    },
    back,
  );
}

function dayForm(deps: Deps, chosen: CalendarDay | undefined): FormView {
  return {
    id: "day",
    title: "改一天",
    action: `${AT}/preview`,
    button: "看会影响哪些申请",
    fields: [
      { kind: "hidden", name: "what", value: "day" },
      { kind: "text", name: "date", label: "日期", type: "date", maxlength: 10, value: chosen?.date ?? "" },
      { kind: "select", name: "kind", label: "安排", value: chosen?.kind ?? "off", options: KINDS },
      { kind: "text", name: "name", label: "名称", maxlength: 20, value: chosen?.name ?? "" },
      { kind: "select", name: "status", label: "状态", value: chosen?.status ?? "published", options: STATUSES },
    ],
    key: newId(deps.now()),
  };
}

function yearForm(deps: Deps): FormView {
  return {
    id: "year",
    title: "导入一年",
    action: `${AT}/preview`,
    button: "看导入后会影响哪些申请",
    text: [
      "整年换成表里的安排。第一行写列名 date、kind、name、status；kind 写 off 或 workday，status 写 published 或 provisional，也可以写中文。",
    ],
    fields: [
      { kind: "hidden", name: "what", value: "year" },
      { kind: "text", name: "year", label: "年份", maxlength: 4, value: "" },
      { kind: "text", name: "table", label: "粘贴放假安排", lines: 4, maxlength: 20_000, value: "" },
      { kind: "file", name: "tableFile", label: "或者选择文件", accept: ".tsv,.csv,.txt" },
    ],
    key: newId(deps.now()),
  };
}

async function confirmPage(deps: Deps, c: Context<Env>, asked: CalendarChange, back?: Back): Promise<Response> {
  const change = readChange(asked);
  if (!change.ok) return calendarPage(deps, c);
  const now = deps.now();
  const moves = await calendarMoves(deps, change, now);
  const hidden = Object.entries(asked).map(([name, value]) => ({ kind: "hidden", name, value }) as const);
  const form: FormView = {
    id: "confirm",
    action: AT,
    button: moves.moves.length > 0 ? `确认，并重新计算 ${moves.moves.length} 份的期限` : "确认",
    fields: [...hidden, { kind: "hidden", name: "told", value: toldOf(moves) }],
    key: newId(now),
  };
  return adminPage(
    c,
    {
      title: asked.what === "year" ? `导入 ${change.year} 年的放假安排` : `改 ${sayDay(asked.date)}`,
      place: "calendar",
      blocks: [
        { kind: "facts", facts: factsOf(asked, change.days) },
        { kind: "heading", text: "对正在办理的申请" },
        ...movesBlocks(moves, now),
        // What was told is told anew above; the summary would link to nothing.
        { kind: "form", form: back ? { ...form, message: back.refusal.message } : form },
        { kind: "links", links: [{ label: "不改了", to: `${AT}?year=${change.year}` }] },
      ],
    },
    back,
  );
}

function factsOf(asked: CalendarChange, days: readonly CalendarDay[]): { label: string; value: string }[] {
  if (asked.what === "day")
    return [
      { label: "日期", value: sayDay(asked.date) },
      { label: "改为", value: days[0] ? `${DAY_KINDS[days[0].kind]}（${days[0].name}）` : "平常的日子" },
      ...(days[0] ? [{ label: "状态", value: DAY_STATUSES[days[0].status] }] : []),
    ];
  const off = days.filter(({ kind }) => kind === "off");
  const provisional = days.filter(({ status }) => status === "provisional");
  return [
    { label: "放假", value: `${off.length} 天` },
    {
      label: "调休上班",
      value:
        days
          .filter(({ kind }) => kind === "workday")
          .map(({ date }) => sayDate(date))
          .join("、") || "没有",
    },
    { label: "状态", value: provisional.length > 0 ? `暂定（${provisional.length} 天没有公布）` : "已公布" },
  ];
}

function sayDay(date: string): string {
  return isCalendarDate(date) ? `${date.slice(0, 4)}年${sayDate(date)}` : date;
}
