import { sql } from "kysely";
import type { Handle } from "../../db/transaction.ts";
import type { Status } from "../../rules/filing.ts";

export interface FlowCell {
  hall_id: string;
  authority_id: string;
  n: number;
}

/** How many filings went from which hall to which authority, from the standing counters; of one month of first submission, or of all. */
export async function flows(db: Handle, month: string | undefined): Promise<FlowCell[]> {
  let counted = db
    .selectFrom("filing_count")
    .select(["hall_id", "authority_id"])
    .select((eb) => eb.fn.sum<number>("n").as("n"))
    .groupBy(["hall_id", "authority_id"]);
  if (month !== undefined) counted = counted.where("month", "=", month);
  const rows = await counted.execute();
  return rows.map((row) => ({ ...row, n: Number(row.n) })).filter((row) => row.n > 0);
}

/** The months that hold filings, newest first. */
export async function flowMonths(db: Handle): Promise<string[]> {
  const rows = await db
    .selectFrom("filing_count")
    .select("month")
    .distinct()
    .where("n", ">", 0)
    .orderBy("month", "desc")
    .execute();
  return rows.map((row) => row.month);
}

export interface Moments {
  now: number;
  /** The end of today. */
  dayEnd: number;
  /** What counts as close to the legal limit now (src/rules/due-soon.ts). */
  closeLimit: number;
  monthStart: number;
}

export interface Standing {
  authority_id: string;
  open: number;
  returned: number;
  today: number;
  yellow: number;
  red: number;
  registered: number;
}

/** Of each authority: what lies there, what is due today, its lights, and what it registered this month; in one statement. */
export async function standings(db: Handle, at: Moments): Promise<Standing[]> {
  const standing = (status: Status) =>
    sql<number>`(select coalesce(sum(n), 0) from filing_count where authority_id = authority.id and status = ${status})`;
  const submitted = (condition: ReturnType<typeof sql>) =>
    sql<number>`(select count(*) from filing where authority_id = authority.id and status = 'submitted' and ${condition})`;
  const rows = await db
    .selectFrom("authority")
    .select([
      "authority.id as authority_id",
      standing("submitted").as("open"),
      standing("returned").as("returned"),
      submitted(sql`due_at >= ${at.now} and due_at <= ${at.dayEnd}`).as("today"),
      submitted(sql`due_at < ${at.now}`).as("red"),
      submitted(sql`due_at >= ${at.now} and (target_at < ${at.now} or due_at <= ${at.closeLimit})`).as("yellow"),
      sql<number>`(select count(*) from filing where authority_id = authority.id and status = 'registered'
        and decided_at >= ${at.monthStart})`.as("registered"),
    ])
    .orderBy("authority.district")
    .execute();
  return rows.map((row) => ({
    authority_id: row.authority_id,
    open: Number(row.open),
    returned: Number(row.returned),
    today: Number(row.today),
    yellow: Number(row.yellow),
    red: Number(row.red),
    registered: Number(row.registered),
  }));
}
