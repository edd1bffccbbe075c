import { newId } from "../../db/id.ts";
import { inUndoableTransaction, Undone } from "../../db/transaction.ts";
import { record } from "../../events/record.ts";
import { bodyAt, USCC_ALPHABET } from "../../rules/uscc.ts";
import type { Deps } from "../../web/env.ts";
import { allRanges, insertRange } from "../queries/code-ranges.ts";

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
    const { authorities, ranges: known } = await allRanges(tx);
    const kept = known.map(({ prefix, last }) => spanOf(prefix, 0, last));
    let count = 0;
    for (const [index, { authority: named, prefix, first, last }] of ranges.entries()) {
      const wrong = (what: string) =>
        new Undone<Imported>({ ok: false, message: `第 ${index + 1} 行：${what}。没有导入任何号段` });
      const authority = authorities.find((row) => row.id === named || row.district === named);
      if (!authority) throw wrong(`没有登记机关 ${named}`);
      if (!isRange(prefix, first, last)) throw wrong(`号段 ${prefix} ${first}–${last} 不成立`);
      const span = spanOf(prefix, first, last);
      if (kept.some((other) => span[0] <= other[1] && other[0] <= span[1])) throw wrong(`号段 ${prefix} 与已有的重叠`);
      kept.push(span);
      count += last - first + 1;
      const lowWater = Math.ceil((last - first + 1) / 100);
      await insertRange(tx, {
        id: newId(now),
        authority_id: authority.id,
        prefix,
        next: first,
        last,
        low_water: lowWater,
        created_at: now,
      });
      await record(tx, {
        type: "codes-imported",
        actor: { kind: "system" },
        placeId: authority.id,
        at: now,
        data: { prefix, first, last, count: last - first + 1 },
      });
    }
    return { ok: true, count };
  });
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
