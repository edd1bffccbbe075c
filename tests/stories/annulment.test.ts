// A false registration is annulled; and what two people do to one licence at the same moment.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeDelivery } from "../../src/delivery/acts/change.ts";
import { dispatchLicence } from "../../src/delivery/acts/mail.ts";
import { handOut, makeReady, nameProxy } from "../../src/delivery/acts/pickup.ts";
import { printSheet } from "../../src/delivery/acts/print.ts";
import { sheetBySerial, validSheets } from "../../src/delivery/queries/delivery.ts";
import { eventsOf } from "../../src/events/record.ts";
import { openAnswers } from "../../src/filing/sealed.ts";
import { versionsOf } from "../../src/licence/queries/changes.ts";
import { licenceOf } from "../../src/licence/queries/licence.ts";
import { guideNotes, messagesOf, noticesOf } from "../../src/notices/queries.ts";
import { openLoose } from "../../src/people/keyring.ts";
import type { DeliveryAnswer } from "../../src/rules/answers.ts";
import { atLocal } from "../../src/rules/calendar.ts";
import { annul, correct, isFree, noticeData, STOLEN } from "../support/after-issue.ts";
import { PEOPLE } from "../support/cast.ts";
import { applicant, must, rowOf, staffBy } from "../support/filing.ts";
import { MAIL, ONE_SHEET, PICKUP, registeredFiling } from "../support/registered.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const named = (trade: string) => ({ name: { named: true as const, trade, industry: "餐饮", form: "店" } });
const registered = (changes = {}, delivery: DeliveryAnswer = PICKUP) =>
  registeredFiling(world.deps, delivery, { ...ONE_SHEET, ...changes });
const staff = (login: string) => staffBy(world.deps, login);
const versions = (id: string) => versionsOf(world.deps.db, id);
async function print(id: string) {
  return printSheet(world.deps, applicant(world.deps, id), {
    filingId: id,
    part: "original",
    copy: 1,
    placeId: "hall-aimin",
  });
}

describe("an annulment", () => {
  test("is the head's alone, with a reason", async () => {
    const id = await registered();
    for (const [login, status] of [
      ["yangming1", 403],
      ["aimin-guide", 403],
      ["xian-head", 404],
    ] as const)
      expect(await annul(world.deps, id, { by: await staff(login) })).toMatchObject({ ok: false, status });
    expect(await annul(world.deps, id, { reason: "虚假" })).toMatchObject({
      status: 422,
      problems: [{ field: "annulReason" }],
    });
    expect((await licenceOf(world.deps.db, id))?.status).toBe("valid");
  });

  test("cancels licence and paper, with a notice that says why and what can be done; the filing stays registered", async () => {
    const { deps } = world;
    const id = await registered();
    const sheet = await print(id);
    must(await annul(deps, id));
    expect((await rowOf(deps, id)).status).toBe("registered");
    expect(await versions(id)).toMatchObject([{ version: 1, status: "cancelled", kind: "annul", ground: "identity" }]);
    expect(await sheetBySerial(deps.db, sheet.ok ? sheet.serial : "")).toMatchObject({ state: "voided" });
    const notice = await noticeData(world.deps, id, "annulment");
    expect(notice).toMatchObject({ title: "撤销登记决定书", addressee: PEOPLE.wang.name });
    expect(String(notice.number)).toMatch(/^牡阳明市监撤〔2026〕\d+号$/);
    const text = JSON.stringify(notice);
    for (const part of [
      STOLEN,
      "第四十条",
      "冒用他人身份",
      "自收到本撤销登记决定书之日起六十日内",
      "阳明区人民政府",
      "六个月内",
    ])
      expect(text).toContain(part);
    const [message] = await messagesOf(deps.db, id);
    expect(openLoose(deps.config.keyring, message?.body_sealed ?? "")).toContain("已被撤销");
    const notes = await guideNotes(deps.db, "hall-xian");
    expect(notes.find((note) => note.filing_id === id && note.kind === "annulled")?.body).toContain("不再打印");
    const events = (await eventsOf(deps.db, id)).filter(({ type }) => type === "annulled");
    expect(events).toHaveLength(1);
    expect(events[0]?.data).not.toContain("申明");
  });

  test("leaves nothing to print, send, hand over, change or correct, and says why", async () => {
    const { deps } = world;
    const id = await registered();
    const sent = await registered({}, MAIL);
    must(await annul(deps, id));
    must(await annul(deps, sent));
    const guide = await staff("aimin-guide");
    const me = () => applicant(deps, id);
    const { name, idNumber } = PEOPLE.wang;
    const post = { carrier: "中国邮政 EMS", tracking: "1234567890123", costFen: 1200 };
    const refused = [
      await print(id),
      await makeReady(deps, guide, { filingId: id }),
      await handOut(deps, guide, { filingId: id, collector: "self", name, idNumber }),
      await nameProxy(deps, me(), { filingId: id, name: PEOPLE.li.name, idNumber: PEOPLE.li.idNumber }),
      await changeDelivery(deps, me(), { filingId: id, delivery: MAIL }),
      await dispatchLicence(deps, await staff("yangming1"), { filingId: sent, ...post }),
      await correct(deps, id),
      await annul(deps, id),
    ];
    for (const outcome of refused)
      expect(outcome).toMatchObject({ ok: false, status: 409, message: expect.stringContaining("登记已经撤销") });
    expect(await validSheets(deps.db, (await licenceOf(deps.db, id))?.id ?? "")).toEqual([]);
  });

  test("after a correction cancels the version in force, and the name stays held for one year", async () => {
    const { deps } = world;
    world.at("2026-11-24", "10:00");
    const id = await registered(named("假名小灶"));
    must(await correct(deps, id));
    must(await annul(deps, id));
    expect((await versions(id)).map(({ status }) => status)).toEqual(["cancelled", "replaced"]);
    const { until } = await deps.db
      .selectFrom("name_hold")
      .select("until")
      .where("filing_id", "=", id)
      .executeTakeFirstOrThrow();
    expect(until).toBe(atLocal("2027-11-24", "24:00"));
    world.at("2027-11-24", "23:59");
    expect(await isFree(world.deps, "假名小灶")).toBe(false);
    world.at("2027-11-25", "00:00");
    expect(await isFree(world.deps, "假名小灶")).toBe(true);
    world.at("2026-11-24", "10:00");
  });
});

