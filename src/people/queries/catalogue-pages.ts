import type { AliasableExpression } from "kysely";
import type { CatalogueTables } from "../../db/catalogue-tables.ts";
import type { Handle, Tx } from "../../db/transaction.ts";
import type { CatalogueKey } from "../../rules/catalogue-entry.ts";

export interface CatalogueFilter {
  text?: string | undefined;
  /** Only what is in force on this day, or only what is not. */
  day: string;
  force: "now" | "past" | "all";
}

/** One line of any catalogue. */
export interface CatalogueLine {
  id: string;
  label: string;
  kind: string;
  detail: string;
  valid_from: string | null;
  valid_to: string | null;
}

const partOf = (text: string) => `%${text.replace(/[\\%_]/g, "")}%`;

/** A page of a catalogue in the order of its key, behind `after`; at most `limit`. Each is some thousand rows at most. */
export function cataloguePage(
  db: Handle,
  catalogue: CatalogueKey,
  filter: CatalogueFilter,
  limit: number,
  after = "",
): Promise<CatalogueLine[]> {
  const lines = linesOf(db, catalogue);
  let chosen = db.selectFrom(lines.as("line")).selectAll().where("id", ">", after).orderBy("id").limit(limit);
  const { text, day, force } = filter;
  if (text)
    chosen = chosen.where((eb) =>
      eb.or([eb("label", "like", partOf(text)), eb("detail", "like", partOf(text)), eb("id", "like", partOf(text))]),
    );
  if (force !== "all")
    chosen = chosen.where((eb) => {
      const now = eb.and([
        eb.or([eb("valid_from", "is", null), eb("valid_from", "<=", day)]),
        eb.or([eb("valid_to", "is", null), eb("valid_to", ">=", day)]),
      ]);
      return force === "now" ? now : eb.not(now);
    });
  return chosen.execute();
}

function linesOf(db: Handle, catalogue: CatalogueKey): AliasableExpression<CatalogueLine> {
  switch (catalogue) {
    case "scope":
      return db
        .selectFrom("scope_item")
        .select(["phrase as id", "phrase as label", "kind", "aliases as detail", "valid_from", "valid_to"]);
    case "words":
      return db
        .selectFrom("name_word")
        .select(["id", "word as label", "action as kind", "category as detail", "valid_from", "valid_to"]);
    case "divisions":
      return db
        .selectFrom("division")
        .leftJoin("division as above", "above.code", "division.parent")
        .select((eb) => [
          "division.code as id",
          "division.name as label",
          "division.level as kind",
          eb.fn.coalesce("above.name", eb.val("")).as("detail"),
          "division.valid_from",
          "division.valid_to",
        ]);
  }
}

export function scopeItem(db: Handle, phrase: string) {
  return db.selectFrom("scope_item").selectAll().where("phrase", "=", phrase).executeTakeFirst();
}

export function nameWord(db: Handle, id: string) {
  return db.selectFrom("name_word").selectAll().where("id", "=", id).executeTakeFirst();
}

export function division(db: Handle, code: string) {
  return db.selectFrom("division").selectAll().where("code", "=", code).executeTakeFirst();
}

/** The word of the same match that is in the catalogue already, in force or not. */
export function sameWord(db: Handle, word: string, match: string) {
  return db.selectFrom("name_word").select("id").where("word", "=", word).where("match", "=", match).executeTakeFirst();
}

export async function insertEntry<T extends "scope_item" | "name_word" | "division">(
  tx: Tx,
  table: T,
  row: CatalogueTables[T],
): Promise<void> {
  // Each table's own row type is checked where this is called; the insert knows tables only by name.
  await tx.insertInto<keyof CatalogueTables>(table).values(row).execute();
}

/** Sets the time in force of one entry. False: there is no such entry. */
export async function setForce(
  tx: Tx,
  catalogue: CatalogueKey,
  id: string,
  force: { valid_from: string | null; valid_to: string | null },
): Promise<boolean> {
  const update =
    catalogue === "scope"
      ? tx.updateTable("scope_item").set(force).where("phrase", "=", id)
      : catalogue === "words"
        ? tx.updateTable("name_word").set(force).where("id", "=", id)
        : tx.updateTable("division").set(force).where("code", "=", id);
  return (await update.executeTakeFirst()).numUpdatedRows === 1n;
}
