// The record: one act, one event, in the same transaction; the same form twice, or a page that is out of date, acts not at all.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeDelivery } from "../../src/delivery/acts/change.ts";
import { dispatchLicence } from "../../src/delivery/acts/mail.ts";
import { handOut, makeReady, nameProxy } from "../../src/delivery/acts/pickup.ts";
import { printSheet, voidSheet } from "../../src/delivery/acts/print.ts";
import { contentHash, eventsOf } from "../../src/events/record.ts";
import { sentenceOf } from "../../src/events/sentences.ts";
import { sha256 } from "../../src/files/store.ts";
import { addDocument } from "../../src/filing/acts/documents.ts";
import { checkIdentity, openByCode } from "../../src/filing/acts/identity.ts";
import { submitFiling } from "../../src/filing/acts/submit.ts";
import { withdrawFiling } from "../../src/filing/acts/withdraw.ts";
import { documentsOf } from "../../src/filing/queries/documents.ts";
import { submissionOf } from "../../src/filing/queries/submission.ts";
import { registerFiling } from "../../src/licence/acts/register.ts";
import { openFilingKey, openJson } from "../../src/people/keyring.ts";
import { claimFiling, releaseClaim } from "../../src/review/acts/claim.ts";
import { refuseFiling } from "../../src/review/acts/refuse.ts";
import { returnFiling } from "../../src/review/acts/return.ts";
import type { By, Outcome } from "../../src/web/act.ts";
import { PEOPLE } from "../support/cast.ts";
import { applicant, must, PNG, readyDraft, rowOf, staffBy, submittedFiling } from "../support/filing.ts";
import { MAIL, PICKUP, registeredFiling } from "../support/registered.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const nameless = { name: { named: false as const } };
const draft = () => readyDraft(world.deps, nameless);
const submitted = () => submittedFiling(world.deps, nameless);
const print = (id: string) =>
  printSheet(world.deps, applicant(world.deps, id), { filingId: id, part: "original", copy: 1, placeId: "hall-aimin" });
const RETURN = [{ field: "capital" as const, reason: "R1", problem: "与实际不符", fix: "请按实际填写" }];
const FACTS = "申请人在《条例》第四十条规定的三年内再次申请，经查属实。";
const POST = { carrier: "中国邮政 EMS", tracking: "1234567890123", costFen: 1200 };
const PROXY = { name: PEOPLE.li.name, idNumber: PEOPLE.li.idNumber };

async function printed(delivery: typeof MAIL): Promise<{ id: string; serial: string }> {
  const id = await registeredFiling(world.deps, delivery);
  const sheet = await print(id);
  if (!sheet.ok) throw new Error(sheet.message);
  return { id, serial: sheet.serial };
}

interface Ready {
  id: string;
  act: (by: By) => Promise<Outcome>;
}
interface Case {
  act: string;
  /** Login of staff, or the applicant. */
  who: string;
  event: string | undefined;
  /** What its sentence says. */
  said?: string;
  prepare: () => Promise<Ready>;
}

