import { characterWords, outsideGb18030 } from "./characters.ts";
import { CATEGORY, type NameCatalogue, wordsOf } from "./name-catalogue.ts";
import { NAME_CLAUSE, type NameFinding, type NamePart } from "./name-finding.ts";
import { forbiddenWords } from "./name-forbidden.ts";
import { toStandardCharacters, traditionalCharacters } from "./name-hanzi.ts";
import { fitsScope, industryWords } from "./name-industry.ts";
import {
  CITY,
  composeName,
  foldParts,
  type NameFault,
  type NameParts,
  type NameSettings,
  splitName,
} from "./name-parts.ts";
import { placeInIndustry, placeInTrade } from "./name-places.ts";
import { characterCount, foldName, foreignRuns, spansOf } from "./name-text.ts";
import type { ScopeItem } from "./scope-item.ts";

export type { NameCatalogue, NameWord } from "./name-catalogue.ts";
export type { NameFinding, NamePart, NameSeverity } from "./name-finding.ts";
export { industryClass } from "./name-industry.ts";
export { composeName, type NameParts, type NameSettings } from "./name-parts.ts";
export { OTHER_PLACES } from "./name-places.ts";
export { EVERY_INDUSTRY, holdKey, similarNames, suggestNames } from "./name-similar.ts";

const SHORTEST = 6;
const LONGEST = 60;

export interface NameContext {
  /** district of the premises, as 阳明区; "" when not yet known */
  premisesDistrict: string;
  premisesStreet?: string;
  operatorName?: string;
  /** the first is the main one; empty: checks 5 and 9 do not run */
  scope: readonly ScopeItem[];
}

/**
 * Takes a full name apart, with or without the suffix, with either kind of brackets.
 * @returns the parts as far as the name has them (undefined without one of the city's districts), and what is wrong with the prefix and the suffix
 * Source: 企业名称登记管理规定 6, 7.
 */
export function parseName(
  name: string,
  catalogue: NameCatalogue,
): { parts: NameParts | undefined; findings: NameFinding[] } {
  const { parts, faults } = splitName(name, catalogue);
  const district = parts?.district ?? catalogue.districts[0] ?? "";
  return { parts, findings: faults.map((fault) => faultFinding(fault, district)) };
}

/** parseName, then checkName. */
export function checkFullName(
  name: string,
  context: NameContext,
  catalogue: NameCatalogue,
  settings: NameSettings,
): NameFinding[] {
  const { parts, findings } = parseName(name, catalogue);
  return parts === undefined ? findings : [...findings, ...checkName(parts, context, catalogue, settings)];
}

/**
 * Everything software can say of a name except its uniqueness (check 8), in the order of domain 3.3; empty when nothing is wrong.
 * The parts are folded first. Words of the table are looked for in 字号, industry and form, never in the prefix.
 * Source: 企业名称登记管理规定 5–12, 条例 10; domain 3.3.
 */
export function checkName(
  parts: NameParts,
  context: NameContext,
  catalogue: NameCatalogue,
  settings: NameSettings,
): NameFinding[] {
  const folded = foldParts(parts);
  const operatorName = foldName(context.operatorName ?? "");
  return [
    ...checkLength(folded, settings),
    ...checkCharacters(folded, operatorName),
    ...checkDistrict(folded, context, catalogue),
    ...checkTrade(folded, operatorName, catalogue),
    ...checkIndustry(folded, context.scope, catalogue),
    ...checkForm(folded, catalogue),
    ...forbiddenWords(folded, operatorName, context.scope, catalogue),
    ...checkRareCharacters(folded),
  ];
}

function faultFinding(fault: NameFault, district: string): NameFinding {
  const prefix = `${CITY}${district}`;
  const at3 = { check: 3, severity: "block", part: "district", clause: NAME_CLAUSE.district } as const;
  switch (fault) {
    case "city missing":
      return { ...at3, message: `区名前面要有市名，请写成“${prefix}”开头。`, evidence: district };
    case "province":
      return { ...at3, message: `前面不写省名，请写成“${prefix}”开头。`, evidence: "黑龙江省" };
    case "district missing":
      return { ...at3, message: `名称要以“${CITY}”加经营场所所在的区开头，例如“${prefix}”。` };
    case "suffix twice":
    case "suffix bare":
      return {
        check: 6,
        severity: "block",
        part: "form",
        message: "“（个体工商户）”由系统加在名称最后，只写一次，请去掉多写的。",
        evidence: "个体工商户",
        clause: NAME_CLAUSE.structure,
      };
  }
}

function checkLength(parts: NameParts, settings: NameSettings): NameFinding[] {
  const length = characterCount(composeName(parts, settings));
  if (length >= SHORTEST && length <= LONGEST) return [];
  const message = `名称连同市、区和“（个体工商户）”是 ${SHORTEST} 至 ${LONGEST} 个字，现在是 ${length} 个字，请改短字号或行业。`;
  return [{ check: 1, severity: "block", part: "name", message, clause: NAME_CLAUSE.structure }];
}

