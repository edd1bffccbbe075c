/** Days off and make-up days as an administrator types or pastes them. Dates are `YYYY-MM-DD`, zone Asia/Shanghai. */
import { isCalendarDate } from "./calendar.ts";

export interface CalendarDay {
  date: string;
  kind: "off" | "workday";
  name: string;
  status: "published" | "provisional";
}

export const DAY_KINDS = { off: "放假", workday: "调休上班" } as const;
export const DAY_STATUSES = { published: "已公布", provisional: "暂定" } as const;

const NAME_LENGTH = 20;
const MOST = 120;
const KINDS: Record<string, CalendarDay["kind"]> = {
  off: "off",
  放假: "off",
  workday: "workday",
  调休上班: "workday",
  上班: "workday",
};
const STATUSES: Record<string, CalendarDay["status"]> = {
  published: "published",
  已公布: "published",
  provisional: "provisional",
  暂定: "provisional",
};
const COLUMNS: Record<string, keyof CalendarDay> = {
  date: "date",
  日期: "date",
  kind: "kind",
  安排: "kind",
  name: "name",
  名称: "name",
  节日: "name",
  status: "status",
  状态: "status",
};

/**
 * Reads the days of one year from a table of tabs or commas whose first line names its columns (date, kind, name, status; others are left
 * aside), like the file the project ships. Gives the days in order, or what is wrong, each with its line. Source: the yearly notice of the
 * State Council's office.
 */
export function readCalendarFile(
  text: string,
  year: number,
): { ok: true; days: CalendarDay[] } | { ok: false; messages: string[] } {
  const lines = text
    .replaceAll("\uFEFF", "")
    .replaceAll("\r", "")
    .split("\n")
    .map((line) => line.trimEnd());
  const head = lines.findIndex((line) => line !== "");
  if (head < 0) return { ok: false, messages: ["请粘贴或选择放假安排的文件"] };
  const cellsOf = (line: string) => line.split(line.includes("\t") ? "\t" : /[,，]/).map((cell) => cell.trim());
  const columns = cellsOf(lines[head] ?? "").map((title) => COLUMNS[title.toLowerCase()]);
  if (!columns.includes("date") || !columns.includes("kind"))
    return { ok: false, messages: ["第一行要写列名：date、kind、name、status（或 日期、安排、名称、状态）"] };

  const days = new Map<string, CalendarDay>();
  const messages: string[] = [];
  for (const [index, line] of lines.entries()) {
    if (index <= head || line === "") continue;
    const cells = cellsOf(line);
    const cell = (column: keyof CalendarDay) => cells[columns.indexOf(column)] ?? "";
    // A file of several years serves for each of them.
    if (/^\d{4}-/.test(cell("date")) && Number(cell("date").slice(0, 4)) !== year) continue;
    const day = readCalendarDay({ date: cell("date"), kind: cell("kind"), name: cell("name"), status: cell("status") });
    if (!day.ok) messages.push(`第 ${index + 1} 行：${day.problems[0]?.message ?? ""}`);
    else if (days.has(day.day.date)) messages.push(`第 ${index + 1} 行：${day.day.date} 写了两次`);
    else days.set(day.day.date, day.day);
  }
  if (messages.length > 0) return { ok: false, messages: messages.slice(0, 10) };
  if (days.size === 0) return { ok: false, messages: [`文件里没有 ${year} 年的日期`] };
  if (days.size > MOST) return { ok: false, messages: [`${year} 年有 ${days.size} 天，太多了，请检查文件`] };
  return { ok: true, days: [...days.values()].sort((a, b) => (a.date < b.date ? -1 : 1)) };
}

/** One day as it was typed, in the words of the file or of the page; problems name the field. */
export function readCalendarDay(
  typed: Record<keyof CalendarDay, string>,
): { ok: true; day: CalendarDay } | { ok: false; problems: { field: keyof CalendarDay; message: string }[] } {
  const kind = KINDS[typed.kind];
  const status = STATUSES[typed.status === "" ? "provisional" : typed.status];
  const problems: { field: keyof CalendarDay; message: string }[] = [];
  if (!isCalendarDate(typed.date))
    problems.push({ field: "date", message: `“${typed.date}”不是日期，请写成 2027-02-06` });
  if (!kind) problems.push({ field: "kind", message: "安排请写“放假”或“调休上班”" });
  if (!status) problems.push({ field: "status", message: "状态请写“已公布”或“暂定”" });
  if (typed.name === "" || [...typed.name].length > NAME_LENGTH)
    problems.push({ field: "name", message: `名称请写 1 到 ${NAME_LENGTH} 个字，例如 春节` });
  if (problems.length > 0 || !kind || !status) return { ok: false, problems };
  return { ok: true, day: { date: typed.date, kind, name: typed.name, status } };
}
