import { type Context, Hono } from "hono";
import type { FormView } from "../../views/admin/form.tsx";
import type { Block } from "../../views/admin/page.tsx";
import { newId } from "../db/id.ts";
import { ROLE_WORDS, ROLES } from "../rules/permissions.ts";
import type { Deps, Env } from "../web/env.ts";
import { refusalPage } from "../web/respond.tsx";
import { changeStaff, enterStaff, madePassword, resetPassword, switchStaff } from "./acts/staff.ts";
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
import { type StaffLine, staffById, staffPage } from "./queries/staff.ts";
import { entryFields, personForms, placeName, placeOptions, roleOptions } from "./staff-forms.ts";

const LIST = "/desk/admin/staff";
const TOLD = {
  changed: "已保存。岗位或单位有变的，已经退出登录。",
  off: "账号已停用，登录全部退出，手里的申请已放回。",
  on: "账号已重新启用。原来的密码还能用，不放心请重置。",
  password: "密码已经重置过，只显示一次。没有记下的话，请再重置一次。",
};

/** The staff: who works where, with accounts that are switched off and never deleted. */
export function staffRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { read, change } = adminGuards(deps);

  app.get("/staff", read, (c) => listPage(deps, c));
  app.get("/staff/new", change, (c) => newPage(deps, c));

  app.post("/staff", change, async (c) => {
    const password = madePassword();
    let made = false;
    const answer = await adminAct(
      deps,
      c,
      "new",
      async ({ by }, values) => {
        const { login = "", ...entry } = values;
        const done = await enterStaff(deps, by, { ...entryOf(entry), login: login.toLowerCase(), password });
        made = done.ok && !done.repeated;
        return done;
      },
      (back) => newPage(deps, c, back),
    );
    const id = answer.headers.get("location")?.split("/").pop() ?? "";
    return made ? personPage(deps, c, id, { secret: password }) : answer;
  });

  app.get("/staff/:id", read, (c) => personPage(deps, c, c.req.param("id")));

  app.post("/staff/:id", change, (c) =>
    adminAct(
      deps,
      c,
      "change",
      ({ by }, values) => changeStaff(deps, by, { ...entryOf(values), id: c.req.param("id") }),
      (back) => personPage(deps, c, c.req.param("id"), { back }),
    ),
  );

  app.post("/staff/:id/password", change, async (c) => {
    const password = madePassword();
    let made = false;
    const answer = await adminAct(
      deps,
      c,
      "password",
      async ({ by }) => {
        const done = await resetPassword(deps, by, { id: c.req.param("id"), password });
        made = done.ok && !done.repeated;
        return done;
      },
      (back) => personPage(deps, c, c.req.param("id"), { back }),
    );
    return made ? personPage(deps, c, c.req.param("id"), { secret: password }) : answer;
  });

  for (const [path, active] of [
    ["off", false],
    ["on", true],
  ] as const)
    app.post(`/staff/:id/${path}`, change, (c) =>
      adminAct(
        deps,
        c,
        "switch",
        ({ by }) => switchStaff(deps, by, { id: c.req.param("id"), active }),
        (back) => personPage(deps, c, c.req.param("id"), { back }),
      ),
    );
  return app;
}

function entryOf(values: Record<string, string>) {
  const { name = "", role = "", place = "", phone = "" } = values;
  return { name, role, place, phone };
}

async function listPage(deps: Deps, c: Context<Env>): Promise<Response> {
  const { q = "", role = "", place = "", after = "" } = c.req.query();
  const state = c.req.query("state") === "off" ? "off" : "on";
  const places = await placeOptions(deps);
  const rows = await staffPage(
    deps.db,
    {
      active: state === "on" ? 1 : 0,
      role: ROLES.find((each) => each === role),
      place: places.find(({ value }) => value === place)?.value,
      text: q,
    },
    PAGE + 1,
    after,
  );
  const page = paged(rows, PAGE, { path: LIST, query: { q, role, place, state }, key: ({ login }) => login, after });
  return adminPage(c, {
    title: "工作人员",
    place: "staff",
    search: {
      to: LIST,
      text: { label: "姓名或账号", value: q },
      selects: [
        { name: "role", label: "岗位", value: role, empty: "全部", options: roleOptions() },
        { name: "place", label: "单位", value: place, empty: "全部", options: places },
        {
          name: "state",
          label: "账号",
          value: state,
          options: [
            { value: "on", label: "在用" },
            { value: "off", label: "已停用" },
          ],
        },
      ],
    },
    blocks: [
      ...(mayChange(c)
        ? [{ kind: "links", links: [{ label: "添加工作人员", to: `${LIST}/new`, primary: true }] } satisfies Block]
        : []),
      {
        kind: "table",
        table: {
          columns: [
            { label: "姓名" },
            { label: "账号", width: 10 },
            { label: "岗位", width: 12 },
            { label: "单位" },
            { label: "电话", width: 10 },
          ],
          rows: page.shown.map((row) => [
            { text: row.name, href: `${LIST}/${row.id}` },
            { text: row.login },
            { text: ROLE_WORDS[row.role] },
            { text: placeName(row) },
            { text: row.phone },
          ]),
          empty: "没有符合条件的工作人员。",
        },
      },
    ],
    next: page.next,
    first: page.first,
  });
}

async function newPage(deps: Deps, c: Context<Env>, back?: Back): Promise<Response> {
  const form: FormView = {
    id: "new",
    action: LIST,
    button: "添加，并生成密码",
    text: ["预审人员和负责人属于登记机关，帮办指导员属于大厅。密码由系统生成，只显示一次，请当面交给本人。"],
    fields: [
      { kind: "text", name: "login", label: "账号", hint: "小写字母、数字和短横线，以后不能改", maxlength: 31 },
      ...(await entryFields(deps)),
    ],
    key: newId(deps.now()),
  };
  return adminPage(
    c,
    { title: "添加工作人员", place: "staff", blocks: [{ kind: "form", form: formWith(form, back) }] },
    back,
  );
}

async function personPage(
  deps: Deps,
  c: Context<Env>,
  id: string,
  shown: { back?: Back; secret?: string } = {},
): Promise<Response> {
  const person = await staffById(deps.db, id);
  if (!person) return refusalPage(c, 404, "没有这个账号");
  const { back, secret } = shown;
  const forms = mayChange(c) ? await personForms(deps, person, back) : [];
  const [first, ...others] = forms.map((form): Block => ({ kind: "form", form }));
  return adminPage(
    c,
    {
      title: person.name,
      place: "staff",
      told: toldIn(c, TOLD),
      blocks: [
        ...(secret ? [secretBlock(person, secret)] : []),
        {
          kind: "facts",
          facts: [
            { label: "账号", value: person.login },
            { label: "岗位", value: ROLE_WORDS[person.role] },
            { label: "单位", value: placeName(person) },
            { label: "电话", value: person.phone || "没有留" },
            { label: "状态", value: person.active === 1 ? "在用" : "已停用，不能登录" },
          ],
        },
        ...(first ? [first] : []),
      ],
      beside: others,
    },
    back,
  );
}

function secretBlock(person: StaffLine, secret: string): Block {
  return {
    kind: "secret",
    label: `${person.name}（${person.login}）的密码`,
    value: secret,
    after: "只显示这一次，离开这一页就看不到了。请当面交给本人，不要发短信或微信。",
  };
}
