import type { Context } from "hono";
import type { ActsView } from "../../views/desk/acts.tsx";
import type { Mark } from "../../views/desk/answers.tsx";
import { Review, type ReviewData } from "../../views/desk/review.tsx";
import { newId } from "../db/id.ts";
import type { SeenAnswer } from "../filing/as-seen.ts";
import { checkFiling } from "../filing/pre-check.ts";
import { documentsOf } from "../filing/queries/documents.ts";
import { openAnswers, openSubmission } from "../filing/sealed.ts";
import { codesLeft } from "../licence/queries/codes.ts";
import { noticesOf } from "../notices/queries.ts";
import { sayMoment } from "../rules/calendar.ts";
import { type Clock, mayReturn } from "../rules/clock.ts";
import { maskName } from "../rules/contact.ts";
import { isFieldId } from "../rules/fields.ts";
import type { Act } from "../rules/filing.ts";
import type { Finding } from "../rules/findings.ts";
import { type FilingPlace, permission } from "../rules/permissions.ts";
import { GROUND_CODES, GROUNDS } from "../rules/refusal.ts";
import type { Refusal } from "../web/act.ts";
import type { Deps, Env, StaffActor } from "../web/env.ts";
import { type AnswerFacts, answerSections } from "./desk-answers.ts";
import { lineOf, queueView } from "./desk-queue.tsx";
import { clockNow, sideView } from "./desk-side.ts";
import { placeOfRow } from "./desk-sight.ts";
import { deskUser } from "./desk-user.ts";
import { type DeskFilingRow, roundsOf, timelineOf } from "./queries/desk-filing.ts";
import { queuePage } from "./queries/desk-queue.ts";
import { returnReasons } from "./queries/review.ts";

const SHORT_QUEUE = 30;

/** What came back with a form that was refused, to be drawn again as it was typed. */
export interface Returned {
  marks?: readonly Mark[];
  open?: string;
  values?: Record<string, string>;
  refusal?: Refusal;
}

/** The officer's page of a filing of the own authority. */
export async function reviewPage(
  deps: Deps,
  c: Context<Env>,
  filing: DeskFilingRow,
  back: Returned = {},
): Promise<Response> {
  const actor = c.get("staff");
  const now = deps.now();
  const catalogues = await deps.catalogues();
  const inHand = filing.claimer_id === actor.id;
  const place = placeOfRow(filing, actor.id);

  const checked = filing.status === "submitted" ? await checkFiling(deps, deps.db, filing, now) : undefined;
  const { answers, key } = checked ?? openAnswers(deps.config.keyring, filing);
  const rounds = await roundsOf(deps.db, filing.id, filing.submission);
  const events = await timelineOf(deps.db, filing.id);
  const notices = await noticesOf(deps.db, filing.id);
  const latest = rounds.at(-1);
  const opened = latest?.sealed ? openSubmission(key, latest.sealed) : undefined;
  const previous = rounds.at(-2);
  const before = previous?.sealed ? openSubmission(key, previous.sealed) : undefined;
  const clock = clockNow({ events, catalogues, now });
  const markable = inHand && permission(actor, "return", place).ok && mayReturn(clock, now).ok;
  const marks = back.marks ?? [];

  const facts: AnswerFacts = {
    filingId: filing.id,
    sight: inHand ? "in hand" : "masked",
    seen: (opened?.asSeen ?? []) as SeenAnswer[],
    seenBefore: (before?.asSeen ?? []) as SeenAnswer[],
    changed: latest ? (JSON.parse(latest.changed) as string[]).filter(isFieldId) : [],
    answers: opened?.answers ?? answers,
    documents: checked?.documents ?? (inHand ? await documentsOf(deps.db, filing.id) : []),
    findings: checked?.findings ?? [],
    rounds,
    reasons: markable ? await returnReasons(deps.db) : [],
    marks,
  };
  const acts = await actsView(deps, { actor, filing, place, clock, findings: facts.findings, marks, back, now });
  const queue = await queuePage(deps.db, queueView(actor, catalogues, now), "waiting", SHORT_QUEUE);
  const data: ReviewData = {
    user: deskUser(c, filing.workplace ?? ""),
    filing: headOf(filing, inHand, now),
    queue: queue.map((row) => lineOf(row, "waiting", actor.id, catalogues, now)),
    sections: answerSections(facts),
    markable,
    veil: inHand ? (markable && rounds.some((round) => round.returned) ? ONE_TIME : undefined) : veilOf(filing),
    side: sideView({ filing, findings: checked?.findings, rounds, events, notices, answers: facts, catalogues, now }),
    acts,
    told: toldOf(c.req.query("notice"), notices, filing),
    problems: back.open ? undefined : back.refusal?.problems,
  };
  return c.html(<Review {...data} />, back.refusal ? back.refusal.status : 200);
}

