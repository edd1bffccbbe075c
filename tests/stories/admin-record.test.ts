// Administration is recorded like everything else: one act, one event, in the same transaction; the same form twice acts once.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contentHash } from "../../src/events/record.ts";
import { sentenceOf } from "../../src/events/sentences.ts";
import type { By } from "../../src/web/act.ts";
import { ADMIN_CASES } from "../support/admin-cases.ts";
import { applicant, staffBy } from "../support/filing.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

function events() {
  return world.deps.db.selectFrom("event").selectAll().orderBy("id").execute();
}

/** The tables that administration writes to, row by row. */
async function state(): Promise<string> {
  const tables = ["staff", "authority", "hall", "kiosk", "kiosk_enrolment", "uscc_range", "return_reason"] as const;
  const more = ["calendar_day", "setting", "scope_item", "name_word", "division", "event", "idempotency"] as const;
  const rows = [];
  for (const table of [...tables, ...more]) rows.push(await world.deps.db.selectFrom(table).selectAll().execute());
  return JSON.stringify(rows);
}

describe.each(ADMIN_CASES)("$act", ({ event, said, prepare }) => {
  test("is nobody else's, is done once however often it is posted, and writes its one event", async () => {
    const { deps } = world;
    const act = await prepare(deps);
    const untouched = await state();
    const others: By[] = [applicant(deps, "x"), { actor: { kind: "system" }, key: "k", now: deps.now() }];
    for (const login of ["city", "xian-head", "xian1", "xian-guide"]) others.push(await staffBy(deps, login));
    for (const by of others) expect(await act(by)).toMatchObject({ ok: false, status: 403 });
    expect(await state()).toBe(untouched);

    const before = await events();
    const by = await staffBy(deps, "admin");
    const both = await Promise.all([act(by), act(by)]);
    const after = await state();
    const third = await act(by);
    expect(both.every(({ ok }) => ok)).toBe(true);
    expect(both.filter((outcome) => outcome.ok && !outcome.repeated)).toHaveLength(1);
    expect(third).toEqual({ ...both[0], repeated: true });
    expect(await state()).toBe(after);

    const more = (await events()).slice(before.length);
    expect(more.map(({ type }) => type)).toEqual([event]);
    for (const row of more) {
      const { hash, ...content } = row;
      expect(contentHash(content)).toBe(hash);
      expect(row).toMatchObject({ filing_id: null, actor_kind: "staff", actor_id: "staff-admin", at: deps.now() });
      expect(sentenceOf({ ...row, actorName: "管理员", placeName: null })).toContain(said);
    }
  });
});
