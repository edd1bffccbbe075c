import type { Deps } from "../web/env.ts";
import { type LicenceData, licencePrint } from "./licence-data.ts";
import { keepFiles, type LicenceRow, licenceById } from "./queries/licence.ts";

export type Part = "original" | "duplicate";

/** The stored bytes of a licence's part, forever the same. A bulk licence is drawn and stored at its first opening. */
export async function licencePdf(deps: Deps, licence: LicenceRow, part: Part): Promise<Buffer> {
  const name = part === "original" ? licence.original_sha256 : licence.duplicate_sha256;
  if (name) return deps.files.readIssued(name);
  const data = JSON.parse(licence.data) as LicenceData;
  const files = await drawBoth(deps, { data, verifyCode: licence.verify_code, authorityId: licence.authority_id });
  await keepFiles(deps.db, licence.id, files);
  const kept = await licenceById(deps.db, licence.id);
  const keptName = part === "original" ? kept?.original_sha256 : kept?.duplicate_sha256;
  if (!keptName) throw new Error(`licence ${licence.id} keeps no file after drawing`);
  return deps.files.readIssued(keptName);
}

/** Draws, signs with the authority's key and stores both parts, synced, and gives their names. */
export async function drawBoth(
  deps: Deps,
  licence: { data: LicenceData; verifyCode: string; authorityId: string },
): Promise<{ original_sha256: string; duplicate_sha256: string }> {
  const draw = async (part: Part) => {
    const data = licencePrint(licence.data, deps.config, licence.verifyCode, part);
    const bytes = await deps.press.draw({ kind: "licence", data, signWith: licence.authorityId });
    return (await deps.files.putIssued(bytes)).name;
  };
  const [original, duplicate] = await Promise.all([draw("original"), draw("duplicate")]);
  return { original_sha256: original, duplicate_sha256: duplicate };
}

/** A part as it is printed on paper: with the number of the copy and the serial of the sheet, which the stored file has not. */
export function printedPdf(
  deps: Deps,
  licence: LicenceRow,
  sheet: { part: Part; copy: number; serial: string },
): Promise<Buffer> {
  const number = sheet.part === "duplicate" ? `1-${sheet.copy}` : "";
  const data = licencePrint(JSON.parse(licence.data) as LicenceData, deps.config, licence.verify_code, sheet.part, {
    number,
    serial: sheet.serial,
  });
  return deps.press.draw({ kind: "licence", data, signWith: licence.authority_id });
}
