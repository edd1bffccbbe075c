import { newId } from "../../db/id.ts";
import type { Tx } from "../../db/transaction.ts";
import { record } from "../../events/record.ts";
import {
  type CatalogueKey,
  checkEntry,
  checkForce,
  parentCode,
  SCOPE_KINDS,
  WORD_ACTIONS,
} from "../../rules/catalogue-entry.ts";
import { type By, type Outcome, type Refusal, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import { division, insertEntry, nameWord, sameWord, scopeItem, setForce } from "../queries/catalogue-pages.ts";
import { inOffice } from "./office.ts";

const CHECK = "请检查填写的内容";
const NO_SUCH = refuse(404, "目录里没有这一条");

/** The address of an entry's page. */
export function entryPath(catalogue: CatalogueKey, id: string): string {
  return `/desk/admin/catalogues/${catalogue}/${encodeURIComponent(id)}`;
}

/**
 * Adds an entry to a catalogue, in force from a day on. Refuses with 422 by field (incomplete, or there already), 403.
 * Source: design section 4 (catalogues that an administrator edits; rows have valid-from and valid-to).
 */
export function enterEntry(
  deps: Deps,
  by: By,
  input: { catalogue: CatalogueKey; typed: Record<string, string> },
): Promise<Outcome> {
  const { catalogue, typed } = input;
  return inOffice(
    deps,
    by,
    async ({ tx, actor, now }) => {
      const problems = checkEntry(catalogue, typed);
      if (problems.length > 0) return refuse(422, CHECK, problems);
      const added = await add(tx, catalogue, (field) => typed[field] ?? "", newId(now));
      if ("ok" in added) return added;
      const data = { catalogue, row: added.id, label: added.label, from: typed.validFrom ?? "" };
      await record(tx, { type: "catalogue-added", actor, at: now, data });
      return { location: `${entryPath(catalogue, added.id)}?told=added` };
    },
    { catalogues: true },
  );
}

/**
 * Sets from when and until when an entry is in force; both days count, "" is no limit. Nothing is ever deleted, so that an old filing
 * is read by its own day. Refuses with 422 by field, 404, 403. Source: as above.
 */
export function dateEntry(
  deps: Deps,
  by: By,
  input: { catalogue: CatalogueKey; id: string; validFrom: string; validTo: string },
): Promise<Outcome> {
  const { catalogue, id, validFrom, validTo } = input;
  return inOffice(
    deps,
    by,
    async ({ tx, actor, now }) => {
      const before = await entryOf(tx, catalogue, id);
      if (!before) return NO_SUCH;
      const problems = checkForce(validFrom, validTo);
      if (before.fixed) problems.push({ field: "validTo", message: "区和县的调整还要改登记机关，不能在这里止" });
      else if ((before.valid_from ?? "") === validFrom && (before.valid_to ?? "") === validTo)
        problems.push({ field: "validTo", message: "日期和原来一样，没有改动" });
      if (problems.length > 0) return refuse(422, CHECK, problems);
      await setForce(tx, catalogue, id, { valid_from: validFrom || null, valid_to: validTo || null });
      const data = { catalogue, row: id, label: before.label, from: validFrom, to: validTo };
      await record(tx, { type: "catalogue-dated", actor, at: now, data });
      return { location: `${entryPath(catalogue, id)}?told=dated` };
    },
    { catalogues: true },
  );
}

async function entryOf(tx: Tx, catalogue: CatalogueKey, id: string) {
  if (catalogue === "scope") {
    const row = await scopeItem(tx, id);
    return row && { ...row, label: row.phrase, fixed: false };
  }
  if (catalogue === "words") {
    const row = await nameWord(tx, id);
    return row && { ...row, label: row.word, fixed: false };
  }
  const row = await division(tx, id);
  return row && { ...row, label: row.name, fixed: row.level === "area" };
}

async function add(
  tx: Tx,
  catalogue: CatalogueKey,
  of: (field: string) => string,
  id: string,
): Promise<{ id: string; label: string } | Refusal> {
  const force = { valid_from: of("validFrom") || null, valid_to: of("validTo") || null };
  const there = (field: string, what: string) =>
    refuse(422, CHECK, [{ field, message: `目录里已经有${what}。要重新使用，请打开它，去掉截止日期` }]);
  if (catalogue === "scope") {
    const phrase = of("phrase");
    if (await scopeItem(tx, phrase)) return there("phrase", "这个表述");
    await insertEntry(tx, "scope_item", {
      phrase,
      kind: SCOPE_KINDS.find((kind) => kind === of("kind")) ?? "一般",
      gbt: of("gbt"),
      gbt_name: of("gbtName"),
      licence: of("licence"),
      authority: of("authority"),
      item_group: of("group"),
      note: of("note"),
      aliases: of("aliases")
        .split(/[\s、，,]+/)
        .filter(Boolean)
        .join(" "),
      closed: of("closed") === "yes" ? 1 : 0,
      ...force,
    });
    return { id: phrase, label: phrase };
  }
  if (catalogue === "words") {
    const word = of("word");
    if (await sameWord(tx, word, of("match"))) return there("word", "这个字词");
    await insertEntry(tx, "name_word", {
      id,
      category: of("category"),
      word,
      match: of("match"),
      action: WORD_ACTIONS.find((action) => action === of("action")) ?? "禁用",
      reason: of("reason"),
      note: of("note"),
      exceptions: of("exceptions"),
      ...force,
    });
    return { id, label: word };
  }
  const code = of("code");
  if (await division(tx, code)) return there("code", "这个代码");
  const parent = await division(tx, parentCode(code));
  if (!parent) return refuse(422, CHECK, [{ field: "code", message: `没有上级 ${parentCode(code)}，请核对代码` }]);
  const level = of("level") === "street" ? "street" : "village";
  await insertEntry(tx, "division", { code, level, name: of("name"), parent: parent.code, ...force });
  return { id: code, label: of("name") };
}
