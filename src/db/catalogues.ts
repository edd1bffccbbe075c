import { hash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { idAt } from "../events/chain.ts";
import { contentHash, type EventRow, record } from "../events/record.ts";
import type { CatalogueTables } from "./catalogue-tables.ts";
import { insertRows } from "./insert-rows.ts";
import type { Db, Tx } from "./transaction.ts";
import { inTransaction } from "./transaction.ts";

/** Gives the cell of a line by the name of its column; "" where there is none. */
export type Line = (column: string) => string;

/**
 * Fills the tables that an administrator keeps from `assets/data`, each only while it is empty. Gives how many rows went into which table.
 * `assets` is the folder `assets` of the program.
 */
export function loadCatalogues(
  db: Db,
  assets: string,
  now: number,
): Promise<Partial<Record<keyof CatalogueTables, number>>> {
  return inTransaction(db, async (tx) => {
    const loaded: Partial<Record<keyof CatalogueTables, number>> = {};
    async function fill<T extends keyof CatalogueTables>(
      table: T,
      file: string,
      row: (line: Line, index: number) => CatalogueTables[T],
    ): Promise<void> {
      if (!(await isEmpty(tx, table))) return;
      const rows = readLines(join(assets, "data", file)).map(row);
      // Each table's own row type is checked where `fill` is called; the insert itself knows tables only by name.
      await insertRows<keyof CatalogueTables>(tx, table, rows);
      loaded[table] = rows.length;
    }
    await fill("division", "divisions.tsv", divisionRow);
    await fill("calendar_day", "calendar.tsv", calendarRow);
    await fill("scope_item", "scope.tsv", scopeRow);
    await fill("name_word", "name-words.tsv", nameWordRow);
    await fill("return_reason", "return-reasons.tsv", reasonRow);
    if (loaded.calendar_day) await recordFirstLoad(tx, loaded.calendar_day, now);
    return loaded;
  });
}

// The id is made of the moment alone: the same first load gives the same rows.
async function recordFirstLoad(tx: Tx, days: number, now: number): Promise<void> {
  const row: EventRow = {
    id: `${idAt(now)}000${hash("sha256", "first load").slice(0, 13)}`,
    at: now,
    type: "calendar-imported",
    filing_id: null,
    actor_kind: "system",
    actor_id: null,
    place_id: null,
    data: JSON.stringify({ days }),
  };
  await tx
    .insertInto("event")
    .values({ ...row, hash: contentHash(row) })
    .execute();
}

/** Takes the arrangement of days off of a file into the calendar: a date that is there already is replaced. Gives how many days, or what is wrong. */
export async function importCalendar(
  db: Db,
  file: string,
  now: number,
): Promise<{ ok: true; days: number } | { ok: false; message: string }> {
  const rows = readLines(file).map(calendarRow);
  const wrong = rows.find(({ date }) => !/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date)));
  if (wrong) return { ok: false, message: `文件里有一行的日期不对：${wrong.date}。没有导入任何一天` };
  return inTransaction(db, async (tx) => {
    for (const row of rows)
      await tx
        .insertInto("calendar_day")
        .values(row)
        .onConflict((conflict) => conflict.column("date").doUpdateSet(row))
        .execute();
    await record(tx, { type: "calendar-imported", actor: { kind: "system" }, at: now, data: { days: rows.length } });
    return { ok: true, days: rows.length };
  });
}

async function isEmpty(tx: Tx, table: keyof CatalogueTables): Promise<boolean> {
  const { n } = await tx
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return n === 0;
}

function divisionRow(line: Line): CatalogueTables["division"] {
  return {
    code: line("code"),
    level: oneOf(["area", "street", "village"], line("level")),
    name: line("name"),
    parent: line("parent"),
    valid_from: line("valid_from") || null,
    valid_to: line("valid_to") || null,
  };
}

function calendarRow(line: Line): CatalogueTables["calendar_day"] {
  return {
    date: line("date"),
    kind: oneOf(["off", "workday"], line("kind")),
    name: line("name"),
    status: line("status") === "published" ? "published" : "provisional",
  };
}

function scopeRow(line: Line): CatalogueTables["scope_item"] {
  return {
    phrase: line("phrase"),
    kind: oneOf(["一般", "许可", "前置许可"], line("type")),
    gbt: line("gbt4754"),
    gbt_name: line("gbt4754_name"),
    licence: line("licence_or_filing"),
    authority: line("authority"),
    item_group: line("group"),
    note: line("note"),
    aliases: line("spoken_aliases"),
    closed: line("note").includes("个体不可") ? 1 : 0,
    valid_from: null,
    valid_to: null,
  };
}

function nameWordRow(line: Line, index: number): CatalogueTables["name_word"] {
  return {
    id: `word-${String(index + 1).padStart(5, "0")}`,
    category: line("category"),
    word: line("word"),
    match: line("match"),
    action: actionOf(line("action")),
    reason: line("reason"),
    note: line("note"),
    exceptions: line("exceptions"),
    valid_from: null,
    valid_to: null,
  };
}

function actionOf(text: string): CatalogueTables["name_word"]["action"] {
  if (text === "禁用" || text === "限用" || text === "允许") return text;
  throw new Error(`name-words.tsv: unknown action ${text}`);
}

function reasonRow(line: Line): CatalogueTables["return_reason"] {
  return {
    code: line("code"),
    field: line("field"),
    label: line("label"),
    problem: line("problem"),
    fix: line("fix"),
    active: 1,
  };
}

function oneOf<T extends string>(known: readonly T[], text: string): T {
  const found = known.find((word) => word === text);
  if (found === undefined) throw new Error(`not one of ${known.join(", ")}: ${text}`);
  return found;
}

/** The lines of a file of tab-separated values by the names in its first line; a file that is not there has none. */
export function readLines(file: string): Line[] {
  if (!existsSync(file)) return [];
  const [header = "", ...lines] = readFileSync(file, "utf8").replaceAll("\r", "").trimEnd().split("\n");
  const columns = header.split("\t");
  return lines.map((text) => {
    const cells = text.split("\t");
    return (column) => cells[columns.indexOf(column)] ?? "";
  });
}
