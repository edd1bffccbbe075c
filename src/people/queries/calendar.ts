import { insertRows } from "../../db/insert-rows.ts";
import type { Handle, Tx } from "../../db/transaction.ts";
import type { CalendarDay } from "../../rules/calendar-file.ts";

/** Every day that differs from the week, in order. */
export function calendarDays(db: Handle): Promise<CalendarDay[]> {
  return db.selectFrom("calendar_day").selectAll().orderBy("date").execute();
}

/** Puts these days in the place of all days of a year. */
export async function replaceYear(tx: Tx, year: number, days: readonly CalendarDay[]): Promise<void> {
  await tx
    .deleteFrom("calendar_day")
    .where("date", ">=", `${year}-01-01`)
    .where("date", "<=", `${year}-12-31`)
    .execute();
  await insertRows(tx, "calendar_day", days);
}

/** Puts a day in the place of what the date was; without one the date is as the week has it. */
export async function replaceDay(tx: Tx, date: string, day: CalendarDay | undefined): Promise<void> {
  await tx.deleteFrom("calendar_day").where("date", "=", date).execute();
  if (day) await tx.insertInto("calendar_day").values(day).execute();
}