function checkCharacters(parts: NameParts, operatorName: string): NameFinding[] {
  const named: [NamePart, string][] = [
    ["trade", parts.trade],
    ["industry", parts.industry],
    ["form", parts.form],
  ];
  return named.flatMap(([part, text]) => {
    // The operator's own name is taken as the document has it: middle dot, traditional forms.
    const own = part === "trade" && operatorName !== "" ? text.replaceAll(operatorName, "") : text;
    const dotted = part === "trade" && operatorName === "";
    return [...foreignRuns(own).map((run) => foreignRun(run, part, dotted)), ...traditionalForms(own, part)];
  });
}

function foreignRun(run: string, part: NamePart, nameUnknown: boolean): NameFinding {
  const found = { check: 2, part, evidence: run, clause: NAME_CLAUSE.standardCharacters } as const;
  if (run === "·") {
    const message = "间隔号“·”只能用在经营者本人的姓名里，请去掉，或者写与身份证一致的姓名。";
    return { ...found, severity: nameUnknown ? "manual" : "block", message };
  }
  if (run.includes("个体工商户") || /^[（）]+$/u.test(run)) {
    return { ...found, severity: "block", message: "这里不写括号，“（个体工商户）”由系统加在名称最后。" };
  }
  const advice = /^\d+$/u.test(run) ? "数字请写成汉字，例如“二十四”。" : "请换成汉字。";
  return {
    ...found,
    severity: "block",
    message: `名称只能用规范汉字，不能用字母、拼音、数字或符号“${run}”。${advice}`,
  };
}

function traditionalForms(text: string, part: NamePart): NameFinding[] {
  const found = traditionalCharacters(text);
  if (found.length === 0) return [];
  const evidence = found.map(({ character }) => character).join("");
  const message = `名称要用规范汉字，请把“${evidence}”写成“${toStandardCharacters(evidence)}”。`;
  return [{ check: 2, severity: "block", part, message, evidence, clause: NAME_CLAUSE.standardCharacters }];
}

function checkDistrict(parts: NameParts, context: NameContext, catalogue: NameCatalogue): NameFinding[] {
  const found = { check: 3, severity: "block", part: "district", clause: NAME_CLAUSE.district } as const;
  const { district, street } = parts;
  if (!catalogue.districts.includes(district)) {
    const message = `区名要在${catalogue.districts.join("、")}中选择，与经营场所所在的区一致。`;
    return [{ ...found, message, evidence: district }];
  }
  const { premisesDistrict, premisesStreet } = context;
  if (premisesDistrict !== "" && district !== premisesDistrict) {
    const message = `经营场所在${premisesDistrict}，名称要以“${CITY}${premisesDistrict}”开头，不能写“${district}”。`;
    return [{ ...found, message, evidence: district }];
  }
  if (street === undefined) return [];
  if (!catalogue.streets.some((known) => known.name === street && known.district === district)) {
    return [
      { ...found, message: `${district}没有“${street}”，请从列表中选择街道或乡镇，或者不写。`, evidence: street },
    ];
  }
  if (premisesStreet !== undefined && premisesStreet !== "" && street !== premisesStreet) {
    const message = `经营场所在${premisesStreet}，区名后面只能写“${premisesStreet}”，或者不写。`;
    return [{ ...found, message, evidence: street }];
  }
  return [];
}

function checkTrade(parts: NameParts, operatorName: string, catalogue: NameCatalogue): NameFinding[] {
  const found = { check: 4, severity: "block", part: "trade", clause: NAME_CLAUSE.trade } as const;
  const { trade, industry, form } = parts;
  if (trade === "") return [{ ...found, message: "名称里还没有字号。请写两个以上汉字，也可以用经营者姓名。" }];
  const ideographs = trade.match(/\p{Unified_Ideograph}/gu) ?? [];
  // Letters and digits are named by the check of characters; what stands in their place may be long enough.
  if (ideographs.length < 2 && foreignRuns(trade).every((run) => run === "·")) {
    return [{ ...found, message: `字号要有两个以上汉字，“${trade}”还少字，请补充。`, evidence: trade }];
  }
  if (trade === operatorName) return [];
  if (madeOfIndustryWords(trade, catalogue)) {
    const message = `“${trade}”是行业或组织形式用语，不能作字号。请另起一个字号，例如经营者姓名。`;
    return [{ ...found, message, evidence: trade }];
  }
  const dishes = wordsOf(catalogue, CATEGORY.industry).flatMap((word) => spansOf(trade + industry + form, word.word));
  const own = operatorName === "" ? [] : spansOf(trade, operatorName);
  const place = placeInTrade(trade, catalogue, [...dishes, ...own]);
  if (place === undefined) return districtNameHint(parts, catalogue);
  if (place.how === "beginning") {
    const message = `字号以地名“${place.place}”开头，容易让人误会经营地点。可以继续填写，由登记人员核对；也可以换一个字号。`;
    return [{ ...found, severity: "manual", message, evidence: place.place }];
  }
  const message = `“${place.place}”是行政区划名称，不能作字号。请换一个字号；经营场所的区和乡镇写在字号前面。`;
  return [{ ...found, message, evidence: place.place }];
}

