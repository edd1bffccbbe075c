import { type Context, Hono } from "hono";
import { Delivery } from "../../views/desk/delivery.tsx";
import { licencePdf, printedPdf } from "../licence/licence-pdf.ts";
import { licenceOf } from "../licence/queries/licence.ts";
import { notThere, pdf } from "../review/desk-papers.ts";
import { deskUser, staffAct } from "../review/desk-user.ts";
import { workplaceName } from "../review/queries/desk-queue.ts";
import { sayMoment } from "../rules/calendar.ts";
import { maskName } from "../rules/contact.ts";
import { groupCode } from "../rules/uscc.ts";
import type { By, Outcome } from "../web/act.ts";
import type { Deps, Env, StaffActor } from "../web/env.ts";
import { first, flat } from "../web/form.ts";
import { staff } from "../web/guard.ts";
import { dispatchLicence } from "./acts/mail.ts";
import { handOut, makeReady } from "./acts/pickup.ts";
import { printSheet, voidSheet } from "./acts/print.ts";
import { deliveryFiling, deliveryFilingPage } from "./desk-filing.tsx";
import { sheetBySerial } from "./queries/delivery.ts";
import { DELIVERY_TABS, type DeliveryTab, type DeliveryView, deliveryPage } from "./queries/desk.ts";

const PAGE = 50;

const TABS: Record<DeliveryTab, { label: string; when: string; empty: string }> = {
  mail: { label: "待寄递", when: "登记时间", empty: "没有等待寄出的执照。" },
  pickup: { label: "待自取", when: "登记时间", empty: "没有等待领取的执照。" },
  sent: { label: "已寄出", when: "寄出时间", empty: "还没有寄出的执照。" },
  collected: { label: "已领取", when: "领取时间", empty: "还没有领走的执照。" },
};

/** Where paper licences are printed, posted and handed over: by the deciding authority, and by the hall chosen for pickup. */
export function deliveryRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const anyDesk = staff(deps, "officer", "head", "guide");

  app.get("/delivery", anyDesk, async (c) => {
    const actor = c.get("staff");
    const tabs = tabsFor(actor);
    const tab = tabs.find((each) => each === c.req.query("tab")) ?? tabs[0] ?? "pickup";
    const after = readCursor(c.req.query("after"));
    const now = deps.now();
    const workplace = await workplaceName(deps.db, actor);
    const rows = await deliveryPage(deps.db, viewOf(actor), tab, PAGE + 1, after);
    const shown = rows.slice(0, PAGE);
    const last = rows.length > PAGE ? shown.at(-1) : undefined;
    return c.html(
      <Delivery
        user={deskUser(c, workplace)}
        tabs={tabs.map((key) => ({ key, label: TABS[key].label, count: "" }))}
        tab={tab}
        heading={TABS[tab].when}
        empty={TABS[tab].empty}
        next={last ? `/desk/delivery?tab=${tab}&after=${last.updated_at}.${last.id}` : undefined}
        later={after !== undefined}
        lines={shown.map((row) => ({
          id: row.id,
          name: row.name || "（不使用名称）",
          operator: maskName(row.operator_name),
          uscc: groupCode(row.uscc),
          authority: row.authority_name,
          pickup: row.pickup_name ?? "",
          when: sayMoment(tab === "sent" || tab === "collected" ? row.updated_at : row.decided_at, now),
          state: stateOf(row),
        }))}
      />,
    );
  });

  app.get("/delivery/:id", anyDesk, async (c) => {
    const seen = await deliveryFiling(deps, c.get("staff"), c.req.param("id"));
    return seen ? deliveryFilingPage(deps, c, seen) : notThere(c);
  });

  app.get("/delivery/:id/licence/:part{(?:original|duplicate)\\.pdf}", anyDesk, async (c) => {
    const seen = await deliveryFiling(deps, c.get("staff"), c.req.param("id"));
    if (!seen) return notThere(c);
    return pdf(
      c,
      await licencePdf(deps, seen.licence, c.req.param("part") === "original.pdf" ? "original" : "duplicate"),
    );
  });

  app.get("/sheets/:serial{[0-9A-Z]+\\.pdf}", anyDesk, async (c) => {
    const sheet = await sheetBySerial(deps.db, c.req.param("serial").replace(".pdf", ""));
    const seen = sheet?.state === "printed" ? await deliveryFiling(deps, c.get("staff"), sheet.filing_id) : undefined;
    const licence = sheet && seen && (await licenceOf(deps.db, sheet.filing_id));
    return sheet && licence?.id === sheet.licence_id ? pdf(c, await printedPdf(deps, licence, sheet)) : notThere(c);
  });

  app.post("/delivery/:id/sheets", anyDesk, (c) =>
    staffAct(deps, c, ({ by, values }) => printOn(deps, c, by, first(values, "part"), Number(first(values, "copy")))),
  );

  app.post("/sheets/:serial/void", anyDesk, (c) =>
    staffAct(deps, c, ({ by, values }) =>
      voidSheet(deps, by, { serial: c.req.param("serial"), reason: first(values, "reason") }),
    ),
  );

  app.post("/delivery/:id/dispatch", anyDesk, (c) =>
    staffAct(
      deps,
      c,
      ({ by, values }) =>
        dispatchLicence(deps, by, {
          filingId: c.req.param("id"),
          carrier: first(values, "carrier"),
          tracking: first(values, "tracking").toUpperCase(),
          costFen: fenOf(first(values, "cost")),
        }),
      (posted, refusal) => again(deps, c, { open: "dispatch", values: flat(posted.values), refusal }),
    ),
  );

  app.post("/delivery/:id/ready", anyDesk, (c) =>
    staffAct(deps, c, ({ by }) => makeReady(deps, by, { filingId: c.req.param("id") })),
  );

  app.post("/delivery/:id/collection", anyDesk, (c) =>
    staffAct(
      deps,
      c,
      ({ by, values, files }) => {
        const proxyCode = first(values, "proxyCode");
        return handOut(deps, by, {
          filingId: c.req.param("id"),
          collector: first(values, "collector") === "proxy" ? "proxy" : "self",
          name: first(values, "name"),
          idNumber: first(values, "idNumber"),
          ...(proxyCode ? { proxyCode } : {}),
          ...(files.signature ? { signature: files.signature.bytes } : {}),
        });
      },
      (posted, refusal) => again(deps, c, { open: "collection", values: flat(posted.values), refusal }),
    ),
  );
  return app;
}

