/** 前置许可 needs the approval paper before registration, 许可 the permit before trading (条例 14). */
export type ScopeKind = "一般" | "许可" | "前置许可";

/** One phrase of the catalogue (assets/data/scope.tsv). */
export interface ScopeItem {
  phrase: string;
  kind: ScopeKind;
  /** GB/T 4754-2017 class, four digits */
  gbt: string;
  /** as "H6210 正餐服务" */
  gbtName: string;
  /** permit, or for a general item the filing that it needs; may be empty */
  licence: string;
  /** who grants the permit or takes the filing; may be empty */
  authority: string;
  group: string;
  note: string;
  /** spoken words such as 修手机 */
  aliases: readonly string[];
  closedToIndividuals: boolean;
}
