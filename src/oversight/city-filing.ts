import type { CityFilingView } from "../../views/city/filing.tsx";
import { sentenceOf } from "../events/sentences.ts";
import { clockEvents } from "../filing/clock-events.ts";
import { versionsOf } from "../licence/queries/changes.ts";
import { versionViews } from "../licence/version-view.ts";
import { timelineOf } from "../review/queries/desk-filing.ts";
import { standingWords } from "../rules/after-issue.ts";
import { sayDeadline, sayDuration, sayMoment } from "../rules/calendar.ts";
import { clockOf } from "../rules/clock.ts";
import { maskName } from "../rules/contact.ts";
import { METHOD_WORDS } from "../rules/delivery.ts";
import { FIELDS, isFieldId } from "../rules/fields.ts";
import type { Status } from "../rules/filing.ts";
import { lightOf } from "../rules/lights.ts";
import type { Deps } from "../web/env.ts";
import { type CityFilingRow, cityFiling, type ReturnedItem, returnedItems } from "./queries/city-filing.ts";

const IDENTITY_WORDS = { unverified: "未核验", card: "读卡器核验", staff: "工作人员当面核验" } as const;
/** Whose turn it is, as a third party says it. */
const TURN_WORDS: Record<Status, string> = {
  draft: "申请人还在填写",
  submitted: "登记机关正在审查",
  returned: "等申请人补正后重新提交",
  registered: "营业执照已经签发",
  refused: "登记机关已作出不予登记决定",
  withdrawn: "申请人已撤回",
  lapsed: "长期没有操作，已归档（本地规则）",
};
const DELIVERY_STATES = {
  waiting: "还没有领取",
  ready: "已备好",
  dispatched: "已寄出",
  collected: "已领取",
  printed: "已打印",
} as const;

/** A filing as the city office reads it: where it stands, its clock with the arithmetic, and everything that happened. */
export async function filingView(deps: Deps, id: string): Promise<CityFilingView | undefined> {
  const now = deps.now();
  const row = await cityFiling(deps.db, id, now);
  if (!row) return undefined;
  const { calendar, settings } = await deps.catalogues();
  const events = await timelineOf(deps.db, id);
  const items = await returnedItems(deps.db, id);
  const versions = row.status === "registered" ? await versionsOf(deps.db, id) : [];
  const annulled = versions[0]?.status === "cancelled";
  const clock = clockOf(clockEvents(events), calendar, settings.clock, now);
  const light = lightOf(clock, calendar, settings.clock, now);
  return {
    name: row.name || "（不使用名称）",
    number: row.number,
    status: standingWords(row.status, versions[0]?.status).label,
    turn: annulled ? standingWords(row.status, versions[0]?.status).turn : TURN_WORDS[row.status],
    light: light?.light,
    due: light && clock.legalAt !== undefined ? sayDeadline(clock.legalAt, now) : "",
    forecast: light?.next?.words ?? "",
    why: light?.why ?? [],
    readings: [
      { label: "登记机关用时（工作时间）", value: sayOfficeTime(clock.officeMillis) },
      { label: "申请人经历的时间", value: clock.applicantMillis > 0 ? sayDuration(clock.applicantMillis) : "—" },
      {
        label: "其中等申请人补正",
        value: clock.waitingForApplicantMillis > 0 ? sayDuration(clock.waitingForApplicantMillis) : "—",
      },
      { label: "提交次数", value: `${clock.submission} 次` },
    ],
    facts: factsOf(row),
    returns: returnsIn(items, now),
    versions: versionViews(versions, { now, staff: true }),
    delivery: annulled ? [{ label: "进度", value: "登记已撤销，不再打印、寄出或发放" }] : deliveryOf(row, now),
    events: events.toReversed().map((event) => ({ when: sayMoment(event.at, now), sentence: sentenceOf(event) })),
  };
}

// In hours, never in days: a day of office time is not a day of the calendar.
function sayOfficeTime(millis: number): string {
  if (millis === 0) return "—";
  const minutes = Math.floor(millis / 60_000);
  return minutes < 60 ? `${Math.max(1, minutes)} 分钟` : `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分钟`;
}

function returnsIn(items: readonly ReturnedItem[], now: number): CityFilingView["returns"] {
  return [...Map.groupBy(items, ({ seq }) => seq).values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    return {
      when: sayMoment(first.at, now),
      by: first.by,
      items: group.map(({ field, reason, problem, fix }) => ({
        label: isFieldId(field) ? FIELDS[field] : field,
        reason: reason ?? "",
        problem,
        fix,
      })),
    };
  });
}

/** How the paper reaches its holder. The number of the post leads to a home, so it stays with the authority. */
function deliveryOf(row: CityFilingRow, now: number): CityFilingView["delivery"] {
  if (!row.method || !row.state) return [];
  const at = row.collected_at ?? row.dispatched_at ?? row.ready_at;
  const collector = row.collector === "proxy" ? "（代领人）" : row.collector === "self" ? "（经营者本人）" : "";
  return [
    { label: "领照方式", value: [METHOD_WORDS[row.method], row.pickup_name].filter(Boolean).join("，") },
    {
      label: "进度",
      value: `${DELIVERY_STATES[row.state]}${collector}${at === null ? "" : `，${sayMoment(at, now)}`}`,
    },
    ...(row.carrier ? [{ label: "寄递", value: `${row.carrier}${sayCost(row.cost_fen)}` }] : []),
  ];
}

function sayCost(fen: number | null): string {
  return fen === null ? "" : `，邮费 ${(fen / 100).toFixed(2)} 元，由登记机关承担`;
}

function factsOf(row: CityFilingRow): { label: string; value: string }[] {
  const cross = row.hall_authority !== row.authority_id;
  return [
    {
      label: "经营者",
      value: `${maskName(row.operator_name)}（${row.formation === "family" ? "家庭经营" : "个人经营"}）`,
    },
    { label: "申报大厅", value: `${row.hall_name}（${cross ? "跨区申报" : "本区申报"}）${row.hall_phone}` },
    { label: "登记机关", value: `${row.authority_name}，${row.contact_name} ${row.contact_phone}` },
    { label: "审查人", value: row.claimer_name ?? row.officer_name ?? "还没有人领取" },
    { label: "身份核验", value: IDENTITY_WORDS[row.identity] },
    ...(row.bulk === 1 ? [{ label: "说明", value: "批量演示数据" }] : []),
  ];
}
