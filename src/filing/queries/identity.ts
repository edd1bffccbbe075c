import type { Handle } from "../../db/transaction.ts";

export interface WhereFiled {
  /** The intake hall, its district, and the kiosk there if it was begun at one. */
  hall: string;
  district: string;
  kiosk: string | null;
  /** The kiosk at which it is handed in, and its hall; null at a window. */
  nowAt: string | null;
}

/** Staff who saw the operator's paper: who, which paper, when (epoch ms). */
export interface IdentityCheck {
  by: string;
  seen: string;
  at: number;
}

/** Where a filing was begun and is handed in, and the last time that staff saw the operator's paper; in one statement. */
export async function identityFactsOf(
  db: Handle,
  filing: { id: string; hall_id: string; kiosk_id: string | null },
  kioskNow: string | undefined,
): Promise<{ where: WhereFiled; check: IdentityCheck | undefined }> {
  const row = await db
    .selectFrom("hall")
    .leftJoin("kiosk", (join) => join.on("kiosk.id", "=", filing.kiosk_id ?? ""))
    .leftJoin("kiosk as present", (join) => join.on("present.id", "=", kioskNow ?? ""))
    .leftJoin("hall as there", "there.id", "present.hall_id")
    .leftJoin("event", (join) =>
      join.on((eb) =>
        eb(
          "event.id",
          "=",
          eb
            .selectFrom("event as check")
            .select((inner) => inner.fn.max("check.id").as("id"))
            .where("check.filing_id", "=", filing.id)
            .where("check.type", "=", "identity-checked"),
        ),
      ),
    )
    .leftJoin("staff", "staff.id", "event.actor_id")
    .select([
      "hall.name as hall",
      "hall.district",
      "kiosk.label as kiosk",
      "there.name as there",
      "present.label",
      "event.at",
      "event.data",
      "staff.name as staff",
    ])
    .where("hall.id", "=", filing.hall_id)
    .executeTakeFirstOrThrow();
  const { hall, district, kiosk, there, label } = row;
  const nowAt = there === null ? null : `${there} ${label ?? ""}`.trim();
  return { where: { hall, district, kiosk, nowAt }, check: checkOf(row) };
}

function checkOf(row: { at: number | null; data: string | null; staff: string | null }): IdentityCheck | undefined {
  if (row.at === null) return undefined;
  const { seen } = JSON.parse(row.data ?? "{}") as { seen?: string };
  return { by: `工作人员${row.staff ?? ""}`, seen: seen ?? "证件原件", at: row.at };
}
