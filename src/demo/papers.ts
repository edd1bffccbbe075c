import type { FileStore } from "../files/store.ts";
import { localDate } from "../rules/calendar.ts";
import { DOCUMENT_KINDS, type DocumentKind, requiredDocuments } from "../rules/contents.ts";
import { findings } from "../rules/findings.ts";
import type { Batch } from "./batch.ts";
import type { DemoCase, World } from "./case.ts";
import { paperPicture, signaturePicture } from "./pictures.ts";
import { idOf } from "./random.ts";

/** Stores the pictures that an application must hold, signs it on the screen, and asks the rules what an officer must look at. */
export async function addPapers(world: World, files: FileStore, item: DemoCase, batch: Batch): Promise<void> {
  const { chance, course, id, key, answers, before, identity } = item;
  const at = course.submittedAt[0];
  if (at === undefined) return;
  const facts = { operatorIdentitySeen: identity !== "unverified", hasPreapprovalItem: false };
  const kinds = requiredDocuments(answers, facts).map((required) => required.kind);

  async function store(kind: string, bytes: Buffer): Promise<string> {
    const { name, size } = await files.putSealed(key.key, bytes);
    const fileId = idOf(chance, (at ?? 0) - 60_000);
    batch.stored_file.push({
      id: fileId,
      filing_id: id,
      kind,
      name,
      media_type: "image/png",
      size,
      sealed: 1,
      created_at: (at ?? 0) - 60_000,
    });
    return fileId;
  }

  for (const kind of kinds)
    batch.document.push({
      id: idOf(chance, at - 60_000),
      filing_id: id,
      kind,
      file_id: await store(kind, paperPicture(chance)),
      label: `${DOCUMENT_KINDS[kind].label}.png`,
      added_at: at - 60_000,
      removed_at: null,
    });
  for (const signature of answers.signatures ?? []) {
    const fileId = await store("signature", signaturePicture(chance));
    Object.assign(signature, { how: "screen", fileId, at: at - 60_000 });
  }
  if (before && answers.signatures) before.signatures = answers.signatures;
  item.flags = manualFlags(world, item, kinds, at);
}

function manualFlags(world: World, item: DemoCase, documents: readonly DocumentKind[], at: number) {
  const found = findings(item.answers, world.catalogues, {
    operatorIdentitySeen: item.identity !== "unverified",
    hasPreapprovalItem: false,
    documents,
    nameTaken: false,
    identity: item.identity,
    today: localDate(at),
  });
  return found.filter((finding) => finding.severity === "manual").map(({ field, message }) => ({ field, message }));
}
