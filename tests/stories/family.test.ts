// What an application must hold before it can be submitted: everybody's signature, the agent's standing, the scans.
import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { UPLOAD_LIMIT_BYTES } from "../../src/files/media-type.ts";
import { beginDraft } from "../../src/filing/acts/begin-draft.ts";
import { addDocument, removeDocument } from "../../src/filing/acts/documents.ts";
import { saveAnswers } from "../../src/filing/acts/save-answers.ts";
import { signFiling } from "../../src/filing/acts/sign.ts";
import { submitFiling } from "../../src/filing/acts/submit.ts";
import { preCheck } from "../../src/filing/pre-check.ts";
import { documentFile, documentsOf } from "../../src/filing/queries/documents.ts";
import { openAnswers } from "../../src/filing/sealed.ts";
import { openFilingKey } from "../../src/people/keyring.ts";
import type { Answers } from "../../src/rules/answers.ts";
import type { DocumentKind } from "../../src/rules/contents.ts";
import type { Outcome } from "../../src/web/act.ts";
import { PEOPLE } from "../support/cast.ts";
import { answersOf, applicant, must, PNG, rowOf, staffBy } from "../support/filing.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const me = (id: string) => applicant(world.deps, id);
const submit = (id: string) => submitFiling(world.deps, me(id), { filingId: id });
const sign = (id: string, who: string) =>
  signFiling(world.deps, me(id), { filingId: id, who, how: "screen", bytes: PNG });
const save = async (id: string, patch: Answers) => must(await saveAnswers(world.deps, me(id), { filingId: id, patch }));
const scan = (id: string, kind: DocumentKind, bytes: Buffer = PNG, name = "材料.png") =>
  addDocument(world.deps, me(id), { filingId: id, kind, file: { name, bytes } });

/** A draft with these answers and nothing else: neither a scan nor a signature. */
async function draft(changes: Answers = {}): Promise<string> {
  const { deps } = world;
  const person = { source: "card" as const, ...PEOPLE.wang };
  const place = { hallId: "hall-xian", kioskId: null };
  const { filingId } = await beginDraft(deps, { person, place, now: deps.now() });
  await save(filingId, answersOf(PEOPLE.wang, { name: { named: false }, ...changes }));
  return filingId;
}

function fieldsOf(outcome: Outcome): string[] {
  if (outcome.ok || outcome.status !== 422) throw new Error(`expected 422, got ${JSON.stringify(outcome)}`);
  return (outcome.problems ?? []).map(({ field }) => field);
}

describe("a family business", () => {
  const FAMILY = [
    { name: PEOPLE.li.name, idNumber: PEOPLE.li.idNumber, relation: "配偶" },
    { name: PEOPLE.rare.name, idNumber: PEOPLE.rare.idNumber, relation: "父母" },
  ];
  const family: Answers = { formation: "family", family: FAMILY };

  test("goes in when the operator and every member have signed, and not before", async () => {
    const id = await draft(family);
    must(await scan(id, "household"));
    expect(fieldsOf(await submit(id))).toEqual(["signature", "signature", "signature"]);
    must(await sign(id, "operator"));
    must(await sign(id, "member:0"));
    const lacking = await submit(id);
    expect(lacking).toMatchObject({ problems: [{ field: "signature", message: `还缺少${PEOPLE.rare.name}的签名` }] });
    expect((await rowOf(world.deps, id)).status).toBe("draft");
    must(await sign(id, "member:1"));
    must(await submit(id));
    expect(await rowOf(world.deps, id)).toMatchObject({ status: "submitted", formation: "family" });
  });

  test("needs the household book, and a member", async () => {
    const id = await draft(family);
    for (const who of ["operator", "member:0", "member:1"]) must(await sign(id, who));
    expect(fieldsOf(await submit(id))).toEqual(["documents.household"]);
    await save(id, { family: [] });
    must(await sign(id, "operator"));
    must(await scan(id, "household"));
    expect(fieldsOf(await submit(id))).toEqual(["family"]);
  });

  test("takes no signature of anybody else", async () => {
    const id = await draft(family);
    for (const who of ["member:2", "neighbour", ""])
      expect(await sign(id, who)).toMatchObject({ status: 422, problems: [{ field: "file" }] });
    const alone = await draft();
    expect(await sign(alone, "member:0")).toMatchObject({ status: 422 });
  });

  test("is signed anew when what was signed has changed, but not when only the delivery has", async () => {
    const id = await draft(family);
    must(await scan(id, "household"));
    for (const who of ["operator", "member:0", "member:1"]) must(await sign(id, who));
    const signers = async () =>
      openAnswers(world.deps.config.keyring, await rowOf(world.deps, id)).answers.signatures?.map(({ who }) => who);
    await save(id, { delivery: { method: "pickup", hallId: "hall-xian" } });
    expect(await signers()).toHaveLength(3);
    await save(id, answersOf(PEOPLE.wang, { name: { named: false }, ...family }));
    expect(await signers()).toHaveLength(3);
    await save(id, { capital: "50" });
    expect(await signers()).toEqual([]);
    expect(fieldsOf(await submit(id))).toEqual(["signature", "signature", "signature"]);
  });
});

