import type { Context } from "hono";
import type { Screen } from "../../views/kiosk/frame.tsx";
import type { Answers, AnswersPatch } from "../rules/answers.ts";
import { localDate } from "../rules/calendar.ts";
import { isDocumentKind } from "../rules/contents.ts";
import { type FieldId, isFieldId } from "../rules/fields.ts";
import type { Status } from "../rules/filing.ts";
import type { Finding } from "../rules/findings.ts";
import type { By } from "../web/act.ts";
import type { Deps, Env } from "../web/env.ts";
import { screenOf } from "./kiosk-screen.ts";
import type { Purpose } from "./kiosk-visit.ts";
import type { PageFacts } from "./pages/page.ts";
import { checkFiling } from "./pre-check.ts";
import { type DocumentRow, documentsOf } from "./queries/documents.ts";
import { type FilingRow, filingRow } from "./queries/filing.ts";
import { itemsReturned } from "./queries/kiosk.ts";
import { halls } from "./queries/places.ts";
import { openAnswers } from "./sealed.ts";

export interface ReturnItem {
  field: FieldId;
  reason: string;
  problem: string;
  fix: string;
}

/** The filing that the person at the kiosk has open, with what its pages ask of it. */
export interface Case {
  filing: FilingRow;
  answers: Answers;
  key: Buffer;
  documents: DocumentRow[];
  facts: PageFacts;
  csrf: string;
  /** What the last return marked; empty unless the filing waits for correction. */
  marked: readonly ReturnItem[];
  /** What the pre-check says, where it was asked: always of a returned filing. */
  findings?: readonly Finding[];
  /** The bureau with jurisdiction over the premises, where it has been looked up. */
  authorityId?: string | undefined;
}

/** What only some pages ask of it: the pre-check of a draft, the halls of the city. */
export interface Needs {
  check?: boolean;
  halls?: boolean;
}

/** The filing of the session, and its answers; what an act needs before it acts. */
export async function ownFiling(deps: Deps, c: Context<Env>): Promise<FilingRow> {
  const filing = await filingRow(deps.db, c.get("applicant").filingId);
  if (!filing) throw new Error("the filing of a session is gone");
  return filing;
}

export async function caseOf(deps: Deps, c: Context<Env>, needs: Needs = {}): Promise<Case> {
  const filing = await ownFiling(deps, c);
  const returned = filing.status === "returned";
  const checked = needs.check || returned ? await checkFiling(deps, deps.db, filing, deps.now()) : undefined;
  const { answers, key } = checked ?? openAnswers(deps.config.keyring, filing);
  const documents = checked?.documents ?? (await documentsOf(deps.db, filing.id));
  const catalogues = await deps.catalogues();
  const authority = catalogues.bureaus.find(({ district }) => district === answers.premises?.district);
  return {
    filing,
    answers,
    key,
    documents,
    csrf: c.get("session").csrf,
    marked: returned ? await markedIn(deps, filing) : [],
    findings: checked?.findings ?? [],
    authorityId: authority?.id,
    facts: {
      answers,
      catalogues,
      today: localDate(deps.now()),
      by: c.get("applicant").identity,
      identitySeen: filing.identity !== "unverified",
      documents: documents.map(({ kind }) => kind).filter(isDocumentKind),
      halls: needs.halls ? await halls(deps.db) : [],
      hallId: c.get("kiosk").hallId,
      authority: authority?.name ?? "",
    },
  };
}

async function markedIn(deps: Deps, { id, submission }: FilingRow): Promise<ReturnItem[]> {
  const items = await itemsReturned(deps.db, id, submission);
  return items.flatMap(({ field, ...told }) => (isFieldId(field) ? [{ field, ...told }] : []));
}

/** The facts after a patch, as far as the order of the pages depends on them. */
export function factsAfter({ facts, answers }: Case, patch: AnswersPatch): PageFacts {
  const after = { ...answers, ...patch };
  const { operator } = after;
  const same = operator?.idNumber === answers.operator?.idNumber && operator?.name === answers.operator?.name;
  return { ...facts, answers: after, identitySeen: same ? facts.identitySeen : operator?.idSource === "card" };
}

export function caseScreen(deps: Deps, c: Context<Env>, { filing }: Pick<Case, "filing">): Promise<Screen> {
  return screenOf(deps, c, { occupied: true, filing });
}

export function byApplicant(deps: Deps, c: Context<Env>, key: string): By {
  return { actor: c.get("applicant"), key, now: deps.now() };
}

/** Where a filing is picked up, by its status and by what the person came for. */
export function homeOf(status: Status, purpose: Purpose): string {
  if (status === "draft") return "/kiosk/apply";
  if (status === "returned") return purpose === "status" ? "/kiosk/progress" : "/kiosk/correct";
  return purpose === "print" && status === "registered" ? "/kiosk/print" : "/kiosk/progress";
}
