import type { Status } from "../rules/filing.ts";
import type { Role } from "../rules/permissions.ts";
import type { AfterIssueTables } from "./after-issue-tables.ts";
import type { CatalogueTables, Flag } from "./catalogue-tables.ts";
import type { NoticeTable } from "./notice-tables.ts";
import type { RegisterTables } from "./register-tables.ts";

export interface Schema extends CatalogueTables, AfterIssueTables, RegisterTables {
  authority: {
    id: string;
    district: string;
    name: string;
    issuer_code: string;
    contact_name: string;
    contact_phone: string;
    contact_hours: string;
    address: string;
    review_body: string;
    lane: Flag;
  };
  hall: {
    id: string;
    name: string;
    district: string;
    authority_id: string;
    address: string;
    phone: string;
    hours: string;
  };
  kiosk: {
    id: string;
    hall_id: string;
    label: string;
    token_hash: string;
    enrolled_at: number;
    revoked_at: number | null;
  };
  kiosk_enrolment: {
    id: string;
    hall_id: string;
    token_hash: string;
    created_at: number;
    expires_at: number;
    used_at: number | null;
  };
  staff: {
    id: string;
    login: string;
    name: string;
    role: Role;
    authority_id: string | null;
    hall_id: string | null;
    password_hash: string;
    phone: string;
    active: Flag;
  };
  web_session: {
    id: string;
    kind: "staff" | "kiosk" | "holder";
    staff_id: string | null;
    kiosk_id: string | null;
    filing_id: string | null;
    identity: "card" | "phone" | null;
    person_sealed: string | null;
    csrf: string;
    created_at: number;
    seen_at: number;
    expires_at: number;
  };
  attempt: { subject: string; failures: number; since: number; locked_until: number };
  phone_code: {
    id: string;
    phone_hash: string;
    code_hash: string;
    created_at: number;
    expires_at: number;
    tries: number;
    used_at: number | null;
  };
  filing: FilingTable;
  submission: {
    id: string;
    filing_id: string;
    seq: number;
    at: number;
    form_version: number;
    sealed: string;
    changed: string;
  };
  return_notice: {
    id: string;
    filing_id: string;
    submission_seq: number;
    staff_id: string;
    at: number;
    exceeds: Flag;
    head_reason: string | null;
  };
  return_item: {
    id: string;
    return_id: string;
    field: string;
    reason: string;
    problem: string;
    fix: string;
    resolved_at: number | null;
  };
  claim: { filing_id: string; staff_id: string; at: number; expires_at: number };
  guide_access: { filing_id: string; staff_id: string; at: number };
  refusal: { filing_id: string; staff_id: string; ground: string; facts: string; at: number };
  name_lock: { authority_id: string; trade: string; whole: Flag };
  name_hold: {
    id: string;
    authority_id: string;
    trade: string;
    industry: string;
    whole: Flag;
    filing_id: string;
    name: string;
    until: number | null;
  };
  uscc_range: {
    id: string;
    authority_id: string;
    prefix: string;
    next: number;
    last: number;
    low_water: number;
    created_at: number;
  };
  uscc_lease: {
    code: string;
    authority_id: string;
    filing_id: string | null;
    staff_id: string | null;
    leased_until: number | null;
    used: Flag;
  };
  licence: LicenceTable;
  stored_file: {
    id: string;
    filing_id: string | null;
    kind: string;
    name: string;
    media_type: string;
    size: number;
    sealed: Flag;
    created_at: number;
  };
  document: {
    id: string;
    filing_id: string;
    kind: string;
    file_id: string;
    label: string;
    added_at: number;
    removed_at: number | null;
  };
  notice: NoticeTable;
  message: {
    id: string;
    filing_id: string | null;
    kind: string;
    phone_sealed: string;
    body_sealed: string;
    created_at: number;
    sent_at: number | null;
  };
  guide_note: {
    id: string;
    filing_id: string;
    hall_id: string;
    kind: string;
    body: string;
    created_at: number;
    seen_at: number | null;
    seen_by: string | null;
  };
  delivery: DeliveryTable;
  sheet_range: { id: string; place_id: string; prefix: string; next: number; last: number };
  print_sheet: {
    serial: string;
    licence_id: string;
    part: "original" | "duplicate";
    copy: number;
    place_id: string;
    state: "printed" | "voided";
    at: number;
    by_kind: string;
    by_id: string | null;
    void_reason: string | null;
    voided_at: number | null;
  };
  event: {
    id: string;
    at: number;
    type: string;
    filing_id: string | null;
    actor_kind: string;
    actor_id: string | null;
    place_id: string | null;
    data: string;
    hash: string;
  };
  event_link: { seq: number; event_id: string; hash: string };
  event_seal: { seq: number; hash: string; at: number; mac: string };
  idempotency: { key: string; at: number; location: string };
  filing_count: { hall_id: string; authority_id: string; month: string; status: Status; n: number };
  number_counter: { key: string; value: number };
  setting: { key: string; value: string; changed_at: number; changed_by: string | null; reason: string | null };
}

export interface FilingTable {
  id: string;
  number: string;
  code: string;
  status: Status;
  version: number;
  bulk: Flag;
  hall_id: string;
  kiosk_id: string | null;
  authority_id: string | null;
  name: string;
  operator_name: string;
  trade: string;
  district: string;
  street: string;
  formation: "individual" | "family";
  identity: "unverified" | "card" | "staff";
  operator_hash: string;
  filer_hash: string;
  phone_hash: string;
  flags: string;
  form_version: number;
  sealed: string;
  key_wrapped: string;
  key_version: number;
  created_at: number;
  updated_at: number;
  first_submitted_at: number | null;
  submitted_at: number | null;
  submission: number;
  target_at: number | null;
  due_at: number | null;
  lapses_at: number | null;
  decided_at: number | null;
  officer_id: string | null;
  delivery_method: "self-print" | "mail" | "pickup" | null;
  pickup_hall_id: string | null;
}

export interface LicenceTable {
  id: string;
  filing_id: string;
  version: number;
  uscc: string;
  identifier: string;
  verify_code: string;
  status: "valid" | "replaced" | "cancelled";
  authority_id: string;
  data: string;
  decided_at: number;
  issued_at: number;
  ms_to_available: number;
  bulk: Flag;
  original_sha256: string | null;
  duplicate_sha256: string | null;
  national_number: string | null;
  national_file: string | null;
}

export interface DeliveryTable {
  filing_id: string;
  method: "self-print" | "mail" | "pickup";
  state: "waiting" | "ready" | "dispatched" | "collected" | "printed";
  pickup_hall_id: string | null;
  carrier: string | null;
  tracking: string | null;
  payer: string | null;
  cost_fen: number | null;
  proxy_code_hash: string | null;
  proxy_failures: number;
  proxy_sealed: string | null;
  ready_at: number | null;
  dispatched_at: number | null;
  collected_at: number | null;
  collector: "self" | "proxy" | null;
  collector_sealed: string | null;
  signature_file: string | null;
  updated_at: number;
}
