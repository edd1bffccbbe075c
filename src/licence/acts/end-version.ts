import type { LicenceChangeTable } from "../../db/after-issue-tables.ts";
import type { Tx } from "../../db/transaction.ts";
import { changeDeliveryRow, holdDelivery, voidSheetsOf } from "../../delivery/queries/delivery.ts";
import { sealJson } from "../../people/keyring.ts";
import { endLicence, type LicenceRow } from "../queries/licence.ts";

export interface Ended {
  /** Serials of the sheets that became void with it. */
  sheets: string[];
  /** The delivery as it stood, sealed. */
  delivery_sealed: LicenceChangeTable["delivery_sealed"];
}

const VOIDED = { replaced: "执照更正换发，旧版作废", cancelled: "登记已撤销，执照作废" } as const;

/**
 * Ends a valid version within the transaction of its correction or annulment: its sheets are void, and after a correction the paper
 * begins anew (printed, sent, handed over once more). The delivery is held first, so that nobody prints the old version meanwhile.
 * Undefined: somebody was first. Source: R49, feature 10 (print ledger); GB/T 36904 (old version 失效).
 */
export async function endVersion(
  tx: Tx,
  licence: LicenceRow,
  ends: "replaced" | "cancelled",
  key: Buffer,
  now: number,
): Promise<Ended | undefined> {
  const delivery = await holdDelivery(tx, licence.filing_id, now);
  if (!(await endLicence(tx, licence.id, ends))) return undefined;
  const sheets = await voidSheetsOf(tx, licence.id, VOIDED[ends], now);
  if (delivery) {
    const anew = {
      state: "waiting",
      carrier: null,
      tracking: null,
      payer: null,
      cost_fen: null,
      ready_at: null,
      dispatched_at: null,
      collected_at: null,
      collector: null,
      collector_sealed: null,
      signature_file: null,
    } as const;
    // Later than what anybody has read of it: a dispatch that began before this one ends finds it changed.
    const at = Math.max(now, delivery.updated_at + 1);
    if (!(await changeDeliveryRow(tx, delivery, ends === "replaced" ? anew : {}, at))) return undefined;
  }
  return { sheets, delivery_sealed: sealJson(key, delivery ?? null) };
}
