import { type Context, Hono } from "hono";
import { PublicAsSeen } from "../../views/public/as-seen.tsx";
import { Progress, type ProgressView } from "../../views/public/progress.tsx";
import { newId } from "../db/id.ts";
import { nameProxy } from "../delivery/acts/pickup.ts";
import { type DeliveryRow, deliveryOf } from "../delivery/queries/delivery.ts";
import { doingsOf } from "../events/record.ts";
import { sentenceOf } from "../events/sentences.ts";
import { licencePdf } from "../licence/licence-pdf.ts";
import { versionsOf } from "../licence/queries/changes.ts";
import { licenceOf } from "../licence/queries/licence.ts";
import { checksSince } from "../licence/queries/verify-flags.ts";
import { versionViews } from "../licence/version-view.ts";
import { noticePdf } from "../notices/notice-pdf.ts";
import { markOpened, noticesOf } from "../notices/queries.ts";
import { demoMessages } from "../notices/tell.ts";
import { shown } from "../review/desk-answers.ts";
import { returnsOf } from "../review/queries/review.ts";
import { standingWords } from "../rules/after-issue.ts";
import { atLocal, localDate, sayDeadline, sayMoment } from "../rules/calendar.ts";
import { METHOD_WORDS } from "../rules/delivery.ts";
import { FIELDS, isFieldId } from "../rules/fields.ts";
import { NOTICE_WORDS } from "../rules/notice-kinds.ts";
import { groupCode } from "../rules/uscc.ts";
import type { Deps, Env } from "../web/env.ts";
import { first, keyOf, type Problem, readForm } from "../web/form.ts";
import { holder } from "../web/guard.ts";
import { answer, refusalPage, sameCsrf, staleForm } from "../web/respond.tsx";
import { filingRow } from "./queries/filing.ts";
import { authorityById } from "./queries/places.ts";
import { submissionTimes } from "./queries/submission.ts";
import { seenSubmission } from "./seen-submission.ts";
import { TOLD_TO_APPLICANTS } from "./told.ts";

/** After code and identity, on a phone: progress, papers, the licence to open and save, and naming a proxy. */
export function progressRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const mine = holder(deps);

  app.get("/progress", mine, (c) => page(deps, c));

  app.post("/proxy", mine, async (c) => {
    const { values } = await readForm(c);
    if (!sameCsrf(c, values)) return staleForm(c);
    const proxy = { name: first(values, "name"), idNumber: first(values, "idNumber") };
    const by = { actor: c.get("applicant"), key: keyOf(values), now: deps.now() };
    const outcome = await nameProxy(deps, by, { filingId: c.get("applicant").filingId, ...proxy });
    if (outcome.ok || outcome.status !== 422) return answer(c, outcome);
    return page(deps, c, outcome.problems ?? [], proxy);
  });

  app.get("/submissions/:seq{[0-9]+}", mine, async (c) => {
    const filing = await filingRow(deps.db, c.get("applicant").filingId);
    const view =
      filing &&
      (await seenSubmission(deps, filing, Number(c.req.param("seq")), {
        at: (seq) => `/status/submissions/${seq}`,
        shown: ({ field, answer }) => shown(field, answer, "in hand"),
      }));
    if (!view) return refusalPage(c, 404, "没有这次提交");
    return c.html(<PublicAsSeen demo={deps.config.demo} csrf={c.get("session").csrf} view={view} />);
  });

  app.get("/licence/:part{(?:original|duplicate)\\.pdf}", mine, async (c) => {
    const licence = await licenceOf(deps.db, c.get("applicant").filingId);
    if (!licence) return refusalPage(c, 404, "这份申请还没有营业执照");
    const part = c.req.param("part").startsWith("original") ? "original" : "duplicate";
    return pdf(c, await licencePdf(deps, licence, part), part === "original" ? "营业执照正本" : "营业执照副本");
  });

  app.get("/notice/:file{[^/]+\\.pdf}", mine, async (c) => {
    const id = c.req.param("file").replace(/\.pdf$/, "");
    const bytes = await noticePdf(deps, c.get("applicant").filingId, id);
    if (!bytes) return refusalPage(c, 404, "没有找到这份文书");
    await markOpened(deps.db, id, deps.now());
    return pdf(c, bytes, "文书");
  });

  return app;
}

function pdf(c: Context<Env>, bytes: Buffer, name: string): Response {
  const file = encodeURIComponent(`${name}.pdf`);
  return c.body(new Uint8Array(bytes), 200, {
    "Content-Type": "application/pdf",
    "Content-Disposition": `inline; filename*=UTF-8''${file}`,
  });
}

