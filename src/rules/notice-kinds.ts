/** The written notices of a filing. Sources: 细则 18–20, 23 (告知、通知); 条例 19, 21, 40; plan 二(二) (反馈、发照); domain 7. */
export const NOTICE_KINDS = [
  "receipt",
  "application",
  "identity",
  "jurisdiction",
  "return",
  "extension",
  "registration",
  "permit",
  "refusal",
  "correction",
  "annulment",
  "collection",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

interface NoticeWords {
  /** As printed on top. */
  title: string;
  /** The word of its kind within the document's number. */
  word: string;
  /** Beside the square that leads to the filing. */
  hint: string;
  /** What the desk reads after the act that issued it; absent where none of its acts leads to the notice. */
  told?: string;
}

/** Title, number word and hints of every kind, in one place for the page, the PDF and the number. Source: domain 7, look.md. */
export const NOTICE_WORDS: Record<NoticeKind, NoticeWords> = {
  receipt: { title: "接收申请材料凭证", word: "收", hint: "扫码查办到哪一步" },
  application: { title: "个体工商户登记（备案）申请书", word: "申", hint: "扫码查看申请" },
  identity: { title: "实名登记确认表", word: "实名", hint: "扫码查看申请" },
  jurisdiction: { title: "登记管辖告知单", word: "管告", hint: "扫码查看申请" },
  return: {
    title: "一次性告知书",
    word: "补告",
    hint: "扫码继续补正",
    told: "已退回补正，并通知了申请人和申报大厅。",
  },
  extension: {
    title: "延长审查期限告知书",
    word: "延告",
    hint: "扫码查办到哪一步",
    told: "已延长审查期限，并通知了申请人和申报大厅。",
  },
  registration: {
    title: "登记通知书",
    word: "登通",
    hint: "扫码打开执照",
    told: "已登记，电子营业执照已签发，并通知了申请人和申报大厅。",
  },
  permit: { title: "许可事项告知书", word: "许告", hint: "扫码打开执照" },
  refusal: {
    title: "不予登记通知书",
    word: "不登",
    hint: "扫码查看申请",
    told: "已作出不予登记决定，并通知了申请人和申报大厅。",
  },
  correction: {
    title: "更正通知书",
    word: "更正",
    hint: "扫码打开执照",
    told: "已更正，新的电子营业执照已签发，原执照失效，并通知了经营者和申报大厅。",
  },
  annulment: {
    title: "撤销登记决定书",
    word: "撤",
    hint: "扫码查看申请",
    told: "已撤销登记，营业执照作废，并通知了经营者和申报大厅。",
  },
  collection: { title: "领照凭证", word: "领", hint: "扫码查看申请" },
};

/** How somebody who asks for a notice stands to its filing. */
export type NoticeReader = "applicant" | "in hand" | "own authority" | "own hall" | "pickup hall";

/** The whole notice, or without the page apart that holds numbers, homes, phones and signatures. */
export type NoticePart = "whole" | "public";

type Readers = Partial<Record<NoticeReader, NoticePart>>;
const ALL_OF_IT: Readers = { applicant: "whole", "in hand": "whole", "own authority": "whole", "own hall": "whole" };

const READERS: Partial<Record<NoticeKind, Readers>> = {
  application: { applicant: "whole", "in hand": "whole", "own authority": "public", "own hall": "public" },
  // The hall that hands the paper over keeps the proof of it, also when it is neither where it was filed nor the authority.
  collection: { ...ALL_OF_IT, "pickup hall": "whole" },
};

/**
 * How much of a notice somebody may open; undefined: nothing. The application opens in full for the applicant and for the officer who
 * has the filing in hand; others of the authority and the guides of the hall get it without its page apart.
 * Sources: 个人信息保护法 28, 34, 51; 经营主体登记文书规范（2026年版）(page apart); domain 9 (access classes).
 */
export function noticePartFor(kind: NoticeKind, reader: NoticeReader): NoticePart | undefined {
  return (READERS[kind] ?? ALL_OF_IT)[reader];
}
