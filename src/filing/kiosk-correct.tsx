import { type Context, Hono } from "hono";
import { CorrectPage } from "../../views/kiosk/correct.tsx";
import { newId } from "../db/id.ts";
import { localDate, sayDate } from "../rules/calendar.ts";
import { DOCUMENT_KINDS, isDocumentKind } from "../rules/contents.ts";
import { changedFields, FIELDS, type FieldId } from "../rules/fields.ts";
import type { Deps, Env } from "../web/env.ts";
import type { Problem } from "../web/form.ts";
import { applicantAtKiosk } from "../web/guard.ts";
import { type Case, caseOf, caseScreen } from "./kiosk-case.ts";
import { pageOfField } from "./pages/table.ts";
import { lastSubmission } from "./queries/submission.ts";
import { openSubmission } from "./sealed.ts";

/** The correction list is the first screen: what was marked, how to fix it, and nothing else (R39). */
export function correctRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const applicant = applicantAtKiosk(deps);

  app.get("/correct", applicant, async (c) => {
    const kase = await caseOf(deps, c);
    if (kase.filing.status === "draft") return c.redirect("/kiosk/apply", 303);
    if (kase.filing.status !== "returned") return c.redirect("/kiosk/progress", 303);
    return c.html(await correctionPage(deps, c, kase));
  });

  return app;
}

/** Fields whose answers or papers differ from what was returned. */
async function changedSinceReturn(deps: Deps, kase: Case): Promise<ReadonlySet<FieldId>> {
  const last = await lastSubmission(deps.db, kase.filing.id, kase.filing.submission);
  if (!last) return new Set();
  const before = openSubmission(kase.key, last.sealed).answers;
  const kinds = last.documentKinds.filter(isDocumentKind);
  return new Set([...changedFields(before, kase.answers), ...kinds.map((kind) => DOCUMENT_KINDS[kind].field)]);
}

export async function correctionPage(deps: Deps, c: Context<Env>, kase: Case, problems?: Problem[]) {
  const changed = await changedSinceReturn(deps, kase);
  const marked = new Set(kase.marked.map(({ field }) => field));
  const blocking = (kase.findings ?? []).filter(({ severity }) => severity === "block");
  const others = blocking.filter(
    ({ field }, at) => !marked.has(field) && blocking.findIndex((f) => f.field === field) === at,
  );
  const link = (field: FieldId) => `/kiosk/apply/${pageOfField(field)?.id ?? "check"}`;
  const { lapses_at } = kase.filing;
  return (
    <CorrectPage
      screen={await caseScreen(deps, c, kase)}
      csrf={kase.csrf}
      actKey={newId(deps.now())}
      authority={kase.facts.authority}
      items={kase.marked.map(({ field, problem, fix }) => ({
        id: `row-${pageOfField(field)?.id ?? field}`,
        label: FIELDS[field],
        problem,
        fix,
        href: link(field),
        changed: changed.has(field),
        stillWrong: blocking.find((finding) => finding.field === field)?.message,
      }))}
      others={others.map(({ field, message }) => ({
        id: `row-${pageOfField(field)?.id ?? field}`,
        label: FIELDS[field],
        problem: message,
        href: link(field),
      }))}
      noticeHref="/kiosk/return.pdf"
      until={lapses_at === null ? undefined : sayDate(localDate(lapses_at))}
      problems={problems}
    />
  );
}
