import { type Context, Hono } from "hono";
import { Edit, type EditData } from "../../views/desk/edit.tsx";
import { notThere } from "../review/desk-papers.ts";
import { placeOfRow } from "../review/desk-sight.ts";
import { deskUser, type Posted, readPosted } from "../review/desk-user.ts";
import { requiredSignatures } from "../rules/contents.ts";
import { permission } from "../rules/permissions.ts";
import type { Outcome } from "../web/act.ts";
import type { Deps, Env } from "../web/env.ts";
import { type FormValues, first, type Problem } from "../web/form.ts";
import { staff } from "../web/guard.ts";
import { answer, refusalPage, staleForm } from "../web/respond.tsx";
import { addDocument, removeDocument } from "./acts/documents.ts";
import { saveAnswers } from "./acts/save-answers.ts";
import { signFiling } from "./acts/sign.ts";
import { type StaffCase, staffCase } from "./desk-case.ts";
import { deskInputs, deskValues, readSpecial } from "./desk-inputs.ts";
import { factsAfter } from "./kiosk-case.ts";
import { documentKindOf } from "./pages/final-pages.ts";
import type { Input, Page, Read } from "./pages/page.ts";
import { statementsOf } from "./pages/statements.ts";
import { STOPS } from "./pages/stops.ts";
import { concerns, followUp, pageById } from "./pages/table.ts";

interface OpenEdit extends StaffCase {
  page: Page;
}

/** The questions of the application at the desk: the kiosk's own pages and rules, in a plain form. */
export function editRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const guide = staff(deps, "guide");

  app.get("/filings/:id/edit/:page", guide, async (c) => {
    const open = await openEdit(deps, c);
    return open instanceof Response ? open : draw(c, open, deskValues(open.page, open.kase.facts));
  });

  app.post("/filings/:id/edit/:page", guide, async (c) => {
    const posted = await readPosted(deps, c);
    if (!posted) return staleForm(c);
    const open = await openEdit(deps, c);
    if (open instanceof Response) return open;
    const own = await doOwn(deps, open, posted);
    if (own) return afterOwn(c, open, posted, own);
    return save(deps, c, open, posted);
  });
  return app;
}

async function openEdit(deps: Deps, c: Context<Env>): Promise<OpenEdit | Response> {
  const seen = await staffCase(deps, c);
  const page = pageById(c.req.param("page") ?? "");
  if (!seen || !page || page.view === "check") return notThere(c);
  const actor = c.get("staff");
  if (!permission(actor, "edit", placeOfRow(seen.filing, actor.id)).ok)
    return refusalPage(c, 409, "这份申请现在不能修改。请回到申请页面看最新情况");
  if (!page.shows(seen.kase.facts)) return refusalPage(c, 409, "按现在填写的内容，用不到这一项。请先改相关的内容");
  if (!concerns(page, seen.allowed)) return refusalPage(c, 409, "这一项没有要求补正，不能修改");
  return { ...seen, page };
}

/** Papers and signatures are acts of their own; undefined for the other pages. */
async function doOwn(deps: Deps, { page, filing }: OpenEdit, posted: Posted): Promise<Outcome | undefined> {
  const { by, values, files } = posted;
  const filingId = filing.id;
  const kind = documentKindOf(page);
  const remove = first(values, "remove");
  if (kind && remove) return removeDocument(deps, { ...by, key: "" }, { filingId, documentId: remove });
  if (kind) return addDocument(deps, { ...by, key: "" }, { filingId, kind, file: files.file });
  if (page.view !== "signature") return undefined;
  const bytes = files.file?.bytes;
  return signFiling(deps, by, { filingId, who: first(values, "who"), how: "upload", ...(bytes ? { bytes } : {}) });
}

function afterOwn(c: Context<Env>, open: OpenEdit, posted: Posted, outcome: Outcome): Response | Promise<Response> {
  if (!outcome.ok) return outcome.status === 422 ? draw(c, open, posted.values, outcome.problems) : answer(c, outcome);
  return c.redirect(open.page.view === "signature" ? caseOf(open) : c.req.path, 303);
}

async function save(deps: Deps, c: Context<Env>, open: OpenEdit, posted: Posted): Promise<Response> {
  const { page, kase, filing } = open;
  const values = withClosed(open, posted.values);
  const read: Read = (await readSpecial(deps, page, kase, values)) ?? page.read(values, kase.facts);
  if (!read.ok) return draw(c, open, values, read.problems);
  const stop = read.stop ? STOPS[read.stop] : undefined;
  if (stop && !stop.window) return draw(c, open, values, [stopProblem(open, stop.paragraphs[0])]);

  const facts = factsAfter(kase, read.patch);
  const changed = JSON.stringify(facts.answers) !== JSON.stringify(kase.answers);
  if (changed) {
    const saved = await saveAnswers(deps, posted.by, { filingId: filing.id, patch: read.patch });
    if (!saved.ok) return answer(c, saved);
  }
  // Every further question about the field is gone through: here the applicant is asked, not remembered.
  const next = followUp(page, facts, true);
  return c.redirect(next ? `${caseOf(open)}/edit/${next.id}` : caseOf(open), 303);
}

function stopProblem({ page, kase }: OpenEdit, message: string): Problem {
  return { field: deskInputs(page, kase.facts)[0]?.name ?? page.id, message };
}

function caseOf({ filing }: OpenEdit): string {
  return `/desk/filings/${filing.id}`;
}

/** Of a returned filing only the inputs of open fields are shown; the others keep what is saved. */
function openInputs({ page, kase, allowed }: OpenEdit): readonly Input[] {
  return deskInputs(page, kase.facts).filter(({ field }) => field === undefined || allowed.has(field));
}

function withClosed(open: OpenEdit, values: FormValues): FormValues {
  const shown = openInputs(open).map(({ name }) => name);
  const saved = deskValues(open.page, open.kase.facts);
  const closed = deskInputs(open.page, open.kase.facts).filter(({ name }) => !shown.includes(name));
  return { ...values, ...Object.fromEntries(closed.map(({ name }) => [name, saved[name] ?? []])) };
}

function draw(c: Context<Env>, open: OpenEdit, values: FormValues, problems?: Problem[]): Response | Promise<Response> {
  const { page, kase, filing } = open;
  const kind = documentKindOf(page);
  const data: EditData = {
    user: deskUser(c, filing.workplace ?? ""),
    filingId: filing.id,
    filingName: filing.name || filing.number,
    pageId: page.id,
    question: page.question(kase.facts),
    help: page.view === "question" ? page.help(kase.facts) : undefined,
    told: kase.marked.filter(({ field }) => page.fields.includes(field) || page.partOf === field),
    inputs: openInputs(open),
    values,
    statements: page.view === "commitments" ? statementsOf(kase.facts) : undefined,
    documents: kind
      ? kase.documents
          .filter((document) => document.kind === kind)
          .map(({ id }, index) => ({
            id,
            label: `第 ${index + 1} 份`,
            href: `/desk/filings/${filing.id}/documents/${id}`,
          }))
      : undefined,
    signers: page.view === "signature" ? requiredSignatures(kase.answers) : undefined,
    problems,
  };
  return c.html(<Edit {...data} />, problems ? 422 : 200);
}
