// What stands in the database and on the disk after whole filings: nobody's number, phone or home in plain.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { handOut, makeReady, nameProxy } from "../../src/delivery/acts/pickup.ts";
import { printSheet } from "../../src/delivery/acts/print.ts";
import { linkEvents, sealHead } from "../../src/events/chain.ts";
import { addDocument } from "../../src/filing/acts/documents.ts";
import { checkIdentity } from "../../src/filing/acts/identity.ts";
import { saveAnswers } from "../../src/filing/acts/save-answers.ts";
import { signFiling } from "../../src/filing/acts/sign.ts";
import { submitFiling } from "../../src/filing/acts/submit.ts";
import { withdrawFiling } from "../../src/filing/acts/withdraw.ts";
import { registerFiling } from "../../src/licence/acts/register.ts";
import { messagesOf } from "../../src/notices/queries.ts";
import { sendPhoneCode } from "../../src/people/acts/phone-code.ts";
import { openLoose } from "../../src/people/keyring.ts";
import { claimFiling } from "../../src/review/acts/claim.ts";
import { returnFiling } from "../../src/review/acts/return.ts";
import type { Answers } from "../../src/rules/answers.ts";
import { PEOPLE } from "../support/cast.ts";
import { applicant, must, PNG, readyDraft, rowOf, staffBy, submittedFiling } from "../support/filing.ts";
import { openWorld, type World } from "../support/world.ts";
import { COLUMNS } from "./columns.ts";

const HOME = "黑龙江省牡丹江市虚构区样例街1号";
const MAILED_TO = "黑龙江省牡丹江市虚构区收件路7号";
const DWELLING = "虚构路99号1单元101室";
const SECRETS = {
  "the operator's number": PEOPLE.wang.idNumber,
  "the operator's phone": PEOPLE.wang.phone,
  "the operator's home": HOME,
  "the proxy's and the liaison's number": PEOPLE.li.idNumber,
  "the proxy's and the liaison's phone": PEOPLE.li.phone,
  "the liaison's address for mail": "lifu@example.com",
  "the fixed line": "0453-5559876",
  "where the licence is mailed": MAILED_TO,
  "where the owner of a network shop lives": DWELLING,
  "the member's number": PEOPLE.zhao.idNumber,
  "the phone that only asked for a code": PEOPLE.rare.phone,
};
const NAME = "牡丹江市阳明区江畔小灶餐饮店（个体工商户）";

let world: World;
let whole: string;

beforeAll(async () => {
  world = await openWorld();
  whole = await wholeFiling();
  await networkShop();
  await familyWithdrawn();
  await sendPhoneCode(world.deps, { phone: PEOPLE.rare.phone, now: world.deps.now(), address: "127.0.0.1" });
  await linkEvents(world.deps.db, world.deps.now());
  await sealHead(world.deps.db, world.deps.config.secret, world.deps.now());
});
afterAll(() => world.close());

/** Filed with every kind of answer, returned, corrected, registered, printed and handed to a proxy. */
async function wholeFiling(): Promise<string> {
  const { deps } = world;
  const { id } = await readyDraft(deps, {
    copies: { paper: true, duplicates: 0 },
    delivery: { method: "pickup", hallId: "hall-aimin" },
    liaison: {
      same: false,
      name: PEOPLE.li.name,
      idNumber: PEOPLE.li.idNumber,
      phone: PEOPLE.li.phone,
      email: "lifu@example.com",
    },
  });
  const me = () => applicant(deps, id);
  const { operator } = { operator: { ...base().operator, landline: "0453-5559876", home: HOME } };
  must(await saveAnswers(deps, me(), { filingId: id, patch: { operator } }));
  // People name their pictures after what is on them.
  const file = { name: `${PEOPLE.wang.name}${PEOPLE.wang.idNumber}.png`, bytes: PNG };
  must(await addDocument(deps, me(), { filingId: id, kind: "premises", file }));
  must(await signFiling(deps, me(), { filingId: id, who: "operator", how: "screen", bytes: PNG }));
  must(await submitFiling(deps, me(), { filingId: id }));
  const guide = await staffBy(deps, "xian-guide");
  must(await checkIdentity(deps, guide, { filingId: id, seen: "居民身份证原件" }));
  const officer = await staffBy(deps, "yangming1");
  must(await claimFiling(deps, officer, { filingId: id }));
  const items = [{ field: "operator.home" as const, reason: "R1", problem: "不完整", fix: "请写到门牌号" }];
  const { version } = await rowOf(deps, id);
  must(await returnFiling(deps, await staffBy(deps, "yangming1"), { filingId: id, version, items }));
  world.pass(60_000);
  must(await saveAnswers(deps, me(), { filingId: id, patch: { operator: { ...operator, postcode: "157000" } } }));
  must(await signFiling(deps, me(), { filingId: id, who: "operator", how: "screen", bytes: PNG }));
  must(await submitFiling(deps, me(), { filingId: id }));
  const again = (await rowOf(deps, id)).version;
  must(await registerFiling(deps, await staffBy(deps, "yangming1"), { filingId: id, version: again }));

  const pickup = await staffBy(deps, "aimin-guide");
  expect(
    await printSheet(deps, pickup, { filingId: id, part: "original", copy: 1, placeId: "hall-aimin" }),
  ).toMatchObject({ ok: true });
  must(await makeReady(deps, await staffBy(deps, "aimin-guide"), { filingId: id }));
  const proxy = { filingId: id, name: PEOPLE.li.name, idNumber: PEOPLE.li.idNumber };
  must(await nameProxy(deps, me(), proxy));
  const [message] = await messagesOf(deps.db, id);
  const body = String(openLoose(deps.config.keyring, message?.body_sealed ?? ""));
  const proxyCode = /代领码 (\w+)/.exec(body)?.[1] ?? "";
  const handed = { ...proxy, collector: "proxy" as const, proxyCode, signature: PNG };
  must(await handOut(deps, await staffBy(deps, "aimin-guide"), handed));
  return id;
}

