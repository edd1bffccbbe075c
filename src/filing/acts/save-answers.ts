import type { Answers, AnswersPatch } from "../../rules/answers.ts";
import { changedFields } from "../../rules/fields.ts";
import type { By, Outcome } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import { projectionOf } from "../projection.ts";
import { changeFiling, type FilingRow } from "../queries/filing.ts";
import { openAnswers, sealAnswers } from "../sealed.ts";
import { changedMeanwhile, onFiling } from "./frame.ts";

/**
 * Saves what a page asked into a draft or returned filing; absent members of the patch stay. A changed answer makes earlier
 * signatures void, for they were given to something else. `read` is the filing as the page has just read it, and spares a second look. Refuses with 404, 403, 409. Source: 条例 16 (truth of the material), R1.
 */
export async function saveAnswers(
  deps: Deps,
  by: By,
  input: { filingId: string; patch: AnswersPatch; read?: FilingRow },
): Promise<Outcome> {
  const catalogues = await deps.catalogues();
  return onFiling(deps, { ...by, key: "" }, "edit", input.read ?? input.filingId, async ({ tx, filing }) => {
    const { answers, key } = openAnswers(deps.config.keyring, filing);
    const after = withoutVoidSignatures(answers, { ...answers, ...input.patch });
    const changed = await changeFiling(
      tx,
      filing,
      {
        ...projectionOf(after, catalogues, deps.config.keyring),
        identity: identityAfter(filing.identity, answers, after),
        sealed: sealAnswers(key, after),
      },
      by.now,
    );
    return changed ? { location: "" } : changedMeanwhile();
  });
}

const WITHOUT_SIGNATURE = ["delivery", "copies", "signature"];

function withoutVoidSignatures(before: Answers, after: Answers): Answers {
  const touched = changedFields(before, after).filter((field) => !WITHOUT_SIGNATURE.includes(field));
  if (touched.length === 0 || !after.signatures?.length) return after;
  return { ...after, signatures: [] };
}

// A card vouches for the operator whose card it was; another number typed later is not vouched for.
function identityAfter(identity: "unverified" | "card" | "staff", before: Answers, after: Answers) {
  const { operator } = after;
  if (operator?.idNumber === before.operator?.idNumber && operator?.name === before.operator?.name) return identity;
  return operator?.idSource === "card" ? "card" : "unverified";
}
