import { type Context, Hono } from "hono";
import type { Mark, ReasonOption } from "../../views/desk/answers.tsx";
import { ReturnPreview } from "../../views/desk/return-preview.tsx";
import { newId } from "../db/id.ts";
import { checkIdentity } from "../filing/acts/identity.ts";
import { authorityById } from "../filing/queries/places.ts";
import { registerFiling } from "../licence/acts/register.ts";
import { FIELDS, isFieldId } from "../rules/fields.ts";
import { permission } from "../rules/permissions.ts";
import { checkRefusalFacts, isRefusalGround } from "../rules/refusal.ts";
import { checkReturn } from "../rules/return.ts";
import { type Outcome, type Refusal, refuse } from "../web/act.ts";
import type { Deps, Env } from "../web/env.ts";
import { type FormValues, first, flat, type Problem } from "../web/form.ts";
import { staff } from "../web/guard.ts";
import { refusalPage, staleForm } from "../web/respond.tsx";
import { claimFiling, releaseClaim } from "./acts/claim.ts";
import { refuseFiling } from "./acts/refuse.ts";
import { returnFiling } from "./acts/return.ts";
import { notThere } from "./desk-papers.ts";
import { reviewPage } from "./desk-review.tsx";
import { placeOfRow, seenFiling } from "./desk-sight.ts";
import { deskUser, type Posted, readPosted, staffAct } from "./desk-user.ts";
import type { Returned } from "./drawers/decisions.ts";
import { type DeskFilingRow, roundsOf } from "./queries/desk-filing.ts";
import { returnReasons } from "./queries/review.ts";

/** What officers and heads do to a filing: each act a resource that is created. */
export function actRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const reviewer = staff(deps, "officer", "head");
  const drawAgain = (c: Context<Env>, open: string) => async (posted: Posted, refusal: Refusal) =>
    review(deps, c, { open, values: flat(posted.values), refusal });

  app.post("/filings/:id/claim", reviewer, (c) =>
    staffAct(
      deps,
      c,
      ({ by, values }) => claimFiling(deps, by, { filingId: c.req.param("id"), reason: first(values, "reason") }),
      drawAgain(c, "claim"),
    ),
  );

  app.post("/filings/:id/release", reviewer, (c) =>
    staffAct(deps, c, ({ by }) => releaseClaim(deps, by, { filingId: c.req.param("id") })),
  );

  app.post("/filings/:id/registration", reviewer, (c) =>
    staffAct(
      deps,
      c,
      ({ by, version }) => registerFiling(deps, by, { filingId: c.req.param("id"), version }),
      drawAgain(c, "register"),
    ),
  );

  app.post("/filings/:id/refusal", staff(deps, "head", "officer"), (c) =>
    staffAct(
      deps,
      c,
      async ({ by, version, values }): Promise<Outcome> => {
        const ground = first(values, "ground");
        const facts = checkRefusalFacts(first(values, "facts"));
        const problems: Problem[] = [
          ...(isRefusalGround(ground) ? [] : [{ field: "ground", message: "请选择法律依据" }]),
          ...(facts.ok ? [] : [{ field: "facts", message: facts.message }]),
        ];
        if (!isRefusalGround(ground) || !facts.ok) return refuse(422, "请检查填写的内容", problems);
        return refuseFiling(deps, by, { filingId: c.req.param("id"), version, ground, facts: facts.facts });
      },
      drawAgain(c, "refuse"),
    ),
  );

  app.post("/filings/:id/identity", staff(deps, "officer"), (c) =>
    staffAct(
      deps,
      c,
      ({ by, values }) => checkIdentity(deps, by, { filingId: c.req.param("id"), seen: first(values, "seen") }),
      drawAgain(c, "identity"),
    ),
  );

  app.post("/filings/:id/return", reviewer, (c) =>
    staffAct(
      deps,
      c,
      async ({ by, version, values }) => {
        const items = marksOf(values, await returnReasons(deps.db));
        return returnFiling(deps, by, { filingId: c.req.param("id"), version, items });
      },
      (posted, refusal) => preview(deps, c, posted, refusal),
    ),
  );

  app.post("/filings/:id/return/preview", reviewer, async (c) => {
    const posted = await readPosted(deps, c);
    return posted ? preview(deps, c, posted, undefined) : staleForm(c);
  });

  app.post("/filings/:id/return/marks", reviewer, async (c) => {
    const posted = await readPosted(deps, c);
    if (!posted) return staleForm(c);
    return review(deps, c, { marks: marksOf(posted.values, await returnReasons(deps.db)) });
  });
  return app;
}

