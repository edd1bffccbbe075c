import { violationOf } from "../../db/violation.ts";
import { record } from "../../events/record.ts";
import { onFiling } from "../../filing/acts/frame.ts";
import { openAnswers } from "../../filing/sealed.ts";
import { licenceOf } from "../../licence/queries/licence.ts";
import { stopOfLicence } from "../../rules/after-issue.ts";
import { sheetsOwed } from "../../rules/delivery.ts";
import { type By, NOT_FOUND, type Outcome, type Refusal, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import {
  changeDeliveryRow,
  holdDelivery,
  insertSheet,
  nextSheet,
  sheetBySerial,
  validSheets,
  voidSheetRow,
} from "../queries/delivery.ts";

const PRINTED_ALREADY = "这一份已经打印过了。打印失败的，请到窗口作废后重印";

/**
 * Allots a numbered sheet of a place to one part and copy of a licence; one valid sheet for each, by constraint. Gives the serial.
 * Refuses with 409 (printed already, no sheets left), 422 (no such copy), 404, 403. Source: plan 二(二)3 自助打照; R49, feature 10.
 */
export async function printSheet(
  deps: Deps,
  by: By,
  input: { filingId: string; part: "original" | "duplicate"; copy: number; placeId: string },
): Promise<{ ok: true; serial: string } | Refusal> {
  let serial = "";
  try {
    const outcome = await onFiling(deps, { ...by, key: "" }, "print", input.filingId, async ({ tx, filing }) => {
      const delivery = await holdDelivery(tx, filing.id, by.now);
      const licence = await licenceOf(tx, filing.id);
      if (!licence) return NOT_FOUND;
      const stop = stopOfLicence("print", licence.status);
      if (stop) return refuse(409, stop);
      const { answers } = openAnswers(deps.config.keyring, filing);
      const owed = sheetsOwed(answers.copies);
      if (!owed.some((sheet) => sheet.part === input.part && sheet.copy === input.copy))
        return refuse(422, "申请里没有要这一份纸质执照");
      const next = await nextSheet(tx, input.placeId);
      if (next === undefined) return refuse(409, "这里的空白执照已经用完，请联系工作人员");
      await insertSheet(tx, {
        serial: next,
        licence_id: licence.id,
        part: input.part,
        copy: input.copy,
        place_id: input.placeId,
        state: "printed",
        at: by.now,
        by_kind: by.actor.kind,
        by_id: by.actor.kind === "staff" ? by.actor.id : null,
        void_reason: null,
        voided_at: null,
      });
      if (delivery?.method === "self-print" && delivery.state === "waiting") {
        const printed = await validSheets(tx, licence.id);
        if (printed.length === owed.length) await changeDeliveryRow(tx, delivery, { state: "printed" }, by.now);
      }
      await record(tx, {
        type: "printed",
        filingId: filing.id,
        actor: by.actor,
        placeId: input.placeId,
        at: by.now,
        data: { serial: next, part: input.part, copy: input.copy },
      });
      serial = next;
      return { location: "" };
    });
    return outcome.ok ? { ok: true, serial } : outcome;
  } catch (error) {
    if (violationOf(error)?.table === "print_sheet") return refuse(409, PRINTED_ALREADY);
    throw error;
  }
}

/**
 * Voids a sheet (jammed, spoiled, lost), so that its part can be printed again on another. Refuses with 422 (no reason), 409 (void
 * already), 404, 403. Source: R49, feature 10.
 */
export async function voidSheet(deps: Deps, by: By, input: { serial: string; reason: string }): Promise<Outcome> {
  const reason = input.reason.trim();
  if (reason === "") return refuse(422, "请写明作废原因", [{ field: "reason", message: "请写明作废原因" }]);
  const sheet = await sheetBySerial(deps.db, input.serial);
  if (!sheet) return NOT_FOUND;
  return onFiling(deps, by, "void-sheet", sheet.filing_id, async ({ tx, filing }) => {
    if (!(await voidSheetRow(tx, input.serial, reason, by.now))) return refuse(409, "这一张已经作废");
    const delivery = await holdDelivery(tx, filing.id, by.now);
    if (delivery?.state === "printed") await changeDeliveryRow(tx, delivery, { state: "waiting" }, by.now);
    await record(tx, {
      type: "sheet-voided",
      filingId: filing.id,
      actor: by.actor,
      at: by.now,
      data: { serial: input.serial },
    });
    return { location: `/desk/delivery/${filing.id}` };
  });
}
