import { type Context, Hono } from "hono";
import { CheckPage } from "../../views/kiosk/check.tsx";
import { newId } from "../db/id.ts";
import { localDate } from "../rules/calendar.ts";
import type { FieldId } from "../rules/fields.ts";
import { isFieldId } from "../rules/fields.ts";
import type { Finding } from "../rules/findings.ts";
import type { Deps, Env } from "../web/env.ts";
import { keyOf, type Problem, readForm } from "../web/form.ts";
import { applicantAtKiosk } from "../web/guard.ts";
import { answer, sameCsrf, staleForm } from "../web/respond.tsx";
import { submitFiling } from "./acts/submit.ts";
import { byApplicant, caseOf, ownFiling } from "./kiosk-case.ts";
import { correctionPage } from "./kiosk-correct.tsx";
import { frameOf, type OpenPage, openPage } from "./kiosk-page.ts";
import { stopOfId } from "./pages/operator-pages.ts";
import { type PageFacts, STEPS } from "./pages/page.ts";
import type { StopId } from "./pages/stops.ts";
import { PAGES, pageOfField } from "./pages/table.ts";
import type { FilingRow } from "./queries/filing.ts";
import { openAnswers } from "./sealed.ts";

/** Check-your-answers with the pre-check, and the submission of drafts and corrections alike. */
export function checkRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const applicant = applicantAtKiosk(deps);

  app.get("/apply/check", applicant, async (c) => {
    const open = await openPage(deps, c, "check");
    if (open instanceof Response) return open;
    return c.html(await draw(deps, c, open));
  });

  app.post("/submit", applicant, async (c) => {
    const { values } = await readForm(c);
    if (!sameCsrf(c, values)) return staleForm(c);
    const filing = await ownFiling(deps, c);
    const stop = stopOfSubmission(deps, filing);
    if (stop) return c.redirect(`/kiosk/stop/${stop}`, 303);
    const outcome = await submitFiling(deps, byApplicant(deps, c, keyOf(values)), { filingId: filing.id });
    if (outcome.ok || outcome.status !== 422) return answer(c, outcome);
    const problems = (outcome.problems ?? []).map(({ field, message }) => ({ field: anchorOf(field), message }));
    if (filing.status === "returned")
      return c.html(await correctionPage(deps, c, await caseOf(deps, c), problems), 422);
    const open = await openPage(deps, c, "check");
    return open instanceof Response ? open : c.html(await draw(deps, c, open, problems), 422);
  });

  return app;
}

/** Who cannot file at a kiosk cannot submit there either, whatever was pressed. */
function stopOfSubmission(deps: Deps, filing: FilingRow): StopId | undefined {
  const { answers } = openAnswers(deps.config.keyring, filing);
  // Hall staff who saw the person have cleared what a machine cannot.
  if (filing.identity === "staff" || !answers.operator?.idNumber) return undefined;
  if (answers.filer?.kind === "agent" && answers.filer.agentRegistered !== true) return "agent";
  return stopOfId(answers.operator.idNumber, localDate(deps.now()));
}

function anchorOf(field: string): string {
  return `row-${isFieldId(field) ? (pageOfField(field)?.id ?? "check") : "check"}`;
}

function linkToField(field: FieldId): string {
  return `/kiosk/apply/${pageOfField(field)?.id ?? "check"}?back=check`;
}

function sections(facts: PageFacts, findings: readonly Finding[]) {
  const blocked = new Set(
    findings.filter(({ severity }) => severity === "block").map(({ field }) => pageOfField(field)?.id),
  );
  return STEPS.slice(0, -1).map((step, index) => ({
    title: `${index + 1}. ${step}`,
    rows: PAGES.filter((page) => page.step === step && page.shows(facts)).flatMap((page) => {
      const said = page.said(facts);
      return said.map(({ label, value }, at) => ({
        id: at === 0 ? `row-${page.id}` : `row-${page.id}-${at}`,
        label,
        value,
        href: `/kiosk/apply/${page.id}?back=check`,
        wrong: blocked.has(page.id),
        first: at === 0,
      }));
    }),
  }));
}

async function draw(deps: Deps, c: Context<Env>, open: OpenPage, problems?: Problem[]) {
  const { kase } = open;
  const { findings = [] } = kase;
  const told = (severity: Finding["severity"]) =>
    findings
      .filter((finding) => finding.severity === severity)
      .map(({ field, message }) => ({ message, href: linkToField(field) }));
  return (
    <CheckPage
      frame={await frameOf(deps, c, open)}
      actKey={newId(deps.now())}
      sections={sections(kase.facts, findings)}
      blocking={told("block")}
      forOfficer={told("manual")}
      hints={told("hint")}
      authority={kase.facts.authority}
      problems={problems}
    />
  );
}
