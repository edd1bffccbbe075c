import type { Context } from "hono";
import { seenFiling } from "../review/desk-sight.ts";
import { type DeskFilingRow, roundsOf } from "../review/queries/desk-filing.ts";
import { localDate } from "../rules/calendar.ts";
import { isDocumentKind } from "../rules/contents.ts";
import { type FieldId, isFieldId } from "../rules/fields.ts";
import type { Deps, Env } from "../web/env.ts";
import { editableFields } from "./desk-guide.tsx";
import type { Case, ReturnItem } from "./kiosk-case.ts";
import { checkFiling } from "./pre-check.ts";
import { halls } from "./queries/places.ts";

/** A filing that a guide has open for change, with what its pages ask of it. */
export interface StaffCase {
  filing: DeskFilingRow;
  kase: Case;
  allowed: ReadonlySet<FieldId>;
}

export async function staffCase(deps: Deps, c: Context<Env>): Promise<StaffCase | undefined> {
  const actor = c.get("staff");
  const filing = await seenFiling(deps, actor, c.req.param("id") ?? "");
  if (!filing) return undefined;
  const now = deps.now();
  const checked = await checkFiling(deps, deps.db, filing, now);
  const rounds = filing.status === "returned" ? await roundsOf(deps.db, filing.id, filing.submission) : [];
  const { answers, key, documents } = checked;
  const catalogues = await deps.catalogues();
  const authority = catalogues.bureaus.find(({ district }) => district === answers.premises?.district);
  return {
    filing,
    allowed: editableFields(filing, checked, rounds),
    kase: {
      filing,
      answers,
      key,
      documents,
      csrf: c.get("session").csrf,
      marked: (rounds.at(-1)?.returned?.items ?? []).flatMap(markOf),
      facts: {
        answers,
        catalogues,
        today: localDate(now),
        // Staff type what they see; a card is read at the kiosk.
        by: "phone",
        identitySeen: filing.identity !== "unverified",
        documents: documents.map(({ kind }) => kind).filter(isDocumentKind),
        halls: await halls(deps.db),
        hallId: actor.hallId ?? "",
        authority: authority?.name ?? "",
      },
    },
  };
}

function markOf({ field, reason, problem, fix }: { field: string } & Omit<ReturnItem, "field">): ReturnItem[] {
  return isFieldId(field) ? [{ field, reason, problem, fix }] : [];
}