/** The detail of network premises is where the owner lives; the licence prints the platform instead. */
async function networkShop(): Promise<void> {
  const { deps } = world;
  const { id } = await submittedFiling(
    deps,
    {
      name: { named: true, trade: "云上花", industry: "服装", form: "店" },
      scope: ["服装服饰零售"],
      premises: {
        district: "231003",
        street: "231003002",
        detail: DWELLING,
        type: "network",
        proof: "declaration",
        onlineOnly: true,
        platforms: [{ name: "示例网", url: "https://shop.example.com/t0001" }],
      },
      delivery: { method: "mail", recipient: "王小丽", phone: PEOPLE.wang.phone, address: MAILED_TO },
    },
    PEOPLE.wang,
  );
  const { version } = await rowOf(deps, id);
  must(await registerFiling(deps, await staffBy(deps, "yangming2"), { filingId: id, version }));
}

async function familyWithdrawn(): Promise<void> {
  const { deps } = world;
  const { name, idNumber } = PEOPLE.zhao;
  const { id } = await submittedFiling(deps, {
    name: { named: false },
    formation: "family",
    family: [{ name, idNumber, relation: "子女" }],
  });
  must(await withdrawFiling(deps, applicant(deps, id), { filingId: id }));
}

function base(): Answers & { operator: object } {
  const { name, idNumber, phone } = PEOPLE.wang;
  const rest = { nation: "汉族", education: "高中", politics: "群众", occupation: "自由职业" };
  return { operator: { name, idNumber, phone, idSource: "card", ...rest } };
}

async function dump(table: string): Promise<string[]> {
  const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}`.execute(world.deps.db);
  return rows.map((row) => Object.values(row).map(String).join("\n"));
}

const filesOf = (folder: string) =>
  globSync("**/*", { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe.each(Object.entries(SECRETS))("%s", (_, secret) => {
  test("stands in no row of any table", async () => {
    const found = [];
    for (const table of Object.keys(COLUMNS))
      if ((await dump(table)).some((row) => row.includes(secret))) found.push(table);
    expect(found).toEqual([]);
  });

  test("stands in no file, nor in a file's name", () => {
    const { dataDir } = world.deps.config;
    const files = filesOf(dataDir);
    expect(filesOf(join(dataDir, "files")).length).toBeGreaterThan(5);
    const found = files.filter((file) => file.includes(secret) || readFileSync(file).includes(secret));
    expect(found).toEqual([]);
  });
});

test("the events name nobody at all", async () => {
  const events = await dump("event");
  expect(events.length).toBeGreaterThan(12);
  const people = Object.values(PEOPLE).map(({ name }) => name);
  expect(events.filter((row) => [...people, HOME].some((word) => row.includes(word)))).toEqual([]);
  const notes = await dump("guide_note");
  expect(notes.filter((row) => people.some((word) => row.includes(word)))).toEqual([]);
});

test("what is public stands in plain", async () => {
  expect((await rowOf(world.deps, whole)).name).toBe(NAME);
  const licences = await dump("licence");
  expect(licences.some((row) => row.includes(NAME) && row.includes("王小丽") && row.includes("光华街66号门市"))).toBe(
    true,
  );
  expect(licences.some((row) => row.includes("shop.example.com"))).toBe(true);
});

test("a scan is on the disk once for every filing that holds it, under a name that does not tell what it is", async () => {
  const rows = await world.deps.db.selectFrom("stored_file").selectAll().where("sealed", "=", 1).execute();
  const filings = new Set(rows.map((row) => row.filing_id));
  expect(new Set(rows.map((row) => row.name)).size).toBe(filings.size);
  for (const row of rows) expect(row.name).toMatch(/^[0-9a-f]{64}$/);
});
