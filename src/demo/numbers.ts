import type { Schema } from "../db/schema.ts";
import type { Db, Tx } from "../db/transaction.ts";
import { bodyAt, makeUscc } from "../rules/uscc.ts";
import type { Counters } from "./batch.ts";
import { spreadCode } from "./random.ts";

/** Where the numbers of demonstration filings come from. Days are `YYYY-MM-DD`. */
export interface Numbers {
  filing(day: string): string;
  /** The serial in a licence's identifier. */
  licence(day: string): string;
  uscc(authority: { id: string; district: string }): string;
  verifyCode(): string;
  sheet(placeId: string): string;
  save(tx: Tx): Promise<void>;
}

/** From the same counters and ranges that acts draw from: the filings of the first start are like any other. */
export async function ownNumbers(db: Db, counters: Counters): Promise<Numbers> {
  const codes = await db.selectFrom("uscc_range").selectAll().orderBy("id").execute();
  const sheets = await db.selectFrom("sheet_range").selectAll().orderBy("id").execute();
  return {
    filing: (day) => dayNumber(counters, "filing", day, 5),
    licence: (day) => dayNumber(counters, "licence", day, 12),
    verifyCode: () => spreadCode(counters.next("demo-verify"), 12),
    uscc(authority) {
      const range = takeFrom(codes.filter((row) => row.authority_id === authority.id));
      return makeUscc({ district: authority.district, body: bodyAt(range.prefix, range.next - 1) });
    },
    sheet(placeId) {
      const range = takeFrom(sheets.filter((row) => row.place_id === placeId));
      return `${range.prefix}${String(range.next - 1).padStart(7, "0")}`;
    },
    async save(tx) {
      await counters.save(tx);
      for (const { id, next } of codes) await tx.updateTable("uscc_range").set({ next }).where("id", "=", id).execute();
      for (const { id, next } of sheets)
        await tx.updateTable("sheet_range").set({ next }).where("id", "=", id).execute();
    },
  };
}

function takeFrom<T extends Pick<Schema["sheet_range"], "next" | "last">>(ranges: T[]): T {
  const range = ranges.find((row) => row.next <= row.last);
  if (!range) throw new Error("the ranges of codes or sheets are used up");
  range.next += 1;
  return range;
}

function dayNumber(counters: Counters, key: string, day: string, digits: number): string {
  const compact = day.replaceAll("-", "");
  return `${compact}${String(counters.next(`${key}:${compact}`)).padStart(digits, "0")}`;
}

/** Runs of their own, which nothing else ever draws from, so that bulk filings and real ones never meet. */
export function bulkNumbers(counters: Counters): Numbers {
  const next = (key: string, digits: number) => String(counters.next(key)).padStart(digits, "0");
  return {
    filing: (day) => `${day.replaceAll("-", "")}${next("demo-bulk-filing", 8)}`,
    licence: (day) => `${day.replaceAll("-", "")}B${next("demo-bulk-licence", 11)}`,
    uscc: ({ district }) => makeUscc({ district, body: bodyAt("TY", counters.next("demo-bulk-code")) }),
    verifyCode: () => spreadCode(counters.next("demo-verify"), 12),
    sheet: () => `MDJY${next("demo-bulk-sheet", 8)}`,
    save: (tx) => counters.save(tx),
  };
}
