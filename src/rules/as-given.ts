import type { NameAnswer } from "./answers.ts";
import { characterNumber, characterWords, foldedCharacters } from "./characters.ts";
import { foldName } from "./name-text.ts";
import type { PersonNameCheck } from "./person-name.ts";
import { normaliseDetail } from "./premises-detail.ts";

/** What is stored of a text that was typed is its one form; where that differs, what was typed is kept beside it. */

type Named = Extract<NameAnswer, { named: true }>;

/**
 * A checked name of a person, with the original where it was changed. Takes what `checkPersonName` gave, and what is stored already:
 * its original stays while the name does. Source: GB 18030-2022 annex D.
 */
export function keptName(
  checked: PersonNameCheck & { ok: true },
  before: { name?: string; nameAsGiven?: string } = {},
): { name: string; nameAsGiven?: string } {
  const { name, original, changes } = checked;
  const given = changes.length > 0 ? original : before.name === name ? before.nameAsGiven : undefined;
  return given === undefined ? { name } : { name, nameAsGiven: given };
}

/** The typed parts of a business name in their one form, with the original where one was changed, as `keptName`. Source: domain 3.3 check 2. */
export function keptParts(
  typed: Pick<Named, "trade" | "industry" | "form">,
  before?: NameAnswer,
): Omit<Named, "street"> {
  const { trade, industry, form } = typed;
  const folded = { trade: foldName(trade), industry: foldName(industry), form: foldName(form) };
  const same = (other: typeof typed) =>
    folded.trade === other.trade && folded.industry === other.industry && folded.form === other.form;
  const stays = before?.named && same(before) ? before.asGiven : undefined;
  const asGiven = same(typed) ? stays : { trade, industry, form };
  return { named: true, ...folded, ...(asGiven ? { asGiven } : {}) };
}

/** The typed line of an address in its one form, with the original where it was changed, as `keptName`. Source: as `normaliseDetail`. */
export function keptDetail(
  typed: string,
  before: { detail?: string; detailAsGiven?: string } = {},
): { detail: string; detailAsGiven?: string } {
  const detail = normaliseDetail(typed);
  const given = detail !== typed ? typed : before.detail === detail ? before.detailAsGiven : undefined;
  return given === undefined ? { detail } : { detail, detailAsGiven: given };
}

/**
 * What an officer must compare with the document, because another code came in than is kept: “U+E81E换成了“龴”（U+9FB4，基本区）”.
 * Takes the original; undefined when only spaces and marks were changed. Source: 细则 16 (real name).
 */
export function foldedWords(original: string | undefined): string | undefined {
  const folded = foldedCharacters(original ?? "");
  if (folded.length === 0) return undefined;
  return folded.map(({ from, to }) => `${characterNumber(from)}换成了${characterWords(to)}`).join("，");
}
