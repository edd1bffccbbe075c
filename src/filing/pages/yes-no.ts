import type { Input } from "./page.ts";
import { oneOf } from "./posted.ts";

/** A question with two answers, as cards. */
export function yesNo(
  name: string,
  label: string,
  yes: string,
  no: string,
  help: { yes?: string; no?: string } = {},
): Input {
  return {
    kind: "choices",
    name,
    label,
    legendHidden: true,
    options: [
      { value: "yes", label: yes, help: help.yes },
      { value: "no", label: no, help: help.no },
    ],
  };
}

export function yesOrNo(message: string) {
  return oneOf(["yes", "no"], message);
}

/** The value of a saved answer for the cards; none while the question is open. */
export function chosen(answer: boolean | undefined): string | undefined {
  if (answer === undefined) return undefined;
  return answer ? "yes" : "no";
}
