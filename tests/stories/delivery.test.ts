import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeDelivery } from "../../src/delivery/acts/change.ts";
import { dispatchLicence } from "../../src/delivery/acts/mail.ts";
import { handOut, makeReady, nameProxy } from "../../src/delivery/acts/pickup.ts";
import { printSheet, voidSheet } from "../../src/delivery/acts/print.ts";
import { deliveryOf, validSheets } from "../../src/delivery/queries/delivery.ts";
import { eventsOf } from "../../src/events/record.ts";
import { licenceOf } from "../../src/licence/queries/licence.ts";
import { guideNotes, messagesOf } from "../../src/notices/queries.ts";
import { openFilingKey, openJson, openLoose } from "../../src/people/keyring.ts";
import type { Answers, DeliveryAnswer } from "../../src/rules/answers.ts";
import { PEOPLE } from "../support/cast.ts";
import { applicant, must, PNG, rowOf, staffBy } from "../support/filing.ts";
import { MAIL, ONE_SHEET, PICKUP, registeredFiling } from "../support/registered.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const POST = { carrier: "中国邮政 EMS", tracking: "1234567890123", costFen: 1200 };

const registered = (delivery: DeliveryAnswer, changes: Answers = ONE_SHEET) =>
  registeredFiling(world.deps, delivery, changes);
const staff = (login: string) => staffBy(world.deps, login);
const stateOf = async (id: string) => (await deliveryOf(world.deps.db, id))?.state;
const typesOf = async (id: string) => (await eventsOf(world.deps.db, id)).map(({ type }) => type);

async function bodies(id: string): Promise<string[]> {
  const messages = await messagesOf(world.deps.db, id);
  return messages.map((message) => String(openLoose(world.deps.config.keyring, message.body_sealed)));
}

async function print(id: string, part: "original" | "duplicate" = "original", copy = 1, placeId = "hall-aimin") {
  return printSheet(world.deps, applicant(world.deps, id), { filingId: id, part, copy, placeId });
}

async function serialsOf(id: string): Promise<string[]> {
  const licence = await licenceOf(world.deps.db, id);
  return (await validSheets(world.deps.db, licence?.id ?? "")).map(({ serial }) => serial);
}

describe("by mail", () => {
  test("nothing is sent before it is printed; then once, paid by the authority, and both sides are told", async () => {
    const { deps } = world;
    const id = await registered(MAIL);
    const dispatch = async (input = POST) =>
      dispatchLicence(deps, await staff("yangming1"), { filingId: id, ...input });
    expect(await dispatch()).toMatchObject({ ok: false, status: 409, message: expect.stringContaining("打印好") });
    expect(await typesOf(id)).not.toContain("dispatched");

    expect(
      await printSheet(deps, await staff("yangming1"), {
        filingId: id,
        part: "original",
        copy: 1,
        placeId: "authority-yangming",
      }),
    ).toMatchObject({ ok: true });
    expect(await dispatch({ ...POST, tracking: "x" })).toMatchObject({
      status: 422,
      problems: [{ field: "tracking" }],
    });
    must(await dispatch());
    expect(await deliveryOf(deps.db, id)).toMatchObject({
      state: "dispatched",
      carrier: POST.carrier,
      tracking: POST.tracking,
      cost_fen: 1200,
      payer: "authority-yangming",
      dispatched_at: deps.now(),
    });
    const [told] = await bodies(id);
    expect(told).toContain(`${POST.carrier} ${POST.tracking}`);
    expect(told).toContain("邮费由牡丹江市阳明区市场监督管理局承担");
    const notes = await guideNotes(deps.db, "hall-xian");
    expect(notes.filter((note) => note.filing_id === id && note.kind === "dispatched")).toHaveLength(1);

    expect(await dispatch({ ...POST, tracking: "9999999999999" })).toMatchObject({ ok: false, status: 409 });
    expect(await deliveryOf(deps.db, id)).toMatchObject({ tracking: POST.tracking });
    expect((await typesOf(id)).filter((type) => type === "dispatched")).toHaveLength(1);
    const late = await changeDelivery(deps, applicant(deps, id), { filingId: id, delivery: PICKUP });
    expect(late).toMatchObject({ ok: false, status: 409 });
  });

  test("two officers send it at once: one letter", async () => {
    const id = await registered(MAIL);
    await print(id);
    const by = await Promise.all(["yangming1", "yangming2"].map(staff));
    const outcomes = await Promise.all(
      by.map((each, at) => dispatchLicence(world.deps, each, { filingId: id, ...POST, tracking: `100000000${at}` })),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ status: 409 });
    expect((await bodies(id)).filter((body) => body.includes("已寄出"))).toHaveLength(1);
  });

  test("is the deciding authority's, not the hall's and not another district's", async () => {
    const id = await registered(MAIL);
    await print(id);
    for (const [login, status] of [
      ["xian-guide", 403],
      ["xian1", 404],
      ["city", 403],
    ] as const)
      expect(await dispatchLicence(world.deps, await staff(login), { filingId: id, ...POST })).toMatchObject({
        status,
      });
    expect(await stateOf(id)).toBe("waiting");
  });
});

