import type { Answers } from "./answers.ts";
import { foldedWords } from "./as-given.ts";
import { checkName, composeName, type NameCatalogue, type NameParts } from "./business-name.ts";
import type { Calendar } from "./calendar.ts";
import type { ClockSettings } from "./clock.ts";
import { type ContentsFacts, missingContents } from "./contents.ts";
import type { FieldId } from "./fields.ts";
import type { DatedWord, LicenceWords } from "./licence-words.ts";
import { checkPersonName } from "./person-name.ts";
import { checkPremises, type Division, jurisdictionOf, type PremisesField } from "./premises.ts";
import { checkResidentId } from "./resident-id.ts";
import { checkScope, type ScopeItem } from "./scope-of-business.ts";

export interface RuleSettings {
  nameSuffix: boolean;
  declarationAllowed: boolean;
  showDeclared: boolean;
  dateLabel: "注册日期" | "成立日期";
  clock: ClockSettings;
  /** The standing words of the licence in force on the day the catalogues are of. */
  words: LicenceWords;
  /** All wordings, for the day of a decision. */
  datedWords: readonly DatedWord[];
}

/** The tables the rules are asked with: loaded from the database, as they stand on a day. */
export interface Catalogues {
  names: NameCatalogue;
  scope: readonly ScopeItem[];
  divisions: readonly Division[];
  /** The four bureaus, by the district whose premises they register. */
  bureaus: readonly { id: string; name: string; district: string }[];
  calendar: Calendar;
  settings: RuleSettings;
}

/** "block": it cannot be submitted; "manual": an officer must look, and nothing is registered by rule; "hint": the applicant's own risk. */
export type Severity = "block" | "manual" | "hint";

export interface Finding {
  field: FieldId;
  severity: Severity;
  message: string;
  clause: string;
  evidence?: string;
}

export interface FindingFacts extends ContentsFacts {
  /** Same 字号 and industry held in the same authority by another filing. */
  nameTaken: boolean;
  identity: "unverified" | "card" | "staff";
  today: string;
}

const PREMISES_FIELDS: Record<PremisesField, FieldId> = {
  district: "premises.place",
  street: "premises.place",
  community: "premises.place",
  detail: "premises.detail",
  type: "premises.type",
  proof: "premises.proof",
  platforms: "premises.online",
};

/**
 * Everything a machine can say of an application, in the order of the form: the same at the kiosk before submission and at
 * review. Takes the answers, the catalogues and the facts beside them (`today` as YYYY-MM-DD in Asia/Shanghai).
 * Sources: the rules it calls; 细则 16 (real name), 18 (complete, legal form); R7 (what a machine can refuse is refused at the kiosk).
 */
export function findings(answers: Answers, catalogues: Catalogues, facts: FindingFacts): Finding[] {
  return [
    ...missingContents(answers, facts).map((missing) => ({
      ...missing,
      severity: "block" as const,
      clause: "实施细则第十八条",
    })),
    ...personFindings(answers, facts),
    ...premisesFindings(answers, catalogues, facts.today),
    ...nameFindings(answers, catalogues, facts),
    ...scopeFindings(answers, catalogues, facts),
  ];
}

function personFindings(answers: Answers, facts: FindingFacts): Finding[] {
  const found: Finding[] = [];
  const { operator, filer, liaison } = answers;
  if (operator?.name) {
    const name = checkPersonName(operator.name, "resident");
    if (!name.ok)
      found.push({ field: "operator.name", severity: "block", message: name.message, clause: "实施细则第十六条" });
  }
  for (const [field, original] of [
    ["operator.name", operator?.nameAsGiven],
    ["family", (answers.family ?? []).map((member) => member.nameAsGiven ?? "").join("")],
  ] as const) {
    const folded = foldedWords(original);
    if (folded)
      found.push({
        field,
        severity: "manual",
        message: `姓名来自旧编码：${folded}，请与证件上的字核对`,
        clause: "GB 18030-2022",
      });
  }
  if (operator?.idNumber) {
    const id = checkResidentId(operator.idNumber, facts.today);
    if (!id.ok) found.push({ field: "operator.id", severity: "block", message: id.message, clause: "GB 11643" });
    else if (id.age < 18)
      found.push({
        field: "operator.id",
        severity: "manual",
        message: "经营者未满18周岁，须由窗口核实是否以自己的劳动收入为主要生活来源",
        clause: "民法典第十八条",
      });
  }
  if (facts.identity === "unverified")
    found.push({
      field: "operator.id",
      severity: "manual",
      message: "未核验：经营者的身份证没有在读卡器上核验，请审核人员确认",
      clause: "实施细则第十六条",
    });
  if (filer?.kind === "agent" && !filer.selfFunded && liaison && liaison.idNumber === filer.idNumber)
    found.push({
      field: "liaison",
      severity: "block",
      message: "登记代理人不能同时是登记联络员，请改填经营者本人或内部人员",
      clause: "经营主体登记申请及代理行为管理办法",
    });
  return found;
}

