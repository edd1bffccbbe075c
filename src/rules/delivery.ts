import type { Answers } from "./answers.ts";

export const METHOD_WORDS = { "self-print": "自助打照", mail: "寄递", pickup: "现场领取" } as const;

/** The sheets of paper that an application asked for: one original and its duplicates, none where only the electronic licence is wanted. Source: 申请书 (申领纸质执照), domain 2.2, 6.1. */
export function sheetsOwed(copies: Answers["copies"]): { part: "original" | "duplicate"; copy: number }[] {
  if (!copies?.paper) return [];
  const duplicates = Array.from({ length: copies.duplicates }, (_, index) => ({
    part: "duplicate" as const,
    copy: index + 1,
  }));
  return [{ part: "original", copy: 1 }, ...duplicates];
}

const DEAREST_FEN = 20_000;

/** What is wrong with a dispatch: carrier, number of the post (letters and digits; an S10 number with its check digit), cost in fen. Source: UPU S10; plan 三 经费保障. */
export function checkDispatch(input: {
  carrier: string;
  tracking: string;
  costFen: number;
}): { field: string; message: string }[] {
  const problems: { field: string; message: string }[] = [];
  if (input.carrier.trim() === "") problems.push({ field: "carrier", message: "请选择寄递公司" });
  if (!/^[A-Za-z0-9-]{6,30}$/.test(input.tracking))
    problems.push({ field: "tracking", message: "请填写快递单号，只有字母和数字" });
  else if (looksS10(input.tracking.toUpperCase()) && !isS10(input.tracking.toUpperCase()))
    problems.push({ field: "tracking", message: "快递单号的校验位不对，请对照面单再输入一遍" });
  if (!Number.isInteger(input.costFen) || input.costFen < 0 || input.costFen > DEAREST_FEN)
    problems.push({ field: "cost", message: "请填写邮费，以元为单位，0 到 200 元" });
  return problems;
}

function looksS10(text: string): boolean {
  return /^[A-Z]{2}\d{9}[A-Z]{2}$/.test(text);
}

const S10_WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7];

/** Whether a postal number has its S10 check digit. Takes 13 characters. Source: UPU S10. */
export function isS10(text: string): boolean {
  if (!looksS10(text)) return false;
  const digits = [...text.slice(2, 11)].map(Number);
  const sum = S10_WEIGHTS.reduce((total, weight, index) => total + weight * (digits[index] ?? 0), 0);
  const rest = 11 - (sum % 11);
  const check = rest === 10 ? 0 : rest === 11 ? 5 : rest;
  return check === digits[8];
}
