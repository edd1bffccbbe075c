import { type Kysely, sql } from "kysely";

// The same statements run on SQLite and PostgreSQL: text ids, epoch milliseconds as bigint, 0/1 as bigint.
const STATEMENTS = [
  // Why a local setting is as it is.
  "alter table setting add column reason text",
  // One row for every registered business, from the moment of its registration (plan 四(四): 属地监管).
  `create table supervision (
    filing_id text primary key references filing (id), authority_id text not null references authority (id), street text not null,
    handed_at bigint not null, taken bigint not null default 0 check (taken in (0, 1)), taken_at bigint,
    staff_id text references staff (id), check (taken = 0 or (taken_at is not null and staff_id is not null))
  )`,
  "create index supervision_list on supervision (authority_id, taken, handed_at, filing_id)",
  "create index supervision_street on supervision (authority_id, street, taken, handed_at, filing_id)",
  "create index supervision_city on supervision (taken, handed_at, filing_id)",
  `insert into supervision (filing_id, authority_id, street, handed_at, taken)
    select id, authority_id, street, decided_at, 0 from filing where status = 'registered'`,
  // 行政复议 and 诉讼; the respondent is the deciding authority (plan 四(四): 主管登记机关).
  `create table dispute (
    id text primary key, filing_id text not null references filing (id), authority_id text not null references authority (id),
    kind text not null check (kind in ('review', 'suit')), body text not null, matter text not null,
    received_on text not null, reply_by text not null, case_number text not null default '',
    state text not null check (state in ('open', 'replied', 'closed')), outcome text, closed_on text, note text not null default '',
    created_at bigint not null, created_by text not null references staff (id), updated_at bigint not null,
    version bigint not null default 0, check (state <> 'closed' or (outcome is not null and closed_on is not null))
  )`,
  "create index dispute_list on dispute (authority_id, state, received_on, id)",
  "create index dispute_city on dispute (state, received_on, id)",
  "create index dispute_filing on dispute (filing_id, received_on)",
  // The history of administration: what happened to no filing, by its type.
  "create index event_office on event (type, id) where filing_id is null",
  // The list of staff by place, and the sessions that end with an account.
  "create index staff_place on staff (active, authority_id, hall_id, login)",
  "create index web_session_staff on web_session (staff_id)",
  "create index kiosk_hall on kiosk (hall_id, enrolled_at)",
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
