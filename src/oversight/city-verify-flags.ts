import type { VerifyFlagsView } from "../../views/city/verify-flags.tsx";
import { type FlagCursor, flagPage } from "../licence/queries/verify-flags.ts";
import { sayVersion } from "../licence/version-view.ts";
import { LICENCE_WORDS } from "../rules/after-issue.ts";
import { sayMoment } from "../rules/calendar.ts";
import { groupCode } from "../rules/uscc.ts";
import { isVerifyFlag, VERIFY_FLAGS, type VerifyFlag } from "../rules/verify-flags.ts";
import type { Deps } from "../web/env.ts";
import { shortAuthority } from "./city-line.ts";

const PAGE = 50;

/** What the public check noticed, newest first; no address is kept, so none can be shown. */
export async function verifyFlagsView(deps: Deps, query: URLSearchParams): Promise<VerifyFlagsView> {
  const now = deps.now();
  const wanted = query.get("kind") ?? "";
  const kind = isVerifyFlag(wanted) ? wanted : undefined;
  const rows = await flagPage(deps.db, kind, PAGE + 1, cursorOf(query.get("after")));
  const shown = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? shown.at(-1) : undefined;
  const address = `/city/verify-flags${kind ? `?kind=${kind}` : ""}`;
  return {
    kind: kind ?? "",
    kinds: (Object.keys(VERIFY_FLAGS) as VerifyFlag[]).map((value) => ({ value, ...VERIFY_FLAGS[value] })),
    lines: shown.map((row) => ({
      id: row.id,
      filingId: row.filing_id,
      name: row.name.replace(/（个体工商户）$/, "") || "（不使用名称）",
      uscc: groupCode(row.uscc),
      authority: shortAuthority(row.authority_name),
      version: sayVersion(row.version),
      state: LICENCE_WORDS[row.status],
      kind: VERIFY_FLAGS[row.kind].label,
      from: sayMoment(row.first_at, now),
      to: sayMoment(row.at, now),
      count: row.count,
    })),
    next: last ? `${address}${kind ? "&" : "?"}after=${last.at}.${last.id}` : undefined,
    first: query.has("after") ? address : undefined,
  };
}

function cursorOf(text: string | null): FlagCursor | undefined {
  const [, at = "", id = ""] = /^(\d{1,15})\.([0-9a-z]{10,40})$/.exec(text ?? "") ?? [];
  return id === "" ? undefined : { at: Number(at), id };
}
