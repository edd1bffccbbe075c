import { type Context, Hono } from "hono";
import type { FormView } from "../../views/admin/form.tsx";
import type { Block } from "../../views/admin/page.tsx";
import { newId } from "../db/id.ts";
import { authorities, hallById } from "../filing/queries/places.ts";
import { localDate, sayDate, sayMoment } from "../rules/calendar.ts";
import type { Deps, Env } from "../web/env.ts";
import { refusalPage } from "../web/respond.tsx";
import { changeHall, enterHall, madeToken, makeEnrolment, revokeKiosk } from "./acts/places.ts";
import { adminAct, adminGuards, adminPage, type Back, formWith, mayChange, toldIn } from "./admin-page.tsx";
import { entryOf, placeFields } from "./place-fields.ts";
import { hallLines, kioskById, kiosksOf, openEnrolments } from "./queries/places.ts";

const HALLS = "/desk/admin/halls";
const LINK_DAYS = 7;

const TOLD_HALL = {
  added: "大厅已添加。要办业务，请在下面登记自助终端，并为它添加帮办指导员。",
  changed: "已保存。申请人从现在起看到新的内容。",
  revoked: "自助终端已停用，正在上面办理的已经退出，草稿都保留着。",
  link: "登记链接已经生成过，只显示一次。没有记下的话，请再生成一条。",
};

/** Where the public goes, and the computers that stand there. */
export function hallRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { read, change } = adminGuards(deps);

  app.get("/halls", read, (c) => hallsPage(deps, c));
  app.get("/halls/new", change, (c) => newHallPage(deps, c));
  app.post("/halls", change, (c) =>
    adminAct(
      deps,
      c,
      "new",
      ({ by }, values) => enterHall(deps, by, { ...entryOf(values), authorityId: values.authorityId ?? "" }),
      (back) => newHallPage(deps, c, back),
    ),
  );
  app.get("/halls/:id", read, (c) => hallPage(deps, c, c.req.param("id")));
  app.post("/halls/:id", change, (c) =>
    adminAct(
      deps,
      c,
      "change",
      ({ by }, values) => changeHall(deps, by, { ...entryOf(values), hallId: c.req.param("id") }),
      (back) => hallPage(deps, c, c.req.param("id"), { back }),
    ),
  );
  app.post("/halls/:id/enrolments", change, async (c) => {
    const token = madeToken();
    let made = false;
    const answer = await adminAct(
      deps,
      c,
      "link",
      async ({ by }) => {
        const done = await makeEnrolment(deps, by, { hallId: c.req.param("id"), token });
        made = done.ok && !done.repeated;
        return done;
      },
      (back) => hallPage(deps, c, c.req.param("id"), { back }),
    );
    return made ? hallPage(deps, c, c.req.param("id"), { token }) : answer;
  });
  app.get("/kiosks/:id", change, (c) => kioskPage(deps, c, c.req.param("id")));
  app.post("/kiosks/:id/revoke", change, (c) =>
    adminAct(
      deps,
      c,
      "revoke",
      ({ by }) => revokeKiosk(deps, by, { kioskId: c.req.param("id") }),
      () => kioskPage(deps, c, c.req.param("id")),
    ),
  );
  return app;
}

async function hallsPage(deps: Deps, c: Context<Env>): Promise<Response> {
  const rows = await hallLines(deps.db);
  return adminPage(c, {
    title: "大厅和自助终端",
    place: "halls",
    blocks: [
      ...(mayChange(c)
        ? [{ kind: "links", links: [{ label: "添加大厅", to: `${HALLS}/new`, primary: true }] } satisfies Block]
        : []),
      {
        kind: "table",
        table: {
          columns: [
            { label: "大厅" },
            { label: "所在区", width: 12 },
            { label: "电话", width: 10 },
            { label: "时间" },
            { label: "自助终端", width: 6, number: true },
          ],
          rows: rows.map((row) => [
            { text: row.name, href: `${HALLS}/${row.id}`, quiet: row.address },
            { text: row.authority_name.replace(/^牡丹江市|市场监督管理局$/g, "") },
            { text: row.phone },
            { text: row.hours },
            { text: String(row.kiosks) },
          ]),
          empty: "还没有大厅。",
        },
      },
    ],
  });
}

