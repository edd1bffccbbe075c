import type { AdminField, FormView } from "../../views/admin/form.tsx";
import type { DisputesView, DisputeView } from "../../views/registers/disputes.tsx";
import { newId } from "../db/id.ts";
import { type Calendar, localDate, sayDate, workingDaysBetween } from "../rules/calendar.ts";
import {
  DISPUTE_KINDS,
  DISPUTE_STATE_WORDS,
  DISPUTE_STATES,
  DISPUTE_WORDS,
  type DisputeState,
  isMatter,
  MATTERS,
  OUTCOMES,
} from "../rules/dispute.ts";
import { STATUS_WORDS } from "../rules/filing.ts";
import type { Deps } from "../web/env.ts";
import { shortAuthority } from "./city-line.ts";
import { type DisputeCursor, type DisputeRow, disputePage } from "./queries/disputes.ts";

const PAGE = 50;

export interface DisputesAsked {
  state: DisputeState | "all";
  authority: string | undefined;
  after: DisputeCursor | undefined;
}

/** What an address asks of the register; what is not known there is left aside. */
export function disputesAsked(query: Record<string, string>, authority: string | undefined): DisputesAsked {
  const [, on = "", id = ""] = /^(\d{4}-\d{2}-\d{2})\.([0-9a-z]{10,40})$/.exec(query.after ?? "") ?? [];
  return {
    state: DISPUTE_STATES.find((each) => each === query.state) ?? "all",
    authority,
    after: id === "" ? undefined : { on, id },
  };
}

/** A page of the register at an address; `authorities` are the choices of the city office. */
export async function disputesView(
  deps: Deps,
  asked: DisputesAsked,
  page: { at: string; authorities?: readonly { id: string; name: string }[] },
): Promise<DisputesView> {
  const { calendar } = await deps.catalogues();
  const today = localDate(deps.now());
  const rows = await disputePage(deps.db, asked, PAGE + 1, asked.after);
  const shown = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? shown.at(-1) : undefined;
  const query = {
    ...(asked.state === "all" ? {} : { state: asked.state }),
    ...(page.authorities && asked.authority ? { authority: asked.authority } : {}),
  };
  const here = `${page.at}?${new URLSearchParams(query)}`;
  return {
    search: {
      to: page.at,
      selects: [
        {
          name: "state",
          label: "办到哪一步",
          value: asked.state === "all" ? "" : asked.state,
          empty: "全部",
          options: DISPUTE_STATES.map((value) => ({ value, label: DISPUTE_STATE_WORDS[value] })),
        },
        ...(page.authorities
          ? [
              {
                name: "authority",
                label: "应诉机关",
                value: asked.authority ?? "",
                empty: "全部",
                options: page.authorities.map(({ id, name }) => ({ value: id, label: shortAuthority(name) })),
              },
            ]
          : []),
      ],
    },
    table: {
      columns: [
        { label: "案件" },
        { label: "申请" },
        ...(page.authorities ? [{ label: "应诉机关", width: 6 }] : []),
        { label: "收到副本", width: 8 },
        { label: "答复期限", width: 12 },
        { label: "办到哪一步", width: 10 },
      ],
      rows: shown.map((row) => [
        {
          text: `${DISPUTE_WORDS[row.kind].label}：${matterOf(row)}`,
          href: `${page.at}/${row.id}`,
          quiet: [row.body, row.case_number].filter(Boolean).join("，"),
        },
        { text: row.name || "（不使用名称）", quiet: row.number },
        ...(page.authorities ? [{ text: shortAuthority(row.authority_name) }] : []),
        { text: sayDate(row.received_on) },
        { text: sayDate(row.reply_by), ...dueTag(row, calendar, today) },
        { text: DISPUTE_STATE_WORDS[row.state], quiet: row.outcome ?? undefined },
      ]),
      empty: "没有登记过复议和诉讼。",
    },
    next: last ? `${here}&after=${last.received_on}.${last.id}` : undefined,
    first: asked.after ? here : undefined,
  };
}

/** What is still owed says how near it is; at most three working days count as near. */
function dueTag(row: DisputeRow, calendar: Calendar, today: string) {
  if (row.state !== "open") return {};
  const left = workingDaysBetween(calendar, today, row.reply_by);
  if (row.reply_by < today) return { tag: { text: "已过期", tone: "bad" as const } };
  return left <= 3 ? { tag: { text: left === 0 ? "今天" : `还有 ${left} 个工作日`, tone: "warn" as const } } : {};
}

