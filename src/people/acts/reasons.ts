import { record } from "../../events/record.ts";
import { FIELDS, isFieldId } from "../../rules/fields.ts";
import { type By, type Outcome, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import type { Problem } from "../../web/form.ts";
import { codesOfField, insertReason, reasonByCode, updateReason } from "../queries/reasons.ts";
import { inOffice } from "./office.ts";

export interface ReasonEntry {
  label: string;
  problem: string;
  fix: string;
}

const NO_SUCH = refuse(404, "没有这个退回原因");

/**
 * Adds a coded reason for a field; its code is the field's next number and never changes. Refuses with 422 by field, 403.
 * Sources: R38, R43 (coded reasons editable).
 */
export function enterReason(deps: Deps, by: By, input: ReasonEntry & { field: string }): Promise<Outcome> {
  return inOffice(deps, by, async ({ tx, actor, now }) => {
    const { field, label, problem, fix } = input;
    const problems = checkEntry(input);
    if (!isFieldId(field)) problems.unshift({ field: "field", message: "请选这个原因用在哪一项" });
    if (problems.length > 0) return refuse(422, "请检查填写的内容", problems);
    const numbers = (await codesOfField(tx, field)).map((code) => Number(/-(\d+)$/.exec(code)?.[1] ?? 0));
    const code = `${field}-${Math.max(0, ...numbers) + 1}`;
    await insertReason(tx, { code, field, label, problem, fix, active: 1 });
    await record(tx, { type: "reason-added", actor, at: now, data: { code, field } });
    return { location: `/desk/admin/reasons/${code}?told=added` };
  });
}

/** Changes the words of a reason from now on; notices that were sent keep theirs. Refuses with 422 by field, 404, 403. */
export function changeReason(deps: Deps, by: By, input: ReasonEntry & { code: string }): Promise<Outcome> {
  return inOffice(deps, by, async ({ tx, actor, now }) => {
    const before = await reasonByCode(tx, input.code);
    if (!before) return NO_SUCH;
    const { code, label, problem, fix } = input;
    const problems = checkEntry(input);
    if (before.label === label && before.problem === problem && before.fix === fix)
      problems.push({ field: "label", message: "内容和原来一样，没有改动" });
    if (problems.length > 0) return refuse(422, "请检查填写的内容", problems);
    await updateReason(tx, code, { label, problem, fix });
    await record(tx, { type: "reason-changed", actor, at: now, data: { code, field: before.field } });
    return { location: `/desk/admin/reasons/${code}?told=changed` };
  });
}

/** Takes a reason off the list that officers choose from, or puts it back. Never deleted. Refuses with 404, 409 (it is so already), 403. */
export function switchReason(deps: Deps, by: By, input: { code: string; active: boolean }): Promise<Outcome> {
  return inOffice(deps, by, async ({ tx, actor, now }) => {
    const before = await reasonByCode(tx, input.code);
    if (!before) return NO_SUCH;
    const active = input.active ? 1 : 0;
    if (before.active === active) return refuse(409, input.active ? "这个原因在用" : "这个原因已经停用");
    await updateReason(tx, before.code, { active });
    await record(tx, {
      type: "reason-switched",
      actor,
      at: now,
      data: { code: before.code, field: before.field, active },
    });
    return { location: `/desk/admin/reasons/${before.code}?told=${input.active ? "on" : "off"}` };
  });
}

function checkEntry({ label, problem, fix }: ReasonEntry): Problem[] {
  const within = (text: string, most: number) => text !== "" && [...text].length <= most;
  return [
    ...(within(label, 30) ? [] : [{ field: "label", message: "请写原因的名称，不超过 30 个字" }]),
    ...(within(problem, 200) ? [] : [{ field: "problem", message: "请写哪里不对，不超过 200 个字" }]),
    ...(within(fix, 200) ? [] : [{ field: "fix", message: "请写怎么改，不超过 200 个字" }]),
  ];
}

/** The fields a reason can be for, as options. */
export const REASON_FIELDS: readonly { value: string; label: string }[] = Object.entries(FIELDS).map(
  ([value, label]) => ({
    value,
    label,
  }),
);
