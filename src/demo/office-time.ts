import { addDays, atLocal, type Calendar, isWorkingDay, localDate, type OfficeHours } from "../rules/calendar.ts";

/** Office time as one long line without nights and holidays, so that steps along it are cheap. */
export interface OfficeTime {
  /** The instant that lies so much office time later (earlier when negative); from a closed moment it counts from the next opening. */
  after(at: number, millis: number): number;
}

export function officeTime(calendar: Calendar, hours: OfficeHours, from: number, to: number): OfficeTime {
  const starts: number[] = [];
  const sums: number[] = [];
  let sum = 0;
  const last = localDate(to);
  for (let day = localDate(from); day <= last; day = addDays(day, 1)) {
    if (!isWorkingDay(calendar, day)) continue;
    for (const [opens, closes] of hours.open) {
      starts.push(atLocal(day, opens));
      sums.push(sum);
      sum += atLocal(day, closes) - atLocal(day, opens);
    }
  }
  sums.push(sum);

  return {
    after(at, millis) {
      const span = lastAtMost(starts, at);
      const begun = span < 0 ? 0 : Math.min((sums[span] ?? 0) + at - (starts[span] ?? 0), sums[span + 1] ?? sum);
      const wanted = Math.min(Math.max(0, begun + millis), sum - 1);
      const target = lastAtMost(sums, wanted);
      return (starts[target] ?? from) + wanted - (sums[target] ?? 0);
    },
  };
}

/** The index of the last number that is not above the limit, in an ascending list; -1 when all are. */
function lastAtMost(list: readonly number[], limit: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
