import { newId } from "../../db/id.ts";
import { openFilingKey } from "../../people/keyring.ts";
import type { Signature } from "../../rules/answers.ts";
import { requiredSignatures } from "../../rules/contents.ts";
import { type By, NOT_PERMITTED, type Outcome, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import { insertFile } from "../queries/documents.ts";
import { changeFiling } from "../queries/filing.ts";
import { openAnswers, sealAnswers } from "../sealed.ts";
import { checkUpload } from "./documents.ts";
import { changedMeanwhile, mayBegin, onFiling } from "./frame.ts";

/**
 * Takes one signer's signature: a picture from the pad or an upload, or "paper", which only hall staff may say, for they hold
 * the sheet. `who` is a signer that the application asks for. Refuses with 422 (field "file"), 403, 404, 409.
 * Source: 申请书 (申请人签署), domain 2.7.
 */
export async function signFiling(
  deps: Deps,
  by: By,
  input: { filingId: string; who: string; how: Signature["how"]; bytes?: Buffer },
): Promise<Outcome> {
  if (input.how === "paper" && by.actor.kind !== "staff") return NOT_PERMITTED;
  const upload =
    input.how === "paper"
      ? undefined
      : checkUpload(input.bytes ? { name: "signature", bytes: input.bytes } : undefined);
  if (upload && !upload.ok) return upload;
  const begun = await mayBegin(deps, by, "edit", input.filingId);
  if (!begun.ok) return begun;
  const stored = upload && (await deps.files.putSealed(openFilingKey(deps.config.keyring, begun.filing), upload.bytes));
  return onFiling(deps, { ...by, key: "" }, "edit", input.filingId, async ({ tx, filing }) => {
    const { answers, key } = openAnswers(deps.config.keyring, filing);
    if (!requiredSignatures(answers).some((signer) => signer.who === input.who))
      return refuse(422, "这份申请不需要这个人的签名", [{ field: "file", message: "这份申请不需要这个人的签名" }]);
    const fileId = newId(by.now);
    if (stored && upload)
      await insertFile(tx, {
        id: fileId,
        filing_id: filing.id,
        kind: "signature",
        name: stored.name,
        media_type: upload.mediaType,
        size: stored.size,
        sealed: 1,
        created_at: by.now,
      });
    const signature: Signature = { who: input.who, how: input.how, at: by.now, ...(stored ? { fileId } : {}) };
    const signatures = [...(answers.signatures ?? []).filter((other) => other.who !== input.who), signature];
    const sealed = sealAnswers(key, { ...answers, signatures });
    return (await changeFiling(tx, filing, { sealed }, by.now)) ? { location: "" } : changedMeanwhile();
  });
}
