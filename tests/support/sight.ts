import { printSheet } from "../../src/delivery/acts/print.ts";
import { addDocument } from "../../src/filing/acts/documents.ts";
import { submitFiling } from "../../src/filing/acts/submit.ts";
import type { Deps } from "../../src/web/env.ts";
import { applicant, must, PNG, readyDraft } from "./filing.ts";
import { ONE_SHEET, PICKUP, registeredFiling } from "./registered.ts";

/** Everybody who signs in: one of every role in every place, so that a boundary has somebody on either side. */
export const STAFF = [
  ...["dongan", "yangming", "aimin", "xian"].flatMap((place) => [`${place}1`, `${place}-head`, `${place}-guide`]),
  "city",
  "admin",
] as const;

/** 阳明区 decides: its officers and its head. */
const DECIDING = ["yangming1", "yangming-head"];
const INTAKE = ["xian-guide"];
const PICKUP_HALL = ["aimin-guide"];
const CITY = ["city"];

/** Two filings made in 西安区 for shops in 阳明区: one under review, one registered, whose paper is picked up in 爱民区. */
export interface Scene {
  submitted: string;
  registered: string;
  document: string;
  signature: string;
  notice: string;
  serial: string;
  /** What a page shows of each, and of nothing else. */
  marks: { submitted: string; registered: string };
}

export async function setScene(deps: Deps): Promise<Scene> {
  const draft = await readyDraft(deps, { name: { named: false } });
  const file = { name: "材料.png", bytes: PNG };
  must(await addDocument(deps, applicant(deps, draft.id), { filingId: draft.id, kind: "premises", file }));
  must(await submitFiling(deps, applicant(deps, draft.id), { filingId: draft.id }));
  const registered = await registeredFiling(deps, PICKUP, ONE_SHEET);
  const sheet = await printSheet(deps, applicant(deps, registered), {
    filingId: registered,
    part: "original",
    copy: 1,
    placeId: "hall-aimin",
  });
  if (!sheet.ok) throw new Error(sheet.message);
  const { db } = deps;
  const of = (filingId: string) => ({
    number: () => db.selectFrom("filing").select("number").where("id", "=", filingId).executeTakeFirstOrThrow(),
    files: () => db.selectFrom("stored_file").select(["id", "kind"]).where("filing_id", "=", filingId).execute(),
    documents: () => db.selectFrom("document").select("id").where("filing_id", "=", filingId).execute(),
    notices: () => db.selectFrom("notice").select("id").where("filing_id", "=", filingId).execute(),
  });
  const files = await of(draft.id).files();
  return {
    submitted: draft.id,
    registered,
    document: (await of(draft.id).documents())[0]?.id ?? "",
    signature: files.find(({ kind }) => kind === "signature")?.id ?? "",
    notice: (await of(draft.id).notices())[0]?.id ?? "",
    serial: sheet.serial,
    marks: { submitted: (await of(draft.id).number()).number, registered: (await of(registered).number()).number },
  };
}

/** Who sees what under an address that names it; all others are told that it is not there. */
export const RECORDS: Record<string, { at: (scene: Scene) => string; seenBy: readonly string[] }[]> = {
  "GET /desk/filings/:id": [
    { at: ({ submitted }) => `/desk/filings/${submitted}`, seenBy: [...DECIDING, ...INTAKE] },
    { at: ({ registered }) => `/desk/filings/${registered}`, seenBy: [...DECIDING, ...INTAKE] },
  ],
  // Of the bureau only who has the filing in hand sees scans: here nobody has. The hall's guide helps the applicant with them.
  "GET /desk/filings/:id/documents/:document": [
    { at: ({ submitted, document }) => `/desk/filings/${submitted}/documents/${document}`, seenBy: INTAKE },
  ],
  "GET /desk/filings/:id/signatures/:file": [
    { at: ({ submitted, signature }) => `/desk/filings/${submitted}/signatures/${signature}`, seenBy: INTAKE },
  ],
  "GET /desk/filings/:id/notices/:notice{[0-9a-z]+\\.pdf}": [
    {
      at: ({ submitted, notice }) => `/desk/filings/${submitted}/notices/${notice}.pdf`,
      seenBy: [...DECIDING, ...INTAKE],
    },
  ],
  "GET /desk/filings/:id/edit/:page": [
    { at: ({ submitted }) => `/desk/filings/${submitted}/edit/capital`, seenBy: INTAKE },
  ],
  "GET /desk/delivery/:id": [
    { at: ({ registered }) => `/desk/delivery/${registered}`, seenBy: [...DECIDING, ...PICKUP_HALL] },
    { at: ({ submitted }) => `/desk/delivery/${submitted}`, seenBy: [] },
  ],
  "GET /desk/delivery/:id/licence/:part{(?:original|duplicate)\\.pdf}": [
    {
      at: ({ registered }) => `/desk/delivery/${registered}/licence/original.pdf`,
      seenBy: [...DECIDING, ...PICKUP_HALL],
    },
  ],
  "GET /desk/sheets/:serial{[0-9A-Z]+\\.pdf}": [
    { at: ({ serial }) => `/desk/sheets/${serial}.pdf`, seenBy: [...DECIDING, ...PICKUP_HALL] },
  ],
  "GET /city/filings/:id": [
    { at: ({ submitted }) => `/city/filings/${submitted}`, seenBy: CITY },
    { at: ({ registered }) => `/city/filings/${registered}`, seenBy: CITY },
  ],
};

/** Lists, and on whose the two filings stand. */
export const LISTS: Record<string, { submitted: readonly string[]; registered: readonly string[] }> = {
  "GET /desk": { submitted: DECIDING, registered: [] },
  "GET /desk/hall": { submitted: INTAKE, registered: INTAKE },
  // What is picked up is the pickup hall's; the bureau mails.
  "GET /desk/delivery": { submitted: [], registered: PICKUP_HALL },
  // The city's lists begin with what is open.
  "GET /city": { submitted: CITY, registered: [] },
  "GET /city/verify-flags": { submitted: [], registered: [] },
  "GET /city/filings": { submitted: CITY, registered: [] },
};
