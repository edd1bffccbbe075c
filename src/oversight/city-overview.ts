import type { OverviewView } from "../../views/city/overview.tsx";
import { authorities, halls } from "../filing/queries/places.ts";
import { localDate, sayDate, sayMoment } from "../rules/calendar.ts";
import type { Deps } from "../web/env.ts";
import { cityLine, shortAuthority } from "./city-line.ts";
import { momentsAt, sayMonth } from "./moments.ts";
import { cityPage } from "./queries/city-list.ts";
import { type FlowCell, flowMonths, flows, type Standing, standings } from "./queries/flow.ts";

const SHOWN = 8;
/** Of what is in good time, only the nearest: nobody has to act on it yet. */
const SHOWN_NEXT = 5;

/** What the city's first page shows: numbers, the flow from halls to authorities, and what is late or nearly so. */
export async function overviewView(deps: Deps, wanted: string | undefined): Promise<OverviewView> {
  const { db } = deps;
  const now = deps.now();
  const catalogues = await deps.catalogues();
  const at = momentsAt(catalogues, now);
  const thisMonth = localDate(now).slice(0, 7);
  const months = await flowMonths(db);
  const period = wanted === "all" ? undefined : (months.find((month) => month === wanted) ?? thisMonth);
  const bureaus = await authorities(db);
  const places = await halls(db);
  const cells = await flows(db, period);
  const rows = await standings(db, at);
  const red = await cityPage(db, { list: "red" }, at, SHOWN);
  const yellow = await cityPage(db, { list: "yellow" }, at, SHOWN);
  const next = await cityPage(db, { list: "green" }, at, SHOWN_NEXT);

  const total = (pick: (row: Standing) => number) => rows.reduce((sum, row) => sum + pick(row), 0);
  const query = period === undefined ? "" : `&month=${period}`;
  const homeOf = new Map(places.map((hall) => [hall.id, hall.authority_id]));
  const all = sum(cells);
  const cross = sum(cells.filter((cell) => homeOf.get(cell.hall_id) !== cell.authority_id));
  return {
    at: `${sayDate(localDate(now))}${sayMoment(now, now).replace("今天", "")}`,
    numbers: [
      { label: "在办", value: String(total((row) => row.open)), href: "/city/filings?list=open" },
      { label: "今天到期", value: String(total((row) => row.today)), href: "/city/filings?list=today" },
      { label: "红灯", value: String(total((row) => row.red)), href: "/city/filings?list=red", light: "red" },
      { label: "黄灯", value: String(total((row) => row.yellow)), href: "/city/filings?list=yellow", light: "yellow" },
      {
        label: "本月登记",
        value: String(total((row) => row.registered)),
        href: `/city/filings?list=registered&decided=${thisMonth}`,
      },
      {
        label: "跨区申报",
        value: all === 0 ? "—" : `${Math.round((100 * cross) / all)}%`,
        help: `${period === undefined ? "" : `${sayMonth(period)}，`}${cross} / ${all} 份`,
        href: `/city/filings?list=all&cross=1${query}`,
      },
    ],
    period: { label: period === undefined ? "全部" : sayMonth(period), chosen: period ?? "all" },
    periods: [...months.map((month) => ({ value: month, label: sayMonth(month) })), { value: "all", label: "全部" }],
    columns: bureaus.map(({ id, name }) => ({
      id,
      name: shortAuthority(name),
      total: cellOf(sum(ofAuthority(cells, id)), `&authority=${id}${query}`),
    })),
    flows: places.map((hall) => ({
      hall: hall.name,
      cells: bureaus.map(({ id }) => ({
        ...cellOf(count(cells, hall.id, id), `&hall=${hall.id}&authority=${id}${query}`),
        cross: hall.authority_id !== id,
      })),
      total: cellOf(sum(cells.filter((cell) => cell.hall_id === hall.id)), `&hall=${hall.id}${query}`),
    })),
    total: cellOf(all, query),
    standings: rows.map((row) => ({
      authority: shortAuthority(bureaus.find(({ id }) => id === row.authority_id)?.name ?? ""),
      cells: (["open", "today", "yellow", "red", "returned"] as const).map((list) => ({
        n: row[list],
        href: `/city/filings?list=${list}&authority=${row.authority_id}`,
        light: list === "yellow" || list === "red" ? list : undefined,
      })),
    })),
    red: red.map((row) => cityLine(row, catalogues, now)),
    yellow: yellow.map((row) => cityLine(row, catalogues, now)),
    next: next.map((row) => cityLine(row, catalogues, now)),
  };
}

function cellOf(n: number, query: string) {
  return { n, href: `/city/filings?list=all${query}` };
}

function count(cells: readonly FlowCell[], hall: string, authority: string): number {
  return sum(cells.filter((cell) => cell.hall_id === hall && cell.authority_id === authority));
}

function ofAuthority(cells: readonly FlowCell[], authority: string): FlowCell[] {
  return cells.filter((cell) => cell.authority_id === authority);
}

function sum(cells: readonly FlowCell[]): number {
  return cells.reduce((total, cell) => total + cell.n, 0);
}
