import { type Context, Hono } from "hono";
import { NameFragment, NamePage } from "../../views/kiosk/name.tsx";
import type { NameAnswer } from "../rules/answers.ts";
import { keptParts } from "../rules/as-given.ts";
import type { Deps, Env } from "../web/env.ts";
import { type FormValues, first, type Problem, readForm } from "../web/form.ts";
import { applicantAtKiosk } from "../web/guard.ts";
import { answer, sameCsrf, staleForm } from "../web/respond.tsx";
import { saveAnswers } from "./acts/save-answers.ts";
import { byApplicant, factsAfter } from "./kiosk-case.ts";
import { frameOf, nextPath, type OpenPage, openPage } from "./kiosk-page.ts";
import { type NameReport, reportOnName } from "./name-report.ts";
import { formsOf } from "./pages/name-words.ts";

/** The name: three parts to write, checked while they are written, or by a button without a script. */
export function nameRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const applicant = applicantAtKiosk(deps);

  app.get("/apply/name-parts", applicant, async (c) => {
    const open = await openPage(deps, c, "name-parts");
    if (open instanceof Response) return open;
    const values = valuesOfName(open.kase.answers.name);
    const report = first(values, "trade") ? await reportOnName(deps, open.kase, nameOf(values, open)) : undefined;
    return c.html(await draw(deps, c, open, values, report));
  });

  app.post("/apply/name-parts/check", applicant, async (c) => {
    const open = await openPage(deps, c, "name-parts");
    if (open instanceof Response) return open;
    const { values } = await readForm(c);
    if (!sameCsrf(c, values)) return staleForm(c);
    return c.html(<NameFragment report={await reportOnName(deps, open.kase, nameOf(values, open))} />);
  });

  app.post("/apply/name-parts", applicant, async (c) => {
    const open = await openPage(deps, c, "name-parts");
    if (open instanceof Response) return open;
    const { values } = await readForm(c);
    if (!sameCsrf(c, values)) return staleForm(c);
    const act = first(values, "_do");
    const suggested = act.startsWith("use:") ? act.slice("use:".length) : undefined;
    const posted = suggested ? { ...values, trade: [suggested] } : values;
    const name = nameOf(posted, open);
    const report = await reportOnName(deps, open.kase, name);
    if (suggested || act === "check") return c.html(await draw(deps, c, open, posted, report));
    const problems = report.findings
      .filter(({ severity }) => severity === "block")
      .map(({ field, message }) => ({ field, message }));
    if (problems.length > 0) return c.html(await draw(deps, c, open, posted, report, problems), 422);
    const saved = await saveAnswers(deps, byApplicant(deps, c, ""), {
      filingId: open.kase.filing.id,
      patch: { name },
      read: open.kase.filing,
    });
    if (!saved.ok) return answer(c, saved);
    return c.redirect(nextPath(open, factsAfter(open.kase, { name }), true), 303);
  });

  return app;
}

function valuesOfName(name: NameAnswer | undefined): FormValues {
  if (!name?.named) return {};
  const { trade, industry, form, street } = name;
  return { trade: [trade], industry: [industry], form: [form], ...(street ? { street: ["yes"] } : {}) };
}

/** The street in a name can only be that of the premises. */
function nameOf(values: FormValues, { kase }: OpenPage): Extract<NameAnswer, { named: true }> {
  const { divisions } = kase.facts.catalogues;
  const street = divisions.find(({ code }) => code === kase.answers.premises?.street)?.name;
  return {
    ...keptParts(
      { trade: first(values, "trade"), industry: first(values, "industry"), form: first(values, "form") },
      kase.answers.name,
    ),
    ...(first(values, "street") === "yes" && street ? { street } : {}),
  };
}

async function draw(
  deps: Deps,
  c: Context<Env>,
  open: OpenPage,
  values: FormValues,
  report: NameReport | undefined,
  problems?: Problem[],
) {
  const { divisions, names } = open.kase.facts.catalogues;
  const street = divisions.find(({ code }) => code === open.kase.answers.premises?.street)?.name;
  return (
    <NamePage
      frame={await frameOf(deps, c, open)}
      street={street}
      forms={formsOf(names)}
      values={values}
      report={report}
      problems={problems}
    />
  );
}
