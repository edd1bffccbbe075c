import { submitFiling } from "../../src/filing/acts/submit.ts";
import { withdrawFiling } from "../../src/filing/acts/withdraw.ts";
import { openAnswers } from "../../src/filing/sealed.ts";
import { annulRegistration } from "../../src/licence/acts/annul.ts";
import { correctLicence } from "../../src/licence/acts/correct.ts";
import { noticeRow, noticesOf } from "../../src/notices/queries.ts";
import { openFilingKey, openJson } from "../../src/people/keyring.ts";
import { type CorrectionItems, presentItems } from "../../src/rules/correction.ts";
import type { By, Outcome } from "../../src/web/act.ts";
import type { Deps } from "../../src/web/env.ts";
import { PEOPLE } from "./cast.ts";
import { applicant, readyDraft, rowOf, staffBy } from "./filing.ts";

export const WRONG_DOOR = "核对时把门牌号抄错了，经营者来电话指出。";
export const STOLEN = "被冒用人到窗口申明，经与公安机关核实属实。";

/** The form of a correction as the desk draws it, with these items typed anew. */
export async function itemsOf(deps: Deps, id: string, changes: Partial<CorrectionItems>): Promise<CorrectionItems> {
  const { answers } = openAnswers(deps.config.keyring, await rowOf(deps, id));
  return { ...presentItems(answers, await deps.catalogues()), ...changes };
}

/** The head of 阳明区 corrects a licence, on the page as it is now. */
export async function correct(
  deps: Deps,
  id: string,
  changes: Partial<CorrectionItems> = { detail: "光华街68号门市" },
  over: { by?: By; version?: number; reason?: string } = {},
): Promise<Outcome> {
  const version = over.version ?? (await rowOf(deps, id)).version;
  const items = await itemsOf(deps, id, changes);
  const by = over.by ?? (await staffBy(deps, "yangming-head"));
  const reason = over.reason ?? WRONG_DOOR;
  return correctLicence(deps, by, { filingId: id, version, items, ground: "entry", reason });
}

/** The head of 阳明区 annuls a registration. */
export async function annul(
  deps: Deps,
  id: string,
  over: { by?: By; version?: number; reason?: string } = {},
): Promise<Outcome> {
  const version = over.version ?? (await rowOf(deps, id)).version;
  const by = over.by ?? (await staffBy(deps, "yangming-head"));
  return annulRegistration(deps, by, { filingId: id, version, ground: "identity", reason: over.reason ?? STOLEN });
}

/** What stands on the newest notice of a kind. */
export async function noticeData(deps: Deps, id: string, kind: string): Promise<Record<string, unknown>> {
  const notice = (await noticesOf(deps.db, id)).findLast((each) => each.kind === kind);
  const row = await noticeRow(deps.db, id, notice?.id ?? "");
  if (!row) throw new Error(`no ${kind}`);
  return openJson(openFilingKey(deps.config.keyring, row), row.sealed) as Record<string, unknown>;
}

/** Whether somebody else may now take the 字号: submits it and withdraws again. */
export async function isFree(deps: Deps, trade: string): Promise<boolean> {
  const name = { named: true as const, trade, industry: "餐饮", form: "店" };
  const { id } = await readyDraft(deps, { name }, PEOPLE.li);
  const outcome = await submitFiling(deps, applicant(deps, id), { filingId: id });
  await withdrawFiling(deps, applicant(deps, id), { filingId: id });
  return outcome.ok;
}
