import type { SupervisionLine, SupervisionView } from "../../views/registers/supervision.tsx";
import { newId } from "../db/id.ts";
import type { LicenceData } from "../licence/licence-data.ts";
import { localDate, sayMoment } from "../rules/calendar.ts";
import { maskName } from "../rules/contact.ts";
import type { Catalogues } from "../rules/findings.ts";
import { URBAN_DISTRICTS } from "../rules/premises.ts";
import { groupCode } from "../rules/uscc.ts";
import type { Deps } from "../web/env.ts";
import { shortAuthority } from "./city-line.ts";
import {
  allHanded,
  type SupervisionCursor,
  type SupervisionFilter,
  type SupervisionRow,
  supervisionPage,
} from "./queries/supervision.ts";
import { csvCell } from "./register-csv.ts";

const PAGE = 50;

const STATES = ["waiting", "taken"] as const;
export type SupervisionState = (typeof STATES)[number];
const WORDS: Record<SupervisionState, { label: string; empty: string }> = {
  waiting: { label: "待签收", empty: "没有等待签收的。新登记的会马上出现在这里。" },
  taken: { label: "已签收", empty: "还没有签收过。" },
};

export interface SupervisionAsked {
  filter: SupervisionFilter;
  state: SupervisionState;
  after: SupervisionCursor | undefined;
}

/** What an address asks for, within an authority or in the whole city; what is not known there is left aside. */
export function supervisionAsked(
  query: Record<string, string>,
  authority: string | undefined,
  catalogues: Catalogues,
): SupervisionAsked {
  const state = STATES.find((each) => each === query.tab) ?? "waiting";
  const street = catalogues.divisions.find(({ code, level }) => level === "street" && code === query.street)?.code;
  const [, at = "", id = ""] = /^(\d{1,15})\.([0-9a-z]{10,40})$/.exec(query.after ?? "") ?? [];
  return {
    filter: { authority, street, taken: state === "taken" ? 1 : 0 },
    state,
    after: id === "" ? undefined : { at: Number(at), id },
  };
}

/** A page of the register of local supervision. `at` is its address; `authorities` are the choices of the city office. */
export async function supervisionView(
  deps: Deps,
  asked: SupervisionAsked,
  page: {
    at: string;
    district?: string | undefined;
    authorities?: readonly { id: string; name: string }[];
    waiting: number;
  },
): Promise<SupervisionView> {
  const now = deps.now();
  const { divisions } = await deps.catalogues();
  const { filter, state, after } = asked;
  const rows = await supervisionPage(deps.db, filter, PAGE + 1, after);
  const shown = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? shown.at(-1) : undefined;
  const query = {
    tab: state,
    ...(page.authorities && filter.authority ? { authority: filter.authority } : {}),
    ...(filter.street ? { street: filter.street } : {}),
  };
  const here = `${page.at}?${new URLSearchParams(query)}`;
  const streets = divisions
    .filter(
      ({ level, parent }) =>
        level === "street" && (page.district ? parent === page.district : URBAN_DISTRICTS.includes(parent)),
    )
    .map(({ code, name }) => ({ value: code, label: name }));
  const states = STATES.map((value) => ({ value, label: WORDS[value].label }));
  return {
    tabs: STATES.map((key) => ({
      key,
      label: WORDS[key].label,
      count: key === "waiting" && page.waiting > 0 ? String(page.waiting) : "",
    })),
    tab: state,
    search: {
      to: page.at,
      // The desk has tabs for it.
      kept: page.authorities ? [] : [{ name: "tab", value: state }],
      selects: [
        ...(page.authorities
          ? [
              { name: "tab", label: "状态", value: state, options: states },
              {
                name: "authority",
                label: "登记机关",
                value: filter.authority ?? "",
                empty: "全部",
                options: page.authorities.map(({ id, name }) => ({ value: id, label: shortAuthority(name) })),
              },
            ]
          : []),
        { name: "street", label: "街道、镇", value: filter.street ?? "", empty: "全部", options: streets },
      ],
    },
    lines: shown.map((row) => lineOf(row, now)),
    empty: WORDS[state].empty,
    csv: `${page.at}/register.csv?${new URLSearchParams(query)}`,
    next: last ? `${here}&after=${last.handed_at}.${last.id}` : undefined,
    first: after ? here : undefined,
    key: newId(now),
    here,
  };
}

function lineOf(row: SupervisionRow, now: number): SupervisionLine {
  return {
    id: row.id,
    name: row.name || "（不使用名称）",
    uscc: row.uscc === null ? "" : groupCode(row.uscc),
    operator: maskName(row.operator_name),
    premises: premisesOf(row),
    street: row.street_name ?? "",
    authority: shortAuthority(row.authority_name),
    handed: sayMoment(row.handed_at, now),
    taken: row.taken_at === null ? "" : `${row.staff_name ?? ""} ${sayMoment(row.taken_at, now)}`,
    cancelled: row.licence_status === "cancelled",
  };
}

function premisesOf({ licence_data }: SupervisionRow): string {
  return licence_data === null ? "" : (JSON.parse(licence_data) as LicenceData).premises;
}

const COLUMNS = [
  ["统一社会信用代码", (row) => row.uscc ?? ""],
  ["名称", (row) => row.name],
  ["经营者", (row) => row.operator_name],
  ["经营场所", premisesOf],
  ["街道、镇", (row) => row.street_name ?? ""],
  ["登记机关", (row) => row.authority_name],
  ["登记日期", (row) => localDate(row.handed_at)],
  ["执照状态", (row) => (row.licence_status === "cancelled" ? "已失效" : "有效")],
  ["签收人", (row) => row.staff_name ?? ""],
  ["签收日期", (row) => (row.taken_at === null ? "" : localDate(row.taken_at))],
] as const satisfies [string, (row: SupervisionRow) => string][];

/** The register as CSV for spreadsheets, page by page: what the public register shows, and who took it on. */
export async function* supervisionCsv(deps: Deps, filter: SupervisionFilter): AsyncGenerator<string, void> {
  yield `\uFEFF${COLUMNS.map(([title]) => csvCell(title)).join(",")}\r\n`;
  for await (const page of allHanded(deps.db, filter)) {
    yield `${page.map((row) => COLUMNS.map(([, cell]) => csvCell(cell(row))).join(",")).join("\r\n")}\r\n`;
    // Whoever else asks for a page comes in between.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