function headOf(filing: DeskFilingRow, inHand: boolean, now: number): ReviewData["filing"] {
  const { id, number, version, status } = filing;
  const operator = inHand ? filing.operator_name : maskName(filing.operator_name);
  return {
    id,
    number,
    version,
    status,
    operator,
    name: filing.name || "（不使用名称）",
    facts: [
      { label: "编号", value: number },
      { label: "经营者", value: operator },
      { label: "申报大厅", value: filing.hall_name },
      {
        label: filing.submission > 1 ? `第 ${filing.submission} 次提交` : "提交",
        value: filing.submitted_at === null ? "" : sayMoment(filing.submitted_at, now),
      },
    ],
  };
}

function veilOf(filing: DeskFilingRow): string {
  if (filing.status !== "submitted") return "个人信息只对办理中的审查人显示，这里已隐去。";
  return filing.claimer_name === null
    ? "领取以后才显示个人信息和材料影像，才能办理。"
    : `${filing.claimer_name}正在审查，个人信息和材料影像只对审查人显示。`;
}

const ONE_TIME = "一次性告知：现在只能标记以前退回时标记过的和这次改动过的内容。";

const TOLD = {
  return: { text: "已退回补正，并通知了申请人和申报大厅。", link: "打开一次性告知书（PDF）" },
  registration: { text: "已登记，电子营业执照已签发，并通知了申请人和申报大厅。", link: "打开登记通知书（PDF）" },
  refusal: { text: "已作出不予登记决定，并通知了申请人和申报大厅。", link: "打开不予登记通知书（PDF）" },
} as const;

function toldOf(
  noticeId: string | undefined,
  notices: Awaited<ReturnType<typeof noticesOf>>,
  filing: DeskFilingRow,
): ReviewData["told"] {
  const notice = notices.find((each) => each.id === noticeId);
  if (!notice || notice.kind === "receipt") return undefined;
  return { ...TOLD[notice.kind], href: `/desk/filings/${filing.id}/notices/${notice.id}.pdf` };
}

interface ActFacts {
  actor: StaffActor;
  filing: DeskFilingRow;
  place: FilingPlace;
  clock: Clock;
  findings: readonly Finding[];
  marks: readonly Mark[];
  back: Returned;
  now: number;
}

/** The buttons: drawn by the function that refuses. Decisions are drawn for whoever has the filing in hand, and so has seen it. */
async function actsView(deps: Deps, facts: ActFacts): Promise<ActsView> {
  const { actor, filing, place, clock, findings, marks, back, now } = facts;
  const may = (act: Act) => permission(actor, act, place).ok;
  const inHand = filing.claimer_id === actor.id;
  const blocked = findings.find((finding) => finding.severity === "block");
  const returning = inHand && may("return") ? mayReturn(clock, now) : undefined;
  const key = () => newId(now);
  return {
    keys: { claim: key(), release: key(), register: key(), refuse: key(), identity: key() },
    claim: may("claim") && !inHand ? { heldBy: filing.claimer_name ?? undefined } : undefined,
    release: may("claim") && inHand,
    register:
      may("register") && inHand
        ? {
            codesLeft: await codesLeft(deps.db, filing.authority_id ?? "", now),
            blocked: blocked && `还有须改正的问题，不能登记：${blocked.message}`,
          }
        : undefined,
    mark: returning?.ok ? { count: marks.length } : undefined,
    returnClosed: returning && !returning.ok ? returning.reason : undefined,
    refuse:
      may("refuse") && inHand
        ? { grounds: GROUND_CODES.map((value) => ({ value, label: GROUNDS[value].label, help: GROUNDS[value].help })) }
        : undefined,
    identity: may("check-identity") && inHand && filing.identity === "unverified",
    idle: may("claim") ? undefined : idleOf(filing),
    onward:
      filing.status === "registered" ? { href: `/desk/delivery/${filing.id}`, label: "执照、打印和领取" } : undefined,
    values: back.values ?? {},
    problems: back.open ? back.refusal?.problems : undefined,
    message: back.refusal?.message,
    open: back.open,
  };
}

function idleOf(filing: DeskFilingRow): string {
  if (filing.status === "returned") return "等申请人补正，现在没有要办理的。";
  if (filing.status === "registered") return "已登记，现在没有要办理的。";
  return "这份申请现在没有要办理的。";
}
