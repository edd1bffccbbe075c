import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page, type ViewportSize } from "playwright-core";

export const screens = {
  kiosk: { width: 1080, height: 1920 },
  kioskLandscape: { width: 1920, height: 1080 },
  desk: { width: 1440, height: 900 },
  phone: { width: 390, height: 844 },
} satisfies Record<string, ViewportSize>;

export interface PageOptions {
  /** The address that relative ones are read against, as in `page.goto("/kiosk")`. */
  baseURL?: string;
  /** False: the page must do its main job without scripts. */
  javaScriptEnabled?: boolean;
  /** A browser without a mouse: `locator.tap()` works, nothing hovers. */
  hasTouch?: boolean;
}

const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Stands in for the camera and grants it without a dialog.
  "--use-fake-ui-for-media-stream",
  "--use-fake-device-for-media-stream",
];

/** Debian's Chromium, without a window. Whoever opens it closes it. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
}

/** A page with cookies and storage of its own, as on a computer in 牡丹江. Close its context (`page.context().close()`) to forget it. */
export async function newPage(browser: Browser, size: ViewportSize, options: PageOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: size,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
    ...options,
  });
  // A page is laid out in software on two cores that also serve it: now and then one takes several seconds.
  context.setDefaultTimeout(30_000);
  return context.newPage();
}

/** The applicant's screen: touch, no mouse. */
export function kioskPage(browser: Browser, size: ViewportSize = screens.kiosk, options: PageOptions = {}) {
  return newPage(browser, size, { hasTouch: true, ...options });
}

/** Collects, from now on, what a page complains of: uncaught errors, and errors on the console (a blocked inline script among them). */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()}`);
  });
  return complaints;
}

/** Saves a picture of the whole page for people to look at, in the folder `SHOTS` or a temporary one, and gives its path. */
export async function saveShot(page: Page, name: string): Promise<string> {
  const folder = process.env.SHOTS ?? join(tmpdir(), "tongban-shots");
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, fullPage: true });
  return path;
}
