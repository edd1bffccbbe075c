import { type Context, Hono } from "hono";
import { ProgressPage } from "../../views/kiosk/progress.tsx";
import { ReceiptPage } from "../../views/kiosk/receipt.tsx";
import { WithdrawnPage, WithdrawPage } from "../../views/kiosk/withdraw.tsx";
import { newId } from "../db/id.ts";
import { type DeliveryRow, deliveryOf } from "../delivery/queries/delivery.ts";
import { doingsOf } from "../events/record.ts";
import { sentenceOf } from "../events/sentences.ts";
import { licencePdf } from "../licence/licence-pdf.ts";
import { type VersionRow, versionsOf } from "../licence/queries/changes.ts";
import { licenceOf } from "../licence/queries/licence.ts";
import { sayVersion } from "../licence/version-view.ts";
import { noticePdf } from "../notices/notice-pdf.ts";
import { markOpened, newestNotice, noticesOf } from "../notices/queries.ts";
import { afterIssueGround, standingWords } from "../rules/after-issue.ts";
import { sayDeadline, sayMoment } from "../rules/calendar.ts";
import { statusAfter } from "../rules/filing.ts";
import { NOTICE_WORDS } from "../rules/notice-kinds.ts";
import type { Deps, Env } from "../web/env.ts";
import { keyOf, readForm } from "../web/form.ts";
import { applicantAtKiosk } from "../web/guard.ts";
import { answer, refusalPage, sameCsrf, staleForm } from "../web/respond.tsx";
import { withdrawFiling } from "./acts/withdraw.ts";
import { byApplicant, type Case, caseOf, caseScreen } from "./kiosk-case.ts";
import { qrOf } from "./kiosk-qr.ts";
import { authorityById, hallById } from "./queries/places.ts";
import { TOLD_TO_APPLICANTS } from "./told.ts";

/** After submission: the receipt, the progress with its papers, the electronic licence, and taking the application back. */
export function progressRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const applicant = applicantAtKiosk(deps);

  app.get("/receipt", applicant, async (c) => {
    const kase = await caseOf(deps, c);
    const { filing } = kase;
    const authority = filing.authority_id ? await authorityById(deps.db, filing.authority_id) : undefined;
    if (filing.status !== "submitted" || !authority) return c.redirect("/kiosk/progress", 303);
    const now = deps.now();
    return c.html(
      <ReceiptPage
        screen={await caseScreen(deps, c, kase)}
        again={filing.submission > 1}
        authority={{
          name: authority.name,
          contact: authority.contact_name,
          phone: authority.contact_phone,
          hours: authority.contact_hours,
        }}
        due={filing.due_at === null ? "" : sayDeadline(filing.due_at, now)}
        number={filing.number}
        code={filing.code}
        qr={qrOf(`${deps.config.baseUrl}/status/${filing.code}`)}
        unverified={filing.identity === "unverified"}
        phoneKnown={kase.answers.operator?.phone !== undefined}
      />,
    );
  });

  for (const kind of ["receipt", "return"] as const)
    app.get(`/${kind}.pdf`, applicant, async (c) => {
      const notice = await newestNotice(deps.db, c.get("applicant").filingId, kind);
      return sendNotice(c, notice?.id ?? "");
    });

  app.get("/notice/:file{[^/]+\\.pdf}", applicant, (c) => sendNotice(c, c.req.param("file").replace(/\.pdf$/, "")));

  app.get("/progress", applicant, async (c) => {
    const kase = await caseOf(deps, c);
    return c.html(await progressPage(deps, c, kase));
  });

  app.get("/licence/:part{(?:original|duplicate)\\.pdf}", applicant, async (c) => {
    const licence = await licenceOf(deps.db, c.get("applicant").filingId);
    if (!licence) return refusalPage(c, 404, "这份申请还没有营业执照");
    const part = c.req.param("part").startsWith("original") ? "original" : "duplicate";
    return pdf(c, await licencePdf(deps, licence, part));
  });

  app.get("/withdraw", applicant, async (c) => {
    const kase = await caseOf(deps, c);
    if (!statusAfter(kase.filing.status, "withdraw")) return c.redirect("/kiosk/progress", 303);
    return c.html(
      <WithdrawPage screen={await caseScreen(deps, c, kase)} csrf={kase.csrf} actKey={newId(deps.now())} />,
    );
  });

  app.post("/withdraw", applicant, async (c) => {
    const { values } = await readForm(c);
    if (!sameCsrf(c, values)) return staleForm(c);
    const by = byApplicant(deps, c, keyOf(values));
    return answer(c, await withdrawFiling(deps, by, { filingId: c.get("applicant").filingId }));
  });

  app.get("/withdrawn", applicant, async (c) => {
    const kase = await caseOf(deps, c);
    return c.html(<WithdrawnPage screen={await caseScreen(deps, c, kase)} />);
  });

  async function sendNotice(c: Context<Env>, id: string): Promise<Response> {
    const { filingId } = c.get("applicant");
    const bytes = await noticePdf(deps, filingId, id);
    if (!bytes) return refusalPage(c, 404, "没有找到这份文书");
    await markOpened(deps.db, id, deps.now());
    return pdf(c, bytes);
  }

  return app;
}

