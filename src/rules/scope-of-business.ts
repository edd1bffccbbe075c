import { characterCount } from "./name-text.ts";
import type { ScopeItem } from "./scope-item.ts";

export type { ScopeItem, ScopeKind } from "./scope-item.ts";
export { type ScopeMatch, searchScope } from "./scope-search.ts";

export interface ScopeFinding {
  /** block: may not be filed; manual: an officer must look; hint: for the applicant to know */
  severity: "block" | "manual" | "hint";
  phrase?: string;
  message: string;
  clause: string;
}

/** What is printed after the groups of a scope; parameters because the wording has changed before (domain 4.2). */
export interface ScopeTexts {
  permitClosing: string;
  generalClosing: string;
  onlineOnly: string;
  /** whether 许可项目 stands before 一般项目 */
  permitFirst: boolean;
}

/** As on licences of 2022 to 2025 (domain 4.2); online only: 国市监注〔2018〕236号. */
export const SCOPE_TEXTS: ScopeTexts = {
  permitClosing:
    "（依法须经批准的项目，经相关部门批准后方可开展经营活动，具体经营项目以相关部门批准文件或许可证件为准）",
  generalClosing: "（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）",
  onlineOnly: "（仅限于通过互联网从事经营活动）",
  permitFirst: true,
};

/** The longest scope that fits on the printed licence, in characters of the printed text (domain 4.1). */
export const LONGEST_SCOPE = 800;

const CLAUSE = {
  items: "《市场主体登记管理条例》第十四条",
  catalogue: "《市场主体登记管理条例实施细则》第十二条",
  closed: "《市场主体登记管理条例》第十四条和有关行业法律、行政法规",
  online: "国市监注〔2018〕236号",
  length: "执照打印版式",
} as const;

/** Trades that happen at a place and not on the internet: lodging, eating in, hairdressing and bathing, indoor entertainment (GB/T 4754-2017). */
const NEEDS_A_PLACE = ["61", "621", "622", "623", "629", "804", "805", "893", "901"];

/**
 * What is wrong with the chosen items; empty when nothing is. The first item is the main business.
 * @param context onlineOnly: the premises are a platform's network address; hasPreapproval: the approval paper has been handed in.
 * Both formations are individual businesses (促进个体工商户发展条例 2), so an item closed to them is closed to a family too.
 * Source: 条例 14, 细则 12; domain 4.1–4.4.
 */
export function checkScope(
  items: readonly ScopeItem[],
  context: { formation: "individual" | "family"; onlineOnly: boolean; hasPreapproval: boolean },
): ScopeFinding[] {
  if (items.length === 0) {
    return [
      {
        severity: "block",
        message: "还没有选择经营范围，请至少选择一项，第一项是主要经营项目。",
        clause: CLAUSE.items,
      },
    ];
  }
  return [
    ...items.filter((item) => item.closedToIndividuals).map(closedFinding),
    ...items
      .filter((item) => item.kind === "前置许可" && !item.closedToIndividuals && !context.hasPreapproval)
      .map(preapprovalFinding),
    ...duplicates(items),
    ...uncertain(items),
    ...(context.onlineOnly ? placeNeeded(items) : []),
    ...tooLong(items, context.onlineOnly),
  ];
}

function closedFinding(item: ScopeItem): ScopeFinding {
  const reason = /个体不可（([^）]*)）/u.exec(item.note)?.[1];
  return {
    severity: "block",
    phrase: item.phrase,
    message: `“${item.phrase}”不对个体工商户开放${reason === undefined ? "" : `（${reason}）`}。请去掉这一项；要经营它，请到企业登记窗口咨询。`,
    clause: CLAUSE.closed,
  };
}

function preapprovalFinding(item: ScopeItem): ScopeFinding {
  return {
    severity: "block",
    phrase: item.phrase,
    message: `“${item.phrase}”要先取得${item.licence}（${item.authority}），再办理登记。请上传批准文件，或者先去掉这一项。`,
    clause: CLAUSE.items,
  };
}

