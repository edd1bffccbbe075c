import type { NameAnswer } from "../rules/answers.ts";
import { checkName, composeName, holdKey, type NameParts, similarNames, suggestNames } from "../rules/business-name.ts";
import { namePartsOf, scopeItemsOf } from "../rules/findings.ts";
import type { NamePart, NameSeverity } from "../rules/name-finding.ts";
import { foldName } from "../rules/name-text.ts";
import type { Deps } from "../web/env.ts";
import { checkDrawn } from "./drawn.ts";
import type { Case } from "./kiosk-case.ts";
import { nameTaken, tradesNear } from "./queries/name-hold.ts";

export interface NameReport {
  /** As it would be registered; "" while a part is missing. */
  name: string;
  findings: { field: string; severity: NameSeverity; message: string }[];
  similar: { trade: string; why: string }[];
  suggestions: string[];
}

const INPUT_OF: Record<NamePart, string> = {
  name: "trade",
  district: "street",
  trade: "trade",
  industry: "industry",
  form: "form",
};

/** Everything that can be said of a name before it is submitted: the rules, whether it is held, what it resembles, what is free instead. */
export async function reportOnName(
  deps: Deps,
  kase: Case,
  name: Extract<NameAnswer, { named: true }>,
): Promise<NameReport> {
  const answers = { ...kase.answers, name };
  const { catalogues } = kase.facts;
  const authorityId = catalogues.bureaus.find(({ district }) => district === answers.premises?.district)?.id;
  const parts = namePartsOf(answers, catalogues.divisions);
  if (!parts) {
    const message = "请先选好经营场所所在的区，名称要以区名开头。";
    return { name: "", findings: [{ field: "trade", severity: "block", message }], similar: [], suggestions: [] };
  }
  const settings = { suffix: catalogues.settings.nameSuffix };
  const operatorName = answers.operator?.name ?? "";
  const context = {
    premisesDistrict: parts.district,
    ...(parts.street ? { premisesStreet: parts.street } : {}),
    ...(operatorName ? { operatorName } : {}),
    scope: scopeItemsOf(answers, catalogues),
  };
  const judge = (each: NameParts) => checkName(each, context, catalogues.names, settings);
  const isHeld = async (each: NameParts) =>
    authorityId !== undefined &&
    nameTaken(deps.db, { authorityId, ...holdKey(each, catalogues.names) }, kase.filing.id, deps.now());

  const findings = judge(parts).map(({ part, severity, message }) => ({ field: INPUT_OF[part], severity, message }));
  for (const part of ["trade", "industry", "form"] as const) {
    const drawn = checkDrawn(foldName(parts[part]));
    if (!drawn.ok) findings.push({ field: part, severity: "block", message: drawn.message });
  }
  const held = parts.trade !== "" && (await isHeld(parts));
  if (held)
    findings.push({
      field: "trade",
      severity: "block",
      message: `“${parts.trade}”在同一个登记机关、同一个行业里已经有人用了，请换一个字号。`,
    });
  const near = authorityId && parts.trade !== "" ? await tradesNear(deps.db, authorityId, parts.trade) : [];
  const blocked = findings.some(({ severity, field }) => severity === "block" && field === "trade");
  const suggestions: string[] = [];
  if (blocked && parts.trade !== "")
    for (const trade of suggestNames(parts, operatorName, [parts.trade, ...near])) {
      const other = { ...parts, trade };
      const good = judge(other).every(({ severity }) => severity !== "block") && !(await isHeld(other));
      if (good) suggestions.push(trade);
    }
  return {
    name: parts.trade === "" || parts.form === "" ? "" : composeName(parts, settings),
    findings: oncePerMessage(findings),
    similar: similarNames(parts.trade, near).slice(0, 3),
    suggestions,
  };
}

function oncePerMessage<T extends { message: string }>(findings: readonly T[]): T[] {
  return findings.filter(({ message }, at) => findings.findIndex((other) => other.message === message) === at);
}
