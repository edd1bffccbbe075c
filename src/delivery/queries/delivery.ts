import type { Selectable } from "kysely";
import type { DeliveryTable, Schema } from "../../db/schema.ts";
import type { Handle, Tx } from "../../db/transaction.ts";
import type { FilingRow } from "../../filing/queries/filing.ts";

export type DeliveryRow = Selectable<DeliveryTable>;

/** A delivery as it begins with the registration: nothing printed, sent or handed out yet. */
export function newDelivery(
  of: { filingId: string; method: DeliveryRow["method"]; hallId: string | null },
  now: number,
): DeliveryRow {
  return {
    filing_id: of.filingId,
    method: of.method,
    state: "waiting",
    pickup_hall_id: of.hallId,
    carrier: null,
    tracking: null,
    payer: null,
    cost_fen: null,
    proxy_code_hash: null,
    proxy_failures: 0,
    proxy_sealed: null,
    ready_at: null,
    dispatched_at: null,
    collected_at: null,
    collector: null,
    collector_sealed: null,
    signature_file: null,
    updated_at: now,
  };
}

export async function insertDelivery(tx: Tx, filing: FilingRow, now: number): Promise<void> {
  const of = { filingId: filing.id, method: filing.delivery_method ?? "self-print", hallId: filing.pickup_hall_id };
  await tx.insertInto("delivery").values(newDelivery(of, now)).execute();
}

export function deliveryOf(db: Handle, filingId: string): Promise<DeliveryRow | undefined> {
  return db.selectFrom("delivery").selectAll().where("filing_id", "=", filingId).executeTakeFirst();
}

/** Changes a delivery that is still in the state it was read in. False: somebody was first. */
export async function changeDeliveryRow(
  tx: Tx,
  row: DeliveryRow,
  changes: Partial<DeliveryRow>,
  now: number,
): Promise<boolean> {
  const result = await tx
    .updateTable("delivery")
    .set({ ...changes, updated_at: now })
    .where("filing_id", "=", row.filing_id)
    .where("state", "=", row.state)
    .where("updated_at", "=", row.updated_at)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

/**
 * Sheets of one licence are counted by one transaction after the other: two kiosks that print its parts at once would each see only
 * their own, and a correction would leave a sheet of the old version valid. Whoever holds it reads the licence afterwards.
 */
export async function holdDelivery(tx: Tx, filingId: string, now: number): Promise<DeliveryRow | undefined> {
  for (;;) {
    const row = await deliveryOf(tx, filingId);
    if (!row || (await changeDeliveryRow(tx, row, {}, now))) return row && { ...row, updated_at: now };
  }
}

/** The valid sheets of a licence. */
export function validSheets(db: Handle, licenceId: string) {
  return db
    .selectFrom("print_sheet")
    .selectAll()
    .where("licence_id", "=", licenceId)
    .where("state", "=", "printed")
    .orderBy("part")
    .orderBy("copy")
    .execute();
}

export function sheetBySerial(db: Handle, serial: string) {
  return db
    .selectFrom("print_sheet")
    .innerJoin("licence", "licence.id", "print_sheet.licence_id")
    .selectAll("print_sheet")
    .select("licence.filing_id")
    .where("print_sheet.serial", "=", serial)
    .executeTakeFirst();
}

/** The next blank sheet of a place; undefined: the place has none left. */
export async function nextSheet(tx: Tx, placeId: string): Promise<string | undefined> {
  const taken = await tx
    .updateTable("sheet_range")
    .set((eb) => ({ next: eb("next", "+", 1) }))
    .where("place_id", "=", placeId)
    .whereRef("next", "<=", "last")
    .returning(["prefix", "next"])
    .executeTakeFirst();
  return taken ? `${taken.prefix}${String(taken.next - 1).padStart(7, "0")}` : undefined;
}

export async function insertSheet(tx: Tx, row: Schema["print_sheet"]): Promise<void> {
  await tx.insertInto("print_sheet").values(row).execute();
}

/** Voids a sheet that is valid. False: it is void already. */
export async function voidSheetRow(tx: Tx, serial: string, reason: string, now: number): Promise<boolean> {
  const result = await tx
    .updateTable("print_sheet")
    .set({ state: "voided", void_reason: reason, voided_at: now })
    .where("serial", "=", serial)
    .where("state", "=", "printed")
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export async function countProxyFailure(db: Handle, filingId: string): Promise<void> {
  await db
    .updateTable("delivery")
    .set((eb) => ({ proxy_failures: eb("proxy_failures", "+", 1) }))
    .where("filing_id", "=", filingId)
    .execute();
}

/** Voids every valid sheet of a licence, and gives their serials. */
export async function voidSheetsOf(tx: Tx, licenceId: string, reason: string, now: number): Promise<string[]> {
  const rows = await tx
    .updateTable("print_sheet")
    .set({ state: "voided", void_reason: reason, voided_at: now })
    .where("licence_id", "=", licenceId)
    .where("state", "=", "printed")
    .returning("serial")
    .execute();
  return rows.map(({ serial }) => serial).toSorted();
}