/** Every act that a form posts with a key. */
const CASES: Case[] = [
  {
    act: "submit",
    who: "applicant",
    event: "submitted",
    said: "申请人提交申请",
    prepare: async () => {
      const { id } = await draft();
      return { id, act: (by) => submitFiling(world.deps, by, { filingId: id }) };
    },
  },
  {
    act: "withdraw",
    who: "applicant",
    event: "withdrawn",
    said: "申请人撤回申请",
    prepare: async () => {
      const { id } = await submitted();
      return { id, act: (by) => withdrawFiling(world.deps, by, { filingId: id }) };
    },
  },
  {
    act: "add a document",
    who: "applicant",
    event: undefined,
    prepare: async () => {
      const { id } = await draft();
      const file = { name: "材料.png", bytes: PNG };
      return { id, act: (by) => addDocument(world.deps, by, { filingId: id, kind: "premises", file }) };
    },
  },
  {
    act: "check identity",
    who: "xian-guide",
    event: "identity-checked",
    said: "西安区帮办当面核验了经营者身份",
    prepare: async () => {
      const { id } = await draft();
      return { id, act: (by) => checkIdentity(world.deps, by, { filingId: id, seen: "居民身份证原件" }) };
    },
  },
  {
    act: "open by code",
    who: "dongan-guide",
    event: "opened-by-code",
    said: "征得申请人同意",
    prepare: async () => {
      const { id, code } = await draft();
      return { id, act: (by) => openByCode(world.deps, by, { code, consent: true }) };
    },
  },
  {
    act: "claim",
    who: "yangming1",
    event: "claimed",
    said: "阳明区甲领取审查",
    prepare: async () => {
      const { id } = await submitted();
      return { id, act: (by) => claimFiling(world.deps, by, { filingId: id }) };
    },
  },
  {
    act: "return",
    who: "yangming1",
    event: "returned",
    said: "退回补正，共 1 项：出资额",
    prepare: async () => {
      const { id } = await submitted();
      const { version } = await rowOf(world.deps, id);
      return { id, act: (by) => returnFiling(world.deps, by, { filingId: id, version, items: RETURN }) };
    },
  },
  {
    act: "refuse",
    who: "yangming-head",
    event: "refused",
    said: "作出不予登记决定：不符合法律规定",
    prepare: async () => {
      const { id } = await submitted();
      const { version } = await rowOf(world.deps, id);
      return { id, act: (by) => refuseFiling(world.deps, by, { filingId: id, version, ground: "law", facts: FACTS }) };
    },
  },
  {
    act: "register",
    who: "yangming1",
    event: "registered",
    said: "准予登记，签发营业执照，统一社会信用代码 92231003",
    prepare: async () => {
      const { id } = await submitted();
      const { version } = await rowOf(world.deps, id);
      return { id, act: (by) => registerFiling(world.deps, by, { filingId: id, version }) };
    },
  },
  {
    act: "change the delivery",
    who: "applicant",
    event: "delivery-changed",
    said: "申请人把领照方式改为寄递",
    prepare: async () => {
      const id = await registeredFiling(world.deps, PICKUP);
      return { id, act: (by) => changeDelivery(world.deps, by, { filingId: id, delivery: MAIL }) };
    },
  },
  {
    act: "dispatch",
    who: "yangming1",
    event: "dispatched",
    said: "寄出执照，中国邮政 EMS",
    prepare: async () => {
      const { id } = await printed(MAIL);
      return { id, act: (by) => dispatchLicence(world.deps, by, { filingId: id, ...POST }) };
    },
  },
  {
    act: "make ready",
    who: "aimin-guide",
    event: "ready-for-pickup",
    said: "备好执照，可以领取",
    prepare: async () => {
      const { id } = await printed(PICKUP);
      return { id, act: (by) => makeReady(world.deps, by, { filingId: id }) };
    },
  },
  {
    act: "name a proxy",
    who: "applicant",
    event: "proxy-named",
    said: "申请人指定了代领人",
    prepare: async () => {
      const id = await registeredFiling(world.deps, PICKUP);
      return { id, act: (by) => nameProxy(world.deps, by, { filingId: id, ...PROXY }) };
    },
  },
  {
    act: "hand out",
    who: "aimin-guide",
    event: "handed-out",
    said: "发出执照，由经营者本人领取",
    prepare: async () => {
      const { id } = await printed(PICKUP);
      must(await makeReady(world.deps, await staffBy(world.deps, "aimin-guide"), { filingId: id }));
      const { name, idNumber } = PEOPLE.wang;
      return { id, act: (by) => handOut(world.deps, by, { filingId: id, collector: "self", name, idNumber }) };
    },
  },
  {
    act: "void a sheet",
    who: "yangming1",
    event: "sheet-voided",
    said: "作废纸张 H4",
    prepare: async () => {
      const { id, serial } = await printed(MAIL);
      return { id, act: (by) => voidSheet(world.deps, by, { serial, reason: "卡纸" }) };
    },
  },
];

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
    "notice",
    "message",
    "guide_note",
  ] as const;
  const counts: Record<string, number> = {};
  for (const table of [...tables, "document", "print_sheet", "guide_access", "idempotency"] as const)
    counts[table] = (await world.deps.db.selectFrom(table).selectAll().execute()).length;
  return counts;
}

describe.each(CASES)("$act", ({ who, event, said, prepare }) => {
  test("the same form posted three times acts once, writes its one event and leads to the same place", async () => {
    const { id, act } = await prepare();
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
    const { id, act } = await prepare();
    const before = await traces();
    for (const login of ["xian1", "admin"])
      expect(await act(await staffBy(world.deps, login))).toMatchObject({ ok: false });
    expect(await act(applicant(world.deps, "another"))).toMatchObject({ ok: false });
    expect(await traces()).toEqual(before);
    expect((await eventsOf(world.deps.db, id)).every(({ actor_id }) => actor_id !== "staff-xian1")).toBe(true);
  });
});

describe("a decision on a page that is out of date", () => {
  test.each(CASES.filter(({ act }) => ["return", "refuse", "register"].includes(act)))(
    "$act is answered with 409 and writes nothing",
    async ({ who, prepare }) => {
      const { id, act } = await prepare();
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
