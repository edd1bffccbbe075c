import type { Handle } from "../db/transaction.ts";
import type { Answers } from "../rules/answers.ts";
import { holdKey } from "../rules/business-name.ts";
import { localDate } from "../rules/calendar.ts";
import { type DocumentKind, isDocumentKind } from "../rules/contents.ts";
import {
  type Catalogues,
  type Finding,
  type FindingFacts,
  findings,
  namePartsOf,
  scopeItemsOf,
} from "../rules/findings.ts";
import type { Deps } from "../web/env.ts";
import { drawnFindings } from "./drawn.ts";
import { type DocumentRow, documentsOf } from "./queries/documents.ts";
import { type FilingRow, filingRow } from "./queries/filing.ts";
import { type HoldKey, nameTaken } from "./queries/name-hold.ts";
import { openAnswers } from "./sealed.ts";

export interface Checked {
  filing: FilingRow;
  answers: Answers;
  key: Buffer;
  documents: DocumentRow[];
  facts: FindingFacts;
  findings: Finding[];
  hold: HoldKey | undefined;
}

/** Opens a filing and asks the rules: the same answer at the kiosk before submission, at submission, and at review. */
export async function preCheck(deps: Deps, filingId: string): Promise<Checked | undefined> {
  const filing = await filingRow(deps.db, filingId);
  return filing ? checkFiling(deps, deps.db, filing, deps.now()) : undefined;
}

export async function checkFiling(deps: Deps, db: Handle, filing: FilingRow, now: number): Promise<Checked> {
  const catalogues = await deps.catalogues();
  const { answers, key } = openAnswers(deps.config.keyring, filing);
  const documents = await documentsOf(db, filing.id);
  const hold = holdOf(answers, catalogues);
  const kinds = documents.map((document) => document.kind).filter(isDocumentKind);
  const facts: FindingFacts = {
    operatorIdentitySeen: filing.identity !== "unverified",
    hasPreapprovalItem: scopeItemsOf(answers, catalogues).some((item) => item.kind === "前置许可"),
    documents: [...new Set<DocumentKind>(kinds)],
    nameTaken: hold ? await nameTaken(db, hold, filing.id, now) : false,
    identity: filing.identity,
    today: localDate(now),
  };
  return {
    filing,
    answers,
    key,
    documents,
    facts,
    findings: [...findings(answers, catalogues, facts), ...drawnFindings(answers)],
    hold,
  };
}

function holdOf(answers: Answers, catalogues: Catalogues): HoldKey | undefined {
  const parts = namePartsOf(answers, catalogues.divisions);
  const bureau = catalogues.bureaus.find(({ district }) => district === answers.premises?.district);
  return parts?.trade && bureau ? { authorityId: bureau.id, ...holdKey(parts, catalogues.names) } : undefined;
}
