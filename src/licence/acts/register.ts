import { licenceProblems } from "../../../views/print/licence.ts";
import { newId } from "../../db/id.ts";
import type { Schema } from "../../db/schema.ts";
import { inTransaction, inUndoableTransaction, Undone } from "../../db/transaction.ts";
import { violationOf } from "../../db/violation.ts";
import { insertDelivery } from "../../delivery/queries/delivery.ts";
import { record } from "../../events/record.ts";
import { changedMeanwhile, onFiling } from "../../filing/acts/frame.ts";
import { randomCode } from "../../filing/code.ts";
import { type Checked, checkFiling } from "../../filing/pre-check.ts";
import { changeFiling, filingRow, nextNumber, placeOfFiling } from "../../filing/queries/filing.ts";
import { doneBefore } from "../../filing/queries/idempotency.ts";
import { keepHold } from "../../filing/queries/name-hold.ts";
import { authorityById } from "../../filing/queries/places.ts";
import { issueNotices } from "../../notices/compose.ts";
import { registrationTexts } from "../../notices/on-registration.ts";
import { tellBothSides } from "../../notices/tell.ts";
import { handToSupervision } from "../../oversight/queries/supervision.ts";
import { notInHand } from "../../review/holder.ts";
import { dropClaim } from "../../review/queries/review.ts";
import { localDate } from "../../rules/calendar.ts";
import { STATUS_WORDS } from "../../rules/filing.ts";
import { scopeItemsOf } from "../../rules/findings.ts";
import { licenceIdentifier } from "../../rules/licence-identifier.ts";
import { permission } from "../../rules/permissions.ts";
import { permitNotices } from "../../rules/scope-of-business.ts";
import { type By, CHANGED, NOT_FOUND, NOT_PERMITTED, type Outcome, type Refusal, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import { type LicenceData, licenceData, licencePrint } from "../licence-data.ts";
import { drawBoth } from "../licence-pdf.ts";
import { leaseCode, releaseCode, useCode } from "../queries/codes.ts";
import { insertLicence } from "../queries/licence.ts";

export interface RegisterInput {
  filingId: string;
  version: number;
}

interface Reserved {
  uscc: string;
  data: LicenceData;
  verifyCode: string;
  authorityId: string;
  decidedAt: number;
  /** The filing as it was judged; its version says whether that still holds. */
  checked: Checked;
  authority: Schema["authority"];
}

const NO_CODES = "本局的统一社会信用代码已经用完，请先向市局申请新的号段，再办理登记";

/**
 * Registers a submitted filing. First the code is reserved in a transaction of its own, which fixes the decision time; then both
 * files are drawn and stored; then one short transaction writes decision, code, licence, notice, event and messages. Nobody waits
 * for a drawing inside a transaction, and there is no moment with a registered filing and no licence. The loser of a race frees
 * its code. Refuses with 409 (no code left, another is registering it, changed), 422 (an item cannot be printed), 404, 403.
 * Times in epoch ms. Sources: 条例 19, 21; 细则 18, 23; plan 二(二)3; design section 3 (Registration).
 */
export async function registerFiling(deps: Deps, by: By, input: RegisterInput): Promise<Outcome> {
  const before = await doneBefore(deps.db, by.key);
  if (before !== undefined) return { ok: true, location: before, repeated: true };
  const reserved = await reserve(deps, by, input);
  if ("ok" in reserved) return reserved;
  try {
    const files = await drawBoth(deps, reserved);
    if (localDate(deps.now()) !== localDate(reserved.decidedAt)) {
      // Midnight came while it was drawn: the date on the licence must be the day of the decision.
      await free(deps, by, input, reserved.uscc);
      return registerFiling(deps, { ...by, now: deps.now() }, input);
    }
    const outcome = await decide(deps, by, input, reserved, files);
    if (!outcome.ok) await free(deps, by, input, reserved.uscc);
    return outcome;
  } catch (error) {
    await free(deps, by, input, reserved.uscc);
    throw error;
  }
}

async function reserve(deps: Deps, by: By, input: RegisterInput): Promise<Reserved | Refusal> {
  const { actor } = by;
  const catalogues = await deps.catalogues();
  try {
    return await inUndoableTransaction<Reserved | Refusal>(deps.db, async (tx) => {
      const filing = await filingRow(tx, input.filingId);
      if (!filing) return NOT_FOUND;
      const allowed = permission(actor, "register", await placeOfFiling(tx, filing, actor));
      if (!allowed.ok && allowed.why === "not seen") return NOT_FOUND;
      if (!allowed.ok && allowed.why === "not permitted") return NOT_PERMITTED;
      if (!allowed.ok) return refuse(409, `这份申请现在的状态是“${STATUS_WORDS[filing.status].label}”，不能再登记`);
      const blocked = await notInHand(tx, filing, by, input.version);
      if (blocked) return blocked;
      const authority = await authorityById(tx, filing.authority_id ?? "");
      if (!authority || actor.kind !== "staff") return NOT_FOUND;
      const checked = await checkFiling(deps, tx, filing, by.now);
      const block = checked.findings.find((finding) => finding.severity === "block");
      if (block) return refuse(409, `还不能登记：${block.message}`);

      const uscc = await leaseCode(tx, {
        filingId: filing.id,
        authorityId: authority.id,
        district: authority.district,
        staffId: actor.id,
        now: by.now,
      });
      if (uscc === undefined) return refuse(409, NO_CODES);
      if (uscc === "held") return refuse(409, "这份申请正在登记中，请稍后刷新页面看结果");
      const day = localDate(by.now).replaceAll("-", "");
      const serial = `${day}${String(await nextNumber(tx, `licence:${day}`)).padStart(12, "0")}`;
      await record(tx, {
        type: "code-reserved",
        filingId: filing.id,
        actor,
        at: by.now,
        data: { uscc },
      });
      const identifier = licenceIdentifier({ issuer: authority.issuer_code, serial, version: 1 });
      const data = licenceData(checked.answers, catalogues, deps.config, {
        uscc,
        identifier,
        authority: authority.name,
        decidedAt: by.now,
      });
      const verifyCode = randomCode(12);
      const problems = licenceProblems(licencePrint(data, deps.config, verifyCode, "original"));
      if (problems.length > 0)
        throw new Undone(
          refuse(
            422,
            `执照还不能签发：${problems.join("；")}`,
            problems.map((message) => ({ field: "licence", message })),
          ),
        );
      return { uscc, data, verifyCode, authorityId: authority.id, decidedAt: by.now, checked, authority };
    });
  } catch (error) {
    // Two officers reserved for the same filing in the same moment: the constraint let one through.
    if (violationOf(error)?.table === "uscc_lease") return CHANGED;
    throw error;
  }
}

async function decide(
  deps: Deps,
  by: By,
  input: RegisterInput,
  reserved: Reserved,
  files: { original_sha256: string; duplicate_sha256: string },
): Promise<Outcome> {
  const catalogues = await deps.catalogues();
  const { authority, checked } = reserved;
  const { answers, key } = checked;
  return onFiling(deps, by, "register", checked.filing, async ({ tx, filing, to }) => {
    // A claim taken over makes a new version too: whose hands it is in was judged with the rest.
    if (filing.version !== input.version) return CHANGED;
    if (by.actor.kind !== "staff") return NOT_FOUND;
    if (!(await useCode(tx, reserved.uscc, filing.id))) return CHANGED;
    const decided = { status: to, decided_at: reserved.decidedAt, officer_id: by.actor.id };
    if (!(await changeFiling(tx, filing, decided, by.now))) return changedMeanwhile();

    const licenceId = newId(by.now);
    const available = deps.now();
    await insertLicence(tx, {
      id: licenceId,
      filing_id: filing.id,
      version: 1,
      uscc: reserved.uscc,
      identifier: reserved.data.identifier,
      verify_code: reserved.verifyCode,
      status: "valid",
      authority_id: authority.id,
      data: JSON.stringify(reserved.data),
      decided_at: reserved.decidedAt,
      issued_at: available,
      ms_to_available: available - reserved.decidedAt,
      bulk: 0,
      ...files,
      national_number: null,
      national_file: null,
    });
    await insertDelivery(tx, filing, by.now);
    await handToSupervision(tx, filing, reserved.decidedAt);
    await keepHold(tx, filing.id);
    await dropClaim(tx, filing.id);
    await record(tx, {
      type: "registered",
      filingId: filing.id,
      actor: by.actor,
      at: reserved.decidedAt,
      data: { uscc: reserved.uscc, licence: licenceId, ...files, msToAvailable: available - reserved.decidedAt },
    });
    const texts = registrationTexts(reserved.data, permitNotices(scopeItemsOf(answers, catalogues)));
    const issue = { filing, authority, now: reserved.decidedAt };
    const notice = await issueNotices(tx, deps.config, key, issue, texts);
    await tellBothSides(tx, deps.config, {
      filing,
      answers,
      kind: "registered",
      message: `您的个体工商户已登记，统一社会信用代码 ${reserved.uscc}。电子营业执照现在就可以打开：${deps.config.baseUrl}/status/${filing.code}（取件码 ${filing.code}）`,
      note: "已登记，电子营业执照已签发",
      now: by.now,
    });
    return { location: `/desk/filings/${filing.id}?notice=${notice.id}` };
  });
}

async function free(deps: Deps, by: By, input: RegisterInput, uscc: string): Promise<void> {
  await inTransaction(deps.db, async (tx) => {
    await releaseCode(tx, uscc, input.filingId);
    await record(tx, { type: "code-released", filingId: input.filingId, actor: by.actor, at: by.now, data: { uscc } });
  });
  deps.log.warn({ filing: input.filingId }, "a reserved code was released");
}
