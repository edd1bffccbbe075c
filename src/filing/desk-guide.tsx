import { type Context, Hono } from "hono";
import type { DrawerView } from "../../views/desk/drawer.tsx";
import { GuideFiling, type GuideFilingData } from "../../views/desk/guide-filing.tsx";
import { newId } from "../db/id.ts";
import { versionsOf } from "../licence/queries/changes.ts";
import { noticesOf } from "../notices/queries.ts";
import { type AnswerFacts, answerSections } from "../review/desk-answers.ts";
import { notThere } from "../review/desk-papers.ts";
import { sideView } from "../review/desk-side.ts";
import { placeOfRow, seenFiling } from "../review/desk-sight.ts";
import { deskUser, staffAct } from "../review/desk-user.ts";
import { identityDrawer } from "../review/drawers/hand.ts";
import { type DeskFilingRow, type Round, roundsOf, timelineOf } from "../review/queries/desk-filing.ts";
import { sayMoment } from "../rules/calendar.ts";
import { maskName } from "../rules/contact.ts";
import { requiredSignatures } from "../rules/contents.ts";
import { FIELDS, type FieldId, isFieldId } from "../rules/fields.ts";
import type { Act } from "../rules/filing.ts";
import { permission } from "../rules/permissions.ts";
import type { Refusal } from "../web/act.ts";
import type { Deps, Env } from "../web/env.ts";
import { first, flat } from "../web/form.ts";
import { staff } from "../web/guard.ts";
import { checkIdentity } from "./acts/identity.ts";
import { signFiling } from "./acts/sign.ts";
import { submitFiling } from "./acts/submit.ts";
import { withdrawFiling } from "./acts/withdraw.ts";
import { asSeen } from "./as-seen.ts";
import { pageOfField } from "./pages/table.ts";
import { type Checked, checkFiling } from "./pre-check.ts";

/** What a guide does to a filing of the own hall, or to one opened by its code, with the applicant at the desk. */
export function guideRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const guide = staff(deps, "guide");

  app.post("/filings/:id/submission", guide, (c) =>
    staffAct(
      deps,
      c,
      async ({ by }) => {
        const id = c.req.param("id");
        const done = await submitFiling(deps, by, { filingId: id });
        return done.ok ? { ...done, location: `/desk/filings/${id}?told=submitted` } : done;
      },
      (_posted, refusal) => again(deps, c, { refusal }),
    ),
  );

  app.post("/filings/:id/withdrawal", guide, (c) =>
    staffAct(deps, c, ({ by }) => withdrawFiling(deps, by, { filingId: c.req.param("id") })),
  );

  app.post("/filings/:id/paper-signature", guide, (c) =>
    staffAct(
      deps,
      c,
      async ({ by, values }) => {
        const id = c.req.param("id");
        const signed = await signFiling(deps, by, { filingId: id, who: first(values, "who"), how: "paper" });
        return signed.ok ? { ...signed, location: `/desk/filings/${id}` } : signed;
      },
      (_posted, refusal) => again(deps, c, { refusal }),
    ),
  );

  app.post("/filings/:id/seen-identity", guide, (c) =>
    staffAct(
      deps,
      c,
      ({ by, values }) => checkIdentity(deps, by, { filingId: c.req.param("id"), seen: first(values, "seen") }),
      ({ values }, refusal) => again(deps, c, { open: "identity", values: flat(values), refusal }),
    ),
  );
  return app;
}

interface Back {
  open?: string;
  values?: Record<string, string>;
  refusal?: Refusal;
}

async function again(deps: Deps, c: Context<Env>, back: Back): Promise<Response> {
  const filing = await seenFiling(deps, c.get("staff"), c.req.param("id") ?? "");
  return filing ? guidePage(deps, c, filing, back) : notThere(c);
}

