import { canDraw } from "../../../views/print/fonts.ts";
import { inTransaction } from "../../db/transaction.ts";
import { record } from "../../events/record.ts";
import { localDate } from "../../rules/calendar.ts";
import { characterWords } from "../../rules/characters.ts";
import { type DatedWord, isWordKey, WORD_KEYS, wordProblem } from "../../rules/licence-words.ts";
import type { Deps } from "../../web/env.ts";
import { administrator, datedWords, keepWord } from "../queries/words.ts";

export type WordSet = { ok: true; word: DatedWord } | { ok: false; message: string };

/**
 * Sets a standing word of the licence from a day on; a text for the same day is replaced. `by` is the account of an administrator,
 * `from` a day as YYYY-MM-DD in Asia/Shanghai, today or later; `now` in epoch ms. Gives the word as kept, or what is wrong in one
 * sentence: no such word, no such administrator, a day in the past, a text that is empty, too long or cannot be drawn.
 * Source: domain 6 (labels, closings and hints are parameters); design section 6 (operator's commands).
 */
export async function setWord(
  deps: Pick<Deps, "db">,
  input: { key: string; from: string; text: string; by: string },
  now: number,
): Promise<WordSet> {
  const { key, from, text } = input;
  const fail = (message: string) => ({ ok: false as const, message });
  if (!isWordKey(key)) return fail(`没有 ${key} 这一项，可以改的有：${WORD_KEYS.join("、")}`);
  const problem = wordProblem({ key, from, text }, localDate(now));
  if (problem) return fail(problem);
  const drawable = canDraw(text);
  if (!drawable.ok) return fail(`${drawable.missing.map(characterWords).join("、")}现有字库印不出来`);
  return inTransaction(deps.db, async (tx): Promise<WordSet> => {
    const actor = await administrator(tx, input.by);
    if (!actor) return fail(`${input.by || "（没有写）"} 不是系统管理员的账号，请用 --by 写明是谁`);
    const others = (await datedWords(tx)).filter((word) => word.key === key && word.from !== from);
    const texts = [...others.map((word) => ({ from: word.from, text: word.text })), { from, text }];
    await keepWord(
      tx,
      key,
      texts.toSorted((a, b) => (a.from < b.from ? -1 : 1)),
      { at: now, staffId: actor.id },
    );
    await record(tx, { type: "setting-changed", actor, at: now, data: { key: `licence-words.${key}`, from, text } });
    return { ok: true, word: { key, from, text } };
  });
}
