import { sayDeadline } from "../rules/calendar.ts";

/** By when a returned filing is handed in again. No law sets a limit: the filing is put away by a local rule, which is no refusal (domain 1.2). Epoch ms. */
export function correctionDue(lapsesAt: number, now: number): { label: string; value: string } {
  return {
    label: "补正期限",
    value: `${sayDeadline(lapsesAt, now)}重新提交，审查期限重新计算；过期没有提交的，申请归档（本地规则，不是不予登记）`,
  };
}