/** The guide's page of a filing: persons masked, what is open linked to the page that asks it. */
export async function guidePage(
  deps: Deps,
  c: Context<Env>,
  filing: DeskFilingRow,
  back: Back = {},
): Promise<Response> {
  const now = deps.now();
  const catalogues = await deps.catalogues();
  const actor = c.get("staff");
  const place = placeOfRow(filing, actor.id);
  const may = (act: Act) => permission(actor, act, place).ok;
  const checked = await checkFiling(deps, deps.db, filing, now);
  const rounds = await roundsOf(deps.db, filing.id, filing.submission);
  const events = await timelineOf(deps.db, filing.id);
  const notices = await noticesOf(deps.db, filing.id);
  const versions = filing.status === "registered" ? await versionsOf(deps.db, filing.id) : [];
  const open = may("edit");
  const marked = filing.status === "returned" ? (rounds.at(-1)?.returned?.items ?? []) : [];
  const editable = editableFields(filing, checked, rounds);
  const link = (field: FieldId) => (open && editable.has(field) ? editPath(filing.id, field) : undefined);
  const blocking = open ? checked.findings.filter((finding) => finding.severity === "block") : [];
  const facts: AnswerFacts = {
    filingId: filing.id,
    sight: "masked",
    seen: asSeen(checked.answers, checked.documents, catalogues),
    seenBefore: [],
    changed: [],
    answers: undefined,
    documents: [],
    findings: open ? checked.findings : [],
    rounds: marked.length > 0 ? rounds.slice(-1) : [],
    reasons: [],
    marks: [],
  };
  const key = () => newId(now);
  const data: GuideFilingData = {
    user: deskUser(c, filing.workplace ?? ""),
    id: filing.id,
    name: filing.name || (filing.status === "draft" ? "（还没有名称）" : "（不使用名称）"),
    facts: [
      { label: "编号", value: filing.number },
      { label: "经营者", value: maskName(filing.operator_name) },
      { label: "登记机关", value: filing.authority_name ?? "提交时按经营场所确定" },
      { label: "开始填写", value: sayMoment(filing.created_at, now) },
    ],
    corrections: marked.map((item) => ({
      label: isFieldId(item.field) ? FIELDS[item.field] : item.field,
      problem: item.problem,
      fix: item.fix,
      href: isFieldId(item.field) ? link(item.field) : undefined,
    })),
    blocking: blocking.map(({ field, message }) => ({ label: FIELDS[field], message, href: link(field) })),
    sections: answerSections(facts).map((section) => ({
      ...section,
      rows: section.rows.map((row) => ({ ...row, edit: link(row.field) })),
    })),
    side: sideView({
      filing,
      findings: undefined,
      rounds,
      events,
      notices,
      versions,
      reader: "own hall",
      answers: facts,
      catalogues,
      now,
    }),
    acts: {
      submit: may("submit") ? { key: key(), word: filing.status === "returned" ? "重新提交" : "提交申请" } : undefined,
      drawers: [
        ...(may("check-identity") && filing.identity === "unverified"
          ? [identityDrawer(`/desk/filings/${filing.id}/seen-identity`, key())]
          : []),
        ...(may("withdraw") ? [withdrawalDrawer(filing.id, key())] : []),
      ],
      paper: open ? unsigned(checked) : [],
    },
    told: c.req.query("told") === "submitted" ? "已提交，并通知了申请人。回执在右边“文书”里。" : undefined,
    open: back.open,
    values: back.values ?? {},
    problems: back.refusal?.problems,
  };
  return c.html(<GuideFiling {...data} />, back.refusal ? back.refusal.status : 200);
}

function withdrawalDrawer(filingId: string, key: string): DrawerView {
  return {
    id: "withdraw",
    label: "撤回申请",
    tone: "danger",
    action: `/desk/filings/${filingId}/withdrawal`,
    text: ["只有申请人当面要求时才撤回。撤回后不能恢复，名称不再保留，需要时重新申请。"],
    fields: [],
    button: "申请人要求，撤回",
    key,
  };
}

/** Of a draft everything; of a returned filing what was marked, what blocks now, and the signature, which a change makes void. */
export function editableFields(
  filing: Pick<DeskFilingRow, "status">,
  checked: Checked,
  rounds: readonly Round[],
): ReadonlySet<FieldId> {
  if (filing.status !== "returned") return new Set(Object.keys(FIELDS).filter(isFieldId));
  const marked =
    rounds
      .at(-1)
      ?.returned?.items.map((item) => item.field)
      .filter(isFieldId) ?? [];
  const blocking = checked.findings.filter((finding) => finding.severity === "block").map(({ field }) => field);
  return new Set<FieldId>([...marked, ...blocking, "signature"]);
}

function editPath(filingId: string, field: FieldId): string | undefined {
  const page = pageOfField(field);
  return page && `/desk/filings/${filingId}/edit/${page.id}`;
}

function unsigned({ answers }: Checked): { who: string; name: string }[] {
  return requiredSignatures(answers)
    .filter(({ who }) => !answers.signatures?.some((signature) => signature.who === who))
    .map(({ who, name }) => ({ who, name: maskName(name) }));
}
