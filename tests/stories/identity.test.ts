import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { eventsOf } from "../../src/events/record.ts";
import { beginDraft, type IdentifiedPerson } from "../../src/filing/acts/begin-draft.ts";
import { addDocument } from "../../src/filing/acts/documents.ts";
import { checkIdentity, openByCode } from "../../src/filing/acts/identity.ts";
import { openCase } from "../../src/filing/acts/open-case.ts";
import { saveAnswers } from "../../src/filing/acts/save-answers.ts";
import { signFiling } from "../../src/filing/acts/sign.ts";
import { submitFiling } from "../../src/filing/acts/submit.ts";
import { PEOPLE } from "../support/cast.ts";
import { answersOf, applicant, must, PNG, readyDraft, rowOf, staffBy, submittedFiling } from "../support/filing.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
// Past every limit of the test before.
beforeEach(() => world.pass(2 * 60 * MINUTE));

const MINUTE = 60_000;
const PHONE = PEOPLE.wang.phone;
const staff = (login: string) => staffBy(world.deps, login);

describe("opening one's case by code and identity", () => {
  type Input = Parameters<typeof openCase>[1];
  const open = (code: string, input: Partial<Input> = {}) =>
    openCase(world.deps, {
      code,
      idNumber: PEOPLE.wang.idNumber,
      source: "card",
      address: "10.0.0.1",
      now: world.deps.now(),
      ...input,
    });

  test("the card of the operator opens, and so does the number with the phone of the application", async () => {
    const { id, code } = await readyDraft(world.deps);
    expect(await open(code)).toMatchObject({ ok: true, identity: "card", filing: { id } });
    expect(await open(code, { source: "phone", phone: PHONE })).toMatchObject({ ok: true, identity: "phone" });
    expect(await open(` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)} `)).toMatchObject({ ok: true });
  });

  test("the card of the filer opens as well, until another files", async () => {
    const { id, code } = await readyDraft(world.deps);
    const filer = {
      kind: "staff" as const,
      name: PEOPLE.li.name,
      idNumber: PEOPLE.li.idNumber,
      phone: PEOPLE.li.phone,
      powers: { checkCopies: true, correctOwnPapers: true, correctForms: true, collect: false },
    };
    expect(await open(code, { idNumber: PEOPLE.li.idNumber })).toMatchObject({ ok: false });
    must(await saveAnswers(world.deps, applicant(world.deps, id), { filingId: id, patch: { filer } }));
    expect(await open(code, { idNumber: PEOPLE.li.idNumber })).toMatchObject({ ok: true });
    expect(await open(code, { idNumber: PEOPLE.li.idNumber, source: "phone", phone: PEOPLE.li.phone })).toMatchObject({
      ok: true,
    });
    expect(await open(code)).toMatchObject({ ok: true });
    const self = answersOf(PEOPLE.wang).filer;
    must(
      await saveAnswers(world.deps, applicant(world.deps, id), {
        filingId: id,
        patch: { ...(self && { filer: self }) },
      }),
    );
    expect(await open(code, { idNumber: PEOPLE.li.idNumber })).toMatchObject({ ok: false });
  });

  test("wrong code, wrong person and wrong phone get one answer", async () => {
    const { code } = await readyDraft(world.deps);
    const failures = [
      await open("33333333"),
      await open(""),
      await open(code, { idNumber: PEOPLE.li.idNumber }),
      await open(code, { source: "phone", phone: PEOPLE.li.phone }),
      await open(code, { source: "phone" }),
      await open(code, { idNumber: "" }),
    ];
    expect(new Set(failures.map((failure) => JSON.stringify(failure))).size).toBe(1);
    expect(failures[0]).toMatchObject({ ok: false, message: expect.stringContaining("对不上") });
  });

  test("a code is locked after eight failures for everybody, for a quarter of an hour", async () => {
    const { code } = await readyDraft(world.deps);
    for (let tries = 0; tries < 8; tries++)
      expect(await open(code, { idNumber: PEOPLE.li.idNumber, address: `10.0.0.${tries}` })).toMatchObject({
        message: expect.stringContaining("对不上"),
      });
    expect(await open(code, { address: "10.0.0.99" })).toMatchObject({
      ok: false,
      message: expect.stringContaining("15 分钟"),
    });
    world.pass(16 * MINUTE);
    expect(await open(code)).toMatchObject({ ok: true });
  });

  test("guesses that come at once are counted all", async () => {
    const { code } = await readyDraft(world.deps);
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => open(code, { idNumber: PEOPLE.li.idNumber, address: `10.0.0.${n}` })),
    );
    expect(await open(code)).toMatchObject({ ok: false, message: expect.stringContaining("15 分钟") });
  });

  test("an address is locked after thirty guesses at codes", async () => {
    const { code } = await readyDraft(world.deps);
    for (let n = 0; n < 30; n++) await open(`333333${String(n).padStart(2, "3")}`);
    expect(await open(code)).toMatchObject({ ok: false, message: expect.stringContaining("15 分钟") });
    expect(await open(code, { address: "10.0.0.2" })).toMatchObject({ ok: true });
  });
});

