import { licenceProblems } from "../../../views/print/licence.ts";
import { newId } from "../../db/id.ts";
import { violationOf } from "../../db/violation.ts";
import { record } from "../../events/record.ts";
import { changedMeanwhile, mayBegin, type OnFiling, onFiling, repeated } from "../../filing/acts/frame.ts";
import { randomCode } from "../../filing/code.ts";
import { checkFiling } from "../../filing/pre-check.ts";
import { projectionOf } from "../../filing/projection.ts";
import { changeFiling, type FilingRow } from "../../filing/queries/filing.ts";
import { doneBefore } from "../../filing/queries/idempotency.ts";
import { keepHold, nameTaken, releaseHold, takeHold } from "../../filing/queries/name-hold.ts";
import { authorityById } from "../../filing/queries/places.ts";
import { openAnswers, sealAnswers } from "../../filing/sealed.ts";
import { sealJson } from "../../people/keyring.ts";
import { type CorrectionGround, checkAfterIssueReason, stopOfLicence } from "../../rules/after-issue.ts";
import type { Answers } from "../../rules/answers.ts";
import { holdKey } from "../../rules/business-name.ts";
import { localDate } from "../../rules/calendar.ts";
import { type CorrectionItems, correctionProblems, withCorrection } from "../../rules/correction.ts";
import type { FieldId } from "../../rules/fields.ts";
import { findings, namePartsOf, scopeItemsOf } from "../../rules/findings.ts";
import { nextVersion } from "../../rules/licence-identifier.ts";
import { type By, CHANGED, NOT_FOUND, type Outcome, type Refusal, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import { correctedItems, tellOfCorrection } from "../correction-notice.ts";
import { type LicenceData, licenceData, licencePrint } from "../licence-data.ts";
import { drawBoth } from "../licence-pdf.ts";
import { insertChange } from "../queries/changes.ts";
import { insertLicence, type LicenceRow, licenceOf } from "../queries/licence.ts";
import { endVersion } from "./end-version.ts";

export interface CorrectInput {
  filingId: string;
  version: number;
  items: CorrectionItems;
  ground: CorrectionGround;
  reason: string;
}

interface Prepared {
  licence: LicenceRow;
  authorityId: string;
  answers: Answers;
  changed: FieldId[];
  before: LicenceData;
  data: LicenceData;
  version: number;
  verifyCode: string;
  reason: string;
}

const SAME = "内容和现在的执照一样，没有要更正的";
const NAME_TAKEN = "这个字号在本局已有别人使用，请核对要更正成的名称";

/**
 * Corrects the authority's own error on a licence: the next version with the next identifier is drawn, signed and stored; then one
 * short transaction replaces the old version, voids its sheets, moves the name hold and issues the notice. By the head only; the
 * items are re-checked by the rules. Refuses with 422 (an item, a reason, nothing changed, not printable), 409 (cancelled, changed),
 * 404, 403. Times in epoch ms. Sources: design sections 2, 3; GB/T 36904; 企业信息公示暂行条例 12.
 */
export async function correctLicence(deps: Deps, by: By, input: CorrectInput): Promise<Outcome> {
  const done = await doneBefore(deps.db, by.key);
  if (done !== undefined) return { ok: true, location: done, repeated: true };
  const prepared = await prepare(deps, by, input);
  // Refused, perhaps, because the same form was first by a moment.
  if ("ok" in prepared) return (await repeated(deps, by)) ?? prepared;
  const files = await drawBoth(deps, prepared);
  // Midnight came while it was drawn: the date on the licence must be the day of the correction.
  if (localDate(deps.now()) !== localDate(by.now)) return correctLicence(deps, { ...by, now: deps.now() }, input);
  try {
    return await onFiling(deps, by, "correct", input.filingId, (on) => commit(deps, by, input, prepared, files, on));
  } catch (error) {
    const violation = violationOf(error);
    const nameLost =
      violation && (violation.table === "name_hold" || (violation.kind === "foreign" && violation.table === ""));
    if (nameLost) return refuse(422, NAME_TAKEN, [{ field: "name", message: NAME_TAKEN }]);
    throw error;
  }
}

async function prepare(deps: Deps, by: By, input: CorrectInput): Promise<Prepared | Refusal> {
  const reason = checkAfterIssueReason(input.reason);
  if (!reason.ok) return refuse(422, reason.message, [{ field: "correctReason", message: reason.message }]);
  const begun = await mayBegin(deps, by, "correct", input.filingId);
  if (!begun.ok) return begun;
  const { filing } = begun;
  const licence = await licenceOf(deps.db, filing.id);
  const authorityId = filing.authority_id;
  if (!licence || !authorityId) return NOT_FOUND;
  const stop = stopOfLicence("correct", licence.status);
  if (stop) return refuse(409, stop);
  if (filing.version !== input.version) return CHANGED;

  const catalogues = await deps.catalogues();
  const checked = await checkFiling(deps, deps.db, filing, by.now);
  const { answers, changed, problems } = withCorrection(checked.answers, input.items, catalogues);
  if (problems.length > 0) return refuse(422, "请检查要更正的内容", problems);
  if (changed.length === 0) return refuse(422, SAME, [{ field: "name", message: SAME }]);
  const hold = holdOf(answers, authorityId, catalogues);
  const after = findings(answers, catalogues, {
    ...checked.facts,
    hasPreapprovalItem: scopeItemsOf(answers, catalogues).some(({ kind }) => kind === "前置许可"),
    nameTaken: hold ? await nameTaken(deps.db, hold, filing.id, by.now) : false,
  });
  const wrong = correctionProblems(checked.findings, after, changed);
  if (wrong.length > 0) return refuse(422, "更正后的内容不符合登记规则", wrong);

  const { identifier, version } = nextVersion(licence.identifier);
  const before = JSON.parse(licence.data) as LicenceData;
  const authority = before.authority;
  const fresh = licenceData(answers, catalogues, deps.config, {
    uscc: licence.uscc,
    identifier,
    authority,
    decidedAt: by.now,
  });
  const data = correctedData(before, fresh, changed);
  if (correctedItems(before, data).length === 0) return refuse(422, SAME, [{ field: "name", message: SAME }]);
  const verifyCode = randomCode(12);
  const unprintable = licenceProblems(licencePrint(data, deps.config, verifyCode, "original"));
  if (unprintable.length > 0)
    return refuse(
      422,
      `执照还不能签发：${unprintable.join("；")}`,
      unprintable.map((message) => ({ field: "correctReason", message })),
    );
  return { licence, authorityId, answers, changed, before, data, version, verifyCode, reason: reason.reason };
}

/** What was not corrected stays as it was printed, even where today's tables would print it otherwise. */
function correctedData(before: LicenceData, fresh: LicenceData, changed: readonly FieldId[]): LicenceData {
  const moved = changed.includes("premises.place") || changed.includes("premises.detail");
  return {
    ...before,
    identifier: fresh.identifier,
    issuedAt: fresh.issuedAt,
    ...(changed.includes("name") ? { name: fresh.name } : {}),
    ...(changed.includes("operator.name") ? { operator: fresh.operator } : {}),
    ...(changed.includes("formation") ? { formation: fresh.formation } : {}),
    ...(moved ? { premises: fresh.premises } : {}),
    ...(changed.includes("scope") ? { scope: fresh.scope } : {}),
  };
}

function holdOf(answers: Answers, authorityId: string, catalogues: Awaited<ReturnType<Deps["catalogues"]>>) {
  const parts = namePartsOf(answers, catalogues.divisions);
  return parts?.trade ? { authorityId, ...holdKey(parts, catalogues.names) } : undefined;
}

async function commit(
  deps: Deps,
  by: By,
  input: CorrectInput,
  prepared: Prepared,
  files: { original_sha256: string; duplicate_sha256: string },
  { tx, filing }: OnFiling,
): Promise<{ location: string } | Refusal> {
  const { licence, data, changed, version } = prepared;
  const catalogues = await deps.catalogues();
  const authority = await authorityById(tx, prepared.authorityId);
  if (by.actor.kind !== "staff" || !authority) return NOT_FOUND;
  if (filing.version !== input.version) return CHANGED;
  const { key } = openAnswers(deps.config.keyring, filing);
  const projected = correctedColumns(prepared, catalogues, deps);
  const sealed = sealAnswers(key, prepared.answers);
  if (!(await changeFiling(tx, filing, { ...projected, sealed }, by.now))) return changedMeanwhile();

  const ended = await endVersion(tx, licence, "replaced", key, by.now);
  if (!ended) return changedMeanwhile();
  if (changed.includes("name")) {
    const hold = holdOf(prepared.answers, authority.id, catalogues);
    if (hold) {
      await takeHold(tx, hold, { filingId: filing.id, name: data.name ?? "", until: by.now, now: by.now });
      await keepHold(tx, filing.id);
    } else await releaseHold(tx, filing.id);
  }
  const licenceId = newId(by.now);
  const available = deps.now();
  await insertLicence(tx, {
    ...licence,
    id: licenceId,
    version,
    identifier: data.identifier,
    verify_code: prepared.verifyCode,
    status: "valid",
    data: JSON.stringify(data),
    decided_at: by.now,
    issued_at: available,
    ms_to_available: available - by.now,
    ...files,
    national_number: null,
    national_file: null,
  });
  const notice = await tellOfCorrection(tx, deps.config, key, { filing, authority, by, input, prepared, ended });
  await insertChange(tx, {
    licence_id: licence.id,
    filing_id: filing.id,
    kind: "correct",
    ground: input.ground,
    reason_sealed: sealJson(key, prepared.reason),
    fields: JSON.stringify(changed),
    next_licence_id: licenceId,
    notice_id: notice.id,
    delivery_sealed: ended.delivery_sealed,
    staff_id: by.actor.id,
    at: by.now,
  });
  await record(tx, {
    type: "corrected",
    filingId: filing.id,
    actor: by.actor,
    at: by.now,
    data: {
      licence: licenceId,
      replaces: licence.id,
      version,
      ground: input.ground,
      fields: changed,
      sheets: ended.sheets,
      ...files,
    },
  });
  return { location: `/desk/filings/${filing.id}?notice=${notice.id}` };
}

/** Of the columns that lists show, those of the corrected items. */
function correctedColumns(
  { answers, data }: Prepared,
  catalogues: Awaited<ReturnType<Deps["catalogues"]>>,
  deps: Deps,
): Partial<FilingRow> {
  const { trade, street, formation } = projectionOf(answers, catalogues, deps.config.keyring);
  return {
    name: data.name ?? "",
    operator_name: data.operator,
    ...(trade === undefined ? {} : { trade }),
    ...(street === undefined ? {} : { street }),
    ...(formation === undefined ? {} : { formation }),
  };
}
