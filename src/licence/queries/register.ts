import type { Db } from "../../db/transaction.ts";
import type { LicenceRow } from "./licence.ts";

const PAGE = 2_000;

/** Every licence, oldest first, in pages: never more than one page in memory. Goes along the primary key. */
export async function* allLicences(db: Db): AsyncGenerator<LicenceRow[], void> {
  let after = "";
  for (;;) {
    const page = await db.selectFrom("licence").selectAll().where("id", ">", after).orderBy("id").limit(PAGE).execute();
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.id;
  }
}
