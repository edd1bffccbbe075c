import { newId } from "../../db/id.ts";
import { inUndoableTransaction, type Tx, Undone } from "../../db/transaction.ts";
import { type NewEvent, record, recordAll } from "../../events/record.ts";
import { inOffice } from "../../people/acts/office.ts";
import type { Actor } from "../../rules/permissions.ts";
import { bodyAt, USCC_ALPHABET } from "../../rules/uscc.ts";
import { type By, type Outcome, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import { allRanges, insertRanges, rangeById, updateLowWater } from "../queries/code-ranges.ts";

export interface CodeRange {
  /** The authority's id or district code. */
  authority: string;
  /** The first characters of the bodies, of the alphabet of GB 32100. */
  prefix: string;
  first: number;
  last: number;
}

export type Imported = { ok: true; count: number } | { ok: false; message: string };

/**
 * Takes code ranges of the national pool into the store of their authorities: all or none. Gives how many codes came, or what is
 * wrong with which line. No body may be in two ranges. Source: design section 2 (uscc), GB 32100.
 */
export async function importCodes(
  deps: Pick<Deps, "db">,
  ranges: readonly CodeRange[],
  now: number,
): Promise<Imported> {
  return inUndoableTransaction<Imported>(deps.db, async (tx) => {
    const imported = await takeRanges(tx, ranges, { actor: { kind: "system" }, now });
    if (!imported.ok) throw new Undone<Imported>(imported);
    return imported;
  });
}

/**
 * The same from the administrator's page: lines of a table with the columns authority, prefix, first and last, pasted or from a file.
 * Refuses with 422 (problem beside `table`), 403. Source: as above.
 */
export function importCodesOf(deps: Deps, by: By, input: { table: string }): Promise<Outcome> {
  return inOffice(deps, by, async ({ tx, actor, now }) => {
    const ranges = rangesIn(input.table);
    const imported: Imported =
      ranges.length === 0 || ranges.length > MOST_RANGES
        ? { ok: false, message: `请粘贴 1 到 ${MOST_RANGES} 个号段，第一行写列名 authority、prefix、first、last` }
        : await takeRanges(tx, ranges, { actor, now });
    if (!imported.ok) return refuse(422, imported.message, [{ field: "table", message: imported.message }]);
    return { location: `/desk/admin/codes?told=${imported.count}` };
  });
}

/** Sets from how many codes of a range on it is said that they run low. Refuses with 422, 404, 403. Source: design section 2 (low-water alarm). */
export function setLowWater(deps: Deps, by: By, input: { rangeId: string; lowWater: string }): Promise<Outcome> {
  return inOffice(deps, by, async ({ tx, actor, now }) => {
    const range = await rangeById(tx, input.rangeId);
    if (!range) return refuse(404, "没有这个号段");
    const to = /^\d{1,7}$/.test(input.lowWater) ? Number(input.lowWater) : Number.NaN;
    const message = "提醒线请写 0 到 9999999 之间的整数，并且和原来不同";
    if (Number.isNaN(to) || to === range.low_water) return refuse(422, message, [{ field: "lowWater", message }]);
    await updateLowWater(tx, range.id, to);
    const data = { range: range.id, prefix: range.prefix, from: range.low_water, to };
    await record(tx, { type: "low-water-set", actor, placeId: range.authority_id, at: now, data });
    return { location: "/desk/admin/codes?told=line" };
  });
}

const MOST_RANGES = 50;

function rangesIn(table: string): CodeRange[] {
  const [head = "", ...lines] = table.replaceAll("\uFEFF", "").replaceAll("\r", "").trim().split("\n");
  const cut = (line: string) => line.split(line.includes("\t") ? "\t" : /[,，]/).map((cell) => cell.trim());
  const columns = cut(head);
  if (!["authority", "prefix", "first", "last"].every((column) => columns.includes(column))) return [];
  return lines
    .filter((line) => line.trim() !== "")
    .map((line) => {
      const cells = cut(line);
      const cell = (column: string) => cells[columns.indexOf(column)] ?? "";
      const number = (column: string) => (/^\d{1,9}$/.test(cell(column)) ? Number(cell(column)) : Number.NaN);
      return { authority: cell("authority"), prefix: cell("prefix"), first: number("first"), last: number("last") };
    });
}

async function takeRanges(
  tx: Tx,
  ranges: readonly CodeRange[],
  { actor, now }: { actor: Actor; now: number },
): Promise<Imported> {
  const { authorities, ranges: known } = await allRanges(tx);
  const kept = known.map(({ prefix, last }) => spanOf(prefix, 0, last));
  const rows: Parameters<typeof insertRanges>[1][number][] = [];
  const events: NewEvent[] = [];
  let count = 0;
  for (const [index, { authority: named, prefix, first, last }] of ranges.entries()) {
    const wrong = (what: string) =>
      ({ ok: false, message: `第 ${index + 1} 个号段：${what}。没有导入任何号段` }) as const;
    const authority = authorities.find((row) => row.id === named || row.district === named);
    if (!authority) return wrong(`没有登记机关 ${named}`);
    if (!isRange(prefix, first, last)) return wrong(`号段 ${prefix} ${first}–${last} 不成立`);
    const span = spanOf(prefix, first, last);
    if (kept.some((other) => span[0] <= other[1] && other[0] <= span[1])) return wrong(`号段 ${prefix} 与已有的重叠`);
    kept.push(span);
    count += last - first + 1;
    rows.push({
      id: newId(now),
      authority_id: authority.id,
      prefix,
      next: first,
      last,
      low_water: Math.ceil((last - first + 1) / 100),
      created_at: now,
    });
    events.push({
      type: "codes-imported",
      actor,
      placeId: authority.id,
      at: now,
      data: { prefix, first, last, count: last - first + 1 },
    });
  }
  await insertRanges(tx, rows);
  await recordAll(tx, events);
  return { ok: true, count };
}

function isRange(prefix: string, first: number, last: number): boolean {
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(last) || first < 0 || last < first) return false;
  if (![...prefix].every((character) => USCC_ALPHABET.includes(character)) || prefix.length > 8) return false;
  return last < USCC_ALPHABET.length ** (8 - prefix.length) && bodyAt(prefix, first).length === 8;
}

/** The first and last body of a range as numbers, so that ranges of different prefixes can be compared. */
function spanOf(prefix: string, first: number, last: number): readonly [number, number] {
  const number = (body: string) =>
    [...body].reduce((sum, character) => sum * USCC_ALPHABET.length + USCC_ALPHABET.indexOf(character), 0);
  return [number(bodyAt(prefix, first)), number(bodyAt(prefix, last))];
}
