import type { VerifyAnswer } from "../../views/public/verify.tsx";
import { inTransaction } from "../db/transaction.ts";
import { record } from "../events/record.ts";
import { sha256 } from "../files/store.ts";
import { authorities } from "../filing/queries/places.ts";
import { afterIssueGround } from "../rules/after-issue.ts";
import { localDate, sayDate, sayMoment } from "../rules/calendar.ts";
import { groupCode } from "../rules/uscc.ts";
import { checkFlags } from "../rules/verify-flags.ts";
import { type Inspection, inspectPdf, statedIdentifier } from "../signing/inspect.ts";
import { ownCertificates } from "../signing/trusted.ts";
import type { Deps } from "../web/env.ts";
import type { LicenceData } from "./licence-data.ts";
import { type VersionRow, versionsOf } from "./queries/changes.ts";
import { type LicenceRow, licenceByIdentifier, licenceBySha, licenceByVerifyCode } from "./queries/licence.ts";
import { raiseFlag, tallyCheck } from "./queries/verify-flags.ts";
import { sayVersion } from "./version-view.ts";

const COMPARED_STATUS = "执照现在的状态与登记记录比对";

/** By the code under the square, or by the square itself, whose link holds the code. */
export async function checkCode(deps: Deps, code: string): Promise<VerifyAnswer> {
  const licence = await licenceByVerifyCode(deps.db, code);
  if (!licence) return nothing(deps, "unknown", ["核验码与登记记录比对：没有这个核验码"]);
  return found(deps, licence, ["核验码与登记记录比对：找到这张执照", COMPARED_STATUS]);
}

/**
 * By the file: the archived one byte for byte is known by its hash; what states one of our identifiers or bears one of our
 * signatures and is not archived was altered; all else is not ours. The file is not kept.
 */
export async function checkFile(deps: Deps, bytes: Buffer): Promise<VerifyAnswer> {
  const licence = await licenceBySha(deps.db, sha256(bytes));
  if (licence) return found(deps, licence, ["文件的每一个字节与签发时存档的文件比对：完全一致", COMPARED_STATUS]);

  const differs = "文件的每一个字节与签发时存档的文件比对：不一致";
  const stated = statedIdentifier(bytes);
  const named = stated === null ? undefined : await licenceByIdentifier(deps.db, stated);
  const inspection = inspectPdf(bytes, await trustedCertificates(deps));
  const signedByUs = inspection.signed && inspection.trusted;
  if (named) await noteAltered(deps, named);
  if (named || (signedByUs && !(inspection.intact && inspection.wholeFile)))
    return nothing(deps, "altered", [
      differs,
      ...(named ? ["文件里写的证照标识：是本系统签发过的执照"] : []),
      signatureWords(inspection),
    ]);
  if (signedByUs) return nothing(deps, "other", [differs, signatureWords(inspection)]);
  return nothing(deps, "foreign", [differs, "文件里的证照标识：不是本系统签发的", signatureWords(inspection)]);
}

function signatureWords(inspection: Inspection): string {
  if (!inspection.signed) return "电子签名：没有找到";
  if (!inspection.trusted) return "电子签名：不是登记机关的签名";
  if (inspection.intact && inspection.wholeFile) return "电子签名：是登记机关的签名，签名所覆盖的内容完好";
  return "电子签名：是登记机关的签名，但签名以后文件被改动过";
}

const certificates = new WeakMap<object, Promise<ReturnType<typeof ownCertificates>>>();

// Read once a process: keys change with a restart.
async function trustedCertificates(deps: Deps): Promise<ReturnType<typeof ownCertificates>> {
  const source = deps.config.signing.keys;
  const known = await certificates.get(source);
  if (known && known.length > 0) return known;
  const reading = authorities(deps.db).then((all) => ownCertificates(source, all));
  certificates.set(source, reading);
  return reading;
}

