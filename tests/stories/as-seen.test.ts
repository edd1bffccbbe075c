// A filing reads as it did on the day it was submitted, whatever the form says today.

import { Hono } from "hono";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveAnswers } from "../../src/filing/acts/save-answers.ts";
import { signFiling } from "../../src/filing/acts/sign.ts";
import { submitFiling } from "../../src/filing/acts/submit.ts";
import { submissionOf } from "../../src/filing/queries/submission.ts";
import { openSubmission } from "../../src/filing/sealed.ts";
import { statusRoutes } from "../../src/filing/status.tsx";
import { openFilingKey } from "../../src/people/keyring.ts";
import { claimFiling } from "../../src/review/acts/claim.ts";
import type { Env } from "../../src/web/env.ts";
import { openSession } from "../../src/web/queries.ts";
import { PEOPLE } from "../support/cast.ts";
import { counting, returnedBy, signedIn } from "../support/desk.ts";
import { answersOf, applicant, must, PNG, rowOf, staffBy, submittedFiling } from "../support/filing.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
let id: string;
beforeAll(async () => {
  world = await openWorld();
  const { deps } = world;
  ({ id } = await submittedFiling(deps));
  await returnedBy(deps, id, "yangming1", ["capital", "operator.home"]);
  const patch = {
    capital: "8",
    operator: { ...answersOf(PEOPLE.wang).operator, home: "黑龙江省牡丹江市虚构区样例街2号" },
  };
  must(await saveAnswers(deps, applicant(deps, id), { filingId: id, patch }));
  must(await signFiling(deps, applicant(deps, id), { filingId: id, who: "operator", how: "screen", bytes: PNG }));
  must(await submitFiling(deps, applicant(deps, id), { filingId: id }));
  // A street renamed and a phrase ended since then change nothing.
  await deps.db.updateTable("division").set({ name: "新名街道" }).where("code", "=", "231003002").execute();
});
afterAll(() => world.close());

const asShown = async (seq: number) => {
  const row = await submissionOf(world.deps.db, id, seq);
  const key = openFilingKey(world.deps.config.keyring, await rowOf(world.deps, id));
  return openSubmission(key, row?.sealed ?? "").asSeen as { question: string; answer: string }[];
};

/** The holder's phone, after code and identity. */
async function phone(filingId: string) {
  const { deps } = world;
  const { token } = await openSession(deps.db, { kind: "holder", filingId, identity: "phone" }, deps.now());
  const app = new Hono<Env>().route("/status", statusRoutes(deps));
  return async (path: string) => {
    const response = await app.request(path, { headers: { cookie: `tongban_holder=${token}` } });
    return { status: response.status, text: await response.text() };
  };
}

test("the officer who has it in hand reads each submission as it was shown, agreeing with the record", async () => {
  const { deps } = world;
  must(await claimFiling(deps, await staffBy(deps, "yangming1"), { filingId: id }));
  const officer = await signedIn(deps, "yangming1");
  const { text } = await officer.get(`/desk/filings/${id}`);
  for (const seq of [1, 2]) {
    expect(text).toContain(`/desk/filings/${id}/submissions/${seq}`);
    const page = await officer.get(`/desk/filings/${id}/submissions/${seq}`);
    expect(page.text).toContain("与提交时的记录一致");
    const seen = await asShown(seq);
    expect(seen.length).toBeGreaterThan(12);
    for (const { question, answer } of seen) {
      expect(page.text).toContain(question);
      if (!answer.includes(PEOPLE.wang.idNumber)) expect(page.text).toContain(answer);
    }
    expect(page.text).not.toContain("新名街道");
    expect(page.text).not.toContain(PEOPLE.wang.idNumber);
  }
  expect((await officer.get(`/desk/filings/${id}/submissions/1`)).text).toContain("样例街1号");
  expect((await officer.get(`/desk/filings/${id}/submissions/2`)).text).toContain("样例街2号");
  expect((await officer.get(`/desk/filings/${id}/submissions/3`)).status).toBe(404);
});

test("who does not hold it sees masks, and who does not see the filing sees nothing", async () => {
  const { deps } = world;
  for (const login of ["yangming2", "yangming-head", "xian-guide"]) {
    const page = await (await signedIn(deps, login)).get(`/desk/filings/${id}/submissions/1`);
    expect(page.status).toBe(200);
    for (const secret of ["样例街1号", PEOPLE.wang.phone, PEOPLE.wang.name, PEOPLE.wang.idNumber])
      expect(page.text).not.toContain(secret);
    expect(page.text).toContain("个人信息只对办理中的审查人显示");
  }
  for (const login of ["xian1", "dongan-guide"])
    expect((await (await signedIn(deps, login)).get(`/desk/filings/${id}/submissions/1`)).status).toBe(404);
});

test("the holder reads what was submitted, and nobody else's", async () => {
  const read = await phone(id);
  expect((await read("/status/progress")).text).toContain("/status/submissions/2");
  const page = await read("/status/submissions/1");
  for (const { question, answer } of await asShown(1)) {
    expect(page.text).toContain(question);
    if (!answer.includes(PEOPLE.wang.idNumber)) expect(page.text).toContain(answer);
  }
  expect((await read("/status/submissions/9")).status).toBe(404);
  const other = await phone((await submittedFiling(world.deps, { name: { named: false } })).id);
  expect((await other("/status/submissions/1")).text).not.toContain("江畔小灶");
});

test("the page sends few statements, and says when a submission is not what the record committed to", async () => {
  const { deps } = world;
  const counted = counting(deps);
  const officer = await signedIn(counted.deps, "yangming2");
  await officer.get(`/desk/filings/${id}/submissions/1`);
  counted.statements();
  await officer.get(`/desk/filings/${id}/submissions/1`);
  expect(counted.statements()).toBeLessThanOrEqual(12);

  // As if the second had been laid in the first one's place, past the guard of the table.
  const second = await submissionOf(deps.db, id, 2);
  if (world.database.kind === "sqlite") await sql`drop trigger submission_no_update`.execute(deps.db);
  else await sql`alter table submission disable trigger submission_no_update`.execute(deps.db);
  await deps.db
    .updateTable("submission")
    .set({ sealed: second?.sealed ?? "" })
    .where("filing_id", "=", id)
    .where("seq", "=", 1)
    .execute();
  expect((await officer.get(`/desk/filings/${id}/submissions/1`)).text).toContain("与提交时的记录不一致");
});
