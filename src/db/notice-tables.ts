import type { NoticeKind } from "../rules/notice-kinds.ts";

export interface NoticeTable {
  id: string;
  filing_id: string;
  kind: NoticeKind;
  number: string;
  at: number;
  sealed: string;
  file_id: string | null;
  delivered_at: number | null;
  public_file_id: string | null;
  opened_at: number | null;
}
