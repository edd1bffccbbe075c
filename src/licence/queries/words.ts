import type { Handle } from "../../db/transaction.ts";
import { type DatedWord, isWordKey, type WordKey } from "../../rules/licence-words.ts";
import type { StaffActor } from "../../web/env.ts";

const PREFIX = "licence-words.";

/** The dated texts in rows of the table of settings: one row for each word, its value a list of days and texts. */
export function datedWordsIn(rows: readonly { key: string; value: string }[]): DatedWord[] {
  return rows.flatMap(({ key: name, value }) => {
    const key = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : "";
    if (!isWordKey(key)) return [];
    const texts = JSON.parse(value) as { from: string; text: string }[];
    return texts.map(({ from, text }) => ({ key, from, text }));
  });
}

/** Whether a setting is one of the words. */
export function isWordSetting(key: string): boolean {
  return key.startsWith(PREFIX);
}

/** All dated texts; of each word when it was last set, in epoch ms, and by which account. */
export async function datedWords(db: Handle): Promise<(DatedWord & { changedAt: number; changedBy: string | null })[]> {
  const rows = await db
    .selectFrom("setting")
    .leftJoin("staff", "staff.id", "setting.changed_by")
    .select(["setting.key", "setting.value", "setting.changed_at", "staff.login"])
    .where("setting.key", "like", `${PREFIX}%`)
    .orderBy("setting.key")
    .execute();
  return rows.flatMap((row) =>
    datedWordsIn([row]).map((word) => ({ ...word, changedAt: row.changed_at, changedBy: row.login })),
  );
}

export async function keepWord(
  tx: Handle,
  key: WordKey,
  texts: readonly { from: string; text: string }[],
  by: { at: number; staffId: string },
): Promise<void> {
  const row = { value: JSON.stringify(texts), changed_at: by.at, changed_by: by.staffId };
  await tx
    .insertInto("setting")
    .values({ key: PREFIX + key, ...row })
    .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
    .execute();
}

/** An active administrator by account, as who acts. */
export async function administrator(tx: Handle, login: string): Promise<StaffActor | undefined> {
  const row = await tx
    .selectFrom("staff")
    .select(["id", "name", "role"])
    .where("login", "=", login)
    .where("active", "=", 1)
    .executeTakeFirst();
  return row?.role === "admin" ? { kind: "staff", id: row.id, name: row.name, role: row.role } : undefined;
}
