import { canDraw } from "../../views/print/fonts.ts";
import type { Answers } from "../rules/answers.ts";
import { characterWords } from "../rules/characters.ts";
import type { FieldId } from "../rules/fields.ts";
import type { Finding } from "../rules/findings.ts";
import { checkPersonName, type PersonNameCheck } from "../rules/person-name.ts";

export type Drawn = { ok: true } | { ok: false; message: string };

/**
 * Whether the fonts of this installation draw every character of a text that may come to stand on a licence or a notice; otherwise
 * the characters with their ranges, and what to do. Asked wherever such a text is entered, so that nobody learns it at the counter.
 */
export function checkDrawn(text: string): Drawn {
  const drawable = canDraw(text);
  if (drawable.ok) return { ok: true };
  const named = drawable.missing.map(characterWords).join("、");
  return { ok: false, message: `现有字库里没有 ${named}，现在印不出来。请核对这个字；没有写错的请到窗口办理。` };
}

/** A person's name in the form that is stored, refused where the rules or the fonts refuse it. */
export function checkDrawnName(value: string): PersonNameCheck {
  const name = checkPersonName(value);
  if (!name.ok) return name;
  const drawn = checkDrawn(name.name);
  return drawn.ok ? name : drawn;
}

/** The same for a whole application, field by field: what came from a card, or was entered before a font was taken away. */
export function drawnFindings(answers: Answers): Finding[] {
  const { operator, family, name, premises } = answers;
  const texts: [FieldId, string | undefined][] = [
    ["operator.name", operator?.name],
    ["family", family?.map((member) => member.name).join("")],
    ["premises.detail", premises?.detail],
    ["premises.online", premises?.platforms?.map((platform) => platform.name).join("")],
    ["name", name?.named ? `${name.trade}${name.industry}${name.form}` : undefined],
  ];
  return texts.flatMap(([field, text]) => {
    const drawn = checkDrawn(text ?? "");
    return drawn.ok
      ? []
      : [{ field, severity: "block", message: drawn.message, clause: "实施细则第二十三条" } satisfies Finding];
  });
}