describe("at the hall", () => {
  const ready = async () => {
    const id = await registered(PICKUP);
    expect(await makeReady(world.deps, await staff("aimin-guide"), { filingId: id })).toMatchObject({ status: 409 });
    await print(id);
    must(await makeReady(world.deps, await staff("aimin-guide"), { filingId: id }));
    return id;
  };
  const give = async (id: string, input: Partial<Parameters<typeof handOut>[2]> = {}) =>
    handOut(world.deps, await staff("aimin-guide"), {
      filingId: id,
      collector: "self",
      name: PEOPLE.wang.name,
      idNumber: PEOPLE.wang.idNumber,
      ...input,
    });
  const asProxy = (proxyCode: string) => ({
    collector: "proxy" as const,
    name: PEOPLE.li.name,
    idNumber: PEOPLE.li.idNumber,
    proxyCode,
  });
  const proxyCodeOf = async (id: string) => /代领码 (\w+)，/.exec((await bodies(id)).join("\n"))?.[1] ?? "";
  const name = (id: string) =>
    nameProxy(world.deps, applicant(world.deps, id), {
      filingId: id,
      name: PEOPLE.li.name,
      idNumber: PEOPLE.li.idNumber,
    });

  test("the operator collects against card and signature, once", async () => {
    const { deps } = world;
    const id = await ready();
    const [told] = await bodies(id);
    expect(told).toContain("爱民区政务服务大厅");
    expect(await give(id, { idNumber: PEOPLE.li.idNumber })).toMatchObject({
      status: 422,
      problems: [{ field: "idNumber" }],
    });
    expect(await stateOf(id)).toBe("ready");

    must(await give(id, { signature: PNG }));
    const row = await deliveryOf(deps.db, id);
    expect(row).toMatchObject({ state: "collected", collector: "self", collected_at: deps.now() });
    const key = openFilingKey(deps.config.keyring, await rowOf(deps, id));
    expect(openJson(key, row?.collector_sealed ?? "")).toEqual({
      name: PEOPLE.wang.name,
      idNumber: PEOPLE.wang.idNumber,
    });
    expect(row?.signature_file).not.toBeNull();
    expect(await give(id)).toMatchObject({ status: 409 });
    expect((await typesOf(id)).filter((type) => type === "handed-out")).toHaveLength(1);
  });

  test("it is not handed out before it is ready, nor by a hall that it does not lie in", async () => {
    const id = await registered(PICKUP);
    await print(id);
    expect(await give(id)).toMatchObject({ status: 409 });
    must(await makeReady(world.deps, await staff("aimin-guide"), { filingId: id }));
    const input = { filingId: id, collector: "self" as const, name: PEOPLE.wang.name, idNumber: PEOPLE.wang.idNumber };
    expect(await handOut(world.deps, await staff("dongan-guide"), input)).toMatchObject({ status: 404 });
    expect(await handOut(world.deps, await staff("xian-guide"), input)).toMatchObject({ status: 403 });
  });

  test("a named proxy collects with the code of the message and their own card, once", async () => {
    const id = await ready();
    expect(await give(id, asProxy("ABCDEF"))).toMatchObject({ status: 422, problems: [{ field: "collector" }] });
    must(await name(id));
    const code = await proxyCodeOf(id);
    expect(code).toMatch(/^\w{6}$/);
    expect(await give(id, { ...asProxy(code), idNumber: PEOPLE.rare.idNumber })).toMatchObject({
      status: 422,
      problems: [{ field: "idNumber" }],
    });
    must(await give(id, asProxy(code.toLowerCase())));
    expect(await deliveryOf(world.deps.db, id)).toMatchObject({
      state: "collected",
      collector: "proxy",
      proxy_code_hash: null,
    });
    expect(await give(id, asProxy(code))).toMatchObject({ status: 409 });
    expect(await name(id)).toMatchObject({ status: 409 });
  });

  test("wrong codes are counted and lock after five; a new name opens again with a new code alone", async () => {
    const id = await ready();
    must(await name(id));
    const code = await proxyCodeOf(id);
    for (let tries = 1; tries <= 5; tries++) {
      expect(await give(id, asProxy("333333"))).toMatchObject({ status: 422, problems: [{ field: "proxyCode" }] });
      expect((await deliveryOf(world.deps.db, id))?.proxy_failures).toBe(tries);
    }
    expect(await give(id, asProxy(code))).toMatchObject({ status: 409, message: expect.stringContaining("锁定") });
    expect(await stateOf(id)).toBe("ready");

    world.pass(1000);
    must(await name(id));
    const fresh = await proxyCodeOf(id);
    expect(fresh).not.toBe(code);
    expect(await give(id, asProxy(code))).toMatchObject({ status: 422 });
    must(await give(id, asProxy(fresh)));
  });

  test("a proxy needs a right name and number, and only the applicant may name one", async () => {
    const id = await ready();
    const proxy = { filingId: id, name: PEOPLE.li.name, idNumber: "231099195506150022" };
    expect(await nameProxy(world.deps, applicant(world.deps, id), proxy)).toMatchObject({
      status: 422,
      problems: [{ field: "idNumber" }],
    });
    expect(
      await nameProxy(world.deps, applicant(world.deps, "other"), { ...proxy, idNumber: PEOPLE.li.idNumber }),
    ).toMatchObject({ status: 404 });
    const mailed = await registered(MAIL);
    expect(await name(mailed)).toMatchObject({ status: 409 });
  });

  test("a sheet that is spoiled after the call is printed anew before anything is handed out", async () => {
    const id = await ready();
    const [serial = ""] = await serialsOf(id);
    must(await voidSheet(world.deps, await staff("aimin-guide"), { serial, reason: "沾水" }));
    expect(await give(id)).toMatchObject({ status: 409 });
    await print(id);
    must(await give(id));
  });
});

test("how it comes can be changed until it is on its way, and the pickup hall sees it only as long as it is the one", async () => {
  const { deps } = world;
  const id = await registered({ method: "self-print" });
  const change = (delivery: DeliveryAnswer) => changeDelivery(deps, applicant(deps, id), { filingId: id, delivery });
  expect(await makeReady(deps, await staff("aimin-guide"), { filingId: id })).toMatchObject({ status: 404 });
  must(await change(PICKUP));
  await print(id);
  must(await makeReady(deps, await staff("aimin-guide"), { filingId: id }));
  must(await change(MAIL));
  expect(await deliveryOf(deps.db, id)).toMatchObject({
    method: "mail",
    state: "waiting",
    pickup_hall_id: null,
    ready_at: null,
  });
  expect(await makeReady(deps, await staff("aimin-guide"), { filingId: id })).toMatchObject({ status: 404 });
  must(await dispatchLicence(deps, await staff("yangming1"), { filingId: id, ...POST }));
  expect((await typesOf(id)).filter((type) => type === "delivery-changed")).toHaveLength(2);
});
