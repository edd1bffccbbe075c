import { type Kysely, sql } from "kysely";

// What became of a licence after issue, and what the public check noticed. An index says which query it serves.
const TABLES = `
create table licence_change (
  licence_id text primary key references licence (id), filing_id text not null references filing (id),
  kind text not null check (kind in ('correct', 'annul')), ground text not null, reason_sealed text not null,
  fields text not null default '[]', next_licence_id text references licence (id),
  notice_id text not null references notice (id), delivery_sealed text not null,
  staff_id text not null references staff (id), at bigint not null,
  check ((kind = 'correct') = (next_licence_id is not null))
);
create index licence_change_filing on licence_change (filing_id, at);
create index licence_change_list on licence_change (kind, filing_id);
create table verify_tally (
  licence_id text not null references licence (id), hour bigint not null, n bigint not null,
  primary key (licence_id, hour)
);
create index verify_tally_old on verify_tally (hour);
create table verify_flag (
  id text primary key, licence_id text not null references licence (id),
  kind text not null check (kind in ('burst', 'cancelled', 'altered')), day text not null,
  first_at bigint not null, at bigint not null, count bigint not null, unique (licence_id, kind, day)
);
create index verify_flag_recent on verify_flag (at, id)`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of TABLES.split(";\n")) await sql.raw(statement).execute(db);
}