describe("an agent", () => {
  const agent = {
    kind: "agent" as const,
    name: PEOPLE.li.name,
    idNumber: PEOPLE.li.idNumber,
    phone: PEOPLE.li.phone,
    agentRegistered: true,
    powers: { checkCopies: true, correctOwnPapers: true, correctForms: true, collect: true },
  };
  const ofAgent = { same: false, name: PEOPLE.li.name, idNumber: PEOPLE.li.idNumber, phone: PEOPLE.li.phone };

  async function byAgent(changes: Answers): Promise<string> {
    const id = await draft({ filer: agent, ...changes });
    must(await scan(id, "authorisation"));
    must(await sign(id, "operator"));
    return id;
  }

  test("must be known to the agents' register", async () => {
    const id = await byAgent({ filer: { ...agent, agentRegistered: false } });
    const outcome = await submit(id);
    expect(fieldsOf(outcome)).toEqual(["filer"]);
    expect(outcome).toMatchObject({ problems: [{ message: expect.stringContaining("代理人信息系统") }] });
  });

  test("may not be the liaison as well, except of a business that it pays for", async () => {
    const id = await byAgent({ liaison: ofAgent });
    expect(fieldsOf(await submit(id))).toEqual(["liaison"]);
    must(await submit(await byAgent({ liaison: ofAgent, filer: { ...agent, selfFunded: true } })));
    must(await submit(await byAgent({})));
  });

  test("brings the authorisation that the operator signed, and says what it covers", async () => {
    const id = await draft({ filer: agent });
    must(await sign(id, "operator"));
    expect(fieldsOf(await submit(id))).toEqual(["documents.authorisation"]);
    const { powers: _, ...bare } = agent;
    expect(fieldsOf(await submit(await byAgent({ filer: bare })))).toEqual(["filer"]);
  });
});

