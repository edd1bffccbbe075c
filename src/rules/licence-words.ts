import { NAME_SUFFIX } from "./name-text.ts";
import { SCOPE_TEXTS, type ScopeTexts } from "./scope-of-business.ts";

/**
 * The standing words of a licence. They have changed before and will again, so each has a list of dated wordings; the day of the
 * decision says which holds, and a licence that is issued keeps the words it was issued with.
 * Sources: 国市监注〔2018〕253号 (layout), 细则 23 (items), 条例 21 (成立日期), domain 4.2 and 6.
 */

interface Word {
  /** What an administrator calls it. */
  what: string;
  standard: string;
  /** Characters that fit its place. */
  longest: number;
  /** The only texts allowed. */
  only?: readonly string[];
}

const LABEL = 4;

const WORDS = {
  usccLabel: { what: "统一社会信用代码的标题", standard: "统一社会信用代码", longest: 12 },
  nameLabel: { what: "名称的标题", standard: "名称", longest: LABEL },
  typeLabel: { what: "类型的标题", standard: "类型", longest: LABEL },
  operatorLabel: { what: "经营者的标题", standard: "经营者", longest: LABEL },
  scopeLabel: { what: "经营范围的标题", standard: "经营范围", longest: LABEL },
  formationLabel: { what: "组成形式的标题", standard: "组成形式", longest: LABEL },
  premisesLabel: { what: "经营场所的标题", standard: "经营场所", longest: LABEL },
  authorityLabel: { what: "登记机关的标题", standard: "登记机关", longest: LABEL },
  dateLabel: { what: "日期的标题", standard: "注册日期", longest: LABEL, only: ["注册日期", "成立日期"] },
  nameSuffix: { what: "名称后缀", standard: NAME_SUFFIX, longest: 7, only: [NAME_SUFFIX, ""] },
  permitClosing: { what: "许可项目之后的话", standard: SCOPE_TEXTS.permitClosing, longest: 80 },
  generalClosing: { what: "一般项目之后的话", standard: SCOPE_TEXTS.generalClosing, longest: 80 },
  onlineOnly: { what: "只通过网络经营的话", standard: SCOPE_TEXTS.onlineOnly, longest: 40 },
  qrHint: { what: "二维码下的提示", standard: "扫码核验本执照", longest: 12 },
  sampleQrHint: { what: "演示时二维码下的提示", standard: "扫码核验本样本", longest: 12 },
  annualReport: {
    what: "副本上年报的话",
    standard: "市场主体应当于每年1月1日至6月30日通过国家企业信用信息公示系统报送公示年度报告",
    longest: 44,
  },
} satisfies Record<string, Word>;

export type WordKey = keyof typeof WORDS;
export type LicenceWords = Record<WordKey, string>;

/** A text that holds from that day on (YYYY-MM-DD, Asia/Shanghai), until one with a later day. */
export interface DatedWord {
  key: WordKey;
  from: string;
  text: string;
}

const TABLE: Record<WordKey, Word> = WORDS;
export const WORD_KEYS = Object.keys(WORDS) as WordKey[];

/** What licences say where no wording is dated; issued ones rely on it, so a change is a dated wording. Source: domain 4.2 and 6. */
export const STANDARD_WORDS = Object.fromEntries(WORD_KEYS.map((key) => [key, TABLE[key].standard])) as LicenceWords;

/** Whether `text` names a word of the licence. Takes any text; gives a narrowed key. Source: the table above. */
export function isWordKey(text: string): text is WordKey {
  return Object.hasOwn(WORDS, text);
}

/** What an administrator calls a word, and the texts it may have where these are given. Source: the table above. */
export function wordFacts(key: WordKey): { what: string; only: readonly string[] | undefined } {
  return { what: TABLE[key].what, only: TABLE[key].only };
}

/**
 * The words in force on a day (YYYY-MM-DD): of each the text with the latest day that is not after it, or the standard one.
 * Takes the dated texts in any order. Source: domain 6.2 (labels are parameters).
 */
export function wordsOn(dated: readonly DatedWord[], day: string): LicenceWords {
  const inForce = dated.filter(({ from }) => from <= day).toSorted((a, b) => (a.from < b.from ? -1 : 1));
  return { ...STANDARD_WORDS, ...Object.fromEntries(inForce.map(({ key, text }) => [key, text])) };
}

/** Whether all words are the standard ones: such a licence need not keep them. Source: domain 6. */
export function isStandard(words: LicenceWords): boolean {
  return WORD_KEYS.every((key) => words[key] === STANDARD_WORDS[key]);
}

/**
 * What is wrong with a new wording, in one sentence, or undefined. `today` as YYYY-MM-DD: what has been issued stays as it was, so no
 * wording begins in the past. Source: 细则 23 (no item may be missing); the places of the layout.
 */
export function wordProblem({ key, from, text }: DatedWord, today: string): string | undefined {
  const { what, longest, only } = TABLE[key];
  if (!/^\d{4}-\d{2}-\d{2}$/.test(from) || Number.isNaN(Date.parse(from))) return "起用日期请写成 2027-01-01 的样子";
  if (from < today) return `起用日期最早是今天（${today}），已经签发的执照不改`;
  if (only && !only.includes(text)) return `${what}只能是${only.map((one) => `“${one}”`).join("或")}`;
  if (!only && text.trim() === "") return `${what}不能是空的`;
  if (text !== text.trim() || /[\p{Cc}\p{Cf}]/u.test(text)) return `${what}前后不能有空格，也不能有看不见的字符`;
  const length = [...text].length;
  return length > longest ? `${what}最多 ${longest} 个字，现在是 ${length} 个字` : undefined;
}

/** The closings as `printedScope` takes them. Source: domain 4.2. */
export function scopeTexts({ permitClosing, generalClosing, onlineOnly }: LicenceWords): ScopeTexts {
  return { ...SCOPE_TEXTS, permitClosing, generalClosing, onlineOnly };
}
