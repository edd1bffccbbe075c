import type { Handle, Tx } from "../../db/transaction.ts";

/** Every setting that somebody has set, with who, when and why. */
export function settingRows(db: Handle) {
  return db
    .selectFrom("setting")
    .leftJoin("staff", "staff.id", "setting.changed_by")
    .select(["setting.key", "setting.value", "setting.changed_at", "setting.reason", "staff.name as changed_by_name"])
    .execute();
}

export type SettingRow = Awaited<ReturnType<typeof settingRows>>[number];

export interface SettingChange {
  key: string;
  /** JSON. */
  value: string;
  staffId: string;
  reason: string;
  now: number;
}

export async function putSetting(tx: Tx, { key, value, staffId, reason, now }: SettingChange): Promise<void> {
  const row = { value, changed_at: now, changed_by: staffId, reason };
  await tx
    .insertInto("setting")
    .values({ key, ...row })
    .onConflict((conflict) => conflict.column("key").doUpdateSet(row))
    .execute();
}
