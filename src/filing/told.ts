import type { NoticeKind } from "../db/schema.ts";
import type { EventType } from "../events/record.ts";

/** Titles of the notices as the applicant reads them. */
export const NOTICE_WORDS: Record<NoticeKind, string> = {
  receipt: "接收申请材料凭证",
  return: "一次性告知书",
  registration: "登记通知书",
  refusal: "不予登记通知书",
};

const TOLD: readonly EventType[] = [
  "created",
  "submitted",
  "returned",
  "registered",
  "refused",
  "withdrawn",
  "lapsed",
  "identity-checked",
  "delivery-changed",
  "dispatched",
  "ready-for-pickup",
  "handed-out",
  "printed",
  "sheet-voided",
  "proxy-named",
];

/** The events that an applicant's progress shows; what staff do among themselves is not told. */
export const TOLD_TO_APPLICANTS: ReadonlySet<string> = new Set(TOLD);