async function newHallPage(deps: Deps, c: Context<Env>, back?: Back): Promise<Response> {
  const options = (await authorities(deps.db)).map(({ id, name }) => ({
    value: id,
    label: name.replace(/^牡丹江市|市场监督管理局$/g, ""),
  }));
  const form: FormView = {
    id: "new",
    action: HALLS,
    button: "添加大厅",
    fields: [
      { kind: "select", name: "authorityId", label: "在哪个区", hint: "以后不能改", empty: "请选择", options },
      ...placeFields({ name: "", phone: "", hours: "工作日 8:30–11:30，13:30–17:00", address: "" }, "大厅的名称"),
    ],
    key: newId(deps.now()),
  };
  return adminPage(
    c,
    { title: "添加大厅", place: "halls", blocks: [{ kind: "form", form: formWith(form, back) }] },
    back,
  );
}

async function hallPage(
  deps: Deps,
  c: Context<Env>,
  id: string,
  shown: { back?: Back; token?: string } = {},
): Promise<Response> {
  const hall = await hallById(deps.db, id);
  if (!hall) return refusalPage(c, 404, "没有这个大厅");
  const now = deps.now();
  const kiosks = await kiosksOf(deps.db, id);
  const links = await openEnrolments(deps.db, id, now);
  const may = mayChange(c);
  const { back, token } = shown;
  const change: FormView = {
    id: "change",
    title: "修改",
    action: `${HALLS}/${id}`,
    button: "保存",
    fields: placeFields(hall, "大厅的名称"),
    key: newId(now),
  };
  const link: FormView = {
    id: "link",
    action: `${HALLS}/${id}/enrolments`,
    button: "生成登记链接",
    tone: "quiet",
    text: [
      `在新的自助终端上打开链接，这台电脑就登记到本大厅。链接只显示一次，${LINK_DAYS} 天内用一次。`,
      ...(links > 0 ? [`现在有 ${links} 条还没有用过的链接。`] : []),
    ],
    fields: [],
    key: newId(now),
  };
  const facts: Block = {
    kind: "facts",
    facts: [
      { label: "地址", value: hall.address },
      { label: "电话", value: hall.phone },
      { label: "时间", value: hall.hours },
    ],
  };
  const table: Block = {
    kind: "table",
    table: {
      columns: [{ label: "自助终端" }, { label: "登记时间", width: 8 }, { label: "状态", width: 6 }],
      rows: kiosks.map((kiosk) => {
        const inUse = kiosk.revoked_at === null;
        return [
          { text: kiosk.label || "自助终端", href: may && inUse ? `/desk/admin/kiosks/${kiosk.id}` : undefined },
          { text: sayMoment(kiosk.enrolled_at, now) },
          {
            text: kiosk.revoked_at === null ? "" : sayDate(localDate(kiosk.revoked_at)),
            tag: inUse ? { text: "在用", tone: "good" } : { text: "已停用" },
          },
        ];
      }),
      empty: "这个大厅还没有自助终端。",
    },
  };
  return adminPage(
    c,
    {
      title: hall.name,
      place: "halls",
      told: toldIn(c, TOLD_HALL),
      blocks: [
        ...(token ? [linkBlock(deps, hall.name, token)] : []),
        ...(may ? [{ kind: "form", form: formWith(change, back) } satisfies Block] : [facts]),
      ],
      beside: [
        { kind: "heading", text: "自助终端" },
        table,
        ...(may ? [{ kind: "form", form: formWith(link, back) } satisfies Block] : []),
      ],
    },
    back,
  );
}

function linkBlock(deps: Deps, hall: string, token: string): Block {
  return {
    kind: "secret",
    label: `${hall}的登记链接`,
    value: `${deps.config.baseUrl}/kiosk/enrol/${token}`,
    after: `只显示这一次。请在要登记的自助终端上打开，${LINK_DAYS} 天内有效，用一次就失效。`,
  };
}

async function kioskPage(deps: Deps, c: Context<Env>, id: string): Promise<Response> {
  const kiosk = await kioskById(deps.db, id);
  const hall = kiosk && (await hallById(deps.db, kiosk.hall_id));
  if (!kiosk || !hall) return refusalPage(c, 404, "没有这台自助终端");
  const form: FormView = {
    id: "revoke",
    action: `/desk/admin/kiosks/${id}/revoke`,
    button: "停用这台自助终端",
    tone: "danger",
    text: ["停用后马上不能办理，正在上面办理的人会退出，已经填的内容保留在草稿里，凭取件码到别的终端接着填。"],
    fields: [],
    key: newId(deps.now()),
  };
  return adminPage(c, {
    title: kiosk.label || "自助终端",
    place: "halls",
    blocks: [
      { kind: "facts", facts: [{ label: "大厅", value: hall.name }] },
      ...(kiosk.revoked_at === null ? [{ kind: "form", form } satisfies Block] : []),
      { kind: "links", links: [{ label: "回到大厅", to: `${HALLS}/${hall.id}` }] },
    ],
  });
}
