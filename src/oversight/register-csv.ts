import type { Db } from "../db/transaction.ts";
import type { LicenceData } from "../licence/licence-data.ts";
import type { LicenceRow } from "../licence/queries/licence.ts";
import { allLicences } from "../licence/queries/register.ts";

const STATUS: Record<LicenceRow["status"], string> = { valid: "有效", replaced: "已换发", cancelled: "已撤销" };

const COLUMNS = [
  ["统一社会信用代码", (row, _data) => row.uscc],
  ["名称", (_row, data) => data.name ?? ""],
  ["经营者", (_row, data) => data.operator],
  ["组成形式", (_row, data) => data.formation],
  ["经营场所", (_row, data) => data.premises],
  ["经营范围", (_row, data) => data.scope],
  ["登记机关", (_row, data) => data.authority],
  ["登记日期", (_row, data) => data.registeredOn],
  ["执照状态", (row, _data) => STATUS[row.status]],
  ["执照标识", (row, _data) => row.identifier],
] as const satisfies [string, (row: LicenceRow, data: LicenceData) => string][];

/** The public register as CSV for spreadsheets: UTF-8 with its mark, one licence a line, page by page. */
export async function* registerCsv(db: Db): AsyncGenerator<string, void> {
  yield `\uFEFF${COLUMNS.map(([title]) => csvCell(title)).join(",")}\r\n`;
  for await (const page of allLicences(db)) {
    const lines = page.map((row) => {
      const data = JSON.parse(row.data) as LicenceData;
      return COLUMNS.map(([, cell]) => csvCell(cell(row, data))).join(",");
    });
    yield `${lines.join("\r\n")}\r\n`;
  }
}

/** A cell that no spreadsheet takes for a formula; quoted where it must be. */
export function csvCell(text: string): string {
  const guarded = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}
