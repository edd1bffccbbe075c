import { afterAll, beforeAll, expect, test } from "vitest";
import { printSheet } from "../../src/delivery/acts/print.ts";
import { sha256 } from "../../src/files/store.ts";
import { saveAnswers } from "../../src/filing/acts/save-answers.ts";
import { signFiling } from "../../src/filing/acts/sign.ts";
import { submitFiling } from "../../src/filing/acts/submit.ts";
import { registerFiling } from "../../src/licence/acts/register.ts";
import { licencePdf } from "../../src/licence/licence-pdf.ts";
import { licenceBySha, licenceOf } from "../../src/licence/queries/licence.ts";
import { noticePdf } from "../../src/notices/notice-pdf.ts";
import { guideNotes, messagesOf, noticesOf } from "../../src/notices/queries.ts";
import { claimFiling } from "../../src/review/acts/claim.ts";
import { returnFiling } from "../../src/review/acts/return.ts";
import { checkUscc } from "../../src/rules/uscc.ts";
import { applicant, must, PNG, rowOf, staffBy, submittedFiling } from "../support/filing.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

test("a filing made in one hall becomes another district's licence", async () => {
  const { deps } = world;
  const { id } = await submittedFiling(deps);
  const submitted = await rowOf(deps, id);
  expect(submitted).toMatchObject({
    status: "submitted",
    authority_id: "authority-yangming",
    hall_id: "hall-xian",
    submission: 1,
  });
  expect(submitted.name).toBe("牡丹江市阳明区江畔小灶餐饮店（个体工商户）");

  const officer = await staffBy(deps, "yangming1");
  must(await claimFiling(deps, officer, { filingId: id }));
  const other = await staffBy(deps, "yangming2");
  const taken = await claimFiling(deps, other, { filingId: id });
  expect(taken).toMatchObject({ ok: false, status: 409 });

  const stranger = await staffBy(deps, "dongan1");
  expect(await claimFiling(deps, stranger, { filingId: id })).toMatchObject({ ok: false, status: 404 });

  world.pass(60_000);
  const { version } = await rowOf(deps, id);
  const items = (["premises.detail", "scope", "operator.home"] as const).map((field) => ({
    field,
    reason: "R1",
    problem: "写得不清楚",
    fix: "请写完整",
  }));
  must(await returnFiling(deps, { ...officer, key: "return-1", now: deps.now() }, { filingId: id, version, items }));
  expect(await rowOf(deps, id)).toMatchObject({ status: "returned", officer_id: "staff-yangming1" });

  world.pass(60_000);
  must(await saveAnswers(deps, applicant(deps, id), { filingId: id, patch: { scope: ["餐饮服务", "外卖递送服务"] } }));
  const unsigned = await submitFiling(deps, applicant(deps, id), { filingId: id });
  expect(unsigned).toMatchObject({ ok: false, status: 422, problems: [{ field: "signature" }] });
  must(await signFiling(deps, applicant(deps, id), { filingId: id, who: "operator", how: "upload", bytes: PNG }));
  must(await submitFiling(deps, applicant(deps, id), { filingId: id }));
  expect(await rowOf(deps, id)).toMatchObject({ status: "submitted", officer_id: "staff-yangming1", submission: 2 });

  world.pass(60_000);
  const again = await rowOf(deps, id);
  const guarded = await returnFiling(
    deps,
    { ...officer, key: "return-2", now: deps.now() },
    {
      filingId: id,
      version: again.version,
      items: [{ field: "capital", reason: "R1", problem: "太少", fix: "改" }],
    },
  );
  expect(guarded).toMatchObject({ ok: false, status: 422, problems: [{ field: "capital" }] });

  const registration = { ...officer, key: "register-1", now: deps.now() };
  must(await registerFiling(deps, registration, { filingId: id, version: again.version }));
  const repeated = await registerFiling(deps, registration, { filingId: id, version: again.version });
  expect(repeated).toMatchObject({ ok: true, repeated: true });

  const licence = await licenceOf(deps.db, id);
  if (!licence) throw new Error("no licence");
  expect(checkUscc(licence.uscc)).toEqual({ ok: true });
  expect(licence.uscc.slice(2, 8)).toBe("231003");
  for (const part of ["original", "duplicate"] as const) {
    const bytes = await licencePdf(deps, licence, part);
    expect((await licenceBySha(deps.db, sha256(bytes)))?.id).toBe(licence.id);
  }

  const kinds = (await noticesOf(deps.db, id)).map((notice) => notice.kind);
  const handedIn = ["receipt", "application", "identity", "jurisdiction"];
  expect(kinds).toEqual([...handedIn, "return", ...handedIn, "registration", "permit"]);
  const [receipt] = await noticesOf(deps.db, id);
  expect((await noticePdf(deps, id, receipt?.id ?? ""))?.subarray(0, 5).toString()).toBe("%PDF-");
  expect(await messagesOf(deps.db, id)).toHaveLength(4);
  expect(await guideNotes(deps.db, "hall-xian")).toHaveLength(4);

  const printed = await printSheet(deps, applicant(deps, id), {
    filingId: id,
    part: "original",
    copy: 1,
    placeId: "hall-dongan",
  });
  expect(printed).toMatchObject({ ok: true });
  const twice = await printSheet(deps, applicant(deps, id), {
    filingId: id,
    part: "original",
    copy: 1,
    placeId: "hall-aimin",
  });
  expect(twice).toMatchObject({ ok: false, status: 409 });

  const counts = await deps.db.selectFrom("filing_count").selectAll().where("n", "<>", 0).execute();
  expect(counts).toEqual([
    { hall_id: "hall-xian", authority_id: "authority-yangming", month: "2026-11", status: "registered", n: 1 },
  ]);
});
