import { type Context, Hono } from "hono";
import { PrintFailedPage, PrintPage, SheetPage } from "../../views/kiosk/print.tsx";
import { newId } from "../db/id.ts";
import { changeDelivery } from "../delivery/acts/change.ts";
import { printSheet } from "../delivery/acts/print.ts";
import { deliveryOf, sheetBySerial, validSheets } from "../delivery/queries/delivery.ts";
import { printedPdf } from "../licence/licence-pdf.ts";
import { type LicenceRow, licenceOf } from "../licence/queries/licence.ts";
import { METHOD_WORDS, sheetsOwed } from "../rules/delivery.ts";
import type { Deps, Env } from "../web/env.ts";
import { first, keyOf, readForm } from "../web/form.ts";
import { applicantAtKiosk } from "../web/guard.ts";
import { answer, refusalPage, sameCsrf, staleForm } from "../web/respond.tsx";
import { byApplicant, type Case, caseOf, caseScreen } from "./kiosk-case.ts";
import { pdf } from "./kiosk-progress.tsx";

type Part = "original" | "duplicate";

export function sheetName(part: Part, copy: number): string {
  return part === "original" ? "正本" : `副本 1-${copy}`;
}

/** Paper, once a sheet; what went wrong is voided and printed again by the desk. */
export function printRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const applicant = applicantAtKiosk(deps);

  app.get("/print", applicant, async (c) => {
    const kase = await caseOf(deps, c);
    const licence = await licenceOf(deps.db, kase.filing.id);
    if (!licence || kase.filing.status !== "registered") return c.redirect("/kiosk/progress", 303);
    return c.html(await listPage(deps, c, kase, licence));
  });

  app.post("/print", applicant, async (c) => {
    const { values } = await readForm(c);
    if (!sameCsrf(c, values)) return staleForm(c);
    const [part, copy] = first(values, "sheet").split(":");
    if (part !== "original" && part !== "duplicate") return c.redirect("/kiosk/print", 303);
    const printed = await printSheet(deps, byApplicant(deps, c, ""), {
      filingId: c.get("applicant").filingId,
      part,
      copy: Number(copy),
      placeId: c.get("kiosk").hallId,
    });
    return printed.ok ? c.redirect(`/kiosk/print/${printed.serial}`, 303) : answer(c, printed);
  });

  app.post("/print/change", applicant, async (c) => {
    const { values } = await readForm(c);
    if (!sameCsrf(c, values)) return staleForm(c);
    const outcome = await changeDelivery(deps, byApplicant(deps, c, keyOf(values)), {
      filingId: c.get("applicant").filingId,
      delivery: { method: "self-print" },
    });
    return outcome.ok ? c.redirect("/kiosk/print", 303) : answer(c, outcome);
  });

  app.get("/print/:file{[^/]+\\.pdf}", applicant, async (c) => {
    const found = await ownSheet(deps, c, c.req.param("file").replace(/\.pdf$/, ""));
    if (!found) return refusalPage(c, 404, "没有找到这一张");
    const { licence, sheet } = found;
    return pdf(c, await printedPdf(deps, licence, { part: sheet.part, copy: sheet.copy, serial: sheet.serial }));
  });

  app.get("/print/:serial", applicant, async (c) => {
    const found = await ownSheet(deps, c, c.req.param("serial"));
    if (!found) return refusalPage(c, 404, "没有找到这一张");
    const kase = await caseOf(deps, c);
    const { part, copy, serial } = found.sheet;
    const screen = await caseScreen(deps, c, kase);
    const name = sheetName(part, copy);
    if (c.req.query("ok") === "no")
      return c.html(<PrintFailedPage screen={screen} name={name} serial={serial} hall={c.get("kiosk").hallName} />);
    return c.html(<SheetPage screen={screen} name={name} serial={serial} paper={part === "original" ? "A3" : "A4"} />);
  });

  return app;
}

/** A valid sheet of the filing that is open; of no other. */
async function ownSheet(deps: Deps, c: Context<Env>, serial: string) {
  const sheet = await sheetBySerial(deps.db, serial);
  if (!sheet || sheet.filing_id !== c.get("applicant").filingId || sheet.state !== "printed") return undefined;
  const licence = await licenceOf(deps.db, sheet.filing_id);
  return licence && licence.id === sheet.licence_id ? { sheet, licence } : undefined;
}

async function listPage(deps: Deps, c: Context<Env>, kase: Case, licence: LicenceRow) {
  const delivery = await deliveryOf(deps.db, kase.filing.id);
  const printed = await validSheets(deps.db, licence.id);
  return (
    <PrintPage
      screen={await caseScreen(deps, c, kase)}
      csrf={kase.csrf}
      actKey={newId(deps.now())}
      valid={licence.status === "valid"}
      otherWay={
        delivery && delivery.method !== "self-print"
          ? { label: METHOD_WORDS[delivery.method], open: delivery.state === "waiting" || delivery.state === "ready" }
          : undefined
      }
      sheets={sheetsOwed(kase.answers.copies).map(({ part, copy }) => ({
        value: `${part}:${copy}`,
        name: sheetName(part, copy),
        paper: part === "original" ? "A3" : "A4",
        serial: printed.find((sheet) => sheet.part === part && sheet.copy === copy)?.serial,
      }))}
    />
  );
}
