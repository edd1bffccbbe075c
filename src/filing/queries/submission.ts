import type { Schema } from "../../db/schema.ts";
import type { Handle, Tx } from "../../db/transaction.ts";

export async function insertSubmission(tx: Tx, row: Schema["submission"]): Promise<void> {
  await tx.insertInto("submission").values(row).execute();
}

export function submissionOf(db: Handle, filingId: string, seq: number) {
  return db
    .selectFrom("submission")
    .selectAll()
    .where("filing_id", "=", filingId)
    .where("seq", "=", seq)
    .executeTakeFirst();
}

export function submissionsOf(db: Handle, filingId: string) {
  return db.selectFrom("submission").selectAll().where("filing_id", "=", filingId).orderBy("seq").execute();
}

/** When a filing was submitted, each time; without what was submitted. */
export function submissionTimes(db: Handle, filingId: string) {
  return db.selectFrom("submission").select(["seq", "at"]).where("filing_id", "=", filingId).orderBy("seq").execute();
}

/** What was last submitted, and of which kinds documents have been added or removed since; in one statement. */
export async function lastSubmission(
  db: Handle,
  filingId: string,
  seq: number,
): Promise<{ sealed: string; documentKinds: string[] } | undefined> {
  const rows = await db
    .selectFrom("submission")
    .leftJoin("document", (join) =>
      join
        .onRef("document.filing_id", "=", "submission.filing_id")
        .on((eb) =>
          eb.or([
            eb("document.added_at", ">", eb.ref("submission.at")),
            eb("document.removed_at", ">", eb.ref("submission.at")),
          ]),
        ),
    )
    .select(["submission.sealed", "document.kind"])
    .where("submission.filing_id", "=", filingId)
    .where("submission.seq", "=", seq)
    .execute();
  const [first] = rows;
  const kinds = rows.flatMap(({ kind }) => (kind === null ? [] : [kind]));
  return first && { sealed: first.sealed, documentKinds: [...new Set(kinds)] };
}