type Again = NonNullable<Parameters<typeof deliveryFilingPage>[3]>;

async function again(deps: Deps, c: Context<Env>, back: Again): Promise<Response> {
  const seen = await deliveryFiling(deps, c.get("staff"), c.req.param("id") ?? "");
  return seen ? deliveryFilingPage(deps, c, seen, back) : notThere(c);
}

async function printOn(deps: Deps, c: Context<Env>, by: By, part: string, copy: number): Promise<Outcome> {
  const filingId = c.req.param("id") ?? "";
  const { hallId, authorityId } = c.get("staff");
  const printed = await printSheet(deps, by, {
    filingId,
    part: part === "original" ? "original" : "duplicate",
    copy,
    placeId: authorityId ?? hallId ?? "",
  });
  if (!printed.ok) return printed;
  return { ok: true, location: `/desk/delivery/${filingId}?sheet=${printed.serial}`, repeated: false };
}

function tabsFor(actor: StaffActor): readonly DeliveryTab[] {
  return actor.role === "guide" ? ["pickup", "collected"] : DELIVERY_TABS;
}

function viewOf(actor: StaffActor): DeliveryView {
  return actor.role === "guide" ? { hallId: actor.hallId ?? "" } : { authorityId: actor.authorityId ?? "" };
}

function stateOf(row: Awaited<ReturnType<typeof deliveryPage>>[number]): string {
  switch (row.state) {
    case "ready":
      return "已备好，等领取";
    case "dispatched":
      return [row.carrier, row.tracking].filter(Boolean).join(" ");
    case "collected":
      return row.collector === "proxy" ? "代领人领取" : "本人领取";
    case "waiting":
    case "printed":
      if (row.version > 1 && Number(row.sheets) === 0) return "更正后须重新打印";
      return Number(row.sheets) > 0 ? `已打印 ${row.sheets} 张` : "还没有打印";
  }
}

function fenOf(yuan: string): number {
  return /^\d{1,4}(?:\.\d{1,2})?$/.test(yuan) ? Math.round(Number(yuan) * 100) : Number.NaN;
}

function readCursor(text: string | undefined): { at: number; id: string } | undefined {
  const match = /^(\d{1,15})\.([0-9a-z]{10,40})$/.exec(text ?? "");
  return match ? { at: Number(match[1]), id: match[2] ?? "" } : undefined;
}
