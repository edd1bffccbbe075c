import type { CityLine } from "../../views/city/line.tsx";
import { rowLight } from "../filing/row-light.ts";
import { standingWords } from "../rules/after-issue.ts";
import { localDate, sayDate, sayDeadline, sayMoment } from "../rules/calendar.ts";
import { maskName } from "../rules/contact.ts";
import type { Catalogues } from "../rules/findings.ts";
import type { CityRow } from "./queries/city-list.ts";

/** A row of the city's lists in words; the person masked, the light computed from the row's own limits. */
export function cityLine(row: CityRow, catalogues: Catalogues, now: number): CityLine {
  return {
    id: row.id,
    number: row.number,
    name: row.name.replace(/（个体工商户）$/, "") || "（不使用名称）",
    operator: maskName(row.operator_name),
    hall: row.hall_name,
    authority: shortAuthority(row.authority_name),
    cross: row.hall_authority !== row.authority_id,
    status: standingWords(row.status, row.annulled > 0 ? "cancelled" : undefined).label,
    ...rowLight(row, catalogues, now),
    when: whenOf(row, now),
    round: row.submission,
    officer: row.officer_name ?? "",
  };
}

/** 阳明区局 for 牡丹江市阳明区市场监督管理局. */
export function shortAuthority(name: string): string {
  return name.replace(/^牡丹江市/, "").replace(/市场监督管理局$/, "局");
}

function whenOf(row: CityRow, now: number): string {
  if (row.status === "submitted") return row.due_at === null ? "" : sayDeadline(row.due_at, now);
  if (row.status === "returned")
    return row.lapses_at === null ? "" : `等申请人到${sayDate(localDate(row.lapses_at - 1))}`;
  if (row.decided_at !== null) return sayMoment(row.decided_at, now);
  return row.first_submitted_at === null ? "" : `${sayMoment(row.first_submitted_at, now)}提交`;
}
