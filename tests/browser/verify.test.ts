// A stranger checks a licence that lies on a counter; then the authority corrects it, and at last annuls it.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { codesOf } from "../print/documents.ts";
import { flipped } from "../signing/documents.ts";
import { complaintsOf, newPage, screens } from "../support/browser.ts";
import { PEOPLE } from "../support/cast.ts";
import { claimAndRegister, send } from "../support/desk-hands.ts";
import { submittedFiling } from "../support/filing.ts";
import { fill, press, signIn, smsCode } from "../support/hands.ts";
import { openStage } from "../support/stage.ts";

const stage = openStage();
const name = { named: true as const, trade: "江畔小灶", industry: "餐饮", form: "店" };

async function drop(stranger: Page, bytes: Buffer): Promise<void> {
  await stranger.goto("/verify");
  const gone = stranger.waitForEvent("framenavigated");
  // As a hand drops it on the form, which sends it by itself.
  await stranger.locator("[data-drop]").evaluate((form, base64) => {
    const plain = atob(base64);
    const held = new DataTransfer();
    held.items.add(
      new File([Uint8Array.from(plain, (one) => one.charCodeAt(0))], "执照.pdf", { type: "application/pdf" }),
    );
    form.dispatchEvent(new DragEvent("drop", { dataTransfer: held, bubbles: true, cancelable: true }));
  }, bytes.toString("base64"));
  await gone;
  await stranger.waitForLoadState("load");
}

async function choose(stranger: Page, buffer: Buffer): Promise<void> {
  await stranger.goto("/verify");
  await stranger.locator('input[name="file"]').setInputFiles({ name: "执照.pdf", mimeType: "application/pdf", buffer });
  await send(stranger, "/verify/file");
}

const verdict = (page: Page) => page.locator("h1").innerText();

/** The holder's phone: code, identity, and the electronic licence as it is now. */
async function holder(code: string): Promise<{ page: Page; licence: () => Promise<Buffer> }> {
  const { browser, served } = stage;
  const page = await newPage(browser, screens.phone, { baseURL: served.base, hasTouch: true });
  await page.goto(`/status/${code}`);
  await press(page);
  await fill(page, { idNumber: PEOPLE.wang.idNumber, phone: PEOPLE.wang.phone });
  await press(page);
  await fill(page, { sms: await smsCode(page) });
  await press(page);
  return {
    page,
    licence: async () => (await page.request.get("/status/licence/original.pdf")).body(),
  };
}

