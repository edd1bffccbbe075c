import type { Context } from "hono";
import { Review, type ReviewData } from "../../views/desk/review.tsx";
import type { SeenAnswer } from "../filing/as-seen.ts";
import { checkFiling } from "../filing/pre-check.ts";
import { documentsOf } from "../filing/queries/documents.ts";
import { openAnswers, openSubmission } from "../filing/sealed.ts";
import { versionsOf } from "../licence/queries/changes.ts";
import { noticesOf } from "../notices/queries.ts";
import { sayMoment } from "../rules/calendar.ts";
import { mayReturn } from "../rules/clock.ts";
import { maskName } from "../rules/contact.ts";
import { isFieldId } from "../rules/fields.ts";
import { NOTICE_WORDS } from "../rules/notice-kinds.ts";
import { permission } from "../rules/permissions.ts";
import type { Deps, Env } from "../web/env.ts";
import { type AnswerFacts, answerSections } from "./desk-answers.ts";
import { actsView } from "./desk-bar.ts";
import { lineOf, queueView } from "./desk-queue.tsx";
import { clockNow, sideView } from "./desk-side.ts";
import { placeOfRow } from "./desk-sight.ts";
import { deskUser } from "./desk-user.ts";
import type { Returned } from "./drawers/decisions.ts";
import { type DeskFilingRow, roundsOf, timelineOf } from "./queries/desk-filing.ts";
import { queuePage } from "./queries/desk-queue.ts";
import { returnReasons } from "./queries/review.ts";

const SHORT_QUEUE = 30;

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
  const versions = filing.status === "registered" ? await versionsOf(deps.db, filing.id) : [];
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
    side: sideView({
      filing,
      findings: checked?.findings,
      rounds,
      events,
      notices,
      versions,
      key,
      reader: inHand ? "in hand" : "own authority",
      answers: facts,
      catalogues,
      now,
    }),
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

function toldOf(
  noticeId: string | undefined,
  notices: Awaited<ReturnType<typeof noticesOf>>,
  filing: DeskFilingRow,
): ReviewData["told"] {
  const notice = notices.find((each) => each.id === noticeId);
  const { told, title } = NOTICE_WORDS[notice?.kind ?? "receipt"];
  if (!notice || !told) return undefined;
  return { text: told, link: `打开${title}（PDF）`, href: `/desk/filings/${filing.id}/notices/${notice.id}.pdf` };
}
