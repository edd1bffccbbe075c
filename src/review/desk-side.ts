import type { SideView } from "../../views/desk/side.tsx";
import { sentenceOf } from "../events/sentences.ts";
import type { ToldRow } from "../events/told.ts";
import { clockEvents } from "../filing/clock-events.ts";
import type { VersionRow } from "../licence/queries/changes.ts";
import { versionViews } from "../licence/version-view.ts";
import { standingWords } from "../rules/after-issue.ts";
import { sayDeadline, sayMoment } from "../rules/calendar.ts";
import { type Clock, clockOf } from "../rules/clock.ts";
import { FIELDS, type FieldId, isFieldId } from "../rules/fields.ts";
import { STATUS_WORDS } from "../rules/filing.ts";
import type { Catalogues, Finding } from "../rules/findings.ts";
import { lightOf } from "../rules/lights.ts";
import {
  NOTICE_WORDS,
  type NoticeKind,
  type NoticePart,
  type NoticeReader,
  noticePartFor,
} from "../rules/notice-kinds.ts";
import { type AnswerFacts, isVeiled, shown } from "./desk-answers.ts";
import type { DeskFilingRow, Round } from "./queries/desk-filing.ts";

const IDENTITY_WORDS = { unverified: "未核验", card: "读卡器核验", staff: "工作人员当面核验" } as const;

interface NoticeLine {
  id: string;
  kind: NoticeKind;
  number: string;
  at: number;
  delivered_at: number | null;
  opened_at: number | null;
}

export interface SideFacts {
  filing: DeskFilingRow;
  /** undefined where the rules are not asked any more. */
  findings: readonly Finding[] | undefined;
  rounds: readonly Round[];
  events: readonly ToldRow[];
  /** The versions of the licence, newest first; empty before registration. */
  versions?: readonly VersionRow[];
  /** For those who read the reasons of a correction or annulment. */
  key?: Buffer;
  notices: readonly NoticeLine[];
  reader: NoticeReader;
  answers: AnswerFacts;
  catalogues: Catalogues;
  now: number;
}

export function clockNow({ events, catalogues, now }: Pick<SideFacts, "events" | "catalogues" | "now">): Clock {
  return clockOf(clockEvents(events), catalogues.calendar, catalogues.settings.clock, now);
}

/** Where a filing stands in words, with the arithmetic of its light. */
export function sideView(facts: SideFacts): SideView {
  const { filing, catalogues, now } = facts;
  const clock = clockNow(facts);
  const versions = facts.versions ?? [];
  const standing = standingWords(filing.status, versions[0]?.status);
  const light = lightOf(clock, catalogues.calendar, catalogues.settings.clock, now);
  return {
    status: standing.label,
    turn: versions[0]?.status === "cancelled" ? `${standing.turn}。` : turnOf(filing, now),
    versions: versionViews(versions, { now, staff: true, ...(facts.key ? { key: facts.key } : {}) }),
    light: light?.light,
    due: light && clock.legalAt !== undefined ? `法定期限 ${sayDeadline(clock.legalAt, now)}` : undefined,
    forecast: light?.next?.words,
    why: light?.why ?? [],
    standing: standingOf(filing, now),
    checked: facts.findings !== undefined,
    findings: (facts.findings ?? []).map((finding) => ({ ...finding, label: FIELDS[finding.field] })),
    changes: facts.answers.changed.map((field) => changeOf(field, facts.answers)),
    round: filing.submission,
    returns: facts.rounds
      .flatMap((round) => (round.returned ? [{ ...round.returned, round: round.seq }] : []))
      .toReversed()
      .map((returned) => ({
        round: returned.round,
        when: sayMoment(returned.at, now),
        by: returned.by,
        items: returned.items.map((item) => ({
          label: isFieldId(item.field) ? FIELDS[item.field] : item.field,
          problem: item.problem,
          fix: item.fix,
          resolved: item.resolvedAt !== null,
        })),
      })),
    submissions: facts.rounds.map(({ seq, at }) => ({
      href: `/desk/filings/${filing.id}/submissions/${seq}`,
      label: `第 ${seq} 次提交`,
      when: sayMoment(at, now),
    })),
    notices: facts.notices.toReversed().flatMap((notice) => {
      const part = noticePartFor(notice.kind, facts.reader);
      return part ? [noticeView(filing.id, notice, part, now)] : [];
    }),
    timeline: timelineView(facts.events, now),
  };
}

function noticeView(filingId: string, notice: NoticeLine, part: NoticePart, now: number): SideView["notices"][number] {
  const { title } = NOTICE_WORDS[notice.kind];
  const delivered = notice.delivered_at === null ? "还没有送达" : `${sayMoment(notice.delivered_at, now)} 送达`;
  const opened = notice.opened_at === null ? "" : `，${sayMoment(notice.opened_at, now)} 申请人打开`;
  return {
    href: `/desk/filings/${filingId}/notices/${notice.id}.pdf`,
    title: part === "public" ? `${title}（不含附页）` : title,
    number: notice.number,
    when: sayMoment(notice.at, now),
    delivered: delivered + opened,
  };
}

/** The events as sentences, newest first. */
export function timelineView(events: readonly ToldRow[], now: number): { when: string; sentence: string }[] {
  return events.toReversed().map((event) => ({ when: sayMoment(event.at, now), sentence: sentenceOf(event) }));
}

function turnOf(filing: DeskFilingRow, now: number): string {
  if (filing.status === "returned")
    return filing.lapses_at === null
      ? "等申请人补正。"
      : `等申请人补正，${sayDeadline(filing.lapses_at, now)}没有重新提交就归档（本地规则）。`;
  if (filing.decided_at !== null)
    return `${filing.officer_name ?? ""} ${sayMoment(filing.decided_at, now)} 作出决定。`.trimStart();
  return `${STATUS_WORDS[filing.status].turn}。`;
}

function standingOf(filing: DeskFilingRow, now: number): SideView["standing"] {
  const held = filing.claimer_name === null || filing.claimed_until === null;
  return [
    ...(filing.status === "submitted"
      ? [
          {
            label: "审查人",
            value: held
              ? "还没有人领取"
              : `${filing.claimer_name}，${sayMoment(filing.claimed_until ?? now, now)} 前没有办理就自动放回`,
          },
        ]
      : []),
    ...(filing.submission > 1 && filing.officer_name !== null && filing.status === "submitted"
      ? [{ label: "上次退回", value: filing.officer_name }]
      : []),
    { label: "身份核验", value: IDENTITY_WORDS[filing.identity] },
    { label: "申报大厅", value: `${filing.hall_name} ${filing.hall_phone}` },
  ];
}

function changeOf(field: FieldId, { seen, seenBefore, sight }: AnswerFacts): SideView["changes"][number] {
  const answerIn = (list: AnswerFacts["seen"]) => list.find((answer) => answer.field === field)?.answer ?? "";
  if (isVeiled(field, sight)) return { field, label: FIELDS[field], before: "", after: "已改动（隐去）" };
  return {
    field,
    label: FIELDS[field],
    before: shown(field, answerIn(seenBefore), sight),
    after: shown(field, answerIn(seen), sight),
  };
}
