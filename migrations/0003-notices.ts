import { type Kysely, sql } from "kysely";

// The part of a notice without its page apart is a file of its own. A notice is delivered by the first of message and opening; the
// opening is kept as well. The index serves undrawnNotices: what has been issued and not yet drawn.
const STATEMENTS = [
  "alter table notice add column public_file_id text references stored_file (id)",
  "alter table notice add column opened_at bigint",
  "create index notice_undrawn on notice (at) where file_id is null",
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
