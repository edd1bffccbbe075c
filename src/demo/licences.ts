import { licenceData } from "../licence/licence-data.ts";
import { drawBoth } from "../licence/licence-pdf.ts";
import { localDate } from "../rules/calendar.ts";
import { licenceIdentifier } from "../rules/licence-identifier.ts";
import type { Deps } from "../web/env.ts";
import type { Allotted, DemoCase, World } from "./case.ts";
import { idOf } from "./random.ts";

/** Allots code, identifier and verification code to a registered case, without its files. */
export function allotLicence(world: World, item: DemoCase): Allotted | undefined {
  const { course, authority, chance } = item;
  const decidedAt = course.endedAt;
  if (course.status !== "registered" || decidedAt === undefined) return undefined;
  const uscc = world.numbers.uscc(authority);
  const serial = world.numbers.licence(localDate(decidedAt));
  const identifier = licenceIdentifier({ issuer: authority.issuer_code, serial, version: 1 });
  const data = licenceData(item.answers, world.catalogues, world.config, {
    uscc,
    identifier,
    authority: authority.name,
    decidedAt,
  });
  const msToAvailable = chance.int(180, 900);
  return {
    files: undefined,
    licence: {
      id: idOf(chance, decidedAt),
      filing_id: item.id,
      version: 1,
      uscc,
      identifier,
      verify_code: world.numbers.verifyCode(),
      status: "valid",
      authority_id: authority.id,
      data: JSON.stringify(data),
      decided_at: decidedAt,
      issued_at: decidedAt + msToAvailable,
      ms_to_available: msToAvailable,
      bulk: world.bulk ? 1 : 0,
      original_sha256: null,
      duplicate_sha256: null,
      national_number: null,
      national_file: null,
    },
  };
}

/** Draws and stores both files, as registration does. */
export async function drawLicence(deps: Deps, allotted: Allotted): Promise<void> {
  const { licence } = allotted;
  const files = await drawBoth(deps, {
    data: JSON.parse(licence.data),
    verifyCode: licence.verify_code,
    authorityId: licence.authority_id,
  });
  Object.assign(licence, files);
  allotted.files = files;
}
