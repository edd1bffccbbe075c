import type { Flag } from "./catalogue-tables.ts";

/** What follows a decision: the business in the hands of local supervision, and what is brought against the authority. */
export interface RegisterTables {
  supervision: {
    filing_id: string;
    authority_id: string;
    street: string;
    handed_at: number;
    taken: Flag;
    taken_at: number | null;
    staff_id: string | null;
  };
  dispute: {
    id: string;
    filing_id: string;
    authority_id: string;
    kind: "review" | "suit";
    body: string;
    matter: string;
    received_on: string;
    reply_by: string;
    case_number: string;
    state: "open" | "replied" | "closed";
    outcome: string | null;
    closed_on: string | null;
    note: string;
    created_at: number;
    created_by: string;
    updated_at: number;
    version: number;
  };
}
