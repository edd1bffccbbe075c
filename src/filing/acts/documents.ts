import { newId } from "../../db/id.ts";
import { type MediaType, mediaTypeOf, UPLOAD_LIMIT_BYTES } from "../../files/media-type.ts";
import { openFilingKey } from "../../people/keyring.ts";
import { DOCUMENT_KINDS, type DocumentKind } from "../../rules/contents.ts";
import { type By, NOT_FOUND, type Outcome, type Refusal, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import type { UploadedFile } from "../../web/form.ts";
import { insertDocument, insertFile, removeDocumentRow } from "../queries/documents.ts";
import { changeFiling } from "../queries/filing.ts";
import { changedMeanwhile, mayBegin, onFiling } from "./frame.ts";

const ENDINGS: Record<MediaType, string> = { "image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf" };

/** Refuses what is empty, too large or not what it says it is, before a byte is stored; gives the type that its content shows. */
export function checkUpload(
  file: UploadedFile | undefined,
): { ok: true; mediaType: MediaType; bytes: Buffer } | Refusal {
  const wrong = (message: string) => refuse(422, message, [{ field: "file", message }]);
  if (!file || file.bytes.length === 0) return wrong("请先选择或拍摄一个文件");
  if (file.bytes.length > UPLOAD_LIMIT_BYTES) return wrong("文件太大，每个文件不能超过 8 MB，请重新拍摄或压缩后再上传");
  const mediaType = mediaTypeOf(file.bytes);
  if (!mediaType) return wrong("只能上传照片（JPG、PNG）或 PDF 文件，这个文件不是，或者已经损坏");
  return { ok: true, mediaType, bytes: file.bytes };
}

/**
 * Adds a scan to a draft or returned filing: sealed by the filing's key, named by keyed hash. Refuses with 422 (field "file"),
 * 404, 403, 409 before anything is stored. Source: 提交材料规范 (domain 2.3).
 */
export async function addDocument(
  deps: Deps,
  by: By,
  input: { filingId: string; kind: DocumentKind; file: UploadedFile | undefined },
): Promise<Outcome> {
  const upload = checkUpload(input.file);
  if (!upload.ok) return upload;
  const begun = await mayBegin(deps, by, "edit", input.filingId);
  if (!begun.ok) return begun;
  const stored = await deps.files.putSealed(openFilingKey(deps.config.keyring, begun.filing), upload.bytes);
  return onFiling(deps, by, "edit", input.filingId, async ({ tx, filing }) => {
    const fileId = newId(by.now);
    await insertFile(tx, {
      id: fileId,
      filing_id: filing.id,
      kind: input.kind,
      name: stored.name,
      media_type: upload.mediaType,
      size: stored.size,
      sealed: 1,
      created_at: by.now,
    });
    await insertDocument(tx, {
      id: newId(by.now),
      filing_id: filing.id,
      kind: input.kind,
      file_id: fileId,
      // Not the name it came with: people name scans after the person and the number on them.
      label: `${DOCUMENT_KINDS[input.kind].label}.${ENDINGS[upload.mediaType]}`,
      added_at: by.now,
      removed_at: null,
    });
    return (await changeFiling(tx, filing, {}, by.now)) ? { location: "" } : changedMeanwhile();
  });
}

/** Takes a scan out of a draft or returned filing; its row stays with the time. Refuses with 404, 403, 409. Source: as above. */
export async function removeDocument(
  deps: Deps,
  by: By,
  input: { filingId: string; documentId: string },
): Promise<Outcome> {
  return onFiling(deps, by, "edit", input.filingId, async ({ tx, filing }) => {
    if (!(await removeDocumentRow(tx, filing.id, input.documentId, by.now))) return NOT_FOUND;
    return (await changeFiling(tx, filing, {}, by.now)) ? { location: "" } : changedMeanwhile();
  });
}