async function page(deps: Deps, c: Context<Env>, problems?: Problem[], proxy?: { name: string; idNumber: string }) {
  const { filingId } = c.get("applicant");
  const view = await viewOf(deps, filingId);
  if (!view) return refusalPage(c, 404, "没有找到这份申请");
  const frame = {
    demo: deps.config.demo,
    demoMessages: await demoMessages(deps.db, deps.config, { filingId }),
    csrf: c.get("session").csrf,
    actKey: newId(deps.now()),
    ...(problems ? { problems } : {}),
    ...(proxy ? { proxy } : {}),
  };
  return c.html(<Progress frame={frame} view={view} />, problems ? 422 : 200);
}

async function viewOf(deps: Deps, filingId: string): Promise<ProgressView | undefined> {
  const filing = await filingRow(deps.db, filingId);
  if (!filing) return undefined;
  const now = deps.now();
  const authority = filing.authority_id ? await authorityById(deps.db, filing.authority_id) : undefined;
  const licence = filing.status === "registered" ? await licenceOf(deps.db, filingId) : undefined;
  const versions = licence ? await versionsOf(deps.db, filingId) : [];
  const checks = licence ? await checksSince(deps.db, filingId, monthStart(now)) : 0;
  const delivery = licence ? await deliveryOf(deps.db, filingId) : undefined;
  const returned = filing.status === "returned" ? (await returnsOf(deps.db, filingId)).at(-1) : undefined;
  const notices = await noticesOf(deps.db, filingId);
  const events = await doingsOf(deps.db, filingId);
  const { label, turn } = standingWords(filing.status, licence?.status);
  const inForce = licence?.status === "valid";
  const submitted = await submissionTimes(deps.db, filingId);
  return {
    status: label,
    turn,
    due: filing.status === "submitted" && filing.due_at !== null ? sayDeadline(filing.due_at, now) : "",
    number: filing.number,
    code: filing.code,
    name: filing.name || "不使用名称",
    authority: authority?.name ?? "",
    contact: authority ? `${authority.contact_name} ${authority.contact_phone}` : "",
    corrections: (returned?.items ?? []).map(({ field, problem, fix }) => ({
      field: isFieldId(field) ? FIELDS[field] : field,
      problem,
      fix,
    })),
    licence: licence
      ? {
          uscc: groupCode(licence.uscc),
          inForce,
          versions: inForce && licence.version === 1 ? [] : versionViews(versions, { now }),
          checks,
          files: [
            { href: "/status/licence/original.pdf", label: inForce ? "打开或保存正本" : "看作废前的正本" },
            { href: "/status/licence/duplicate.pdf", label: inForce ? "打开或保存副本" : "看作废前的副本" },
          ],
        }
      : undefined,
    delivery: !delivery
      ? ""
      : inForce
        ? deliveryWords(delivery)
        : "登记已撤销，不再打印、寄出或发放；已有的纸质执照请交回登记机关",
    notices: notices.map(({ id, kind, number }) => ({
      href: `/status/notice/${id}.pdf`,
      label: NOTICE_WORDS[kind].title,
      number,
    })),
    submissions: submitted.map(({ seq, at }) => ({
      href: `/status/submissions/${seq}`,
      label: `第 ${seq} 次提交的内容`,
      when: sayMoment(at, now),
    })),
    events: events
      .filter((event) => TOLD_TO_APPLICANTS.has(event.type))
      .map((event) => ({ when: sayMoment(event.at, now), what: sentenceOf(event) }))
      .reverse(),
    mayNameProxy: inForce && delivery?.method === "pickup" && delivery.state !== "collected",
  };
}

function monthStart(now: number): number {
  return atLocal(`${localDate(now).slice(0, 7)}-01`, "00:00");
}

function deliveryWords(delivery: DeliveryRow): string {
  const method = METHOD_WORDS[delivery.method];
  switch (delivery.state) {
    case "waiting":
      return delivery.method === "self-print" ? `${method}：可以到任何一台自助终端打印` : `${method}：正在准备`;
    case "ready":
      return `${method}：已经备好，可以领取`;
    case "dispatched":
      return `${method}：已寄出，${delivery.carrier ?? ""} ${delivery.tracking ?? ""}`;
    case "collected":
      return `${method}：已由${delivery.collector === "proxy" ? "代领人" : "本人"}领取`;
    case "printed":
      return `${method}：已经打印`;
  }
}