describe("who vouches for the operator", () => {
  const typed: IdentifiedPerson = { source: "typed", ...PEOPLE.wang };

  async function typedDraft(): Promise<{ id: string; code: string }> {
    const { deps } = world;
    const place = { hallId: "hall-xian", kioskId: null };
    const { filingId: id, code, identity } = await beginDraft(deps, { person: typed, place, now: deps.now() });
    expect(identity).toBe("phone");
    const me = () => applicant(deps, id);
    const whole = answersOf(PEOPLE.wang, { name: { named: false } });
    const patch = { ...whole, operator: { ...whole.operator, idSource: "typed" as const } };
    must(await saveAnswers(deps, me(), { filingId: id, patch }));
    must(await addDocument(deps, me(), { filingId: id, kind: "identity", file: { name: "身份证.png", bytes: PNG } }));
    must(await signFiling(deps, me(), { filingId: id, who: "operator", how: "upload", bytes: PNG }));
    return { id, code };
  }
  const identityOf = async (id: string) => (await rowOf(world.deps, id)).identity;
  const see = async (id: string, login: string) =>
    checkIdentity(world.deps, await staff(login), { filingId: id, seen: "居民身份证原件" });

  test("nobody, where it was typed: submitted with the flag 未核验", async () => {
    const { id } = await typedDraft();
    must(await submitFiling(world.deps, applicant(world.deps, id), { filingId: id }));
    const { flags, identity } = await rowOf(world.deps, id);
    expect(identity).toBe("unverified");
    expect(flags).toContain("未核验");
  });

  test("the card that was read: no flag", async () => {
    const { id } = await submittedFiling(world.deps, { name: { named: false } });
    expect(await rowOf(world.deps, id)).toMatchObject({ identity: "card", flags: "[]" });
  });

  test("a guide of the hall where it was filed, not one elsewhere until the applicant lets them open it by code", async () => {
    const { deps } = world;
    const { id, code } = await typedDraft();
    expect(await see(id, "dongan-guide")).toMatchObject({ status: 404 });
    expect(await see(id, "yangming1")).toMatchObject({ status: 404 });
    expect(await identityOf(id)).toBe("unverified");

    const guide = await staff("dongan-guide");
    expect(await openByCode(deps, guide, { code, consent: false })).toMatchObject({
      status: 422,
      problems: [{ field: "consent" }],
    });
    expect(await openByCode(deps, guide, { code: "33333333", consent: true })).toMatchObject({ status: 404 });
    expect(await see(id, "dongan-guide")).toMatchObject({ status: 404 });
    expect(must(await openByCode(deps, guide, { code: code.toLowerCase(), consent: true })).location).toContain(id);
    must(await see(id, "dongan-guide"));
    expect(await identityOf(id)).toBe("staff");
    expect(await see(id, "aimin-guide")).toMatchObject({ status: 404 });

    must(await submitFiling(deps, applicant(deps, id), { filingId: id }));
    expect((await rowOf(deps, id)).flags).toBe("[]");
    const types = (await eventsOf(deps.db, id)).map(({ type, actor_id }) => `${type} ${actor_id ?? ""}`.trim());
    expect(types).toContain("opened-by-code staff-dongan-guide");
    expect(types).toContain("identity-checked staff-dongan-guide");
  });

  test("the guide of its own hall, and the officer of the authority once it lies there", async () => {
    const own = await typedDraft();
    must(await see(own.id, "xian-guide"));
    expect(await identityOf(own.id)).toBe("staff");
    const other = await typedDraft();
    must(await submitFiling(world.deps, applicant(world.deps, other.id), { filingId: other.id }));
    expect(await see(other.id, "yangming-head")).toMatchObject({ status: 403 });
    must(await see(other.id, "yangming1"));
    expect(await identityOf(other.id)).toBe("staff");
  });

  test("never the applicant, and never without a word on what was seen", async () => {
    const { id } = await typedDraft();
    const seen = { filingId: id, seen: "居民身份证原件" };
    expect(await checkIdentity(world.deps, applicant(world.deps, id), seen)).toMatchObject({ status: 403 });
    expect(await checkIdentity(world.deps, await staff("xian-guide"), { filingId: id, seen: " " })).toMatchObject({
      status: 422,
    });
  });

  test("not for another operator than the one who was seen", async () => {
    const { id } = await typedDraft();
    must(await see(id, "xian-guide"));
    const { operator } = answersOf(PEOPLE.li);
    const patch = { operator: { ...operator, idSource: "typed" as const } };
    must(await saveAnswers(world.deps, applicant(world.deps, id), { filingId: id, patch }));
    expect(await identityOf(id)).toBe("unverified");
  });

  test("signing on paper is for hall staff to say, who hold the sheet", async () => {
    const { id } = await typedDraft();
    const paper = { filingId: id, who: "operator", how: "paper" as const };
    expect(await signFiling(world.deps, applicant(world.deps, id), paper)).toMatchObject({ status: 403 });
    must(await signFiling(world.deps, await staff("xian-guide"), paper));
  });
});
