import { FIELDS, isFieldId } from "./fields.ts";

export interface ReturnProblem {
  /** Name of the input: the field that is wrong, or "items" for the whole. */
  field: string;
  message: string;
}

/**
 * What is wrong with a return before it is sent: nothing marked, an item without reason, problem or fix, or, from the second
 * return on, a field that no earlier notice marked and that did not change since. Takes the items and the history; gives
 * problems, none when it may go. Sources: 细则 18 (一次性告知所有需要补正的内容); R38; design section 3 (one-time notice guard).
 */
export function checkReturn(
  items: readonly { field: string; reason: string; problem: string; fix: string }[],
  history: { first: boolean; marked: readonly string[]; changed: readonly string[] },
): ReturnProblem[] {
  if (items.length === 0) return [{ field: "items", message: "请至少标记一处需要补正的内容" }];
  const problems: ReturnProblem[] = [];
  const seen = new Set<string>();
  for (const { field, reason, problem, fix } of items) {
    if (!isFieldId(field)) {
      problems.push({ field: "items", message: "标记了表单里没有的内容，请刷新页面重来" });
      continue;
    }
    const label = FIELDS[field];
    if (seen.has(field)) problems.push({ field, message: `${label}：标记了两次，请合成一处` });
    seen.add(field);
    if (reason.trim() === "") problems.push({ field, message: `${label}：请选择退回原因` });
    if (problem.trim() === "") problems.push({ field, message: `${label}：请写明哪里不对` });
    if (fix.trim() === "") problems.push({ field, message: `${label}：请写明怎么改` });
    if (!history.first && !history.marked.includes(field) && !history.changed.includes(field))
      problems.push({ field, message: `${label}：第一次告知时没有标记，之后也没有改动，不能再要求补正` });
  }
  return problems;
}
