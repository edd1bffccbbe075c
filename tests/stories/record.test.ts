// The record: one act, one event, in the same transaction; the same form twice, or a page that is out of date, acts not at all.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { contentHash, eventsOf } from "../../src/events/record.ts";
import { sentenceOf } from "../../src/events/sentences.ts";
import { sha256 } from "../../src/files/store.ts";
import { checkIdentity } from "../../src/filing/acts/identity.ts";
import { documentsOf } from "../../src/filing/queries/documents.ts";
import { submissionOf } from "../../src/filing/queries/submission.ts";
import { openFilingKey, openJson } from "../../src/people/keyring.ts";
import { claimFiling, releaseClaim } from "../../src/review/acts/claim.ts";
import { ACT_CASES } from "../support/act-cases.ts";
import { PEOPLE } from "../support/cast.ts";
import { applicant, must, rowOf, staffBy, submittedFiling } from "../support/filing.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const submitted = () => submittedFiling(world.deps, { name: { named: false } });

const byOf = (who: string, id: string) =>
  who === "applicant" ? Promise.resolve(applicant(world.deps, id)) : staffBy(world.deps, who);

/** Everything that an act may leave: rows of the tables that it writes to. */
async function traces(): Promise<Record<string, number>> {
  const tables = [
    "event",
    "submission",
    "return_notice",
    "refusal",
    "licence",
    "licence_change",
    "notice",
    "message",
    "guide_note",
  ] as const;
  const counts: Record<string, number> = {};
  for (const table of [...tables, "document", "print_sheet", "guide_access", "idempotency"] as const)
    counts[table] = (await world.deps.db.selectFrom(table).selectAll().execute()).length;
  return counts;
}

describe.each(ACT_CASES)("$act", ({ who, event, said, prepare }) => {
  test("the same form posted three times acts once, writes its one event and leads to the same place", async () => {
    const { id, act } = await prepare(world.deps);
    const before = await eventsOf(world.deps.db, id);
    const by = await byOf(who, id);
    const both = await Promise.all([act(by), act(by)]);
    const after = await traces();
    const { version } = await rowOf(world.deps, id);
    const third = await act(by);
    expect([...both, third].filter((outcome) => outcome.ok && !outcome.repeated)).toHaveLength(1);
    expect(third).toMatchObject({ ok: true, repeated: true });
    // A registration that is still being drawn has led nowhere yet.
    if (event !== "registered") expect(both.every(({ ok }) => ok)).toBe(true);
    const [done] = both.filter((outcome) => outcome.ok && !outcome.repeated);
    expect(third.ok && third.location).toBe(done?.ok && done.location);
    expect(await traces()).toEqual(after);
    expect((await rowOf(world.deps, id)).version).toBe(version);

    const more = (await eventsOf(world.deps.db, id))
      .slice(before.length)
      .filter(({ type }) => !type.startsWith("code-"));
    expect(more.map(({ type }) => type)).toEqual(event ? [event] : []);
    for (const row of more) {
      expect(row).toMatchObject({
        at: world.deps.now(),
        actor_kind: who === "applicant" ? "applicant" : "staff",
        actor_id: who === "applicant" ? null : `staff-${who}`,
      });
      const { hash, ...content } = row;
      expect(contentHash(content)).toBe(hash);
      const person = by.actor.kind === "staff" ? by.actor.name : null;
      expect(sentenceOf({ ...row, actorName: person, placeName: null })).toContain(said);
    }
  });

  test("by somebody to whom the filing is nothing it is not done, and leaves no trace", async () => {
    const { id, act } = await prepare(world.deps);
    const before = await traces();
    for (const login of ["xian1", "admin"])
      expect(await act(await staffBy(world.deps, login))).toMatchObject({ ok: false });
    expect(await act(applicant(world.deps, "another"))).toMatchObject({ ok: false });
    expect(await traces()).toEqual(before);
    expect((await eventsOf(world.deps.db, id)).every(({ actor_id }) => actor_id !== "staff-xian1")).toBe(true);
  });
});