function madeOfIndustryWords(trade: string, catalogue: NameCatalogue): boolean {
  const words = [...wordsOf(catalogue, CATEGORY.industry), ...wordsOf(catalogue, CATEGORY.formAllowed)]
    .map((word) => word.word)
    .filter((word) => word.length >= 2);
  const tiled = (rest: string): boolean =>
    rest === "" || words.some((word) => rest.startsWith(word) && tiled(rest.slice(word.length)));
  return tiled(trade);
}

function districtNameHint({ district, trade }: NameParts, catalogue: NameCatalogue): NameFinding[] {
  const other = catalogue.districts.find((name) => name !== district && name === `${trade}区`);
  if (other === undefined) return [];
  const message = `字号“${trade}”与本市${other}同名，容易让人误会经营地点。可以使用，也可以换一个字号。`;
  return [{ check: 4, severity: "hint", part: "trade", message, evidence: trade, clause: NAME_CLAUSE.trade }];
}

function checkIndustry(parts: NameParts, scope: readonly ScopeItem[], catalogue: NameCatalogue): NameFinding[] {
  const [main, ...others] = scope;
  if (main === undefined) return [];
  const { industry, form } = parts;
  const found = { check: 5, part: "industry", clause: NAME_CLAUSE.industry } as const;
  const place = placeInIndustry(industry, catalogue);
  const foreign: NameFinding[] =
    place === undefined
      ? []
      : [
          {
            ...found,
            severity: "manual",
            message: `行业里写了地名“${place}”，由登记人员核对是否属于菜品或商品的名称。`,
            evidence: place,
          },
        ];
  const words = industryWords(industry, form, catalogue);
  if (words.length === 0 && industry === "") {
    const message = "名称没有写行业，会与各个行业的同字号名称冲突。建议加上主要经营的行业。";
    return [{ ...found, severity: "hint", message }];
  }
  if (words.length === 0) {
    const message = `“${industry}”不在行业用语表里，由登记人员核对；也可以换成常用的行业用语。`;
    return [...foreign, { ...found, severity: "manual", message, evidence: industry }];
  }
  if (words.some((word) => fitsScope(word, main))) return foreign;
  const evidence = words[0]?.word ?? industry;
  const label = words[0]?.label ?? industry;
  const fitting = others.find((item) => words.some((word) => fitsScope(word, item)));
  const message =
    fitting === undefined
      ? `名称里的“${evidence}”属于“${label}”，经营范围里没有相应的项目。请添加，或者换一个与“${main.phrase}”相符的行业用语。`
      : `名称里的“${evidence}”要与主要经营项目一致。请把“${fitting.phrase}”放到经营范围第一项，或者换一个行业用语。`;
  return [...foreign, { ...found, severity: "block", message, evidence }];
}

function checkForm({ form }: NameParts, catalogue: NameCatalogue): NameFinding[] {
  const found = { check: 6, severity: "block", part: "form", clause: NAME_CLAUSE.form } as const;
  if (form === "") return [{ ...found, message: "名称最后要有组织形式，例如店、馆、部、行、中心、经营部。" }];
  const allowed = wordsOf(catalogue, CATEGORY.formAllowed).find((word) => form.endsWith(word.word));
  const forbidden = wordsOf(catalogue, CATEGORY.formForbidden).some((word) => form.endsWith(word.word));
  // Forbidden and restricted forms of the table are named by the check of words.
  if (forbidden) return [];
  if (allowed === undefined) {
    const message = `“${form}”不是个体工商户常用的组织形式，请改用店、馆、部、行、中心、厂、坊、经营部等。`;
    return [{ ...found, message, evidence: form }];
  }
  if (allowed.action === "允许") return [];
  const message = `组织形式“${allowed.word}”由登记人员核对（${allowed.reason}），也可以改用店、馆、部、行。`;
  return [{ ...found, severity: "manual", message, evidence: allowed.word }];
}

function checkRareCharacters(parts: NameParts): NameFinding[] {
  return outsideGb18030(parts.trade + parts.industry + parts.form).map(({ character, standard }) => ({
    check: 10,
    severity: standard === null ? "block" : "manual",
    part: "name",
    message:
      standard === null
        ? `国家标准字库里没有 ${characterWords(character)}，执照上印不出来，请换一个字。`
        : `${characterWords(character)}是国家标准字库2024年才增加的字，是不是规范汉字由登记人员核对；也可以换一个字。`,
    evidence: character,
    clause: NAME_CLAUSE.characters,
  }));
}
