import { type Context, Hono } from "hono";
import { annulRegistration } from "../licence/acts/annul.ts";
import { correctLicence } from "../licence/acts/correct.ts";
import { checkAfterIssueReason, isAnnulmentGround, isCorrectionGround } from "../rules/after-issue.ts";
import { type Outcome, refuse } from "../web/act.ts";
import type { Deps, Env } from "../web/env.ts";
import { type FormValues, first, flat, type Problem } from "../web/form.ts";
import { staff } from "../web/guard.ts";
import { notThere } from "./desk-papers.ts";
import { reviewPage } from "./desk-review.tsx";
import { seenFiling } from "./desk-sight.ts";
import { type Posted, staffAct } from "./desk-user.ts";

const NO_GROUND = "请选择原因";

/** What a head does to a licence after issue. Officers are told that it is the head's. */
export function afterIssueRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const desk = staff(deps, "head", "officer");

  app.post("/filings/:id/correction", desk, (c) =>
    act(deps, c, "correct", async ({ by, version, values }): Promise<Outcome> => {
      const ground = first(values, "correctGround");
      const problems = problemsOf(values, "correct", isCorrectionGround(ground));
      if (!isCorrectionGround(ground) || problems.length > 0) return refuse(422, "请检查填写的内容", problems);
      const items = {
        name: inOneLine(first(values, "name")),
        operator: first(values, "operator"),
        formation: first(values, "formation"),
        street: first(values, "street"),
        detail: inOneLine(first(values, "detail")),
        scope: first(values, "scope").replaceAll("\r\n", "\n"),
      };
      const reason = first(values, "correctReason");
      return correctLicence(deps, by, { filingId: c.req.param("id"), version, items, ground, reason });
    }),
  );

  app.post("/filings/:id/annulment", desk, (c) =>
    act(deps, c, "annul", async ({ by, version, values }): Promise<Outcome> => {
      const ground = first(values, "annulGround");
      const problems = problemsOf(values, "annul", isAnnulmentGround(ground));
      if (!isAnnulmentGround(ground) || problems.length > 0) return refuse(422, "请检查填写的内容", problems);
      const reason = first(values, "annulReason");
      return annulRegistration(deps, by, { filingId: c.req.param("id"), version, ground, reason });
    }),
  );
  return app;
}

// Long texts are typed in boxes of several lines.
function inOneLine(text: string): string {
  return text.replace(/[\r\n]+/g, "");
}

function problemsOf(values: FormValues, prefix: "correct" | "annul", grounded: boolean): Problem[] {
  const reason = checkAfterIssueReason(first(values, `${prefix}Reason`));
  return [
    ...(grounded ? [] : [{ field: `${prefix}Ground`, message: NO_GROUND }]),
    ...(reason.ok ? [] : [{ field: `${prefix}Reason`, message: reason.message }]),
  ];
}

/** The act, or its drawer again as it was typed. */
function act(deps: Deps, c: Context<Env>, open: string, work: (posted: Posted) => Promise<Outcome>): Promise<Response> {
  return staffAct(deps, c, work, async ({ values }, refusal) => {
    const filing = await seenFiling(deps, c.get("staff"), c.req.param("id") ?? "");
    return filing ? reviewPage(deps, c, filing, { open, values: flat(values), refusal }) : notThere(c);
  });
}
