import { printSheet } from "../../src/delivery/acts/print.ts";
import { addDocument } from "../../src/filing/acts/documents.ts";
import { submitFiling } from "../../src/filing/acts/submit.ts";
import { enterDispute } from "../../src/oversight/acts/disputes.ts";
import type { Deps } from "../../src/web/env.ts";
import { applicant, must, PNG, readyDraft, staffBy } from "./filing.ts";
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
const ADMIN = ["admin"];
/** The city reads what administrators keep. */
const READERS = ["admin", "city"];
/** The bureau that decided, and is the respondent. */
const BUREAU = DECIDING;

/** Two filings made in 西安区 for shops in 阳明区: one under review, one registered, whose paper is picked up in 爱民区. */
export interface Scene {
  submitted: string;
  registered: string;
  document: string;
  signature: string;
  notice: string;
  serial: string;
  /** The path of a 复议 against the registered one. */
  dispute: string;
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
  const dispute = must(
    await enterDispute(deps, await staffBy(deps, "yangming-head"), {
      kind: "review",
      body: "阳明区人民政府",
      matter: "registered",
      receivedOn: "2026-11-24",
      caseNumber: "",
      note: "",
      number: (await of(registered).number()).number,
    }),
  );
  return {
    submitted: draft.id,
    registered,
    document: (await of(draft.id).documents())[0]?.id ?? "",
    signature: files.find(({ kind }) => kind === "signature")?.id ?? "",
    notice: (await of(draft.id).notices())[0]?.id ?? "",
    serial: sheet.serial,
    dispute: dispute.location.split("?")[0]?.split("/").at(-1) ?? "",
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
  "GET /desk/filings/:id/submissions/:seq{[0-9]+}": [
    { at: ({ submitted }) => `/desk/filings/${submitted}/submissions/1`, seenBy: [...DECIDING, ...INTAKE] },
  ],
  "GET /desk/disputes/:id": [{ at: ({ dispute }) => `/desk/disputes/${dispute}`, seenBy: BUREAU }],
  "GET /city/disputes/:id": [{ at: ({ dispute }) => `/city/disputes/${dispute}`, seenBy: CITY }],
  "GET /desk/admin/staff/:id": [{ at: () => "/desk/admin/staff/staff-dongan1", seenBy: READERS }],
  "GET /desk/admin/contacts/:id": [{ at: () => "/desk/admin/contacts/authority-dongan", seenBy: READERS }],
  "GET /desk/admin/halls/:id": [{ at: () => "/desk/admin/halls/hall-dongan", seenBy: READERS }],
  "GET /desk/admin/kiosks/:id": [{ at: () => "/desk/admin/kiosks/nothing", seenBy: [] }],
  "GET /desk/admin/codes/:id": [{ at: () => "/desk/admin/codes/range-dongan", seenBy: ADMIN }],
  "GET /desk/admin/reasons/:code": [{ at: () => "/desk/admin/reasons/capital-1", seenBy: READERS }],
  "GET /desk/admin/settings/:key": [{ at: () => "/desk/admin/settings/nameSuffix", seenBy: ADMIN }],
  "GET /desk/admin/catalogues/:catalogue": [{ at: () => "/desk/admin/catalogues/scope", seenBy: READERS }],
  "GET /desk/admin/catalogues/:catalogue/new": [{ at: () => "/desk/admin/catalogues/scope/new", seenBy: ADMIN }],
  "GET /desk/admin/catalogues/:catalogue/:entry": [
    { at: () => "/desk/admin/catalogues/divisions/231002001", seenBy: READERS },
  ],
  "GET /city/filings/:id": [
    { at: ({ submitted }) => `/city/filings/${submitted}`, seenBy: CITY },
    { at: ({ registered }) => `/city/filings/${registered}`, seenBy: CITY },
  ],
};

const NOBODY = { submitted: [], registered: [] };

/** Lists, and on whose the two filings stand. */
export const LISTS: Record<string, { submitted: readonly string[]; registered: readonly string[] }> = {
  "GET /desk": { submitted: DECIDING, registered: [] },
  "GET /desk/hall": { submitted: INTAKE, registered: INTAKE },
  // What is picked up is the pickup hall's; the bureau mails.
  "GET /desk/delivery": { submitted: [], registered: PICKUP_HALL },
  // The city's lists begin with what is open.
  "GET /city": { submitted: CITY, registered: [] },
  "GET /city/verify-flags": NOBODY,
  "GET /city/supervision": { submitted: [], registered: CITY },
  "GET /city/supervision/register.csv": NOBODY,
  "GET /city/disputes": { submitted: [], registered: CITY },
  "GET /desk/supervision": { submitted: [], registered: BUREAU },
  "GET /desk/supervision/register.csv": NOBODY,
  "GET /desk/disputes": { submitted: [], registered: BUREAU },
  "GET /desk/disputes/new": NOBODY,
  "GET /desk/admin": NOBODY,
  "GET /desk/admin/history": NOBODY,
  "GET /desk/admin/staff": NOBODY,
  "GET /desk/admin/staff/new": NOBODY,
  "GET /desk/admin/contacts": NOBODY,
  "GET /desk/admin/halls": NOBODY,
  "GET /desk/admin/halls/new": NOBODY,
  "GET /desk/admin/codes": NOBODY,
  "GET /desk/admin/reasons": NOBODY,
  "GET /desk/admin/reasons/new": NOBODY,
  "GET /desk/admin/calendar": NOBODY,
  "GET /desk/admin/settings": NOBODY,
  "GET /city/filings": { submitted: CITY, registered: [] },
};
