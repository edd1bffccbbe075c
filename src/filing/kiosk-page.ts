import type { Context } from "hono";
import type { QuestionFrame, Values } from "../../views/kiosk/question.tsx";
import { inFours } from "../../views/parts/spoken.tsx";
import type { FieldId } from "../rules/fields.ts";
import type { Deps, Env } from "../web/env.ts";
import type { FormValues } from "../web/form.ts";
import { type Case, caseOf, caseScreen } from "./kiosk-case.ts";
import { type Input, type Page, type PageFacts, STEPS } from "./pages/page.ts";
import { concerns, followUp, pageAfter, pageBefore, pageById } from "./pages/table.ts";

/** A question that is open on the screen, in an application or in its correction. */
export interface OpenPage {
  kase: Case;
  page: Page;
  /** Opened from the summary: it goes back there. */
  fromCheck: boolean;
  /** Fields that may be changed; undefined in a draft, where all may. */
  allowed: ReadonlySet<FieldId> | undefined;
}

/** The page that a request names, or where to go instead: a correction opens only what was marked and what that has made necessary. */
export async function openPage(deps: Deps, c: Context<Env>, id: string): Promise<OpenPage | Response> {
  const summary = id === "check";
  const kase = await caseOf(deps, c, { check: summary, halls: summary || id === "delivery-hall" });
  const { status } = kase.filing;
  if (status !== "draft" && status !== "returned") return c.redirect("/kiosk/progress", 303);
  const page = pageById(id);
  const allowed = status === "returned" ? allowedFields(kase) : undefined;
  if (!page || (allowed && !concerns(page, allowed)))
    return c.redirect(allowed ? "/kiosk/correct" : "/kiosk/apply", 303);
  if (!page.shows(kase.facts)) return c.redirect(allowed ? "/kiosk/correct" : "/kiosk/apply", 303);
  return { kase, page, allowed, fromCheck: c.req.query("back") === "check" };
}

/** Marked fields, what blocks now (a family needs its members' papers), and the signature, which a change makes void. */
function allowedFields({ marked, findings = [] }: Case): ReadonlySet<FieldId> {
  const blocking = findings.filter(({ severity }) => severity === "block");
  return new Set<FieldId>([...marked, ...blocking].map(({ field }) => field)).add("signature");
}

export function linkTo(page: Page, open: Pick<OpenPage, "fromCheck">): string {
  return `/kiosk/apply/${page.id}${open.fromCheck ? "?back=check" : ""}`;
}

/** Where a saved page leads. */
export function nextPath(open: OpenPage, facts: PageFacts, changed: boolean): string {
  const { page, fromCheck, allowed } = open;
  if (!fromCheck && !allowed) return `/kiosk/apply/${pageAfter(page, facts)?.id ?? "check"}`;
  // A correction asks all that belongs to the marked field: the mark does not say which part is meant.
  const follows = followUp(page, facts, changed || allowed !== undefined);
  if (follows) return linkTo(follows, open);
  return allowed ? "/kiosk/correct" : "/kiosk/apply/check";
}

function nextLabel({ page, fromCheck, allowed, kase }: OpenPage): string {
  if (allowed) return "保存这一项";
  if (fromCheck) return "保存，回去核对";
  const next = page.branches ? undefined : pageAfter(page, kase.facts);
  return next ? `下一步：${next.short}` : "下一步";
}

function backHref({ page, fromCheck, allowed, kase }: OpenPage): string {
  if (allowed) return "/kiosk/correct";
  if (fromCheck) return "/kiosk/apply/check";
  const before = pageBefore(page, kase.facts);
  return before ? `/kiosk/apply/${before.id}` : "/kiosk";
}

/** The frame of a question page: the step, the heading, the way back and on. In a correction what was marked stands above. */
export async function frameOf(deps: Deps, c: Context<Env>, open: OpenPage): Promise<QuestionFrame> {
  const { kase, page, allowed } = open;
  const question = page.question(kase.facts);
  const marks = kase.marked.filter(({ field }) => page.fields.includes(field) || page.partOf === field);
  const told = marks.map(({ problem, fix }) => `${problem.replace(/。$/, "")}。请这样改：${fix}`).join(" ");
  const first = !allowed && !open.fromCheck && pageBefore(page, kase.facts) === undefined;
  return {
    screen: await caseScreen(deps, c, kase),
    title: question,
    stage: allowed ? undefined : { number: STEPS.indexOf(page.step) + 1, of: STEPS.length, name: page.step },
    help: page.help(kase.facts),
    notice: told || (first ? codeNotice(kase) : page.notice(kase.facts)),
    back: first ? undefined : { href: backHref(open) },
    csrf: kase.csrf,
    next: nextLabel(open),
  };
}

function codeNotice({ filing }: Case): string {
  return `请记下取件码 ${inFours(filing.code)}。中途离开，用它和身份证可以在任何一台自助机接着填。`;
}

/** The inputs that are open: in a correction only those of allowed fields. */
export function openInputs({ page, kase, allowed }: OpenPage): readonly Input[] {
  return page.inputs(kase.facts).filter(({ field }) => !allowed || field === undefined || allowed.has(field));
}

/** What was posted, with the saved answers where an input was not open. */
export function withClosedInputs(open: OpenPage, values: FormValues): Values {
  const shown = openInputs(open).map(({ name }) => name);
  const closed = open.page.inputs(open.kase.facts).filter(({ name }) => !shown.includes(name));
  const saved = open.page.values(open.kase.facts);
  return { ...values, ...Object.fromEntries(closed.map(({ name }) => [name, saved[name] ?? []])) };
}
