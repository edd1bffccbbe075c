/**
 * 行政复议 and 行政诉讼 against a decision made under 全城通办. The respondent is the authority in charge of the registration (plan 四(四)),
 * never the receiving hall. Dates are `YYYY-MM-DD`, zone Asia/Shanghai.
 */
import { addDays, addWorkingDays, type Calendar, isCalendarDate, isWorkingDay } from "./calendar.ts";

export const DISPUTE_KINDS = ["review", "suit"] as const;
export type DisputeKind = (typeof DISPUTE_KINDS)[number];
export const DISPUTE_STATES = ["open", "replied", "closed"] as const;
export type DisputeState = (typeof DISPUTE_STATES)[number];

export const DISPUTE_WORDS: Record<DisputeKind, { label: string; body: string; reply: string; clause: string }> = {
  review: {
    label: "行政复议",
    body: "复议机关",
    reply: "书面答复",
    clause: "《行政复议法》第四十八条：收到申请书副本之日起 10 日内提出书面答复；第八十八条：按工作日计算",
  },
  suit: {
    label: "行政诉讼",
    body: "人民法院",
    reply: "证据和答辩状",
    clause: "《行政诉讼法》第六十七条：收到起诉状副本之日起 15 日内提交证据和答辩状",
  },
};

export const DISPUTE_STATE_WORDS: Record<DisputeState, string> = {
  open: "待答复",
  replied: "审理中",
  closed: "已结案",
};

/** What is attacked. */
export const MATTERS = {
  registered: "准予登记",
  refused: "不予登记",
  returned: "退回补正",
  silence: "逾期没有答复",
  other: "其他",
} as const;
export type Matter = keyof typeof MATTERS;

/** How it may end. Sources: 行政复议法 41, 63–69, 73; 行政诉讼法 60, 62, 69–77. */
export const OUTCOMES: Record<DisputeKind, readonly string[]> = {
  review: ["维持", "变更", "撤销或者部分撤销", "确认违法", "责令履行", "确认无效", "驳回复议请求", "调解结案", "终止"],
  suit: [
    "驳回诉讼请求",
    "撤销或者部分撤销",
    "责令履行",
    "确认违法",
    "确认无效",
    "变更",
    "驳回起诉",
    "调解结案",
    "准许撤诉",
  ],
};

/**
 * The last day for the authority's reply. Takes the day the copy was received, itself not counted: a review gives 10 working days
 * (行政复议法 48, 88), a suit 15 calendar days (行政诉讼法 67), put off to the next working day when it ends on a day off.
 */
export function replyBy(kind: DisputeKind, receivedOn: string, calendar: Calendar): string {
  if (kind === "review") return addWorkingDays(calendar, receivedOn, 10);
  const last = addDays(receivedOn, 15);
  return isWorkingDay(calendar, last) ? last : addWorkingDays(calendar, last, 1);
}

export interface TypedDispute {
  kind: string;
  body: string;
  matter: string;
  receivedOn: string;
  caseNumber: string;
  note: string;
}

export interface DisputeProblem {
  field: string;
  message: string;
}

/** What is wrong with an entry of the register, by field; none when it can be kept. `today` is the day it is entered on. */
export function checkDispute(typed: TypedDispute, today: string): DisputeProblem[] {
  const problems: DisputeProblem[] = [];
  if (!isDisputeKind(typed.kind)) problems.push({ field: "kind", message: "请选行政复议或行政诉讼" });
  if (!isMatter(typed.matter)) problems.push({ field: "matter", message: "请选被申请或被诉的是什么" });
  if (typed.body === "" || [...typed.body].length > 60)
    problems.push({ field: "body", message: "请写复议机关或人民法院的全称，不超过 60 个字" });
  if (!isCalendarDate(typed.receivedOn)) problems.push({ field: "receivedOn", message: "请写收到副本的日期" });
  else if (typed.receivedOn > today) problems.push({ field: "receivedOn", message: "收到副本的日期不能晚于今天" });
  return [...problems, ...checkCase(typed)];
}

/** What is wrong with a case's progress: number, note, and, once closed, outcome and day. */
export function checkProgress(
  typed: { state: string; outcome: string; closedOn: string; caseNumber: string; note: string },
  kept: { kind: DisputeKind; receivedOn: string },
  today: string,
): DisputeProblem[] {
  const problems: DisputeProblem[] = [];
  if (!isDisputeState(typed.state)) problems.push({ field: "state", message: "请选办到哪一步" });
  if (typed.state === "closed") {
    if (!OUTCOMES[kept.kind].includes(typed.outcome)) problems.push({ field: "outcome", message: "结案请选结果" });
    if (!isCalendarDate(typed.closedOn) || typed.closedOn < kept.receivedOn || typed.closedOn > today)
      problems.push({ field: "closedOn", message: "请写结案日期，在收到副本之后、不晚于今天" });
  }
  return [...problems, ...checkCase(typed)];
}

function checkCase({ caseNumber, note }: { caseNumber: string; note: string }): DisputeProblem[] {
  return [
    ...([...caseNumber].length > 40 ? [{ field: "caseNumber", message: "案号不超过 40 个字" }] : []),
    ...([...note].length > 300 ? [{ field: "note", message: "备注不超过 300 个字" }] : []),
    ...(/\d{17}[\dXx]|1[3-9]\d{9}/.test(note + caseNumber)
      ? [{ field: "note", message: "备注里不要写身份证号码和手机号码" }]
      : []),
  ];
}

/** Whether `text` names a kind. Takes any text. */
export function isDisputeKind(text: string): text is DisputeKind {
  return DISPUTE_KINDS.some((kind) => kind === text);
}

/** Whether `text` names a state. Takes any text. */
export function isDisputeState(text: string): text is DisputeState {
  return DISPUTE_STATES.some((state) => state === text);
}

/** Whether `text` names what is attacked. Takes any text. */
export function isMatter(text: string): text is Matter {
  return Object.hasOwn(MATTERS, text);
}
