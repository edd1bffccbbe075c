/**
 * What becomes of a licence after issue: the authority's own error is corrected by a next version, a false registration is
 * annulled. Both are decided by the head; the filing stays registered. Source: design sections 2, 3; 条例 40; 企业信息公示暂行条例 12.
 */
import { addDays, atLocal, localDate } from "./calendar.ts";
import { STATUS_WORDS, type Status } from "./filing.ts";

export type LicenceStatus = "valid" | "replaced" | "cancelled";

/** The state of a version in one word, the same on every page. */
export const LICENCE_WORDS: Record<LicenceStatus, string> = {
  valid: "有效",
  replaced: "已更正换发，这一版失效",
  cancelled: "登记已撤销，执照作废",
};

interface Ground {
  label: string;
  help: string;
}

/** Errors of the authority itself. What changes because the business changes is a 变更登记, which the holder applies for. */
export const CORRECTION_GROUNDS = {
  entry: { label: "录入或转录错误", help: "申请材料是对的，登记机关录入时写错了。" },
  review: { label: "审核认定错误", help: "登记机关审核时认定有误，例如街道划分、经营范围条目选错。" },
} as const satisfies Record<string, Ground>;

export type CorrectionGround = keyof typeof CORRECTION_GROUNDS;

export const CORRECTION_CLAUSE = "参照《企业信息公示暂行条例》第十二条：登记机关发现公示的信息不准确的，应当及时更正";

/** False registration. Source: 条例 40. */
export const ANNULMENT_GROUNDS = {
  identity: { label: "冒用他人身份信息取得登记", help: "写明被冒用人如何提出、怎样核实。" },
  material: { label: "提交虚假材料取得登记", help: "写明哪一份材料是虚假的，怎样查实。" },
  fraud: { label: "采取其他欺诈手段隐瞒重要事实取得登记", help: "写明隐瞒了什么事实，怎样查实。" },
} as const satisfies Record<string, Ground>;

export type AnnulmentGround = keyof typeof ANNULMENT_GROUNDS;

export const ANNULMENT_CLAUSE = "《市场主体登记管理条例》第四十条";

/** Whether `text` is the code of a ground for a correction. Source: the table above. */
export function isCorrectionGround(text: string): text is CorrectionGround {
  return Object.hasOwn(CORRECTION_GROUNDS, text);
}

/** Whether `text` is the code of a ground for an annulment. Source: the table above; 条例 40. */
export function isAnnulmentGround(text: string): text is AnnulmentGround {
  return Object.hasOwn(ANNULMENT_GROUNDS, text);
}

/** The ground of either act in words, or "" for a code that is not known. */
export function afterIssueGround(code: string): string {
  if (isCorrectionGround(code)) return CORRECTION_GROUNDS[code].label;
  return isAnnulmentGround(code) ? ANNULMENT_GROUNDS[code].label : "";
}

const SHORTEST_REASON = 10;
const LONGEST_REASON = 500;

/**
 * Whether the reason of a correction or annulment can stand in its notice.
 * @returns the trimmed reason, or one sentence on what to write. Source: 行政许可法 38 (reasons in writing), by analogy.
 */
export function checkAfterIssueReason(text: string): { ok: true; reason: string } | { ok: false; message: string } {
  const reason = text.trim();
  const length = [...reason].length;
  if (length === 0) return { ok: false, message: "请写明理由，文书上要写。" };
  if (length < SHORTEST_REASON) return { ok: false, message: `理由至少写 ${SHORTEST_REASON} 个字，让经营者看得明白。` };
  if (length > LONGEST_REASON)
    return { ok: false, message: `理由最多写 ${LONGEST_REASON} 个字，现在有 ${length} 个字。` };
  return { ok: true, reason };
}

export type AfterIssueAct = "correct" | "annul" | "print" | "dispatch" | "make-ready" | "hand-out" | "change-delivery";

const WORK: Record<AfterIssueAct, string> = {
  correct: "更正",
  annul: "再撤销",
  print: "打印",
  dispatch: "寄出",
  "make-ready": "备照领取",
  "hand-out": "发放",
  "change-delivery": "改领照方式",
};

/** Why an act is not possible with a licence in this state, in words; undefined where it is. Takes the newest version's state. Source: design 3. */
export function stopOfLicence(act: AfterIssueAct, licence: LicenceStatus): string | undefined {
  if (licence === "valid") return undefined;
  if (licence === "cancelled") return `登记已经撤销，营业执照作废，不能${WORK[act]}`;
  return `这一版执照已经更正换发，不能${WORK[act]}，请用新的一版`;
}

/**
 * Label of a filing and whose turn it is, as the applicant reads them, with what became of its licence. Takes the filing's status
 * and the state of the newest version of its licence, if there is one. Source: R66; 细则 64 (a cancelled state is marked).
 */
export function standingWords(status: Status, licence: LicenceStatus | undefined): { label: string; turn: string } {
  if (status === "registered" && licence === "cancelled")
    return { label: "登记已撤销", turn: "登记机关已经撤销这次登记，营业执照作废" };
  return STATUS_WORDS[status];
}

/**
 * Until when a name stays held after its registration was annulled: the end of the same day one year on. Takes and gives epoch ms,
 * days of Asia/Shanghai. Source: design section 3 (Name hold); 企业名称登记管理规定 (被撤销登记未满一年).
 */
export function heldAfterCancellation(now: number): number {
  const today = localDate(now);
  const nextYear = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`;
  // 29 February has no like in the next year: its year ends with the day before 1 March.
  const lastDay = nextYear.endsWith("-02-29") ? nextYear.replace("-02-29", "-02-28") : nextYear;
  return atLocal(addDays(lastDay, 1), "00:00");
}
