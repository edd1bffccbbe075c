import type { Page } from "playwright-core";
import { saveShot, screens } from "./browser.ts";
import { axeProblems, layoutProblems } from "./layout-check.ts";

export interface Inspector {
  kiosk(page: Page): Promise<void>;
  desk(page: Page, path?: string): Promise<void>;
  phone(page: Page): Promise<void>;
  problems: string[];
}

/**
 * Looks at every page that a story comes to, once for each path and state: at each size of its room nothing is clipped, nothing
 * overlaps, nothing scrolls sideways, and axe finds nothing. Saves a picture for people to look at.
 */
export function inspector(story: string): Inspector {
  const seen = new Set<string>();
  const problems: string[] = [];

  async function look(page: Page, sizes: readonly (keyof typeof screens)[]): Promise<void> {
    const wrong = (await page.locator(".error-summary").count()) > 0 ? "-wrong" : "";
    const where = new URL(page.url()).pathname
      .replace(/\/[0-9a-z]{20,}/g, "/id")
      .replace(/\/[0-9A-Z]{8,12}(?=\/|$)/g, "/code");
    const heading = await page
      .locator("h1")
      .first()
      .innerText()
      .catch(() => "");
    const name = `${story}${where.replaceAll("/", "-")}${wrong}`;
    if (seen.has(name + heading)) return;
    seen.add(name + heading);
    const present = page.viewportSize();
    for (const size of sizes) {
      await page.setViewportSize(screens[size]);
      for (const problem of await layoutProblems(page)) problems.push(`${where} ${size}: ${problem}`);
      await saveShot(page, `${name}-${heading.slice(0, 8).replace(/[^\p{L}\p{N}]/gu, "")}-${size}`);
    }
    for (const problem of await axeProblems(page)) problems.push(`${where} axe: ${problem}`);
    if (present) await page.setViewportSize(present);
  }

  return {
    kiosk: (page) => look(page, ["kiosk", "kioskLandscape"]),
    async desk(page, path) {
      if (path) await page.goto(path);
      await look(page, ["desk"]);
    },
    phone: (page) => look(page, ["phone"]),
    problems,
  };
}

/** Goes along without looking: a page without scripts cannot be measured from within, and is the same markup. */
export const uninspected: Inspector = {
  kiosk: async () => {},
  async desk(page, path) {
    if (path) await page.goto(path);
  },
  phone: async () => {},
  problems: [],
};
