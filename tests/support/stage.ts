import type { Browser } from "playwright-core";
import { afterAll, beforeAll } from "vitest";
import { openBrowser } from "./browser.ts";
import { type Served, serveWorld } from "./served.ts";

export interface Stage {
  browser: Browser;
  served: Served;
}

/** A browser and the whole service for the stories of a file, opened before the first and closed after the last. */
export function openStage(): Stage {
  let browser: Browser | undefined;
  let served: Served | undefined;
  beforeAll(async () => {
    browser = await openBrowser();
    served = await serveWorld();
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    await served?.close();
  });
  return {
    get browser() {
      return opened(browser);
    },
    get served() {
      return opened(served);
    },
  };
}

function opened<T>(part: T | undefined): T {
  if (part === undefined) throw new Error("the stage is not open yet");
  return part;
}
