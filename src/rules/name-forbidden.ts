import { CATEGORY, inside, type NameCatalogue, type NameWord, wordExceptions, wordHits } from "./name-catalogue.ts";
import { NAME_CLAUSE, type NameFinding, type NamePart, type NameSeverity } from "./name-finding.ts";
import { industryClass, industryWords } from "./name-industry.ts";
import type { NameParts } from "./name-parts.ts";
import { spansOf } from "./name-text.ts";
import type { ScopeItem } from "./scope-item.ts";

const WEIGHT: Record<NameSeverity, number> = { block: 3, manual: 2, hint: 1 };

/** By category of the table: the clause, and the half sentence that says why. Categories an administrator adds get the last one. */
const GROUNDS: readonly { category: string; clause: string; why: string }[] = [
  { category: "禁用-国家政权", clause: NAME_CLAUSE.nation, why: "涉及国家或国家象征，个体工商户名称不能使用" },
  {
    category: "禁用-党政军机关",
    clause: `${NAME_CLAUSE.content}第三项`,
    why: "是党政军机关或群团组织的名称、简称或特定称谓",
  },
  {
    category: "禁用-人名与反面人物",
    clause: `${NAME_CLAUSE.content}第七项`,
    why: "是领导人、英雄烈士或公众熟知人物的姓名",
  },
  { category: "禁用-外国与国际组织", clause: `${NAME_CLAUSE.content}第四项`, why: "是外国国家、地区或国际组织的名称" },
  { category: "禁用-有损公共利益", clause: `${NAME_CLAUSE.content}第二项`, why: "可能损害国家利益或社会公共利益" },
  {
    category: "禁用-黄赌毒迷信暴力",
    clause: `${NAME_CLAUSE.content}第五项`,
    why: "有色情、赌博、毒品、迷信或暴力的含义",
  },
  { category: "禁用-公序良俗", clause: `${NAME_CLAUSE.content}第七项`, why: "违背公序良俗或者可能有不良影响" },
  { category: "禁用-宗教", clause: `${NAME_CLAUSE.content}第六项`, why: "涉及宗教" },
  { category: "误导性", clause: `${NAME_CLAUSE.content}第八项`, why: "可能使公众受骗或者产生误解" },
  { category: "金融与强监管行业词", clause: `${NAME_CLAUSE.content}第九项`, why: "属于金融等需要专门批准的行业用语" },
  { category: "须许可/资质的行业词", clause: `${NAME_CLAUSE.content}第九项`, why: "属于需要许可或资质的行业用语" },
  { category: "驰名/知名商号", clause: NAME_CLAUSE.self, why: "是知名商号或商标" },
  { category: CATEGORY.formForbidden, clause: NAME_CLAUSE.form, why: "不是个体工商户可以用的组织形式" },
];

const NOT_HERE: readonly string[] = [
  CATEGORY.industry,
  CATEGORY.formAllowed,
  CATEGORY.format,
  CATEGORY.placeWithMeaning,
];

interface Candidate {
  finding: NameFinding;
  start: number;
  end: number;
}

/**
 * Checks 6 (forbidden forms), 7 (forbidden and restricted words) and 9 (words that need a permit in the scope), on 字号, industry and form only:
 * city, district and street never hit. Exceptions come before the words; of overlapping hits the graver and longer one stays.
 * @param parts folded; @param operatorName folded, "" when unknown: a hit inside the operator's own name goes to an officer
 * @param scope empty: words that need a permit are not judged yet
 * Source: 企业名称登记管理规定 10–12, domain 3.2 and 3.3.
 */
export function forbiddenWords(
  parts: NameParts,
  operatorName: string,
  scope: readonly ScopeItem[],
  catalogue: NameCatalogue,
): NameFinding[] {
  const candidates = [...restricted(parts, operatorName, catalogue), ...permits(parts, scope, catalogue)].toSorted(
    (a, b) =>
      WEIGHT[b.finding.severity] - WEIGHT[a.finding.severity] ||
      b.end - b.start - (a.end - a.start) ||
      a.start - b.start,
  );
  const kept: Candidate[] = [];
  for (const candidate of candidates) {
    if (kept.every((other) => candidate.end <= other.start || candidate.start >= other.end)) kept.push(candidate);
  }
  return kept.map((candidate) => candidate.finding);
}

