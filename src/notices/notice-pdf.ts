import type { NoticePrint, NoticeSignature } from "../../views/print/notice-print.ts";
import { newId } from "../db/id.ts";
import { inUndoableTransaction, Undone } from "../db/transaction.ts";
import { filingFile } from "../filing/queries/documents.ts";
import { openFilingKey, openJson } from "../people/keyring.ts";
import { type NoticeReader, noticePartFor } from "../rules/notice-kinds.ts";
import type { Deps } from "../web/env.ts";
import { keepNoticeFile, noticeRow, undrawnNotices } from "./queries.ts";

/**
 * The PDF of a filing's notice, as much of it as the reader may open; undefined where the filing has no such notice or it is not for
 * the reader. It is drawn and signed once, at the first opening, from what was sealed when it was issued; stored under the filing's
 * key; and the same bytes ever after.
 */
export async function noticePdf(
  deps: Deps,
  filingId: string,
  noticeId: string,
  reader: NoticeReader = "applicant",
): Promise<Buffer | undefined> {
  const row = await noticeRow(deps.db, filingId, noticeId);
  const part = row && noticePartFor(row.kind, reader);
  if (!row || !part) return undefined;
  const key = openFilingKey(deps.config.keyring, row);
  const data = openJson(key, row.sealed) as NoticePrint;
  // A notice without pages apart is public as a whole.
  const whole = part === "whole" || data.apart === undefined;
  const stored = whole ? row.whole_name : row.public_name;
  if (stored !== null) return deps.files.readSealed(key, stored);
  const bytes = await draw(deps, row, key, whole ? data : withoutApart(data));
  return keep(deps, row, key, whole ? "file_id" : "public_file_id", bytes);
}

/** Draws the oldest of what was issued and nobody has opened yet, so that it is fixed soon after its issue. Gives how many it tried. */
export async function drawWaiting(deps: Deps, limit: number): Promise<number> {
  const waiting = await undrawnNotices(deps.db, limit);
  for (const { id, filing_id } of waiting)
    await noticePdf(deps, filing_id, id).catch((error: unknown) =>
      deps.log.error({ notice: id, error: String(error) }, "a notice could not be drawn"),
    );
  return waiting.length;
}

type Row = NonNullable<Awaited<ReturnType<typeof noticeRow>>>;

function withoutApart({ apart: _apart, ...data }: NoticePrint): NoticePrint {
  return { ...data, withoutApart: true };
}

async function draw(deps: Deps, row: Row, key: Buffer, data: NoticePrint): Promise<Buffer> {
  const pictured = (signatures: readonly NoticeSignature[]) =>
    Promise.all(signatures.map((one) => withPicture(deps, row.filing_id, key, one)));
  const whole: NoticePrint = {
    ...data,
    ...(data.signatures ? { signatures: await pictured(data.signatures) } : {}),
    ...(data.apart ? { apart: { ...data.apart, signatures: await pictured(data.apart.signatures) } } : {}),
  };
  // Notices made before they named their authority were the filing's.
  const signWith = data.authorityId ?? row.authority_id;
  return deps.press.draw({ kind: "notice", data: whole, ...(signWith === null ? {} : { signWith }) });
}

async function withPicture(deps: Deps, filingId: string, key: Buffer, one: NoticeSignature): Promise<NoticeSignature> {
  const file = one.fileId === undefined ? undefined : await filingFile(deps.db, filingId, one.fileId);
  if (!file) return one;
  const bytes = await deps.files.readSealed(key, file.name);
  return { ...one, picture: { mediaType: file.media_type, base64: bytes.toString("base64") } };
}

async function keep(
  deps: Deps,
  row: Row,
  key: Buffer,
  column: "file_id" | "public_file_id",
  bytes: Buffer,
): Promise<Buffer> {
  const { name, size } = await deps.files.putSealed(key, bytes);
  const now = deps.now();
  const kept = await inUndoableTransaction(deps.db, async (tx) => {
    const file = {
      id: newId(now),
      filing_id: row.filing_id,
      kind: "notice",
      name,
      media_type: "application/pdf",
      size,
      sealed: 1 as const,
      created_at: now,
    };
    if (!(await keepNoticeFile(tx, row.id, column, file))) throw new Undone(false);
    return true;
  });
  if (kept) return bytes;
  // Opened twice at once: whichever was kept first is the notice.
  const first = await noticeRow(deps.db, row.filing_id, row.id);
  const firstName = column === "file_id" ? first?.whole_name : first?.public_name;
  if (!firstName) throw new Error(`notice ${row.id} keeps no file after drawing`);
  return deps.files.readSealed(key, firstName);
}
