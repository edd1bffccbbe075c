import { type Context, Hono } from "hono";
import { type Found, Hall, type HallData, type HallLine } from "../../views/desk/hall.tsx";
import { newId } from "../db/id.ts";
import { guideNotes, markNoteSeen } from "../notices/queries.ts";
import { deskUser, readPosted, staffAct } from "../review/desk-user.ts";
import {
  HALL_TABS,
  type HallCursor,
  type HallRow,
  type HallTab,
  hallPage,
  statusByCode,
} from "../review/queries/desk-hall.ts";
import { workplaceName } from "../review/queries/desk-queue.ts";
import { standingWords } from "../rules/after-issue.ts";
import { localDate, sayDate, sayDeadline, sayMoment } from "../rules/calendar.ts";
import { maskName } from "../rules/contact.ts";
import type { Catalogues } from "../rules/findings.ts";
import type { Refusal } from "../web/act.ts";
import type { Deps, Env } from "../web/env.ts";
import { first } from "../web/form.ts";
import { staff } from "../web/guard.ts";
import { staleForm } from "../web/respond.tsx";
import { openByCode } from "./acts/identity.ts";
import { normaliseCode } from "./code.ts";
import { rowLight } from "./row-light.ts";

const PAGE = 50;

const TABS: Record<HallTab, { label: string; empty: string }> = {
  returned: { label: "待补正", empty: "没有等待补正的申请。" },
  draft: { label: "填写中", empty: "没有正在填写的申请。" },
  submitted: { label: "审查中", empty: "没有正在审查的申请。" },
  decided: { label: "已办结", empty: "还没有办结的申请。" },
  opened: { label: "我打开过的", empty: "您还没有用取件码打开过申请。" },
};

/** The hall's own page: lists, notes, and filings by their code. */
export function hallRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const guide = staff(deps, "guide");

  app.get("/hall", guide, (c) => hallView(deps, c, {}));

  app.post("/hall/lookup", guide, async (c) => {
    const posted = await readPosted(deps, c);
    if (!posted) return staleForm(c);
    const code = normaliseCode(first(posted.values, "code"));
    const row = code === "" ? undefined : await statusByCode(deps.db, code);
    return hallView(deps, c, row ? { code, found: foundView(row, deps.now()) } : { code, problem: NOT_A_CODE });
  });

  app.post("/hall/openings", guide, (c) =>
    staffAct(
      deps,
      c,
      async ({ by, values }) => {
        const opened = await openByCode(deps, by, {
          code: first(values, "code"),
          consent: first(values, "consent") === "yes",
        });
        // An unknown code is a slip of the pen here, not a page that does not exist.
        if (opened.ok || opened.status !== 404) return opened;
        return { ok: false, status: 422, message: NOT_A_CODE.message, problems: [NOT_A_CODE] };
      },
      ({ values }, refusal) => hallView(deps, c, { code: normaliseCode(first(values, "code")), refusal }),
    ),
  );

  app.post("/hall/notes/:note/seen", guide, async (c) => {
    const posted = await readPosted(deps, c);
    if (!posted) return staleForm(c);
    const { id, hallId } = c.get("staff");
    await markNoteSeen(deps.db, hallId ?? "", c.req.param("note"), id, deps.now());
    return c.redirect("/desk/hall", 303);
  });
  return app;
}

const NOT_A_CODE = { field: "code", message: "没有这个取件码，请对照回执再输入一遍" };

interface Shown {
  code?: string;
  found?: Found;
  problem?: { field: string; message: string };
  refusal?: Refusal;
}

async function hallView(deps: Deps, c: Context<Env>, shown: Shown): Promise<Response> {
  const actor = c.get("staff");
  const now = deps.now();
  const catalogues = await deps.catalogues();
  const hallId = actor.hallId ?? "";
  const tab = HALL_TABS.find((each) => each === c.req.query("tab")) ?? "returned";
  const after = readCursor(c.req.query("after"));
  const workplace = await workplaceName(deps.db, actor);
  const rows = await hallPage(deps.db, { hallId, staffId: actor.id }, tab, PAGE + 1, after);
  const notes = await guideNotes(deps.db, hallId);
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  const data: HallData = {
    user: deskUser(c, workplace),
    tabs: HALL_TABS.map((key) => ({ key, label: TABS[key].label, count: "" })),
    tab,
    lines: page.map((row) => lineOf(row, catalogues, now)),
    next: last ? `/desk/hall?tab=${tab}&after=${last.updated_at}.${last.id}` : undefined,
    later: after !== undefined,
    empty: TABS[tab].empty,
    notes: notes.map((note) => ({
      id: note.id,
      body: note.body,
      when: sayMoment(note.created_at, now),
      href: `/desk/filings/${note.filing_id}`,
      seen: note.seen_at !== null,
    })),
    unread: notes.filter((note) => note.seen_at === null).length,
    keys: { open: newId(now) },
    code: shown.code ?? "",
    found: shown.found,
    problems: shown.problem ? [shown.problem] : shown.refusal?.problems,
  };
  return c.html(<Hall {...data} />, data.problems ? 422 : 200);
}

function lineOf(row: HallRow, catalogues: Catalogues, now: number): HallLine {
  return {
    id: row.id,
    number: row.number,
    name: row.name || (row.status === "draft" ? "（还没有名称）" : "（不使用名称）"),
    operator: maskName(row.operator_name),
    status: standingWords(row.status, row.annulled > 0 ? "cancelled" : undefined).label,
    ...rowLight(row, catalogues, now),
    when: whenOf(row, now),
    authority: (row.authority_name ?? "").replace(/^牡丹江市|市场监督管理局$/g, "").replace(/区$/, "区局"),
    changed: sayMoment(row.updated_at, now),
  };
}

function whenOf(row: HallRow, now: number): string {
  if (row.status === "submitted" && row.due_at !== null) return sayDeadline(row.due_at, now);
  if (row.lapses_at !== null) return `${sayDate(localDate(row.lapses_at - 1))}归档`;
  return "";
}

function foundView(row: NonNullable<Awaited<ReturnType<typeof statusByCode>>>, now: number): Found {
  const { label, turn } = standingWords(row.status, row.annulled > 0 ? "cancelled" : undefined);
  return {
    number: row.number,
    status: label,
    turn,
    operator: maskName(row.operator_name),
    hall: row.hall_name,
    authority: row.authority_name ? `${row.authority_name} ${row.authority_phone ?? ""}` : "",
    due: row.status === "submitted" && row.due_at !== null ? sayDeadline(row.due_at, now) : "",
  };
}

function readCursor(text: string | undefined): HallCursor | undefined {
  const match = /^(\d{1,15})\.([0-9a-z]{10,40})$/.exec(text ?? "");
  return match ? { at: Number(match[1]), id: match[2] ?? "" } : undefined;
}