async function found(deps: Deps, licence: LicenceRow, checked: string[]): Promise<VerifyAnswer> {
  const now = deps.now();
  const versions = await versionsOf(deps.db, licence.filing_id);
  const verdict = versions[0]?.status === "cancelled" ? "cancelled" : licence.status;
  await inTransaction(deps.db, async (tx) => {
    await record(tx, {
      type: "verified",
      filingId: licence.filing_id,
      actor: { kind: "system" },
      at: now,
      data: { licence: licence.id, status: verdict },
    });
    const count = await tallyCheck(tx, licence.id, now);
    for (const kind of checkFlags({ verdict, thisHour: count }))
      await raiseFlag(tx, {
        licenceId: licence.id,
        kind,
        day: localDate(now),
        now,
        count: kind === "burst" ? count : 1,
      });
  });
  const data = JSON.parse(licence.data) as LicenceData;
  return {
    verdict,
    checked,
    ended: endedWords(licence, versions, now),
    facts: publicFacts(licence, data),
    square: squareFacts(data),
    at: sayMoment(now, now),
  };
}

async function noteAltered(deps: Deps, licence: LicenceRow): Promise<void> {
  const now = deps.now();
  await inTransaction(deps.db, async (tx) => {
    await record(tx, {
      type: "verified",
      filingId: licence.filing_id,
      actor: { kind: "system" },
      at: now,
      data: { licence: licence.id, status: "altered" },
    });
    await raiseFlag(tx, { licenceId: licence.id, kind: "altered", day: localDate(now), now, count: 1 });
  });
}

function nothing(deps: Deps, verdict: "unknown" | "altered" | "other" | "foreign", checked: string[]): VerifyAnswer {
  const now = deps.now();
  return { verdict, checked, ended: [], facts: [], at: sayMoment(now, now) };
}

/** Since when a version is void, why, and that there is a newer one: grounds only, for the reason may name people. */
function endedWords(licence: LicenceRow, versions: readonly VersionRow[], now: number): string[] {
  const [newest] = versions;
  const own = versions.find(({ id }) => id === licence.id);
  if (!newest || !own) return [];
  const annulled = newest.kind === "annul" && newest.ended_at !== null;
  return [
    ...(own.kind === "correct" && own.ended_at !== null
      ? [
          `这是${sayVersion(own.version)}，${sayDay(own.ended_at)}由登记机关更正（${afterIssueGround(own.ground ?? "")}）。`,
        ]
      : []),
    ...(own.id !== newest.id && !annulled
      ? [`现在有效的是${sayVersion(newest.version)}，${sayDay(newest.decided_at)}签发。`]
      : []),
    ...(annulled
      ? [
          `登记机关${sayMoment(newest.ended_at ?? now, now)}撤销了这次登记（${afterIssueGround(newest.ground ?? "")}），所有版本都作废。`,
        ]
      : []),
  ];
}

function sayDay(ms: number): string {
  const date = localDate(ms);
  return `${date.slice(0, 4)}年${sayDate(date).replace(/（.*$/, "")}`;
}

/** What the public register shows, and nothing more (企业信息公示; domain 9: never number, phone or home of a person). */
function publicFacts(licence: LicenceRow, data: LicenceData): { label: string; value: string }[] {
  return [
    { label: "名称", value: data.name ?? "不使用名称" },
    { label: "统一社会信用代码", value: groupCode(licence.uscc) },
    { label: "经营者", value: data.operator },
    { label: "组成形式", value: data.formation },
    { label: "经营场所", value: data.premises },
    { label: "经营范围", value: data.scope },
    { label: "登记机关", value: data.authority },
    {
      label: data.dateLabel,
      value: `${data.registeredOn.slice(0, 4)}年${sayDate(data.registeredOn).replace(/（.*$/, "")}`,
    },
    { label: "签发日期", value: sayDay(data.issuedAt) },
    { label: "证照标识", value: `${licence.identifier}（${sayVersion(licence.version)}）` },
  ];
}

/** The printed items in the order in which the square vouches for them, for the check in the browser. */
function squareFacts(data: LicenceData): (string | null)[] {
  return [
    data.identifier,
    data.uscc,
    data.name,
    data.entityType,
    data.operator,
    data.formation,
    data.scope,
    data.premises,
    data.registeredOn,
    data.authority,
  ];
}