describe("at the same moment", () => {
  const both = async () => {
    const head = await staff("yangming-head");
    return [head, { ...head, key: `${head.key}-2`, actor: { ...head.actor, id: "staff-yangming-head2" } }] as const;
  };
  beforeAll(async () => {
    const { db } = world.deps;
    const row = await db.selectFrom("staff").selectAll().where("login", "=", "yangming-head").executeTakeFirstOrThrow();
    await db
      .insertInto("staff")
      .values({ ...row, id: "staff-yangming-head2", login: "yangming-head2", name: "阳明区副职" })
      .execute();
  });

  test.each(["two corrections", "a correction and an annulment", "two annulments"])(
    "%s of two heads: one wins, the other is told",
    async (which) => {
      const { deps } = world;
      for (let round = 0; round < 3; round++) {
        const id = await registered();
        const { version } = await rowOf(deps, id);
        const [one, two] = await both();
        const first =
          which === "two annulments"
            ? annul(deps, id, { by: one, version })
            : correct(deps, id, undefined, { by: one, version });
        const second =
          which === "two corrections"
            ? correct(deps, id, { detail: "光华街70号门市" }, { by: two, version })
            : annul(deps, id, { by: two, version });
        const outcomes = await Promise.all([first, second]);
        expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
        expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ status: 409 });
        const ended = (await versions(id)).filter(({ kind }) => kind !== null);
        expect(ended).toHaveLength(1);
        const events = (await eventsOf(deps.db, id)).filter(({ type }) => type === "corrected" || type === "annulled");
        expect(events).toHaveLength(1);
        const notices = (await noticesOf(deps.db, id)).filter(
          ({ kind }) => kind === "correction" || kind === "annulment",
        );
        expect(notices).toHaveLength(1);
      }
    },
  );

  test("the holder changes the delivery: what was changed is not lost to the correction", async () => {
    const { deps } = world;
    for (let round = 0; round < 3; round++) {
      const id = await registered();
      const { version } = await rowOf(deps, id);
      const [corrected, changed] = await Promise.all([
        correct(deps, id, undefined, { version }),
        changeDelivery(deps, applicant(deps, id), { filingId: id, delivery: MAIL }),
      ]);
      for (const outcome of [corrected, changed]) if (!outcome.ok) expect(outcome).toMatchObject({ status: 409 });
      const { answers } = openAnswers(deps.config.keyring, await rowOf(deps, id));
      expect(answers.delivery?.method).toBe(changed.ok ? "mail" : "pickup");
      expect(answers.premises?.detail).toBe(corrected.ok ? "光华街68号门市" : "光华街66号门市");
    }
  });

  test("a kiosk prints: no valid sheet of a version that ended is left", async () => {
    const { deps } = world;
    for (let round = 0; round < 5; round++) {
      const id = await registered({}, { method: "self-print" });
      const old = await licenceOf(deps.db, id);
      const [corrected] = await Promise.all([correct(deps, id), print(id)]);
      must(corrected);
      expect(await validSheets(deps.db, old?.id ?? "")).toEqual([]);
    }
  });
});