test.each([{ scripts: true }, { scripts: false }])(
  "a stranger with the square and the file, scripts $scripts: valid, altered, replaced, cancelled",
  { timeout: 120_000 },
  async ({ scripts }) => {
    const { browser, served } = stage;
    const { id, code } = await submittedFiling(served.deps, { name: scripts ? name : { named: false } });
    const officer = await newPage(browser, screens.desk, { baseURL: served.base });
    await signIn(officer, "yangming1");
    await claimAndRegister(officer, id);
    const phone = await holder(code);
    const first = await phone.licence();

    // The square on the paper is read by any reader: a plain link, with the signature behind it.
    const [link = ""] = codesOf(first, 150);
    expect(link).toMatch(new RegExp(`^${served.base}/verify/[0-9A-Z]{12}#[\\w-]{128}$`));
    const stranger = await newPage(browser, screens.phone, { baseURL: served.base, javaScriptEnabled: scripts });
    const complaints = complaintsOf(stranger);
    await stranger.goto(link);
    expect(await verdict(stranger)).toContain("是真的，现在有效");
    const words = await stranger.locator("main").innerText();
    for (const part of ["王小丽", "光华街66号门市", "餐饮服务", "牡丹江市阳明区市场监督管理局"])
      expect(words).toContain(part);
    for (const secret of [PEOPLE.wang.idNumber, PEOPLE.wang.phone, "样例街"]) expect(words).not.toContain(secret);
    const square = stranger.locator("[data-square]");
    if (scripts) {
      await square.locator(".notice.good").waitFor();
      expect(await square.innerText()).toContain("以签发时为准");
      expect(await square.innerText()).toContain("第 001 版");
    } else expect(await square.isVisible()).toBe(false);

    const give = scripts ? drop : choose;
    await give(stranger, first);
    expect(await verdict(stranger)).toContain("是真的，现在有效");
    await give(stranger, flipped(first, 8 * 30_000));
    expect(await verdict(stranger)).toContain("文件被改动过");

    // The head corrects the door's number at the desk.
    served.pass(60_000);
    const head = await newPage(browser, screens.desk, { baseURL: served.base });
    await signIn(head, "yangming-head");
    await head.goto(`/desk/filings/${id}`);
    await send(head, `/desk/filings/${id}/correction`, {
      detail: "光华街68号门市",
      correctGround: "entry",
      correctReason: "录入时把门牌号抄错了，经营者来电指出。",
    });
    await head.waitForURL(/notice=/);
    expect(await head.locator("main").innerText()).toContain("已更正，新的电子营业执照已签发");
    const versions = await head.locator(".versions").innerText();
    for (const part of ["第 002 版", "有效", "第 001 版", "已更正换发", "录入或转录错误"])
      expect(versions).toContain(part);

    await give(stranger, first);
    expect(await verdict(stranger)).toContain("已经换发，这一版失效");
    expect(await stranger.locator(".verdict").innerText()).toContain("现在有效的是第 002 版");
    const second = await phone.licence();
    expect(second.equals(first)).toBe(false);
    await give(stranger, second);
    expect(await verdict(stranger)).toContain("是真的，现在有效");
    expect(await stranger.locator("main").innerText()).toContain("光华街68号门市");
    if (scripts) {
      // The old square under the new licence's code: signed by the city, but not of this licence.
      const [next = ""] = codesOf(second, 150);
      await stranger.goto("/verify");
      await stranger.goto(`${next.split("#")[0]}#${link.split("#")[1]}`);
      await square.locator(".notice.bad").waitFor();
      expect(await square.innerText()).toContain("不是这张执照的");
      await stranger.goto("/verify");
      await stranger.goto(`${next.slice(0, -2)}${next.endsWith("AA") ? "BB" : "AA"}`);
      await square.locator(".notice.bad").waitFor();
      expect(await square.innerText()).toContain("伪造");
    }

    // The head annuls.
    served.pass(60_000);
    await head.goto(`/desk/filings/${id}`);
    await send(head, `/desk/filings/${id}/annulment`, {
      annulGround: "identity",
      annulReason: "被冒用人到窗口申明，经核实登记时提交的身份信息是冒用的。",
    });
    await head.waitForURL(/notice=/);
    expect(await head.locator("main").innerText()).toContain("登记已撤销");
    for (const file of [first, second]) {
      await give(stranger, file);
      expect(await verdict(stranger)).toContain("已经撤销，不再有效");
      expect(await stranger.locator(".verdict").innerText()).toContain("冒用他人身份信息取得登记");
    }
    await phone.page.goto("/status/progress");
    const told = await phone.page.locator("main").innerText();
    for (const part of ["登记已撤销", "撤销登记决定书", "更正通知书", "第 002 版", "这个月被查验"])
      expect(told).toContain(part);

    const city = await newPage(browser, screens.desk, { baseURL: served.base });
    await signIn(city, "city");
    await city.goto("/city/verify-flags");
    const flags = await city.locator("main").innerText();
    for (const part of ["查验已撤销的执照", "查验改动过的文件"]) expect(flags).toContain(part);
    await city.goto("/city/filings?list=annulled");
    expect(await city.locator(`a[href="/city/filings/${id}"]`).count()).toBe(1);

    // What is not a licence in force is answered with 404; Chromium says so on the console.
    expect(complaints.filter((said) => !/404/.test(said))).toEqual([]);
    for (const page of [officer, phone.page, stranger, head, city]) await page.context().close();
  },
);