function matterOf({ matter }: DisputeRow): string {
  return isMatter(matter) ? MATTERS[matter] : matter;
}

/** One case, with the form of its progress where it may be changed. */
export function disputeView(row: DisputeRow, page: { filingAt: string; form?: FormView | undefined }): DisputeView {
  const words = DISPUTE_WORDS[row.kind];
  return {
    title: `${words.label}：${matterOf(row)}`,
    filing: { label: `${row.name || "（不使用名称）"} ${row.number}`, to: `${page.filingAt}/${row.filing_id}` },
    facts: [
      { label: "申请现在", value: STATUS_WORDS[row.filing_status].label },
      { label: "应诉机关", value: row.authority_name },
      { label: words.body, value: row.body },
      { label: "收到副本", value: sayDate(row.received_on) },
      { label: `${words.reply}期限`, value: `${sayDate(row.reply_by)}（${words.clause}）` },
      { label: "案号", value: row.case_number || "还没有" },
      { label: "办到哪一步", value: DISPUTE_STATE_WORDS[row.state] },
      ...(row.outcome ? [{ label: "结果", value: row.outcome }] : []),
      ...(row.closed_on ? [{ label: "结案日期", value: sayDate(row.closed_on) }] : []),
      ...(row.note ? [{ label: "备注", value: row.note }] : []),
      { label: "登记人", value: row.entered_by },
    ],
    form: page.form,
  };
}

/** The form that enters a case. */
export function newDisputeForm(respondent: string, number: string, now: number): FormView {
  return {
    id: "new",
    action: "/desk/disputes",
    button: "登记",
    text: [`应诉机关：${respondent}（主管登记机关）。不要写申请人和第三人的姓名、电话。`],
    fields: [
      {
        kind: "text",
        name: "number",
        label: "申请编号或统一社会信用代码",
        maxlength: 40,
        value: number,
      },
      {
        kind: "choices",
        name: "kind",
        label: "哪一种",
        columns: "two",
        options: DISPUTE_KINDS.map((value) => ({ value, label: DISPUTE_WORDS[value].label })),
      },
      {
        kind: "select",
        name: "matter",
        label: "被申请或被诉的是什么",
        empty: "请选择",
        options: Object.entries(MATTERS).map(([value, label]) => ({ value, label })),
      },
      { kind: "text", name: "body", label: "复议机关或人民法院", maxlength: 60 },
      {
        kind: "text",
        name: "receivedOn",
        label: "收到申请书或起诉状副本的日期",
        hint: "答复期限从第二天起算：复议 10 个工作日，诉讼 15 日",
        type: "date",
        maxlength: 10,
      },
      ...caseFields("", ""),
    ],
    key: newId(now),
  };
}

/** The form that notes how a case goes on. */
export function progressForm(row: DisputeRow, now: number): FormView {
  return {
    id: "move",
    title: "更新",
    action: `/desk/disputes/${row.id}`,
    button: "保存",
    fields: [
      {
        kind: "select",
        name: "state",
        label: "办到哪一步",
        value: row.state,
        options: DISPUTE_STATES.map((value) => ({ value, label: DISPUTE_STATE_WORDS[value] })),
      },
      {
        kind: "select",
        name: "outcome",
        label: "结果（结案时选）",
        empty: "还没有结案",
        value: row.outcome ?? "",
        options: OUTCOMES[row.kind].map((value) => ({ value, label: value })),
      },
      {
        kind: "text",
        name: "closedOn",
        label: "结案日期（结案时写）",
        type: "date",
        maxlength: 10,
        value: row.closed_on ?? "",
      },
      ...caseFields(row.case_number, row.note),
    ],
    key: newId(now),
    version: row.version,
  };
}

function caseFields(caseNumber: string, note: string): AdminField[] {
  return [
    { kind: "text", name: "caseNumber", label: "案号（可以以后补）", maxlength: 40, value: caseNumber },
    {
      kind: "text",
      name: "note",
      label: "备注（可以不写）",
      hint: "不要写身份证号码和手机号码",
      lines: 2,
      maxlength: 300,
      value: note,
    },
  ];
}
