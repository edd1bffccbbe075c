import { Hono } from "hono";
import { CommitmentsPage } from "../../views/kiosk/commitments.tsx";
import { Question } from "../../views/kiosk/question.tsx";
import { StopPage } from "../../views/kiosk/stop.tsx";
import type { Deps, Env } from "../web/env.ts";
import { type FormValues, type Problem, readForm } from "../web/form.ts";
import { applicantAtKiosk } from "../web/guard.ts";
import { answer, sameCsrf, staleForm } from "../web/respond.tsx";
import { saveAnswers } from "./acts/save-answers.ts";
import { byApplicant, caseOf, caseScreen, factsAfter } from "./kiosk-case.ts";
import { frameOf, nextPath, type OpenPage, openInputs, openPage, withClosedInputs } from "./kiosk-page.ts";
import { statementsOf } from "./pages/statements.ts";
import { isStopId, STOPS } from "./pages/stops.ts";
import { firstOpenPage } from "./pages/table.ts";

/** The questions, one a page. Pages with routes of their own are mounted before these. */
export function applyRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const applicant = applicantAtKiosk(deps);

  app.get("/apply", applicant, async (c) => {
    const kase = await caseOf(deps, c);
    if (kase.filing.status === "returned") return c.redirect("/kiosk/correct", 303);
    if (kase.filing.status !== "draft") return c.redirect("/kiosk/progress", 303);
    return c.redirect(`/kiosk/apply/${firstOpenPage(kase.facts)?.id ?? "check"}`, 303);
  });

  app.get("/apply/:page", applicant, async (c) => {
    const open = await openPage(deps, c, c.req.param("page"));
    if (open instanceof Response) return open;
    return c.html(await draw(deps, c, open, open.page.values(open.kase.facts)));
  });

  app.post("/apply/:page", applicant, async (c) => {
    const open = await openPage(deps, c, c.req.param("page"));
    if (open instanceof Response) return open;
    const { values } = await readForm(c);
    if (!sameCsrf(c, values)) return staleForm(c);
    const posted = withClosedInputs(open, values);
    const read = open.page.read(posted, open.kase.facts);
    if (!read.ok) return c.html(await draw(deps, c, open, posted, read.problems), 422);
    const { kase } = open;
    const facts = factsAfter(kase, read.patch);
    const changed = JSON.stringify(facts.answers) !== JSON.stringify(kase.answers);
    if (changed) {
      const saved = await saveAnswers(deps, byApplicant(deps, c, ""), {
        filingId: kase.filing.id,
        patch: read.patch,
        read: kase.filing,
      });
      if (!saved.ok) return answer(c, saved);
    }
    return c.redirect(read.stop ? `/kiosk/stop/${read.stop}` : nextPath(open, facts, changed), 303);
  });

  app.get("/stop/:why", applicant, async (c) => {
    const why = c.req.param("why");
    if (!isStopId(why)) return c.redirect("/kiosk/apply", 303);
    const kase = await caseOf(deps, c);
    const { divisions } = kase.facts.catalogues;
    const bureaus = divisions
      .filter(({ level, code }) => level === "area" && !kase.facts.catalogues.names.districts.includes(nameOf(code)))
      .map(({ name }) => ({ place: name, bureau: `${name}市场监督管理局` }));
    return c.html(
      <StopPage
        screen={await caseScreen(deps, c, kase)}
        stop={STOPS[why]}
        code={kase.filing.code}
        bureaus={why === "elsewhere" ? bureaus : []}
        back={BACK[why]}
      />,
    );

    function nameOf(code: string): string {
      return divisions.find((division) => division.code === code)?.name ?? "";
    }
  });

  return app;
}

const BACK: Record<keyof typeof STOPS, string> = {
  agent: "/kiosk/apply/agent",
  "other-id": "/kiosk/apply/id-type",
  foreign: "/kiosk/apply/id-type",
  minor: "/kiosk/apply/filer",
  elsewhere: "/kiosk/apply/district",
  paper: "/kiosk/apply/signature",
  window: "/kiosk/apply",
};

async function draw(
  deps: Deps,
  c: Parameters<typeof frameOf>[1],
  open: OpenPage,
  values: FormValues,
  problems?: Problem[],
) {
  const frame = await frameOf(deps, c, open);
  const inputs = openInputs(open);
  if (open.page.view === "commitments")
    return (
      <CommitmentsPage
        frame={frame}
        inputs={inputs}
        values={values}
        problems={problems}
        statements={statementsOf(open.kase.facts)}
      />
    );
  const otherWay = open.page.otherWay(open.kase.facts);
  return <Question frame={frame} inputs={inputs} values={values} problems={problems} otherWay={otherWay} />;
}
