import { Hono } from "hono";
import { OperatorCardPage } from "../../views/kiosk/operator-card.tsx";
import { DEMO_CARDS, demoCard } from "../demo/cards.ts";
import type { Deps, Env } from "../web/env.ts";
import { first, readForm } from "../web/form.ts";
import { applicantAtKiosk } from "../web/guard.ts";
import { answer, sameCsrf, staleForm } from "../web/respond.tsx";
import { nameFrom } from "./acts/begin-draft.ts";
import { saveAnswers } from "./acts/save-answers.ts";
import { byApplicant, factsAfter } from "./kiosk-case.ts";
import { frameOf, linkTo, nextPath, openPage } from "./kiosk-page.ts";
import { stopOfId, withOperator } from "./pages/operator-pages.ts";

/** The operator stands beside the person who files, and lays down their own card. */
export function operatorCardRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const applicant = applicantAtKiosk(deps);
  const cards = deps.config.demo ? DEMO_CARDS : [];

  app.get("/apply/operator/card", applicant, async (c) => {
    const open = await openPage(deps, c, "operator");
    if (open instanceof Response) return open;
    const frame = await frameOf(deps, c, open);
    return c.html(<OperatorCardPage frame={{ ...frame, back: { href: linkTo(open.page, open) } }} cards={cards} />);
  });

  app.post("/apply/operator/card", applicant, async (c) => {
    const open = await openPage(deps, c, "operator");
    if (open instanceof Response) return open;
    const { values } = await readForm(c);
    if (!sameCsrf(c, values)) return staleForm(c);
    const card = deps.config.demo ? demoCard(first(values, "card")) : undefined;
    if (!card) {
      const frame = { ...(await frameOf(deps, c, open)), back: { href: linkTo(open.page, open) } };
      const problems = [{ field: "card", message: "没有读到身份证，请重新放一次。" }];
      return c.html(<OperatorCardPage frame={frame} cards={cards} problems={problems} />, 422);
    }
    const { idNumber, nation, home } = card;
    const { answers, facts, filing } = open.kase;
    const { nameAsGiven: _, ...before } = answers.operator ?? {};
    const patch = withOperator(answers, { ...before, ...nameFrom(card), idNumber, nation, home, idSource: "card" });
    const saved = await saveAnswers(deps, byApplicant(deps, c, ""), { filingId: filing.id, patch, read: filing });
    if (!saved.ok) return answer(c, saved);
    const stop = stopOfId(idNumber, facts.today);
    return c.redirect(stop ? `/kiosk/stop/${stop}` : nextPath(open, factsAfter(open.kase, patch), true), 303);
  });

  return app;
}
