import { type Context, Hono } from "hono";
import { Queue, type QueueData, type QueueLine, type Tab } from "../../views/desk/queue.tsx";
import { newId } from "../db/id.ts";
import { rowLight } from "../filing/row-light.ts";
import { standingWords } from "../rules/after-issue.ts";
import { localDate, sayDate, sayDeadline, sayMoment } from "../rules/calendar.ts";
import { maskName } from "../rules/contact.ts";
import { closeLimit } from "../rules/due-soon.ts";
import type { Catalogues } from "../rules/findings.ts";
import type { Deps, Env, StaffActor } from "../web/env.ts";
import { staff } from "../web/guard.ts";
import { deskUser } from "./desk-user.ts";
import {
  QUEUE_TABS,
  type QueueCounts,
  type QueueCursor,
  type QueueRow,
  type QueueTab,
  type QueueView,
  queueCounts,
  queuePage,
  workplaceName,
} from "./queries/desk-queue.ts";

const PAGE = 50;
const NEW_NAME = "（不使用名称）";

const TABS: Record<QueueTab, { label: string; when: string; holder: string; empty: string }> = {
  waiting: {
    label: "待预审",
    when: "法定期限",
    holder: "审查人",
    empty: "没有待预审的申请。新的申请提交后会出现在这里。",
  },
  resubmitted: {
    label: "补正回来",
    when: "法定期限",
    holder: "审查人",
    empty: "没有补正后重新提交的申请。",
  },
  mine: { label: "我的", when: "法定期限", holder: "审查人", empty: "您手里没有申请。请到“待预审”领取下一件。" },
  due: { label: "快到期", when: "法定期限", holder: "审查人", empty: "没有快到期的申请。" },
  returned: { label: "已退回", when: "等待补正到", holder: "退回人", empty: "没有等待申请人补正的申请。" },
  decided: { label: "已办结", when: "决定时间", holder: "决定人", empty: "还没有办结的申请。" },
};

export function queueRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/", staff(deps, "officer", "head", "guide", "city", "admin"), async (c) => {
    const { role } = c.get("staff");
    if (role === "guide") return c.redirect("/desk/hall", 303);
    if (role === "city") return c.redirect("/city", 303);
    if (role === "admin") return c.redirect("/desk/admin", 303);
    return c.html(<Queue {...(await queueData(deps, c))} />);
  });
  return app;
}

async function queueData(deps: Deps, c: Context<Env>): Promise<QueueData> {
  const actor = c.get("staff");
  const now = deps.now();
  const catalogues = await deps.catalogues();
  const tab = QUEUE_TABS.find((each) => each === c.req.query("tab")) ?? "waiting";
  const after = readCursor(c.req.query("after"));
  const view = queueView(actor, catalogues, now);
  const workplace = await workplaceName(deps.db, actor);
  const counts = await queueCounts(deps.db, view);
  const rows = await queuePage(deps.db, view, tab, PAGE + 1, after);
  const shown = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? shown.at(-1) : undefined;
  const next = after ? undefined : nextInLine(tab, shown);
  return {
    user: deskUser(c, workplace || "系统管理"),
    tabs: actor.authorityId ? tabsOf(counts) : [],
    tab,
    lines: shown.map((row) => lineOf(row, tab, actor.id, catalogues, now)),
    next: last ? `/desk?tab=${tab}&after=${last.segment}.${last.at}.${last.id}` : undefined,
    later: after !== undefined,
    first: next && {
      id: next.id,
      name: next.name || NEW_NAME,
      reason: next.segment === 0 ? "您退回的，申请人已改好，排在最前" : `法定期限最近，${sayDeadline(next.at, now)}`,
      actKey: newId(now),
    },
    headings: TABS[tab],
    empty: actor.authorityId ? TABS[tab].empty : "您的账号不属于任何登记机关，没有审查列表。",
  };
}

export function queueView(actor: StaffActor, catalogues: Catalogues, now: number): QueueView {
  return {
    authorityId: actor.authorityId ?? "",
    staffId: actor.id,
    closeLimit: closeLimit(catalogues.calendar, catalogues.settings.clock, now),
    now,
  };
}

function tabsOf(counts: QueueCounts): Tab[] {
  return QUEUE_TABS.map((key) => ({
    key,
    label: TABS[key].label,
    count:
      key === "decided" || counts[key] === 0 ? "" : counts[key] >= 100 && isCapped(key) ? "99+" : String(counts[key]),
  }));
}

function isCapped(tab: QueueTab): boolean {
  return tab === "resubmitted" || tab === "mine" || tab === "due";
}

/** The first that nobody has in hand: the list's own order says why this one (R25). */
function nextInLine(tab: QueueTab, rows: readonly QueueRow[]): QueueRow | undefined {
  if (tab !== "waiting" && tab !== "resubmitted" && tab !== "due") return undefined;
  return rows.find((row) => row.claimer_id === null);
}

/** A row of the list in words; its light is computed from the row's own limits. */
export function lineOf(row: QueueRow, tab: QueueTab, me: string, catalogues: Catalogues, now: number): QueueLine {
  return {
    id: row.id,
    number: row.number,
    name: row.name || NEW_NAME,
    operator: maskName(row.operator_name),
    hall: row.hall_name,
    intake: `${catalogues.divisions.find((division) => division.code === row.hall_district)?.name ?? ""}申报`,
    shortName: shortName(row.name),
    round: row.submission,
    ...rowLight(row, catalogues, now),
    when: whenOf(row, tab, now),
    holder: holderOf(row, me),
    mine: row.claimer_id === me,
    back: row.segment === 0,
    outcome:
      row.status === "registered" || row.status === "refused"
        ? standingWords(row.status, row.annulled > 0 ? "cancelled" : undefined).label
        : undefined,
  };
}

/** The part of a name that tells it from others in the same district. */
function shortName(name: string): string {
  return name === "" ? NEW_NAME : name.replace(/^牡丹江市[^区]{2}区/, "").replace(/（个体工商户）$/, "");
}

function whenOf(row: QueueRow, tab: QueueTab, now: number): string {
  if (tab === "decided") return row.decided_at === null ? "" : sayMoment(row.decided_at, now);
  if (tab === "returned") return row.lapses_at === null ? "" : sayDate(localDate(row.lapses_at - 1));
  return row.due_at === null ? "" : sayDeadline(row.due_at, now);
}

function holderOf(row: QueueRow, me: string): string {
  if (row.status !== "submitted") return row.officer_name ?? "";
  if (row.claimer_id === me) return "我";
  if (row.claimer_name !== null) return row.claimer_name;
  return row.officer_name === null ? "" : `${row.officer_name}退回过`;
}

function readCursor(text: string | undefined): QueueCursor | undefined {
  const match = /^([01])\.(\d{1,15})\.([0-9a-z]{10,40})$/.exec(text ?? "");
  const [, segment = "", at = "", id = ""] = match ?? [];
  return match ? { segment: Number(segment), at: Number(at), id } : undefined;
}