describe("scans", () => {
  const stored = async () => (await world.deps.db.selectFrom("stored_file").select("id").execute()).length;
  const onDisk = () => {
    const folder = join(world.deps.config.dataDir, "files");
    return existsSync(folder)
      ? globSync("**/*", { cwd: folder, withFileTypes: true }).filter((entry) => entry.isFile()).length
      : 0;
  };
  const large = Buffer.concat([PNG.subarray(0, 8), Buffer.alloc(9 * 1024 * 1024 - 20), Buffer.from("IEND")]);

  test.each<[string, string, Buffer]>([
    ["nine megabytes", "大.png", large],
    ["a byte too many", "大.png", Buffer.concat([large.subarray(0, UPLOAD_LIMIT_BYTES - 3), Buffer.from("IEND")])],
    ["a program that is called a picture", "照片.jpg", Buffer.from(`MZ\x90\x00${"\x00".repeat(60)}PE\0\0`, "latin1")],
    ["a picture that breaks off", "照片.png", PNG.subarray(0, PNG.length - 12)],
    ["the beginning of a picture before a program", "照片.jpg", Buffer.from("\xff\xd8\xffMZ\x90", "latin1")],
    ["a PDF that breaks off", "执照.pdf", Buffer.from("%PDF-1.7\n1 0 obj\n<<")],
    ["a page with a script", "说明.svg", Buffer.from("<svg onload='alert(1)'/>")],
    ["nothing", "空.png", Buffer.alloc(0)],
  ])("%s is refused before a byte of it is stored", async (_, name, bytes) => {
    const id = await draft();
    const before = [await stored(), onDisk()];
    expect(await scan(id, "premises", bytes, name)).toMatchObject({ status: 422, problems: [{ field: "file" }] });
    const signed = await signFiling(world.deps, me(id), { filingId: id, who: "operator", how: "upload", bytes });
    expect(signed).toMatchObject({ status: 422, problems: [{ field: "file" }] });
    expect([await stored(), onDisk()]).toEqual(before);
    expect(await documentsOf(world.deps.db, id)).toEqual([]);
  });

  test.each<[string, Buffer, string]>([
    [
      "a picture of exactly the limit",
      Buffer.concat([large.subarray(0, UPLOAD_LIMIT_BYTES - 4), Buffer.from("IEND")]),
      "image/png",
    ],
    ["a PDF under another name", Buffer.from("%PDF-1.7\n…\n%%EOF\n"), "application/pdf"],
    ["a JPEG", Buffer.from("\xff\xd8\xff\xe0…\xff\xd9", "latin1"), "image/jpeg"],
  ])("%s is kept for what it is and comes back byte for byte", async (_, bytes, mediaType) => {
    const { deps } = world;
    const id = await draft();
    must(await scan(id, "premises", bytes, "材料.jpg"));
    const [document] = await documentsOf(deps.db, id);
    expect(document).toMatchObject({ kind: "premises", media_type: mediaType, size: bytes.length });
    const file = await documentFile(deps.db, id, document?.id ?? "");
    const key = openFilingKey(deps.config.keyring, await rowOf(deps, id));
    const back = await deps.files.readSealed(key, file?.name ?? "");
    expect(back.equals(bytes)).toBe(true);
    const other = await draft();
    expect(await documentFile(deps.db, other, document?.id ?? "")).toBeUndefined();
    const wrongKey = openFilingKey(deps.config.keyring, await rowOf(deps, other));
    await expect(deps.files.readSealed(wrongKey, file?.name ?? "")).rejects.toThrow();
  });

  test("one that is taken out no longer counts, and only the filing's own can be", async () => {
    const id = await draft({ premises: { ...answersOf(PEOPLE.wang).premises, proof: "proof" } });
    must(await sign(id, "operator"));
    must(await scan(id, "premises"));
    const [document] = await documentsOf(world.deps.db, id);
    const documentId = document?.id ?? "";
    const other = await draft();
    const elsewhere = await removeDocument(world.deps, me(other), { filingId: other, documentId });
    expect(elsewhere).toMatchObject({ status: 404 });
    must(await removeDocument(world.deps, me(id), { filingId: id, documentId }));
    expect(await removeDocument(world.deps, me(id), { filingId: id, documentId })).toMatchObject({ status: 404 });
    expect(fieldsOf(await submit(id))).toEqual(["documents.premises"]);
  });

  test("are added by nobody who may not fill the form in, and nothing of them is kept", async () => {
    const id = await draft();
    const before = [await stored(), onDisk()];
    const file = {
      name: "材料.png",
      bytes: Buffer.concat([PNG.subarray(0, -12), Buffer.from("another"), PNG.subarray(-12)]),
    };
    for (const [by, status] of [
      [applicant(world.deps, "another"), 404],
      [await staffBy(world.deps, "yangming1"), 404],
      [await staffBy(world.deps, "city"), 403],
    ] as const)
      expect(await addDocument(world.deps, by, { filingId: id, kind: "premises", file })).toMatchObject({ status });
    expect([await stored(), onDisk()]).toEqual(before);
  });
});

test("the kiosk's check before submission says the same as the submission", async () => {
  const id = await draft({ formation: "family", scope: ["危险化学品经营"] });
  const checked = await preCheck(world.deps, id);
  const blocks = (checked?.findings ?? []).filter(({ severity }) => severity === "block").map(({ field }) => field);
  expect(blocks.length).toBeGreaterThan(3);
  expect(fieldsOf(await submit(id))).toEqual(blocks);
});
