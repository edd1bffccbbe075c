import type { Handle, Tx } from "../../db/transaction.ts";
import type { FilingRow } from "../../filing/queries/filing.ts";

/** Hands a business to the supervision of its district, in the transaction that registers it. */
export async function handToSupervision(tx: Tx, filing: FilingRow, now: number): Promise<void> {
  await tx
    .insertInto("supervision")
    .values({
      filing_id: filing.id,
      authority_id: filing.authority_id ?? "",
      street: filing.street,
      handed_at: now,
      taken: 0,
      taken_at: null,
      staff_id: null,
    })
    .execute();
}

export interface SupervisionFilter {
  /** undefined: the whole city. */
  authority?: string | undefined;
  street?: string | undefined;
  taken: 0 | 1;
}

export interface SupervisionCursor {
  at: number;
  id: string;
}

/** A page of what was handed over, the newest first; at most `limit`. */
export function supervisionPage(db: Handle, filter: SupervisionFilter, limit: number, after?: SupervisionCursor) {
  const { authority, street, taken } = filter;
  let chosen = db
    .selectFrom("supervision")
    .selectAll()
    .where("taken", "=", taken)
    .orderBy("handed_at", "desc")
    .orderBy("filing_id", "desc")
    .limit(limit);
  if (authority) chosen = chosen.where("authority_id", "=", authority);
  if (street) chosen = chosen.where("street", "=", street);
  if (after)
    chosen = chosen.where((eb) => eb(eb.refTuple("handed_at", "filing_id"), "<", eb.tuple(after.at, after.id)));
  return db
    .selectFrom(chosen.as("handed"))
    .innerJoin("filing", "filing.id", "handed.filing_id")
    .innerJoin("authority", "authority.id", "handed.authority_id")
    .leftJoin("licence", (join) =>
      join.onRef("licence.filing_id", "=", "handed.filing_id").on("licence.status", "<>", "replaced"),
    )
    .leftJoin("division", "division.code", "handed.street")
    .leftJoin("staff", "staff.id", "handed.staff_id")
    .select([
      "handed.filing_id as id",
      "handed.authority_id",
      "handed.street",
      "handed.handed_at",
      "handed.taken",
      "handed.taken_at",
      "filing.number",
      "filing.name",
      "filing.operator_name",
      "authority.name as authority_name",
      "division.name as street_name",
      "licence.uscc",
      "licence.status as licence_status",
      "licence.data as licence_data",
      "staff.name as staff_name",
    ])
    .orderBy("handed.handed_at", "desc")
    .orderBy("handed.filing_id", "desc")
    .execute();
}

export type SupervisionRow = Awaited<ReturnType<typeof supervisionPage>>[number];

/** How many businesses nobody has taken on, by authority and street. */
export function waitingByStreet(db: Handle, authority?: string) {
  let chosen = db
    .selectFrom("supervision")
    .leftJoin("division", "division.code", "supervision.street")
    .select((eb) => [
      "supervision.authority_id",
      "supervision.street",
      "division.name as street_name",
      eb.fn.countAll<number>().as("n"),
    ])
    .where("supervision.taken", "=", 0)
    .groupBy(["supervision.authority_id", "supervision.street", "division.name"])
    .orderBy("supervision.authority_id")
    .orderBy("supervision.street");
  if (authority) chosen = chosen.where("supervision.authority_id", "=", authority);
  return chosen.execute();
}

/** The rows of these filings with what the permission rules ask of them. */
export function handedFilings(tx: Tx, ids: readonly string[]) {
  return tx
    .selectFrom("supervision")
    .innerJoin("filing", "filing.id", "supervision.filing_id")
    .select([
      "filing.id",
      "filing.status",
      "filing.hall_id",
      "filing.authority_id",
      "filing.pickup_hall_id",
      "supervision.taken",
    ])
    .where("supervision.filing_id", "in", ids)
    .orderBy("filing.id")
    .execute();
}

/** Marks these as taken on by a member of staff. False: one of them was taken meanwhile. */
export async function takeHanded(tx: Tx, ids: readonly string[], staffId: string, now: number): Promise<boolean> {
  const result = await tx
    .updateTable("supervision")
    .set({ taken: 1, taken_at: now, staff_id: staffId })
    .where("filing_id", "in", ids)
    .where("taken", "=", 0)
    .executeTakeFirst();
  return result.numUpdatedRows === BigInt(ids.length);
}

const PAGE = 500;

/** Everything of a filter, the newest first, in pages: never more than one page in memory. */
export async function* allHanded(db: Handle, filter: SupervisionFilter): AsyncGenerator<SupervisionRow[], void> {
  let after: SupervisionCursor | undefined;
  for (;;) {
    const page = await supervisionPage(db, filter, PAGE, after);
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = { at: last.handed_at, id: last.id };
  }
}
