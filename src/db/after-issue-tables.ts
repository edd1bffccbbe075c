import type { VerifyFlag } from "../rules/verify-flags.ts";

/** What became of licences after issue, and what the public check noticed. */
export interface AfterIssueTables {
  /** One row for each version that ended. */
  licence_change: LicenceChangeTable;
  /** How often a licence was checked within an hour (epoch hours). */
  verify_tally: { licence_id: string; hour: number; n: number };
  verify_flag: {
    id: string;
    licence_id: string;
    kind: VerifyFlag;
    /** YYYY-MM-DD: one row a licence, kind and day. */
    day: string;
    first_at: number;
    at: number;
    count: number;
  };
}

export interface LicenceChangeTable {
  /** The version that ended. */
  licence_id: string;
  filing_id: string;
  kind: "correct" | "annul";
  ground: string;
  reason_sealed: string;
  /** FieldIds of what was corrected, JSON. */
  fields: string;
  next_licence_id: string | null;
  notice_id: string;
  /** The delivery as it stood, sealed: who collected or where it was sent is not lost when it begins anew. */
  delivery_sealed: string;
  staff_id: string;
  at: number;
}
