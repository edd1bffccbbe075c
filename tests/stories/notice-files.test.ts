// The file of a notice: drawn and stored once, delivered, and open to those who may read it.
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sendMessages } from "../../src/jobs/run.ts";
import { drawWaiting, noticePdf } from "../../src/notices/notice-pdf.ts";
import { markOpened, noticeRow, noticesOf } from "../../src/notices/queries.ts";
import { claimFiling } from "../../src/review/acts/claim.ts";
import { pageCount, textOf } from "../print/documents.ts";
import { PEOPLE } from "../support/cast.ts";
import { signedIn } from "../support/desk.ts";
import { must, staffBy } from "../support/filing.ts";
import { deskFile, noticeFile, noticeOf, signedFiling } from "../support/notices.ts";
import { openWorld, type World } from "../support/world.ts";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(() => world.at("2026-11-24", "09:00"));

describe("the file of a notice", () => {
  test("is drawn once, signed, sealed on the disk, and the same bytes ever after; new contacts do not change it", async () => {
    const { deps } = world;
    const id = await signedFiling(world.deps);
    const notice = await noticeOf(world.deps, id, "receipt");
    const first = await noticeFile(world.deps, id, "receipt");
    expect(first.includes("/SubFilter /ETSI.CAdES.detached")).toBe(true);
    await deps.db
      .updateTable("authority")
      .set({ contact_name: "新的窗口", contact_phone: "0453-5550999" })
      .where("id", "=", "authority-yangming")
      .execute();
    try {
      world.pass(86_400_000);
      const draw = () => Promise.reject(new Error("drawn again"));
      const again = await noticePdf({ ...deps, press: { ...deps.press, draw } }, id, notice.id);
      expect(again?.equals(first)).toBe(true);
      // Issued before the change and drawn after it.
      expect(textOf(await noticeFile(world.deps, id, "application")).join()).toContain("阳明区登记窗口");
    } finally {
      const back = { contact_name: "阳明区登记窗口", contact_phone: "0453-5550100" };
      await deps.db.updateTable("authority").set(back).where("id", "=", "authority-yangming").execute();
    }
    const row = await deps.db
      .selectFrom("stored_file")
      .innerJoin("notice", "notice.file_id", "stored_file.id")
      .selectAll("stored_file")
      .where("notice.id", "=", notice.id)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ filing_id: id, sealed: 1, media_type: "application/pdf", size: first.length });
    const [onDisk = ""] = globSync(path.join(deps.config.dataDir, "files", "*", row.name));
    expect(readFileSync(onDisk).includes("%PDF")).toBe(false);
  });

  test("opened by many at once is one file", async () => {
    const id = await signedFiling(world.deps);
    const notice = await noticeOf(world.deps, id, "identity");
    const files = await Promise.all([1, 2, 3, 4].map(() => noticePdf(world.deps, id, notice.id)));
    for (const file of files) expect(file?.equals(files[0] ?? Buffer.alloc(0))).toBe(true);
    const kept = await world.deps.db
      .selectFrom("stored_file")
      .select("id")
      .where("filing_id", "=", id)
      .where("kind", "=", "notice")
      .execute();
    expect(kept).toHaveLength(1);
  });

  test("is drawn by a job where nobody opens it", async () => {
    const id = await signedFiling(world.deps);
    while ((await drawWaiting(world.deps, 50)) > 0);
    for (const { id: notice } of await noticesOf(world.deps.db, id))
      expect((await noticeRow(world.deps.db, id, notice))?.whole_name).not.toBeNull();
  });
});

describe("delivery", () => {
  test("of all that an act issued is when its message was sent", async () => {
    const { deps } = world;
    const id = await signedFiling(world.deps);
    world.pass(30_000);
    await sendMessages(deps);
    const notices = await noticesOf(deps.db, id);
    expect(notices.map(({ delivered_at, opened_at }) => [delivered_at, opened_at])).toEqual(
      notices.map(() => [deps.now(), null]),
    );
  });

  test("is the opening where no message went out before, and the first opening is kept", async () => {
    const { deps } = world;
    const id = await signedFiling(world.deps);
    const notice = await noticeOf(world.deps, id, "application");
    const opened = deps.now();
    await markOpened(deps.db, notice.id, opened);
    world.pass(60_000);
    await markOpened(deps.db, notice.id, deps.now());
    await sendMessages(deps);
    expect(await noticeOf(world.deps, id, "application")).toMatchObject({ delivered_at: opened, opened_at: opened });
    expect((await noticeOf(world.deps, id, "receipt")).delivered_at).toBe(deps.now());
  });
});

describe("who opens an application", () => {
  test("the officer who has it in hand sees the page apart; colleagues and the hall's guide do not; others find nothing", async () => {
    const { deps } = world;
    const id = await signedFiling(world.deps);
    const { id: notice } = await noticeOf(world.deps, id, "application");
    const where = `/desk/filings/${id}/notices/${notice}.pdf`;
    must(await claimFiling(deps, await staffBy(deps, "yangming1"), { filingId: id }));
    const whole = pageCount(await noticeFile(world.deps, id, "application"));
    for (const [login, pages] of [
      ["yangming1", whole],
      ["yangming2", whole - 1],
      ["xian-guide", whole - 1],
      ["dongan1", 0],
    ] as const) {
      const { status, file } = await deskFile(deps, login, where);
      expect([login, status]).toEqual([login, pages === 0 ? 404 : 200]);
      if (pages === 0) continue;
      const text = textOf(file).join();
      expect([login, pageCount(file)]).toEqual([login, pages]);
      expect([login, text.includes(PEOPLE.wang.idNumber)]).toEqual([login, pages === whole]);
      if (pages !== whole) expect(text).toContain("本份不含附页");
    }
  });

  test("the desk's list says which copy it is, and whether it was delivered", async () => {
    const { deps } = world;
    const id = await signedFiling(world.deps);
    const page = await (await signedIn(deps, "yangming2")).get(`/desk/filings/${id}`);
    expect(page.text).toContain("申请书（不含附页）");
    expect(page.text).toContain("还没有送达");
    const guide = await (await signedIn(deps, "xian-guide")).get(`/desk/filings/${id}`);
    expect(guide.text).toContain("申请书（不含附页）");
    must(await claimFiling(deps, await staffBy(deps, "yangming2"), { filingId: id }));
    const inHand = await (await signedIn(deps, "yangming2")).get(`/desk/filings/${id}`);
    expect(inHand.text).not.toContain("不含附页");
  });
});
