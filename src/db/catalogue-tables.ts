/** 0 or 1: neither database driver takes booleans the same way. */
export type Flag = 0 | 1;

/** The tables that an administrator keeps: loaded from assets/data at first, each row with the time it is in force. */
export interface CatalogueTables {
  division: {
    code: string;
    level: "area" | "street" | "village";
    name: string;
    parent: string;
    valid_from: string | null;
    valid_to: string | null;
  };
  calendar_day: { date: string; kind: "off" | "workday"; name: string; status: "published" | "provisional" };
  scope_item: {
    phrase: string;
    kind: "一般" | "许可" | "前置许可";
    gbt: string;
    gbt_name: string;
    licence: string;
    authority: string;
    item_group: string;
    note: string;
    aliases: string;
    closed: Flag;
    valid_from: string | null;
    valid_to: string | null;
  };
  name_word: {
    id: string;
    category: string;
    word: string;
    match: string;
    action: "禁用" | "限用" | "允许";
    reason: string;
    note: string;
    exceptions: string;
    valid_from: string | null;
    valid_to: string | null;
  };
  return_reason: { code: string; field: string; label: string; problem: string; fix: string; active: Flag };
}
