import { type Context, Hono } from "hono";
import type { FormView } from "../../views/admin/form.tsx";
import type { Block } from "../../views/admin/page.tsx";
import { newId } from "../db/id.ts";
import { FIELDS, isFieldId } from "../rules/fields.ts";
import type { Deps, Env } from "../web/env.ts";
import { refusalPage } from "../web/respond.tsx";
import { changeReason, enterReason, REASON_FIELDS, type ReasonEntry, switchReason } from "./acts/reasons.ts";
import {
  adminAct,
  adminGuards,
  adminPage,
  type Back,
  formWith,
  mayChange,
  PAGE,
  paged,
  toldIn,
} from "./admin-page.tsx";
import { reasonByCode, reasonPage } from "./queries/reasons.ts";

const AT = "/desk/admin/reasons";
const TOLD = {
  added: "已添加，预审人员从现在起可以选用。",
  changed: "已保存。已经发出的告知书不变。",
  on: "已启用。",
  off: "已停用，预审人员不能再选。以前用它退回的不变。",
};

/** The coded reasons that officers mark fields with. */
export function reasonRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { read, change } = adminGuards(deps);

  app.get("/reasons", read, (c) => listPage(deps, c));
  app.get("/reasons/new", change, (c) => newPage(deps, c));
  app.post("/reasons", change, (c) =>
    adminAct(
      deps,
      c,
      "new",
      ({ by }, values) => enterReason(deps, by, { ...entryOf(values), field: values.field ?? "" }),
      (back) => newPage(deps, c, back),
    ),
  );
  app.get("/reasons/:code", read, (c) => reasonView(deps, c, c.req.param("code")));
  app.post("/reasons/:code", change, (c) =>
    adminAct(
      deps,
      c,
      "change",
      ({ by }, values) => changeReason(deps, by, { ...entryOf(values), code: c.req.param("code") }),
      (back) => reasonView(deps, c, c.req.param("code"), back),
    ),
  );
  for (const [path, active] of [
    ["off", false],
    ["on", true],
  ] as const)
    app.post(`/reasons/:code/${path}`, change, (c) =>
      adminAct(
        deps,
        c,
        "switch",
        ({ by }) => switchReason(deps, by, { code: c.req.param("code"), active }),
        (back) => reasonView(deps, c, c.req.param("code"), back),
      ),
    );
  return app;
}

function entryOf(values: Record<string, string>): ReasonEntry {
  const { label = "", problem = "", fix = "" } = values;
  return { label, problem, fix };
}

async function listPage(deps: Deps, c: Context<Env>): Promise<Response> {
  const { q = "", field = "", after = "" } = c.req.query();
  const rows = await reasonPage(deps.db, { text: q, field: isFieldId(field) ? field : undefined }, PAGE + 1, after);
  const page = paged(rows, PAGE, { path: AT, query: { q, field }, key: ({ code }) => code, after });
  return adminPage(c, {
    title: "退回原因",
    place: "reasons",
    lead: "预审人员退回时，在每一项上选一个原因，告知书照抄“哪里不对”和“怎么改”。",
    search: {
      to: AT,
      text: { label: "找原因", value: q },
      selects: [{ name: "field", label: "用在哪一项", value: field, empty: "全部", options: REASON_FIELDS }],
    },
    blocks: [
      ...(mayChange(c)
        ? [{ kind: "links", links: [{ label: "添加原因", to: `${AT}/new`, primary: true }] } satisfies Block]
        : []),
      {
        kind: "table",
        table: {
          columns: [
            { label: "原因" },
            { label: "用在哪一项", width: 12 },
            { label: "哪里不对" },
            { label: "怎么改" },
            { label: "状态", width: 6 },
          ],
          rows: page.shown.map((row) => [
            { text: row.label, href: `${AT}/${row.code}` },
            { text: isFieldId(row.field) ? FIELDS[row.field] : row.field },
            { text: row.problem },
            { text: row.fix },
            { text: "", tag: row.active === 1 ? { text: "在用", tone: "good" } : { text: "停用" } },
          ]),
          empty: "没有符合条件的原因。",
        },
      },
    ],
    next: page.next,
    first: page.first,
  });
}

function newPage(deps: Deps, c: Context<Env>, back?: Back): Response | Promise<Response> {
  const form: FormView = {
    id: "new",
    action: AT,
    button: "添加原因",
    fields: [
      {
        kind: "select",
        name: "field",
        label: "用在哪一项",
        hint: "以后不能改",
        empty: "请选择",
        options: REASON_FIELDS,
      },
      ...entryFields({ label: "", problem: "", fix: "" }),
    ],
    key: newId(deps.now()),
  };
  return adminPage(
    c,
    { title: "添加退回原因", place: "reasons", blocks: [{ kind: "form", form: formWith(form, back) }] },
    back,
  );
}

async function reasonView(deps: Deps, c: Context<Env>, code: string, back?: Back): Promise<Response> {
  const row = await reasonByCode(deps.db, code);
  if (!row) return refusalPage(c, 404, "没有这个退回原因");
  const may = mayChange(c);
  const active = row.active === 1;
  const field = isFieldId(row.field) ? FIELDS[row.field] : row.field;
  const change: FormView = {
    id: "change",
    title: "修改",
    action: `${AT}/${code}`,
    button: "保存",
    fields: entryFields(row),
    key: newId(deps.now()),
  };
  const turn: FormView = {
    id: "switch",
    title: active ? "停用" : "重新启用",
    action: `${AT}/${code}/${active ? "off" : "on"}`,
    button: active ? "停用这个原因" : "重新启用",
    tone: active ? "danger" : "primary",
    text: [active ? "停用后预审人员不能再选它，以前用它退回的不变。不会删除。" : "启用后预审人员又可以选它。"],
    fields: [],
    key: newId(deps.now()),
  };
  const facts: Block = {
    kind: "facts",
    facts: [
      { label: "编号", value: code },
      { label: "用在哪一项", value: field },
      ...(may
        ? []
        : [
            { label: "哪里不对", value: row.problem },
            { label: "怎么改", value: row.fix },
          ]),
      { label: "状态", value: active ? "在用" : "停用" },
    ],
  };
  return adminPage(
    c,
    {
      title: row.label,
      place: "reasons",
      told: toldIn(c, TOLD),
      blocks: [facts, ...(may ? [{ kind: "form", form: formWith(change, back) } satisfies Block] : [])],
      beside: may ? [{ kind: "form", form: formWith(turn, back) }] : [],
    },
    back,
  );
}

function entryFields({ label, problem, fix }: ReasonEntry): FormView["fields"] {
  return [
    { kind: "text", name: "label", label: "原因的名称", maxlength: 30, value: label },
    { kind: "text", name: "problem", label: "哪里不对", lines: 3, maxlength: 200, value: problem },
    { kind: "text", name: "fix", label: "怎么改", lines: 3, maxlength: 200, value: fix },
  ];
}
