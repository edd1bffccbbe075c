import { type Context, Hono } from "hono";
import type { FormView } from "../../views/admin/form.tsx";
import type { Block } from "../../views/admin/page.tsx";
import { newId } from "../db/id.ts";
import { authorities, authorityById } from "../filing/queries/places.ts";
import type { Deps, Env } from "../web/env.ts";
import { refusalPage } from "../web/respond.tsx";
import { nameContact } from "./acts/places.ts";
import { adminAct, adminGuards, adminPage, type Back, formWith, mayChange, toldIn } from "./admin-page.tsx";
import { entryOf, placeFields } from "./place-fields.ts";

const CONTACTS = "/desk/admin/contacts";

/** Whom the public turns to at each authority. */
export function contactRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { read, change } = adminGuards(deps);

  app.get("/contacts", read, (c) => contactsPage(deps, c));
  app.get("/contacts/:id", read, (c) => contactPage(deps, c, c.req.param("id")));
  app.post("/contacts/:id", change, (c) =>
    adminAct(
      deps,
      c,
      "contact",
      ({ by }, values) => nameContact(deps, by, { ...entryOf(values), authorityId: c.req.param("id") }),
      (back) => contactPage(deps, c, c.req.param("id"), back),
    ),
  );
  return app;
}

async function contactsPage(deps: Deps, c: Context<Env>): Promise<Response> {
  const bureaus = await authorities(deps.db);
  return adminPage(c, {
    title: "专人联系方式",
    place: "contacts",
    told: toldIn(c, { changed: "已保存。申请人的页面和以后的文书从现在起写新的联系方式。" }),
    lead: "方案要求各区局安排专人办理咨询、指导和登记。这里写的，会出现在进度页、回执和文书上。",
    blocks: [
      {
        kind: "table",
        table: {
          columns: [
            { label: "登记机关" },
            { label: "专人", width: 10 },
            { label: "电话", width: 10 },
            { label: "时间" },
            { label: "地址" },
          ],
          rows: bureaus.map((row) => [
            { text: row.name, href: `${CONTACTS}/${row.id}` },
            { text: row.contact_name },
            { text: row.contact_phone },
            { text: row.contact_hours },
            { text: row.address },
          ]),
          empty: "还没有登记机关。",
        },
      },
    ],
  });
}

async function contactPage(deps: Deps, c: Context<Env>, id: string, back?: Back): Promise<Response> {
  const row = await authorityById(deps.db, id);
  if (!row) return refusalPage(c, 404, "没有这个登记机关");
  const form: FormView = {
    id: "contact",
    action: `${CONTACTS}/${id}`,
    button: "保存",
    fields: placeFields(
      {
        name: row.contact_name,
        phone: row.contact_phone,
        hours: row.contact_hours,
        address: row.address,
      },
      "专人的姓名或窗口名称",
    ),
    key: newId(deps.now()),
  };
  const facts: Block = {
    kind: "facts",
    facts: [
      { label: "专人", value: row.contact_name },
      { label: "电话", value: row.contact_phone },
      { label: "时间", value: row.contact_hours },
      { label: "地址", value: row.address },
    ],
  };
  const may = mayChange(c);
  return adminPage(
    c,
    {
      title: row.name,
      place: "contacts",
      blocks: may ? [{ kind: "form", form: formWith(form, back) }] : [facts],
    },
    back,
  );
}
