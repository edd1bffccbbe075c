/** What of the public checks the city should know. Local settings, and the page says so. Source: anchors feature 9. */

/** So many checks of one licence within an hour of the clock are no ordinary day's. */
export const BURST = 30;

/** A flag has one row a licence, kind and day. */
export const VERIFY_FLAGS = {
  burst: { label: "短时间内查验很多次", help: `一小时内查验同一张执照 ${BURST} 次以上，可能有人批量冒用。` },
  cancelled: { label: "查验已撤销的执照", help: "登记已撤销，仍有人出示这张执照。" },
  altered: { label: "查验改动过的文件", help: "有人上传了写着这张执照标识、内容却不同的文件。" },
} as const satisfies Record<string, { label: string; help: string }>;

export type VerifyFlag = keyof typeof VERIFY_FLAGS;

/** Whether `text` is the code of a flag. Source: the table above. */
export function isVerifyFlag(text: string): text is VerifyFlag {
  return Object.hasOwn(VERIFY_FLAGS, text);
}

/** Which flags one check raises. Takes what the page said of the licence and how often it was checked within this hour, this time included. Source: feature 9. */
export function checkFlags(check: { verdict: "valid" | "replaced" | "cancelled"; thisHour: number }): VerifyFlag[] {
  return [
    ...(check.thisHour >= BURST ? ["burst" as const] : []),
    ...(check.verdict === "cancelled" ? ["cancelled" as const] : []),
  ];
}