function restricted(parts: NameParts, operatorName: string, catalogue: NameCatalogue): Candidate[] {
  const { trade, industry, form } = parts;
  const text = trade + industry + form;
  const rows = catalogue.words.filter((word) => !NOT_HERE.includes(word.category) && word.action !== "允许");
  const classes = (industryClass(industry, form, catalogue) ?? "").split(" ");
  const ownName = operatorName === "" ? [] : spansOf(trade, operatorName);
  const readAlone = industryStartsWithWord(parts, catalogue);
  return wordHits(text, trade, rows).flatMap(({ word, exceptions, start, end, review }) => {
    if (exceptions.needs.length > 0) return [];
    if (exceptions.classes.some((code) => classes.some((own) => own.startsWith(code)))) return [];
    const across = industry !== "" && start < trade.length && end > trade.length;
    const personal = ownName.some((span) => inside([start, end], span));
    const severity = across
      ? readAlone
        ? "hint"
        : "manual"
      : review || personal || word.action === "限用"
        ? "manual"
        : "block";
    return [{ finding: wordFinding(word, severity, partAt(parts, start, end), across), start, end }];
  });
}

function wordFinding(word: NameWord, severity: NameSeverity, part: NamePart, across: boolean): NameFinding {
  const ground = GROUNDS.find((candidate) => word.category.startsWith(candidate.category));
  const why = ground?.why ?? "在登记机关维护的禁限用词表里";
  const next = {
    block: "请换一个词。",
    manual: "可以继续填写，由登记人员核对；也可以换一个词。",
    hint: "如果介意，可以调整字号。",
  }[severity];
  const message = across
    ? `字号和行业连起来会读成“${word.word}”（${why}）。${next}`
    : `名称里的“${word.word}”${why}。${next}`;
  return {
    check: word.category === CATEGORY.formForbidden ? 6 : 7,
    severity,
    part,
    message,
    evidence: word.word,
    clause: ground?.clause ?? NAME_CLAUSE.content,
  };
}

function permits(parts: NameParts, scope: readonly ScopeItem[], catalogue: NameCatalogue): Candidate[] {
  if (scope.length === 0) return [];
  const { trade, industry, form } = parts;
  const text = trade + industry + form;
  const held = new Set(scope.flatMap((item) => [item.phrase, basePhrase(item.phrase)]));
  return catalogue.words.flatMap((word) => {
    if (!text.includes(word.word)) return [];
    const { needs, passes } = wordExceptions(word);
    if (needs.length === 0 || needs.some((phrase) => held.has(phrase))) return [];
    const industryRow = word.category === CATEGORY.industry;
    const longer = passes.flatMap((pass) => spansOf(text, pass));
    return spansOf(text, word.word)
      .filter(([start]) => !industryRow || start >= trade.length)
      .filter((span) => !longer.some((pass) => inside(span, pass)))
      .map(([start, end]) => ({ finding: permitFinding(word.word, needs, partAt(parts, start, end)), start, end }));
  });
}

function permitFinding(word: string, needs: readonly string[], part: NamePart): NameFinding {
  const phrases = needs.map((phrase) => `“${phrase}”`).join("或");
  return {
    check: 9,
    severity: "block",
    part,
    message: `名称用了“${word}”，经营范围里要有${phrases}。请添加这一项，或者换一个行业用语。`,
    evidence: word,
    clause: NAME_CLAUSE.permit,
  };
}

/** The phrase without its remarks in brackets: 住宿服务（…） is 住宿服务. */
function basePhrase(phrase: string): string {
  return phrase.replace(/（[^）]*）/gu, "");
}

/** Whether the industry begins with a word of the table, so that a reader splits 建国 | 家电 there and not 建 | 国家 | 电. */
function industryStartsWithWord({ industry, form }: NameParts, catalogue: NameCatalogue): boolean {
  return industryWords(industry, form, catalogue).some((word) => (industry + form).startsWith(word.word));
}

function partAt({ trade, industry }: NameParts, start: number, end: number): NamePart {
  if (end <= trade.length) return "trade";
  if (start >= trade.length + industry.length) return "form";
  return start >= trade.length ? "industry" : "name";
}