async function review(deps: Deps, c: Context<Env>, back: Returned): Promise<Response> {
  const filing = await seenFiling(deps, c.get("staff"), c.req.param("id") ?? "");
  return filing ? reviewPage(deps, c, filing, back) : notThere(c);
}

/** The return as the applicant will read it; back to the marks where one is not complete. Changes nothing. */
async function preview(deps: Deps, c: Context<Env>, posted: Posted, refusal: Refusal | undefined): Promise<Response> {
  const actor = c.get("staff");
  const filing = await seenFiling(deps, actor, c.req.param("id") ?? "");
  if (!filing) return notThere(c);
  const may = permission(actor, "return", placeOfRow(filing, actor.id));
  if (!may.ok || filing.claimer_id !== actor.id || filing.version !== posted.version)
    return refusalPage(c, 409, "这份申请刚刚有变化，或者已经不在您手里。请回到申请页面看最新情况");

  const reasons = await returnReasons(deps.db);
  const marks = marksOf(posted.values, reasons);
  const problems = refusal?.problems ?? checkReturn(marks, await historyOf(deps, filing));
  const unfit = problems.some(
    ({ field }) => field === "items" || marks.find((mark) => mark.field === field)?.reason === "",
  );
  if (unfit || marks.length === 0)
    return reviewPage(deps, c, filing, { marks, refusal: refuse(422, "请补全退回内容", oneEach(problems)) });

  const authority = await authorityById(deps.db, filing.authority_id ?? "");
  return c.html(
    <ReturnPreview
      user={deskUser(c, filing.workplace ?? "")}
      filing={{
        id: filing.id,
        version: filing.version,
        number: filing.number,
        name: filing.name || "（不使用名称）",
        operator: filing.operator_name,
      }}
      authority={authority?.name ?? ""}
      contact={authority ? `${authority.contact_name} ${authority.contact_phone}` : ""}
      actKey={newId(deps.now())}
      items={marks.map((mark) => ({ mark, label: FIELDS[mark.field], reasons: reasonsFor(mark.field, reasons) }))}
      problems={problems}
    />,
    problems.length > 0 ? 422 : 200,
  );
}

/** A mark without a reason has no texts either: it is said once. */
function oneEach(problems: readonly Problem[]): Problem[] {
  return problems.filter((problem, index) => problems.findIndex(({ field }) => field === problem.field) === index);
}

async function historyOf(deps: Deps, filing: DeskFilingRow) {
  const rounds = await roundsOf(deps.db, filing.id, filing.submission);
  const marked = rounds.flatMap((round) => round.returned?.items.map((item) => item.field) ?? []);
  const changed = JSON.parse(rounds.at(-1)?.changed ?? "[]") as string[];
  return { first: !rounds.some((round) => round.returned), marked, changed };
}

type Reason = ReasonOption & { field: string };

function reasonsFor(field: string, reasons: readonly Reason[]): ReasonOption[] {
  return reasons.filter((reason) => reason.field === field);
}

/** The marked fields of a posted form. A text left empty is filled from its reason, so that nothing goes out unsaid. */
function marksOf(values: FormValues, reasons: readonly Reason[]): Mark[] {
  const fields = [...new Set(values.field ?? [])].filter(isFieldId);
  return fields.map((field) => {
    const reason = reasons.find((each) => each.field === field && each.code === first(values, `reason:${field}`));
    return {
      field,
      reason: reason?.code ?? "",
      problem: first(values, `problem:${field}`) || (reason?.problem ?? ""),
      fix: first(values, `fix:${field}`) || (reason?.fix ?? ""),
    };
  });
}
