import type { VersionView } from "../../views/parts/licence-versions.tsx";
import { openJson } from "../people/keyring.ts";
import { afterIssueGround, LICENCE_WORDS } from "../rules/after-issue.ts";
import { sayMoment } from "../rules/calendar.ts";
import { FIELDS, isFieldId } from "../rules/fields.ts";
import type { VersionRow } from "./queries/changes.ts";

/** 第 002 版 */
export function sayVersion(version: number): string {
  return `第 ${String(version).padStart(3, "0")} 版`;
}

export interface VersionSight {
  now: number;
  /** The filing's key, for those who may read the reason as it was written. */
  key?: Buffer;
  /** Whether the names of staff are told. */
  staff?: boolean;
}

/** Versions in words: since when, until when, and why. The ground is public; the reason in full is for who holds the key. */
export function versionViews(rows: readonly VersionRow[], { now, key, staff }: VersionSight): VersionView[] {
  return rows.map((row) => ({
    number: sayVersion(row.version),
    status: row.status,
    state: LICENCE_WORDS[row.status],
    issued: `${sayMoment(row.decided_at, now)} 起${row.ended_at === null ? "" : `，到${sayMoment(row.ended_at, now)}`}`,
    identifier: row.identifier,
    ended: row.kind === null ? [] : endedWords(row, key, staff === true),
  }));
}

function endedWords(row: VersionRow, key: Buffer | undefined, staff: boolean): string[] {
  const fields = (JSON.parse(row.fields ?? "[]") as string[]).flatMap((id) => (isFieldId(id) ? [FIELDS[id]] : []));
  const who = staff && row.ended_by !== null ? `${row.ended_by}` : "登记机关";
  const what = row.kind === "annul" ? "撤销登记" : `更正${fields.length > 0 ? `：${fields.join("、")}` : ""}`;
  const reason = key && row.reason_sealed !== null ? String(openJson(key, row.reason_sealed)) : "";
  return [`${who}${what}`, `原因：${[afterIssueGround(row.ground ?? ""), reason].filter(Boolean).join("。")}`];
}
