import { timingSafeEqual } from "node:crypto";
import { newId } from "../../db/id.ts";
import { record } from "../../events/record.ts";
import { checkUpload } from "../../filing/acts/documents.ts";
import { changedMeanwhile, mayBegin, onFiling } from "../../filing/acts/frame.ts";
import { randomCode } from "../../filing/code.ts";
import { insertFile } from "../../filing/queries/documents.ts";
import { authorityById, hallById } from "../../filing/queries/places.ts";
import { openAnswers } from "../../filing/sealed.ts";
import { licenceOf } from "../../licence/queries/licence.ts";
import { collectionTexts } from "../../notices/collection.ts";
import { issueNotice } from "../../notices/compose.ts";
import { queueMessage, tellBothSides } from "../../notices/tell.ts";
import { lookupHash, openFilingKey, openJson, sealJson } from "../../people/keyring.ts";
import { stopOfLicence } from "../../rules/after-issue.ts";
import { localDate } from "../../rules/calendar.ts";
import { sheetsOwed } from "../../rules/delivery.ts";
import { checkPersonName } from "../../rules/person-name.ts";
import { checkResidentId } from "../../rules/resident-id.ts";
import { groupCode } from "../../rules/uscc.ts";
import { type By, NOT_FOUND, type Outcome, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import { changeDeliveryRow, countProxyFailure, deliveryOf, validSheets } from "../queries/delivery.ts";

const PROXY_TRIES = 5;

/** Says that the printed licence lies ready at the pickup hall. Refuses with 409 (nothing printed), 404, 403. Source: plan 二(二)3 现场领取. */
export async function makeReady(deps: Deps, by: By, input: { filingId: string }): Promise<Outcome> {
  return onFiling(deps, by, "make-ready", input.filingId, async ({ tx, filing }) => {
    const delivery = await deliveryOf(tx, filing.id);
    const licence = await licenceOf(tx, filing.id);
    const hall = await hallById(tx, delivery?.pickup_hall_id ?? "");
    if (!delivery || !licence || !hall || delivery.method !== "pickup") return NOT_FOUND;
    const stop = stopOfLicence("make-ready", licence.status);
    if (stop) return refuse(409, stop);
    if (delivery.state !== "waiting") return refuse(409, "这份执照已经备好");
    const { answers } = openAnswers(deps.config.keyring, filing);
    if ((await validSheets(tx, licence.id)).length < sheetsOwed(answers.copies).length)
      return refuse(409, "请先把正本和副本都打印好，再通知领取");
    if (!(await changeDeliveryRow(tx, delivery, { state: "ready", ready_at: by.now }, by.now)))
      return changedMeanwhile();
    await record(tx, {
      type: "ready-for-pickup",
      filingId: filing.id,
      actor: by.actor,
      at: by.now,
      data: { hall: hall.id },
    });
    await tellBothSides(tx, deps.config, {
      filing,
      answers,
      kind: "ready-for-pickup",
      message: `您的纸质营业执照已在${hall.name}备好，请带身份证和取件码 ${filing.code} 领取。地址：${hall.address}，${hall.hours}。`,
      note: `纸质执照已在${hall.name}备好`,
      now: by.now,
    });
    return { location: "/desk/delivery" };
  });
}

/**
 * Names who may collect instead: a one-use code goes to the applicant's phone, for the applicant to pass on. A new name makes the
 * old code void. Refuses with 422 (name, number), 409 (collected already), 404, 403. Source: R59, feature 13.
 */
export async function nameProxy(
  deps: Deps,
  by: By,
  input: { filingId: string; name: string; idNumber: string },
): Promise<Outcome> {
  const name = checkPersonName(input.name, "resident");
  const id = checkResidentId(input.idNumber, localDate(by.now));
  if (!name.ok) return refuse(422, name.message, [{ field: "name", message: name.message }]);
  if (!id.ok) return refuse(422, id.message, [{ field: "idNumber", message: id.message }]);
  return onFiling(deps, by, "change-delivery", input.filingId, async ({ tx, filing }) => {
    const delivery = await deliveryOf(tx, filing.id);
    if (delivery?.method !== "pickup") return refuse(409, "只有选择现场领取的执照才能由别人代领");
    const licence = await licenceOf(tx, filing.id);
    const stop = licence && stopOfLicence("change-delivery", licence.status);
    if (stop) return refuse(409, stop);
    if (delivery.state === "collected") return refuse(409, "这份执照已经领走");
    const { answers, key } = openAnswers(deps.config.keyring, filing);
    const code = randomCode(6);
    const changed = await changeDeliveryRow(
      tx,
      delivery,
      {
        proxy_code_hash: lookupHash(deps.config.keyring, "code", `${filing.id}:${code}`),
        proxy_failures: 0,
        proxy_sealed: sealJson(key, { name: name.name, idNumber: id.id }),
      },
      by.now,
    );
    if (!changed) return changedMeanwhile();
    await record(tx, { type: "proxy-named", filingId: filing.id, actor: by.actor, at: by.now });
    const phone = answers.operator?.phone;
    if (phone)
      await queueMessage(tx, deps.config, {
        filingId: filing.id,
        kind: "proxy",
        phone,
        body: `【全城通办】您已委托${name.name}代领营业执照，代领码 ${code}，只能用一次。请转告代领人，领取时带其本人身份证。`,
        now: by.now,
      });
    return { location: by.actor.kind === "applicant" && !by.actor.kioskId ? "/status/progress" : "/kiosk/progress" };
  });
}

export interface HandOut {
  filingId: string;
  collector: "self" | "proxy";
  name: string;
  idNumber: string;
  proxyCode?: string;
  /** Picture from the pad; without one the sheet is signed on paper and kept at the hall. */
  signature?: Buffer;
}

const WRONG_PERSON = "证件与经营者或代领人不一致，不能发放";

/**
 * Hands the paper licence over against identity and signature: to the operator, or to the named proxy with the one-use code, which
 * locks after five wrong tries. Refuses with 422 (person, code), 409 (not ready, collected, its sheet voided), 404, 403. Source: R49, R59.
 */
export async function handOut(deps: Deps, by: By, input: HandOut): Promise<Outcome> {
  const begun = await mayBegin(deps, by, "hand-out", input.filingId);
  if (!begun.ok) return begun;
  const upload = input.signature ? checkUpload({ name: "signature", bytes: input.signature }) : undefined;
  if (upload && !upload.ok) return upload;
  const stored = upload && (await deps.files.putSealed(openFilingKey(deps.config.keyring, begun.filing), upload.bytes));
  let wrongCode = false;
  const outcome = await onFiling(deps, by, "hand-out", input.filingId, async ({ tx, filing }) => {
    const delivery = await deliveryOf(tx, filing.id);
    if (delivery?.method !== "pickup") return NOT_FOUND;
    const licence = await licenceOf(tx, filing.id);
    const stop = licence && stopOfLicence("hand-out", licence.status);
    if (stop) return refuse(409, stop);
    if (delivery.state !== "ready")
      return refuse(409, delivery.state === "collected" ? "这份执照已经领走" : "这份执照还没有备好");
    const { answers, key } = openAnswers(deps.config.keyring, filing);
    const sheets = licence ? await validSheets(tx, licence.id) : [];
    if (!licence || sheets.length < sheetsOwed(answers.copies).length)
      return refuse(409, "有打印的执照已经作废，请先重新打印，再发放");
    const authority = await authorityById(tx, licence.authority_id);
    const hall = await hallById(tx, delivery.pickup_hall_id ?? "");
    if (!authority || !hall) return NOT_FOUND;

    if (input.collector === "self" && input.idNumber.toUpperCase() !== answers.operator?.idNumber)
      return refuse(422, WRONG_PERSON, [{ field: "idNumber", message: WRONG_PERSON }]);
    if (input.collector === "proxy") {
      if (!delivery.proxy_code_hash || !delivery.proxy_sealed)
        return refuse(422, "经营者还没有委托别人代领", [{ field: "collector", message: "经营者还没有委托别人代领" }]);
      if (delivery.proxy_failures >= PROXY_TRIES) return refuse(409, "代领码试错次数太多，已经锁定，请经营者重新委托");
      const proxy = openJson(key, delivery.proxy_sealed) as { name: string; idNumber: string };
      const given = Buffer.from(
        lookupHash(deps.config.keyring, "code", `${filing.id}:${(input.proxyCode ?? "").toUpperCase()}`),
      );
      if (!timingSafeEqual(given, Buffer.from(delivery.proxy_code_hash))) {
        wrongCode = true;
        return refuse(422, "代领码不对", [{ field: "proxyCode", message: "代领码不对，请看经营者转来的短信" }]);
      }
      if (proxy.idNumber !== input.idNumber.toUpperCase())
        return refuse(422, WRONG_PERSON, [{ field: "idNumber", message: WRONG_PERSON }]);
    }

    const signatureFile = stored && upload ? newId(by.now) : null;
    if (stored && upload && signatureFile)
      await insertFile(tx, {
        id: signatureFile,
        filing_id: filing.id,
        kind: "collection-signature",
        name: stored.name,
        media_type: upload.mediaType,
        size: stored.size,
        sealed: 1,
        created_at: by.now,
      });
    const changed = await changeDeliveryRow(
      tx,
      delivery,
      {
        state: "collected",
        collected_at: by.now,
        collector: input.collector,
        collector_sealed: sealJson(key, { name: input.name, idNumber: input.idNumber }),
        proxy_code_hash: null,
        signature_file: signatureFile,
      },
      by.now,
    );
    if (!changed) return changedMeanwhile();
    await record(tx, {
      type: "handed-out",
      filingId: filing.id,
      actor: by.actor,
      at: by.now,
      data: { collector: input.collector, signature: stored ? "pad" : "paper" },
    });
    await issueNotice(tx, deps.config, key, {
      ...collectionTexts({
        operator: answers.operator?.name ?? "",
        name: filing.name,
        uscc: groupCode(licence.uscc),
        sheets,
        collector: { kind: input.collector, name: input.name, idNumber: input.idNumber.toUpperCase() },
        hall: hall.name,
        staff: by.actor.kind === "staff" ? by.actor.name : "",
        signatureFile,
        now: by.now,
      }),
      filing,
      authority,
      now: by.now,
    });
    await tellBothSides(tx, deps.config, {
      filing,
      answers,
      kind: "handed-out",
      message: `您的纸质营业执照已由${input.collector === "self" ? "本人" : "代领人"}领取。如不是您的意思，请尽快联系大厅。`,
      note: `纸质执照已由${input.collector === "self" ? "经营者本人" : "代领人"}领取`,
      now: by.now,
    });
    return { location: "/desk/delivery" };
  });
  if (wrongCode) await countProxyFailure(deps.db, input.filingId);
  return outcome;
}