describe("a decision on a page that is out of date", () => {
  test.each(ACT_CASES.filter(({ act }) => ["return", "refuse", "register"].includes(act)))(
    "$act is answered with 409 and writes nothing",
    async ({ who, prepare }) => {
      const { id, act } = await prepare(world.deps);
      must(await checkIdentity(world.deps, await staffBy(world.deps, "xian-guide"), { filingId: id, seen: "身份证" }));
      const before = await traces();
      expect(await act(await byOf(who, id))).toMatchObject({ ok: false, status: 409 });
      expect(await traces()).toEqual(before);
      expect((await rowOf(world.deps, id)).status).toBe("submitted");
      const left = await world.deps.db.selectFrom("uscc_lease").select("code").where("filing_id", "=", id).execute();
      expect(left).toEqual([]);
    },
  );
});

const DECISIONS = ["claim", "return", "refuse", "register", "withdraw"];
const ofFiling = ACT_CASES.filter(({ act }) => DECISIONS.includes(act));
const pairs = ofFiling.flatMap((one, at) => ofFiling.slice(at).map((other) => [one, other] as const));

describe("two acts on one filing at the same moment", () => {
  test.each(pairs.map(([one, other]) => ({ name: `${one.act} and ${other.act}`, one, other })))(
    "$name: each is done or told that it is too late, and an end is reached once",
    async ({ one, other }) => {
      for (let round = 0; round < 3; round++) {
        const { deps } = world;
        const { id, act } = await one.prepare(deps);
        const { version } = await rowOf(deps, id);
        const second = other.on?.(deps, id, version);
        if (!second) throw new Error("this act has no second form");
        const by = [
          await byOf(one.who, id),
          await byOf(other.who === "yangming1" ? "yangming2" : other.who, id),
        ] as const;
        const outcomes = await Promise.all([act(by[0]), second(by[1])]);
        for (const outcome of outcomes) if (!outcome.ok) expect(outcome).toMatchObject({ status: 409 });
        expect(outcomes.some(({ ok }) => ok)).toBe(true);
        const moves = (await eventsOf(deps.db, id)).map(({ type }) => type);
        const ways = moves.filter((type) => ["returned", "refused", "registered", "withdrawn"].includes(type));
        const { status } = await rowOf(deps, id);
        // What was returned may still be withdrawn; nothing follows an end.
        const told = ways[0] === "returned" && status === "withdrawn" ? ["returned", "withdrawn"] : [status];
        expect(ways).toEqual(status === "submitted" ? [] : told);
        expect(await deps.db.selectFrom("licence").select("id").where("filing_id", "=", id).execute()).toHaveLength(
          status === "registered" ? 1 : 0,
        );
      }
    },
  );
});

test("a claim is given back by its holder alone", async () => {
  const { id } = await submitted();
  must(await claimFiling(world.deps, await staffBy(world.deps, "yangming1"), { filingId: id }));
  expect(await releaseClaim(world.deps, await staffBy(world.deps, "yangming2"), { filingId: id })).toMatchObject({
    status: 409,
  });
  must(await releaseClaim(world.deps, await staffBy(world.deps, "yangming1"), { filingId: id }));
  must(await claimFiling(world.deps, await staffBy(world.deps, "yangming2"), { filingId: id }));
});

test("a submission's event holds only a salted commitment to what was submitted", async () => {
  const { deps } = world;
  const { id } = await submitted();
  const row = await submissionOf(deps.db, id, 1);
  const key = openFilingKey(deps.config.keyring, await rowOf(deps, id));
  const kept = openJson(key, row?.sealed ?? "") as { salt: string; answers: { operator: { idNumber: string } } };
  expect(kept.answers.operator.idNumber).toBe(PEOPLE.wang.idNumber);
  const [event] = (await eventsOf(deps.db, id)).filter(({ type }) => type === "submitted");
  const { commitment } = JSON.parse(event?.data ?? "{}");
  expect(commitment).toBe(sha256(Buffer.from(kept.salt + JSON.stringify(kept.answers))));
  const twin = await submitted();
  const [other] = (await eventsOf(deps.db, twin.id)).filter(({ type }) => type === "submitted");
  expect(JSON.parse(other?.data ?? "{}").commitment).not.toBe(commitment);
  expect(await documentsOf(deps.db, id)).toEqual([]);
});
