import type { LicencePrint } from "../../views/print/licence.ts";
import type { Config } from "../config.ts";
import type { Answers } from "../rules/answers.ts";
import { localDate } from "../rules/calendar.ts";
import { type Catalogues, registeredName, scopeItemsOf } from "../rules/findings.ts";
import { isStandard, type LicenceWords, scopeTexts, wordsOn } from "../rules/licence-words.ts";
import { type Premises, printedPremises } from "../rules/premises.ts";
import { printedScope } from "../rules/scope-of-business.ts";
import { licenceLink } from "../signing/licence-square.ts";

/** What stands on a licence: public facts of the register alone. Kept with the licence, so that it can be drawn again the same. */
export type LicenceData = Omit<LicencePrint, "part" | "copy" | "verifyUrl" | "verifyCode">;

export interface Allotted {
  uscc: string;
  identifier: string;
  authority: string;
  decidedAt: number;
}

/** Everything the licence shows, from the answers as submitted and what registration allotted. Source: 细则 23; domain 6.2. */
export function licenceData(answers: Answers, catalogues: Catalogues, config: Config, allotted: Allotted): LicenceData {
  const words = wordsOn(catalogues.settings.datedWords, localDate(allotted.decidedAt));
  const settings = { ...catalogues.settings, nameSuffix: words.nameSuffix !== "" };
  return {
    demo: config.demo,
    uscc: allotted.uscc,
    name: registeredName(answers, { ...catalogues, settings }) || null,
    operator: answers.operator?.name ?? "",
    formation: answers.formation === "family" ? "家庭经营" : "个人经营",
    entityType: "个体工商户",
    scope: printedScope(scopeItemsOf(answers, catalogues), {
      onlineOnly: answers.premises?.onlineOnly === true,
      texts: scopeTexts(words),
    }),
    premises: isPremises(answers.premises)
      ? printedPremises(answers.premises, catalogues.divisions, catalogues.settings)
      : "",
    registeredOn: localDate(allotted.decidedAt),
    authority: allotted.authority,
    identifier: allotted.identifier,
    dateLabel: words.dateLabel === "成立日期" ? "成立日期" : "注册日期",
    ...(isStandard(words) ? {} : { words: printWords(words, config.demo) }),
    issuedAt: allotted.decidedAt,
  };
}

function printWords(words: LicenceWords, demo: boolean): NonNullable<LicencePrint["words"]> {
  return {
    uscc: words.usccLabel,
    name: words.nameLabel,
    entityType: words.typeLabel,
    operator: words.operatorLabel,
    scope: words.scopeLabel,
    formation: words.formationLabel,
    premises: words.premisesLabel,
    authority: words.authorityLabel,
    qrHint: demo ? words.sampleQrHint : words.qrHint,
    annualReport: words.annualReport,
  };
}

function isPremises(premises: Partial<Premises> | undefined): premises is Premises {
  return (
    premises?.district !== undefined &&
    premises.street !== undefined &&
    premises.detail !== undefined &&
    premises.type !== undefined &&
    premises.onlineOnly !== undefined &&
    premises.proof !== undefined
  );
}

/** The data of one part as the press draws it, with the link and the typed code under which anyone verifies it. */
export function licencePrint(
  data: LicenceData,
  config: Config,
  verifyCode: string,
  part: LicencePrint["part"],
  copy?: LicencePrint["copy"],
): LicencePrint {
  return {
    ...data,
    part,
    verifyUrl: licenceLink(config.cityKey, config.verifyUrl, verifyCode, data),
    verifyCode,
    ...(copy ? { copy } : {}),
  };
}
