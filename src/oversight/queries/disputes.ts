import type { Schema } from "../../db/schema.ts";
import type { Handle, Tx } from "../../db/transaction.ts";
import type { DisputeState } from "../../rules/dispute.ts";

export interface DisputeFilter {
  /** undefined: the whole city. */
  authority?: string | undefined;
  state: DisputeState | "all";
}

export interface DisputeCursor {
  on: string;
  id: string;
}

/** A page of the register, the newest receipt first; at most `limit`. */
export function disputePage(db: Handle, filter: DisputeFilter, limit: number, after?: DisputeCursor) {
  const { authority, state } = filter;
  let chosen = lines(db).orderBy("dispute.received_on", "desc").orderBy("dispute.id", "desc").limit(limit);
  if (authority) chosen = chosen.where("dispute.authority_id", "=", authority);
  if (state !== "all") chosen = chosen.where("dispute.state", "=", state);
  if (after)
    chosen = chosen.where((eb) =>
      eb(eb.refTuple("dispute.received_on", "dispute.id"), "<", eb.tuple(after.on, after.id)),
    );
  return chosen.execute();
}

function lines(db: Handle) {
  return db
    .selectFrom("dispute")
    .innerJoin("filing", "filing.id", "dispute.filing_id")
    .innerJoin("authority", "authority.id", "dispute.authority_id")
    .innerJoin("staff", "staff.id", "dispute.created_by")
    .selectAll("dispute")
    .select([
      "filing.number",
      "filing.name",
      "filing.status as filing_status",
      "authority.name as authority_name",
      "staff.name as entered_by",
    ]);
}

export type DisputeRow = Awaited<ReturnType<typeof disputePage>>[number];

export function disputeById(db: Handle, id: string): Promise<DisputeRow | undefined> {
  return lines(db).where("dispute.id", "=", id).executeTakeFirst();
}

/** The filing of a number, or of the code that it was registered under. */
export function filingByNumber(db: Handle, text: string) {
  return db
    .selectFrom("filing")
    .select(["filing.id"])
    .where((eb) =>
      eb.or([
        eb("filing.number", "=", text),
        eb("filing.id", "in", eb.selectFrom("licence").select("licence.filing_id").where("licence.uscc", "=", text)),
      ]),
    )
    .limit(1)
    .executeTakeFirst();
}

export async function insertDispute(tx: Tx, row: Schema["dispute"]): Promise<void> {
  await tx.insertInto("dispute").values(row).execute();
}

/** Changes an entry if it is still as it was read. False: somebody else was first. */
export async function changeDisputeRow(
  tx: Tx,
  id: string,
  version: number,
  changes: Partial<Schema["dispute"]>,
): Promise<boolean> {
  const result = await tx
    .updateTable("dispute")
    .set({ ...changes, version: version + 1 })
    .where("id", "=", id)
    .where("version", "=", version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}
