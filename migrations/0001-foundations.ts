import { type Kysely, PostgresAdapter, sql } from "kysely";

// The same statements run on SQLite and PostgreSQL: text ids, epoch milliseconds as bigint, 0/1 as bigint, JSON as text.
// Only the append-only triggers differ. An index says which query it serves.
const TABLES = `
create table authority (
  id text primary key, district text not null unique, name text not null, issuer_code text not null,
  contact_name text not null, contact_phone text not null, contact_hours text not null, address text not null,
  review_body text not null, lane bigint not null default 0 check (lane in (0, 1))
);
create table hall (
  id text primary key, name text not null, district text not null, authority_id text not null references authority (id),
  address text not null, phone text not null, hours text not null
);
create table kiosk (
  id text primary key, hall_id text not null references hall (id), label text not null, token_hash text not null unique,
  enrolled_at bigint not null, revoked_at bigint
);
create table kiosk_enrolment (
  id text primary key, hall_id text not null references hall (id), token_hash text not null unique,
  created_at bigint not null, expires_at bigint not null, used_at bigint
);
create table staff (
  id text primary key, login text not null unique, name text not null,
  role text not null check (role in ('guide', 'officer', 'head', 'city', 'admin')),
  authority_id text references authority (id), hall_id text references hall (id),
  password_hash text not null, phone text not null default '', active bigint not null default 1 check (active in (0, 1))
);
create table web_session (
  id text primary key, kind text not null check (kind in ('staff', 'kiosk', 'holder')),
  staff_id text references staff (id), kiosk_id text references kiosk (id), filing_id text,
  identity text check (identity in ('card', 'phone')), person_sealed text, csrf text not null,
  created_at bigint not null, seen_at bigint not null, expires_at bigint not null
);
create table attempt (
  subject text primary key, failures bigint not null, since bigint not null, locked_until bigint not null default 0
);
create table phone_code (
  id text primary key, phone_hash text not null, code_hash text not null, created_at bigint not null,
  expires_at bigint not null, tries bigint not null default 0, used_at bigint
);
create table filing (
  id text primary key, number text not null unique, code text not null unique,
  status text not null check (status in ('draft', 'submitted', 'returned', 'registered', 'refused', 'withdrawn', 'lapsed')),
  version bigint not null default 0, bulk bigint not null default 0 check (bulk in (0, 1)),
  hall_id text not null references hall (id), kiosk_id text references kiosk (id),
  authority_id text references authority (id),
  name text not null default '', operator_name text not null default '', trade text not null default '',
  district text not null default '', street text not null default '',
  formation text not null default 'individual' check (formation in ('individual', 'family')),
  identity text not null default 'unverified' check (identity in ('unverified', 'card', 'staff')),
  operator_hash text not null default '', filer_hash text not null default '', phone_hash text not null default '',
  flags text not null default '[]', form_version bigint not null,
  sealed text not null, key_wrapped text not null, key_version bigint not null,
  created_at bigint not null, updated_at bigint not null, first_submitted_at bigint, submitted_at bigint,
  submission bigint not null default 0, target_at bigint, due_at bigint, lapses_at bigint,
  decided_at bigint, officer_id text references staff (id),
  delivery_method text check (delivery_method in ('self-print', 'mail', 'pickup')), pickup_hall_id text references hall (id),
  check (status in ('draft', 'withdrawn', 'lapsed') or (authority_id is not null and submitted_at is not null)),
  check (status not in ('registered', 'refused') or (decided_at is not null and officer_id is not null))
);
create index filing_queue on filing (authority_id, status, due_at, id);
create index filing_hall on filing (hall_id, status, updated_at, id);
create index filing_pickup on filing (pickup_hall_id, status, decided_at, id);
create index filing_operator on filing (operator_hash, status);
create index filing_filer on filing (filer_hash, status);
create index filing_lapse on filing (status, lapses_at);
create index filing_decided on filing (authority_id, decided_at, id, status);
create index filing_registered on filing (status, decided_at, id);
create index filing_first on filing (first_submitted_at, id);
create index filing_flow on filing (hall_id, authority_id, first_submitted_at, id);
create index filing_officer on filing (officer_id, status, due_at, id);
create index filing_due on filing (status, due_at, id);
create table submission (
  id text primary key, filing_id text not null references filing (id), seq bigint not null, at bigint not null,
  form_version bigint not null, sealed text not null, changed text not null default '[]', unique (filing_id, seq)
);
create table return_notice (
  id text primary key, filing_id text not null references filing (id), submission_seq bigint not null,
  staff_id text not null references staff (id), at bigint not null, exceeds bigint not null default 0 check (exceeds in (0, 1)),
  head_reason text, unique (filing_id, submission_seq)
);
create table return_item (
  id text primary key, return_id text not null references return_notice (id), field text not null, reason text not null,
  problem text not null check (problem <> ''), fix text not null check (fix <> ''), resolved_at bigint,
  unique (return_id, field)
);
create table claim (
  filing_id text primary key references filing (id), staff_id text not null references staff (id),
  at bigint not null, expires_at bigint not null
);
create index claim_staff on claim (staff_id, expires_at);
create table guide_access (
  filing_id text not null references filing (id), staff_id text not null references staff (id), at bigint not null,
  primary key (filing_id, staff_id)
);
create table refusal (
  filing_id text primary key references filing (id), staff_id text not null references staff (id), ground text not null,
  facts text not null, at bigint not null
);
create table name_lock (
  authority_id text not null references authority (id), trade text not null,
  whole bigint not null check (whole in (0, 1)), primary key (authority_id, trade), unique (authority_id, trade, whole)
);
create table name_hold (
  id text primary key, authority_id text not null, trade text not null, industry text not null,
  whole bigint not null, filing_id text not null unique references filing (id), name text not null, until bigint,
  check ((whole = 1 and industry = '*') or (whole = 0 and industry <> '*')),
  unique (authority_id, trade, industry),
  foreign key (authority_id, trade, whole) references name_lock (authority_id, trade, whole)
);
create table uscc_range (
  id text primary key, authority_id text not null references authority (id), prefix text not null,
  next bigint not null, last bigint not null, low_water bigint not null, created_at bigint not null, unique (prefix, authority_id)
);
create index uscc_range_authority on uscc_range (authority_id, id);
create table uscc_lease (
  code text primary key, authority_id text not null references authority (id), filing_id text unique references filing (id),
  staff_id text references staff (id), leased_until bigint, used bigint not null default 0 check (used in (0, 1))
);
create index uscc_lease_free on uscc_lease (authority_id, used, leased_until);
create table licence (
  id text primary key, filing_id text not null references filing (id), version bigint not null,
  uscc text not null, identifier text not null unique, verify_code text not null unique,
  status text not null check (status in ('valid', 'replaced', 'cancelled')),
  authority_id text not null references authority (id), data text not null, decided_at bigint not null,
  issued_at bigint not null, ms_to_available bigint not null, bulk bigint not null default 0 check (bulk in (0, 1)),
  original_sha256 text, duplicate_sha256 text, national_number text, national_file text, unique (filing_id, version)
);
create unique index licence_in_force on licence (uscc) where status = 'valid';
create index licence_original on licence (original_sha256);
create index licence_duplicate on licence (duplicate_sha256);
create table stored_file (
  id text primary key, filing_id text references filing (id), kind text not null, name text not null, media_type text not null,
  size bigint not null, sealed bigint not null check (sealed in (0, 1)), created_at bigint not null
);
create index stored_file_filing on stored_file (filing_id, kind);
create index stored_file_name on stored_file (name);
create table document (
  id text primary key, filing_id text not null references filing (id), kind text not null,
  file_id text not null references stored_file (id), label text not null, added_at bigint not null, removed_at bigint
);
create index document_filing on document (filing_id, removed_at);
create table notice (
  id text primary key, filing_id text not null references filing (id), kind text not null, number text not null unique,
  at bigint not null, sealed text not null, file_id text references stored_file (id), delivered_at bigint
);
create index notice_filing on notice (filing_id, at);
create table message (
  id text primary key, filing_id text references filing (id), kind text not null, phone_sealed text not null,
  body_sealed text not null, created_at bigint not null, sent_at bigint
);
create index message_recent on message (created_at);
create index message_filing on message (filing_id, created_at);
create table guide_note (
  id text primary key, filing_id text not null references filing (id), hall_id text not null references hall (id),
  kind text not null, body text not null, created_at bigint not null, seen_at bigint, seen_by text references staff (id)
);
create index guide_note_hall on guide_note (hall_id, seen_at, created_at);
create table delivery (
  filing_id text primary key references filing (id), method text not null check (method in ('self-print', 'mail', 'pickup')),
  state text not null check (state in ('waiting', 'ready', 'dispatched', 'collected', 'printed')),
  pickup_hall_id text references hall (id), carrier text, tracking text, payer text, cost_fen bigint,
  proxy_code_hash text, proxy_failures bigint not null default 0, proxy_sealed text,
  ready_at bigint, dispatched_at bigint, collected_at bigint, collector text, collector_sealed text, signature_file text,
  updated_at bigint not null
);
create index delivery_state on delivery (method, state, pickup_hall_id);
create index delivery_recent on delivery (method, state, updated_at);
create table sheet_range (
  id text primary key, place_id text not null unique, prefix text not null, next bigint not null, last bigint not null
);
create table print_sheet (
  serial text primary key, licence_id text not null references licence (id),
  part text not null check (part in ('original', 'duplicate')), copy bigint not null, place_id text not null,
  state text not null check (state in ('printed', 'voided')), at bigint not null, by_kind text not null, by_id text,
  void_reason text, voided_at bigint
);
create unique index print_sheet_valid on print_sheet (licence_id, part, copy) where state = 'printed';
create table event (
  id text primary key, at bigint not null, type text not null, filing_id text, actor_kind text not null, actor_id text,
  place_id text, data text not null, hash text not null
);
create index event_filing on event (filing_id, id);
create table event_link (
  seq bigint primary key, event_id text not null unique references event (id), hash text not null
);
create table event_seal (
  seq bigint primary key, hash text not null, at bigint not null, mac text not null
);
create table idempotency (
  key text primary key, at bigint not null, location text not null
);
create index idempotency_old on idempotency (at);
create table filing_count (
  hall_id text not null, authority_id text not null, month text not null, status text not null, n bigint not null,
  primary key (hall_id, authority_id, month, status)
);
create index filing_count_authority on filing_count (authority_id, status);
create table number_counter (key text primary key, value bigint not null);
create table setting (key text primary key, value text not null, changed_at bigint not null, changed_by text);
create table division (
  code text primary key, level text not null check (level in ('area', 'street', 'village')), name text not null,
  parent text not null, valid_from text, valid_to text
);
create index division_parent on division (parent, code);
create table calendar_day (
  date text primary key, kind text not null check (kind in ('off', 'workday')), name text not null,
  status text not null check (status in ('published', 'provisional'))
);
create table scope_item (
  phrase text primary key, kind text not null check (kind in ('一般', '许可', '前置许可')), gbt text not null, gbt_name text not null,
  licence text not null, authority text not null, item_group text not null, note text not null, aliases text not null,
  closed bigint not null check (closed in (0, 1)), valid_from text, valid_to text
);
create table name_word (
  id text primary key, category text not null, word text not null, match text not null, action text not null,
  reason text not null, note text not null, exceptions text not null default '', valid_from text, valid_to text
);
create table return_reason (
  code text primary key, field text not null, label text not null, problem text not null, fix text not null,
  active bigint not null default 1 check (active in (0, 1))
)`;

const APPEND_ONLY = ["event", "event_link", "event_seal", "submission"];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of TABLES.split(";\n")) await sql.raw(statement).execute(db);
  const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
  if (postgres)
    await sql
      .raw(
        `create function refuse_change() returns trigger language plpgsql as $$
         begin raise exception 'append only: %', tg_table_name; end $$`,
      )
      .execute(db);
  for (const table of APPEND_ONLY) {
    for (const verb of ["update", "delete"]) {
      const trigger = `create trigger ${table}_no_${verb} before ${verb} on ${table}`;
      const body = postgres
        ? " for each row execute function refuse_change()"
        : ` begin select raise(abort, 'append only: ${table}'); end`;
      await sql.raw(trigger + body).execute(db);
    }
  }
}
