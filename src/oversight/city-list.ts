import type { CityListView } from "../../views/city/list.tsx";
import { authorities, halls } from "../filing/queries/places.ts";
import type { Deps } from "../web/env.ts";
import { cityLine, shortAuthority } from "./city-line.ts";
import { momentsAt, sayMonth } from "./moments.ts";
import { CITY_LISTS, type CityFilter, type CityList, type Cursor, cityPage, orderOf } from "./queries/city-list.ts";
import { flowMonths } from "./queries/flow.ts";

const PAGE = 50;

const LIST_WORDS: Record<CityList, string> = {
  red: "红灯：超过法定期限",
  yellow: "黄灯：过了内部目标，或离法定期限不超过 1 个工作日",
  green: "绿灯：在内部目标之内，离法定期限超过 1 个工作日",
  today: "今天到期",
  open: "在办",
  returned: "待补正",
  registered: "已登记",
  corrected: "更正过的执照",
  annulled: "登记已撤销",
  refused: "不予登记",
  withdrawn: "已撤回",
  lapsed: "已归档",
  all: "全部提交过的",
};

/** A page of the city's list by the parameters of its address; what is not known there is left aside. */
export async function listView(deps: Deps, query: URLSearchParams): Promise<CityListView> {
  const now = deps.now();
  const catalogues = await deps.catalogues();
  const bureaus = await authorities(deps.db);
  const places = await halls(deps.db);
  const months = await flowMonths(deps.db);
  const filter: CityFilter = {
    list: CITY_LISTS.find((list) => list === query.get("list")) ?? "open",
    authority: bureaus.find(({ id }) => id === query.get("authority"))?.id,
    hall: places.find(({ id }) => id === query.get("hall"))?.id,
    month: monthOf(query.get("month")),
    decided: monthOf(query.get("decided")),
    cross: query.get("cross") === "1",
  };
  const rows = await cityPage(deps.db, filter, momentsAt(catalogues, now), PAGE + 1, cursorOf(query.get("after")));
  const shown = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? shown.at(-1) : undefined;
  const address = addressOf(filter);
  return {
    title: titleOf(filter, bureaus, places),
    filter: {
      list: filter.list,
      authority: filter.authority ?? "",
      hall: filter.hall ?? "",
      month: filter.month ?? "",
      decided: filter.decided ?? "",
      cross: filter.cross === true,
    },
    lists: CITY_LISTS.map((list) => ({ value: list, label: LIST_WORDS[list].replace(/：.*$/, "") })),
    authorities: bureaus.map(({ id, name }) => ({ value: id, label: shortAuthority(name) })),
    halls: places.map(({ id, name }) => ({ value: id, label: name })),
    months: months.map((month) => ({ value: month, label: sayMonth(month) })),
    lines: shown.map((row) => cityLine(row, catalogues, now)),
    next: last ? `${address}&after=${last[orderOf(filter.list)] ?? 0}.${last.id}` : undefined,
    first: query.has("after") ? address : undefined,
  };
}

function titleOf(
  filter: CityFilter,
  bureaus: readonly { id: string; name: string }[],
  places: readonly { id: string; name: string }[],
): string {
  const authority = bureaus.find(({ id }) => id === filter.authority)?.name;
  return [
    LIST_WORDS[filter.list],
    ...(filter.cross ? ["跨区申报"] : []),
    ...(filter.hall ? [`${places.find(({ id }) => id === filter.hall)?.name ?? ""}申报`] : []),
    ...(authority ? [shortAuthority(authority)] : []),
    ...(filter.month ? [`${sayMonth(filter.month)}提交`] : []),
    ...(filter.decided ? [`${sayMonth(filter.decided)}决定`] : []),
  ].join(" · ");
}

function addressOf({ list, authority, hall, month, decided, cross }: CityFilter): string {
  const query = new URLSearchParams({
    list,
    ...(authority ? { authority } : {}),
    ...(hall ? { hall } : {}),
    ...(month ? { month } : {}),
    ...(decided ? { decided } : {}),
    ...(cross ? { cross: "1" } : {}),
  });
  return `/city/filings?${query}`;
}

function monthOf(text: string | null): string | undefined {
  return text !== null && /^20\d{2}-(?:0[1-9]|1[0-2])$/.test(text) ? text : undefined;
}

function cursorOf(text: string | null): Cursor | undefined {
  const [, at = "", id = ""] = /^(\d{1,15})\.([0-9a-z]{10,40})$/.exec(text ?? "") ?? [];
  return id === "" ? undefined : { at: Number(at), id };
}