function premisesFindings(answers: Answers, catalogues: Catalogues, today: string): Finding[] {
  const { premises } = answers;
  if (!premises?.district || !premises.street) return [];
  const place = jurisdictionOf({ area: premises.district, street: premises.street }, catalogues.divisions, today);
  if (!place.ok)
    return [{ field: "premises.place", severity: "block", message: place.message, clause: "实施细则第十八条" }];
  if (!premises.type || premises.detail === undefined) return [];
  return checkPremises(premises, catalogues.divisions, catalogues.settings, today).map((problem) => ({
    field: PREMISES_FIELDS[problem.field],
    severity: "block",
    message: problem.message,
    clause: "登记管理条例第十一条",
  }));
}

function nameFindings(answers: Answers, catalogues: Catalogues, facts: FindingFacts): Finding[] {
  const parts = namePartsOf(answers, catalogues.divisions);
  if (!parts) return [];
  const district = parts.district;
  const found: Finding[] = checkName(
    parts,
    {
      premisesDistrict: district,
      ...(parts.street ? { premisesStreet: parts.street } : {}),
      ...(answers.operator?.name ? { operatorName: answers.operator.name } : {}),
      scope: scopeItemsOf(answers, catalogues),
    },
    catalogues.names,
    { suffix: catalogues.settings.nameSuffix },
  ).map(({ severity, message, clause, evidence }) => ({
    field: "name",
    severity,
    message,
    clause,
    ...(evidence ? { evidence } : {}),
  }));
  if (facts.nameTaken)
    found.push({
      field: "name",
      severity: "block",
      message: "同一登记机关、同一行业里已经有这个字号，请换一个字号",
      clause: "企业名称登记管理规定第十七条",
    });
  return found;
}

function scopeFindings(answers: Answers, catalogues: Catalogues, facts: FindingFacts): Finding[] {
  if (!answers.scope || answers.scope.length === 0) return [];
  const items = scopeItemsOf(answers, catalogues);
  const gone = answers.scope.filter((phrase) => !items.some((item) => item.phrase === phrase));
  const found: Finding[] = checkScope(items, {
    formation: answers.formation ?? "individual",
    onlineOnly: answers.premises?.onlineOnly === true,
    hasPreapproval: facts.documents.includes("preapproval"),
  }).map(({ severity, message, clause, phrase }) => ({
    field: "scope",
    severity,
    message,
    clause,
    ...(phrase ? { evidence: phrase } : {}),
  }));
  // Such an item would be missing on the licence without a word.
  for (const phrase of gone)
    found.push({
      field: "scope",
      severity: "block",
      message: `“${phrase}”不在现行的经营范围目录里，请去掉或者另选一项`,
      clause: "实施细则第十八条",
      evidence: phrase,
    });
  return found;
}

/** The parts of the chosen name with the district of the premises in front, or undefined where no name is used. Source: 名称规定 6, 7. */
export function namePartsOf(answers: Answers, divisions: readonly Division[]): NameParts | undefined {
  const { name, premises } = answers;
  if (!name?.named || !premises?.district) return undefined;
  const district = divisions.find((division) => division.code === premises.district)?.name;
  if (!district) return undefined;
  const { trade, industry, form } = name;
  return { district, trade, industry, form, ...(name.street ? { street: name.street } : {}) };
}

/** The whole name as it will be registered, or "" where none is used. Source: 名称规定 6; suffix by setting. */
export function registeredName(answers: Answers, catalogues: Catalogues): string {
  const parts = namePartsOf(answers, catalogues.divisions);
  return parts ? composeName(parts, { suffix: catalogues.settings.nameSuffix }) : "";
}

/** The catalogue's items of the chosen phrases, in their order; the first is the main one. Phrases that left the catalogue are dropped. */
export function scopeItemsOf(answers: Answers, catalogues: Catalogues): ScopeItem[] {
  return (answers.scope ?? []).flatMap((phrase) => catalogues.scope.find((item) => item.phrase === phrase) ?? []);
}
