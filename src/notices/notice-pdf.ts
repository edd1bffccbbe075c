import type { NoticePrint } from "../../views/print/notice.ts";
import { openFilingKey, openJson } from "../people/keyring.ts";
import type { Deps } from "../web/env.ts";
import { noticeRow } from "./queries.ts";

/** The PDF of a filing's notice, drawn from what was sealed when it was issued; undefined where the filing has no such notice. */
export async function noticePdf(deps: Deps, filingId: string, noticeId: string): Promise<Buffer | undefined> {
  const row = await noticeRow(deps.db, filingId, noticeId);
  if (!row) return undefined;
  const data = openJson(openFilingKey(deps.config.keyring, row), row.sealed) as NoticePrint;
  // Notices made before they named their authority were the filing's.
  const signWith = data.authorityId ?? row.authority_id;
  return deps.press.draw({ kind: "notice", data, ...(signWith === null ? {} : { signWith }) });
}