export function pdf(c: Context<Env>, bytes: Buffer): Response {
  return c.body(new Uint8Array(bytes), 200, { "Content-Type": "application/pdf", "Content-Disposition": "inline" });
}

async function progressPage(deps: Deps, c: Context<Env>, kase: Case) {
  const { filing } = kase;
  const now = deps.now();
  const authority = filing.authority_id ? await authorityById(deps.db, filing.authority_id) : undefined;
  const events = await doingsOf(deps.db, filing.id);
  const notices = await noticesOf(deps.db, filing.id);
  const licence = filing.status === "registered" ? await licenceOf(deps.db, filing.id) : undefined;
  const delivery = licence ? await deliveryOf(deps.db, filing.id) : undefined;
  const versions = licence && licence.version > 1 ? await versionsOf(deps.db, filing.id) : [];
  const standing = standingWords(filing.status, licence?.status);
  const hall = delivery?.pickup_hall_id ? await hallById(deps.db, delivery.pickup_hall_id) : undefined;
  return (
    <ProgressPage
      screen={await caseScreen(deps, c, kase)}
      status={standing.label}
      turn={standing.turn}
      due={filing.status === "submitted" && filing.due_at !== null ? sayDeadline(filing.due_at, now) : undefined}
      authority={
        authority && {
          name: authority.name,
          contact: authority.contact_name,
          phone: authority.contact_phone,
          hours: authority.contact_hours,
        }
      }
      name={filing.name || "不使用名称"}
      next={
        filing.status === "draft"
          ? { href: "/kiosk/apply", label: "接着填写" }
          : filing.status === "returned"
            ? { href: "/kiosk/correct", label: "去补正" }
            : undefined
      }
      licence={
        licence && {
          uscc: licence.uscc,
          valid: licence.status === "valid",
          version: correctedWords(versions, now),
          qr: qrOf(`${deps.config.baseUrl}/status/${filing.code}`),
          mayPrint: delivery?.method === "self-print",
        }
      }
      delivery={delivery && licence?.status === "valid" ? deliveryWords(delivery, hall?.name) : undefined}
      events={events
        .filter(({ type }) => TOLD_TO_APPLICANTS.has(type))
        .map((event) => ({ when: sayMoment(event.at, now), what: sentenceOf({ ...event, actorName: null }) }))
        .toReversed()}
      notices={notices.map(({ id, kind, number }) => ({
        href: `/kiosk/notice/${id}.pdf`,
        label: NOTICE_WORDS[kind].title,
        number,
      }))}
      mayWithdraw={statusAfter(filing.status, "withdraw") !== undefined}
    />
  );
}

/** That the licence is not the first version, and why. */
function correctedWords(versions: readonly VersionRow[], now: number): string | undefined {
  const [newest, before] = versions;
  if (!newest || before?.kind !== "correct" || before.ended_at === null) return undefined;
  const why = afterIssueGround(before.ground ?? "");
  return `${sayMoment(before.ended_at, now)} 登记机关更正过（${why}），现在是${sayVersion(newest.version)}，旧的一版失效。`;
}

function deliveryWords(delivery: DeliveryRow, hall: string | undefined): string {
  switch (delivery.method) {
    case "self-print":
      return delivery.state === "printed" ? "纸质执照已经在自助机上打印" : "纸质执照：在任何一台自助机上打印";
    case "mail":
      return delivery.state === "dispatched"
        ? `纸质执照已经寄出：${delivery.carrier ?? ""} ${delivery.tracking ?? ""}`
        : "纸质执照：登记机关正在准备寄出";
    case "pickup":
      if (delivery.state === "collected") return "纸质执照已经领走";
      return delivery.state === "ready"
        ? `纸质执照已经备好，请到${hall ?? "大厅"}领取`
        : `纸质执照：${hall ?? "大厅"}正在准备`;
  }
}
