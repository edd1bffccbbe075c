import type { Schema } from "../../src/db/schema.ts";

const TEXT = "text";
const MAYBE_TEXT = "text, may be null";
const INT = "bigint";
const MAYBE_INT = "bigint, may be null";

type Family<V> = null extends V
  ? [Exclude<V, null>] extends [number]
    ? typeof MAYBE_INT
    : typeof MAYBE_TEXT
  : [V] extends [number]
    ? typeof INT
    : typeof TEXT;

/** Every table and column that the migrations must make, on both databases alike. The compiler compares it with the types of the rows. */
// biome-ignore format: a table reads best as a paragraph
export const COLUMNS = {
  authority: {
    id: TEXT, district: TEXT, name: TEXT, issuer_code: TEXT, contact_name: TEXT, contact_phone: TEXT,
    contact_hours: TEXT, address: TEXT, review_body: TEXT, lane: INT,
  },
  hall: { id: TEXT, name: TEXT, district: TEXT, authority_id: TEXT, address: TEXT, phone: TEXT, hours: TEXT },
  kiosk: { id: TEXT, hall_id: TEXT, label: TEXT, token_hash: TEXT, enrolled_at: INT, revoked_at: MAYBE_INT },
  kiosk_enrolment: { id: TEXT, hall_id: TEXT, token_hash: TEXT, created_at: INT, expires_at: INT, used_at: MAYBE_INT },
  staff: {
    id: TEXT, login: TEXT, name: TEXT, role: TEXT, authority_id: MAYBE_TEXT, hall_id: MAYBE_TEXT,
    password_hash: TEXT, phone: TEXT, active: INT,
  },
  web_session: {
    id: TEXT, kind: TEXT, staff_id: MAYBE_TEXT, kiosk_id: MAYBE_TEXT, filing_id: MAYBE_TEXT, identity: MAYBE_TEXT,
    person_sealed: MAYBE_TEXT, csrf: TEXT, created_at: INT, seen_at: INT, expires_at: INT,
  },
  attempt: { subject: TEXT, failures: INT, since: INT, locked_until: INT },
  phone_code: {
    id: TEXT, phone_hash: TEXT, code_hash: TEXT, created_at: INT, expires_at: INT, tries: INT, used_at: MAYBE_INT,
  },
  filing: {
    id: TEXT, number: TEXT, code: TEXT, status: TEXT, version: INT, bulk: INT, hall_id: TEXT, kiosk_id: MAYBE_TEXT,
    authority_id: MAYBE_TEXT, name: TEXT, operator_name: TEXT, trade: TEXT, district: TEXT, street: TEXT,
    formation: TEXT, identity: TEXT, operator_hash: TEXT, filer_hash: TEXT, phone_hash: TEXT, flags: TEXT,
    form_version: INT, sealed: TEXT, key_wrapped: TEXT, key_version: INT, created_at: INT, updated_at: INT,
    first_submitted_at: MAYBE_INT, submitted_at: MAYBE_INT, submission: INT, target_at: MAYBE_INT,
    due_at: MAYBE_INT, lapses_at: MAYBE_INT, decided_at: MAYBE_INT, officer_id: MAYBE_TEXT,
    delivery_method: MAYBE_TEXT, pickup_hall_id: MAYBE_TEXT,
  },
  submission: { id: TEXT, filing_id: TEXT, seq: INT, at: INT, form_version: INT, sealed: TEXT, changed: TEXT },
  return_notice: {
    id: TEXT, filing_id: TEXT, submission_seq: INT, staff_id: TEXT, at: INT, exceeds: INT, head_reason: MAYBE_TEXT,
  },
  return_item: {
    id: TEXT, return_id: TEXT, field: TEXT, reason: TEXT, problem: TEXT, fix: TEXT, resolved_at: MAYBE_INT,
  },
  claim: { filing_id: TEXT, staff_id: TEXT, at: INT, expires_at: INT },
  guide_access: { filing_id: TEXT, staff_id: TEXT, at: INT },
  refusal: { filing_id: TEXT, staff_id: TEXT, ground: TEXT, facts: TEXT, at: INT },
  name_lock: { authority_id: TEXT, trade: TEXT, whole: INT },
  name_hold: {
    id: TEXT, authority_id: TEXT, trade: TEXT, industry: TEXT, whole: INT, filing_id: TEXT, name: TEXT,
    until: MAYBE_INT,
  },
  uscc_range: { id: TEXT, authority_id: TEXT, prefix: TEXT, next: INT, last: INT, low_water: INT, created_at: INT },
  uscc_lease: {
    code: TEXT, authority_id: TEXT, filing_id: MAYBE_TEXT, staff_id: MAYBE_TEXT, leased_until: MAYBE_INT, used: INT,
  },
  licence: {
    id: TEXT, filing_id: TEXT, version: INT, uscc: TEXT, identifier: TEXT, verify_code: TEXT, status: TEXT,
    authority_id: TEXT, data: TEXT, decided_at: INT, issued_at: INT, ms_to_available: INT, bulk: INT,
    original_sha256: MAYBE_TEXT, duplicate_sha256: MAYBE_TEXT, national_number: MAYBE_TEXT,
    national_file: MAYBE_TEXT,
  },
  licence_change: {
    licence_id: TEXT, filing_id: TEXT, kind: TEXT, ground: TEXT, reason_sealed: TEXT, fields: TEXT,
    next_licence_id: MAYBE_TEXT, notice_id: TEXT, delivery_sealed: TEXT, staff_id: TEXT, at: INT,
  },
  verify_tally: { licence_id: TEXT, hour: INT, n: INT },
  verify_flag: { id: TEXT, licence_id: TEXT, kind: TEXT, day: TEXT, first_at: INT, at: INT, count: INT },
  stored_file: {
    id: TEXT, filing_id: MAYBE_TEXT, kind: TEXT, name: TEXT, media_type: TEXT, size: INT, sealed: INT,
    created_at: INT,
  },
  document: { id: TEXT, filing_id: TEXT, kind: TEXT, file_id: TEXT, label: TEXT, added_at: INT, removed_at: MAYBE_INT },
  notice: {
    id: TEXT, filing_id: TEXT, kind: TEXT, number: TEXT, at: INT, sealed: TEXT, file_id: MAYBE_TEXT,
    delivered_at: MAYBE_INT, public_file_id: MAYBE_TEXT, opened_at: MAYBE_INT,
  },
  message: {
    id: TEXT, filing_id: MAYBE_TEXT, kind: TEXT, phone_sealed: TEXT, body_sealed: TEXT, created_at: INT,
    sent_at: MAYBE_INT,
  },
  guide_note: {
    id: TEXT, filing_id: TEXT, hall_id: TEXT, kind: TEXT, body: TEXT, created_at: INT, seen_at: MAYBE_INT,
    seen_by: MAYBE_TEXT,
  },
  delivery: {
    filing_id: TEXT, method: TEXT, state: TEXT, pickup_hall_id: MAYBE_TEXT, carrier: MAYBE_TEXT,
    tracking: MAYBE_TEXT, payer: MAYBE_TEXT, cost_fen: MAYBE_INT, proxy_code_hash: MAYBE_TEXT, proxy_failures: INT,
    proxy_sealed: MAYBE_TEXT, ready_at: MAYBE_INT, dispatched_at: MAYBE_INT, collected_at: MAYBE_INT,
    collector: MAYBE_TEXT, collector_sealed: MAYBE_TEXT, signature_file: MAYBE_TEXT, updated_at: INT,
  },
  sheet_range: { id: TEXT, place_id: TEXT, prefix: TEXT, next: INT, last: INT },
  print_sheet: {
    serial: TEXT, licence_id: TEXT, part: TEXT, copy: INT, place_id: TEXT, state: TEXT, at: INT, by_kind: TEXT,
    by_id: MAYBE_TEXT, void_reason: MAYBE_TEXT, voided_at: MAYBE_INT,
  },
  event: {
    id: TEXT, at: INT, type: TEXT, filing_id: MAYBE_TEXT, actor_kind: TEXT, actor_id: MAYBE_TEXT,
    place_id: MAYBE_TEXT, data: TEXT, hash: TEXT,
  },
  supervision: {
    filing_id: TEXT, authority_id: TEXT, street: TEXT, handed_at: INT, taken: INT, taken_at: MAYBE_INT, staff_id: MAYBE_TEXT,
  },
  dispute: {
    id: TEXT, filing_id: TEXT, authority_id: TEXT, kind: TEXT, body: TEXT, matter: TEXT, received_on: TEXT, reply_by: TEXT,
    case_number: TEXT, state: TEXT, outcome: MAYBE_TEXT, closed_on: MAYBE_TEXT, note: TEXT, created_at: INT,
    created_by: TEXT, updated_at: INT, version: INT,
  },
  event_link: { seq: INT, event_id: TEXT, hash: TEXT },
  event_seal: { seq: INT, hash: TEXT, at: INT, mac: TEXT },
  idempotency: { key: TEXT, at: INT, location: TEXT },
  filing_count: { hall_id: TEXT, authority_id: TEXT, month: TEXT, status: TEXT, n: INT },
  number_counter: { key: TEXT, value: INT },
  setting: { key: TEXT, value: TEXT, changed_at: INT, changed_by: MAYBE_TEXT, reason: MAYBE_TEXT },
  division: { code: TEXT, level: TEXT, name: TEXT, parent: TEXT, valid_from: MAYBE_TEXT, valid_to: MAYBE_TEXT },
  calendar_day: { date: TEXT, kind: TEXT, name: TEXT, status: TEXT },
  scope_item: {
    phrase: TEXT, kind: TEXT, gbt: TEXT, gbt_name: TEXT, licence: TEXT, authority: TEXT, item_group: TEXT,
    note: TEXT, aliases: TEXT, closed: INT, valid_from: MAYBE_TEXT, valid_to: MAYBE_TEXT,
  },
  name_word: {
    id: TEXT, category: TEXT, word: TEXT, match: TEXT, action: TEXT, reason: TEXT, note: TEXT, exceptions: TEXT,
    valid_from: MAYBE_TEXT, valid_to: MAYBE_TEXT,
  },
  return_reason: { code: TEXT, field: TEXT, label: TEXT, problem: TEXT, fix: TEXT, active: INT },
} as const satisfies { [T in keyof Schema]: { [C in keyof Schema[T]]: Family<Schema[T][C]> } };