function duplicates(items: readonly ScopeItem[]): ScopeFinding[] {
  const phrases = items.map((item) => item.phrase);
  const twice = [...new Set(phrases.filter((phrase, at) => phrases.indexOf(phrase) !== at))];
  return twice.map((phrase) => ({
    severity: "block",
    phrase,
    message: `“${phrase}”选了不止一次，请去掉重复的。`,
    clause: CLAUSE.catalogue,
  }));
}

function uncertain(items: readonly ScopeItem[]): ScopeFinding[] {
  return items
    .filter((item) => item.note.includes("性质待核"))
    .map((item) => ({
      severity: "manual",
      phrase: item.phrase,
      message: `“${item.phrase}”属于一般项目还是许可项目，由登记人员按现行目录核对。`,
      clause: CLAUSE.catalogue,
    }));
}

function placeNeeded(items: readonly ScopeItem[]): ScopeFinding[] {
  return items
    .filter((item) => NEEDS_A_PLACE.some((code) => item.gbt.startsWith(code)))
    .map((item) => ({
      severity: "manual",
      phrase: item.phrase,
      message: `以网络经营场所登记的，只能通过互联网经营。“${item.phrase}”一般要有实体经营场所，由登记人员核对；也可以改登实体场所。`,
      clause: CLAUSE.online,
    }));
}

function tooLong(items: readonly ScopeItem[], onlineOnly: boolean): ScopeFinding[] {
  const length = characterCount(printedScope(items, { onlineOnly }));
  if (length <= LONGEST_SCOPE) return [];
  const message = `经营范围打印出来有 ${length} 个字，执照上最多 ${LONGEST_SCOPE} 个字。请去掉一些不经营的项目。`;
  return [{ severity: "block", message, clause: CLAUSE.length }];
}

/**
 * The scope as it stands on the licence: 许可项目：A；B。（…）一般项目：C；D。（…); a group without items is left out, and so is its closing sentence.
 * Within a group the applicant's order stays. Online only: the limiting sentence follows at the end.
 * Source: domain 4.1, 4.2; 国市监注〔2018〕236号.
 */
export function printedScope(
  items: readonly ScopeItem[],
  options: { onlineOnly: boolean; texts?: ScopeTexts },
): string {
  const texts = options.texts ?? SCOPE_TEXTS;
  const permit = printedGroup(
    "许可项目",
    items.filter((item) => item.kind !== "一般"),
    texts.permitClosing,
  );
  const general = printedGroup(
    "一般项目",
    items.filter((item) => item.kind === "一般"),
    texts.generalClosing,
  );
  const groups = texts.permitFirst ? permit + general : general + permit;
  return groups === "" || !options.onlineOnly ? groups : groups + texts.onlineOnly;
}

function printedGroup(title: string, items: readonly ScopeItem[], closing: string): string {
  return items.length === 0 ? "" : `${title}：${items.map((item) => item.phrase).join("；")}。${closing}`;
}

/**
 * The permits the applicant is told of and the permit authorities are told of (双告知), one for each permit item in the chosen order.
 * before: the permit must be there before registration. Source: 条例 14; domain 1.3, 4.1.
 */
export function permitNotices(
  items: readonly ScopeItem[],
): { phrase: string; licence: string; authority: string; before: boolean }[] {
  return items
    .filter((item) => item.kind !== "一般")
    .map(({ phrase, licence, authority, kind }) => ({ phrase, licence, authority, before: kind === "前置许可" }));
}

/** The filings (备案) that general items need after registration; not permits, so trading need not wait for a decision. Source: domain 4.5. */
export function filingNotices(items: readonly ScopeItem[]): { phrase: string; filing: string; authority: string }[] {
  return items
    .filter((item) => item.kind === "一般" && item.licence !== "")
    .map(({ phrase, licence, authority }) => ({ phrase, filing: licence, authority }));
}
