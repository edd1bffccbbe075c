import { gzipSync } from "node:zlib";
import type { Browser, CDPSession, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { licenceOf } from "../../src/licence/queries/licence.ts";
import { openSession } from "../../src/web/queries.ts";
import { kioskPage, newPage, openBrowser, saveShot, screens } from "../support/browser.ts";
import { enrolKiosk, signIn } from "../support/hands.ts";
import { type Served, serveWorld } from "../support/served.ts";
import { type Draft, person, registered } from "../support/tour-filings.ts";

/** A character of each face of the chain, of extensions A, B, E and F of the standard and of G of its amendment. */
const NAME = "𬱖㛃𠀐𭀖𰻝";
// 𠀐 and 𭀖 are drawn by HanaMin or BabelStone, whose em is scaled.
const RARE_FONT = "TongbanRare";

let browser: Browser;
let served: Served;
let filing: Draft;
beforeAll(async () => {
  browser = await openBrowser();
  served = await serveWorld();
  const name = { named: true, trade: NAME, industry: "餐饮", form: "店" } as const;
  filing = await registered(served.deps, { by: { ...person("wang"), name: `欧阳${NAME}` }, changes: { name } });
}, 60_000);
afterAll(async () => {
  await browser.close();
  await served.close();
});

/** Which of the given characters the first element with the text draws with a font that came from our server. */
async function drawnByOurs(page: Page, selector: string): Promise<number> {
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.waitForLoadState("networkidle");
  const session: CDPSession = await page.context().newCDPSession(page);
  await session.send("DOM.enable");
  await session.send("CSS.enable");
  const { root } = await session.send("DOM.getDocument");
  const { nodeId } = await session.send("DOM.querySelector", { nodeId: root.nodeId, selector });
  const { fonts } = await session.send("CSS.getPlatformFontsForNode", { nodeId });
  await session.detach();
  return fonts
    .filter(({ isCustomFont, postScriptName }) => isCustomFont && postScriptName === RARE_FONT)
    .reduce((sum, { glyphCount }) => sum + glyphCount, 0);
}

/** Marks the smallest element that holds the text, so that it can be asked for. */
async function mark(page: Page): Promise<string> {
  const found = page.getByText(NAME).last();
  await found.evaluate((element) => element.setAttribute("data-rare", ""));
  return "[data-rare]";
}

const count = [...NAME].length;

test("the first page of the kiosk is light, and loads no slice of a font", async () => {
  const enrolled = await kioskPage(browser, screens.kiosk, { baseURL: served.base });
  await enrolKiosk(enrolled, await served.enrolment("hall-xian"));
  // As after a start of the computer: nothing is kept but who it is.
  const page = await kioskPage(browser, screens.kiosk, { baseURL: served.base });
  await page.context().addCookies(await enrolled.context().cookies());
  await enrolled.context().close();
  const bodies: { url: string; bytes: number }[] = [];
  page.on("response", async (response) => {
    const body = await response.body().catch(() => Buffer.alloc(0));
    bodies.push({ url: response.url(), bytes: gzipSync(body).length });
  });
  await page.goto("/kiosk");
  await page.waitForLoadState("networkidle");
  expect(bodies.map(({ url }) => url).filter((url) => url.endsWith(".woff"))).toEqual([]);
  expect(bodies.some(({ url }) => url.endsWith("/fonts/rare.css"))).toBe(true);
  expect(bodies.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(100_000);

  // What is typed is seen at once, in the letters of the licence.
  await page.goto("/kiosk/identify/number");
  const slices: string[] = [];
  page.on("response", (response) => response.url().endsWith(".woff") && slices.push(response.url()));
  await page.locator('input[name="name"]').fill(NAME);
  await page.waitForLoadState("networkidle");
  await expect.poll(() => slices.length).toBe(count);
  await saveShot(page, "rare-kiosk");
  await page.context().close();
});

test("the public page, the holder's phone and the desk show every rare character with the licence's own glyph", async () => {
  const licence = await licenceOf(served.deps.db, filing.id);
  const phone = await newPage(browser, screens.phone, { baseURL: served.base });
  await phone.goto(`/verify/${licence?.verify_code}`);
  expect(await drawnByOurs(phone, await mark(phone))).toBe(count);
  await saveShot(phone, "rare-verify");

  const { token } = await openSession(
    served.deps.db,
    { kind: "holder", filingId: filing.id, identity: "phone" },
    served.deps.now(),
  );
  await phone.context().addCookies([{ name: "tongban_holder", value: token, url: served.base }]);
  await phone.goto("/status/progress");
  expect(await drawnByOurs(phone, await mark(phone))).toBe(count);
  await saveShot(phone, "rare-status");
  await phone.context().close();

  const desk = await newPage(browser, screens.desk, { baseURL: served.base });
  await signIn(desk, "yangming1");
  await desk.goto(`/desk/filings/${filing.id}`);
  expect(await drawnByOurs(desk, await mark(desk))).toBe(count);
  await saveShot(desk, "rare-desk");
  await desk.context().close();
});
