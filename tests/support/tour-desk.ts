import type { Browser, Page } from "playwright-core";
import { newPage, screens } from "./browser.ts";
import { send } from "./desk-hands.ts";
import { signIn } from "./hands.ts";
import type { PageValues } from "./kiosk-answers.ts";
import type { Served } from "./served.ts";
import type { Tour } from "./tour.ts";

export interface TouredDesk {
  page: Page;
  see(path: string, name: string, status?: number): Promise<void>;
  /** Opens a drawer or another part that is closed at first, and looks. */
  opened(summary: string, name: string): Promise<void>;
  /** Sends the form with this action, and looks at what is said; what it asks for must not have been done. */
  refused(action: string, values: PageValues, name: string, status?: number): Promise<void>;
}

/** A member of staff's browser whose pages the tour follows. */
export async function touredDesk(browser: Browser, served: Served, tour: Tour, login: string): Promise<TouredDesk> {
  const page = tour.follow(await newPage(browser, screens.desk, { baseURL: served.base }));
  await signIn(page, login);

  async function look(name: string, status: number): Promise<void> {
    if (tour.status(page) !== status) throw new Error(`${name}: ${tour.status(page)} at ${page.url()}`);
    await tour.look(page, name);
  }

  return {
    page,
    async see(path, name, status = 200) {
      await page.goto(path);
      await look(name, status);
    },
    async opened(summary, name) {
      await page.locator("summary", { hasText: summary }).first().click();
      await tour.look(page, name);
    },
    async refused(action, values, name, status = 422) {
      // What the browser would hold back is sent all the same.
      await page.evaluate(() => {
        for (const held of document.querySelectorAll("[required]")) held.removeAttribute("required");
      });
      await send(page, action, values);
      await look(name, status);
    },
  };
}

/** Of the desk's paths those of the halls. */
export const isHallPath = (path: string) =>
  /^\/desk\/hall/.test(path) || /\/(?:submission|withdrawal|paper-signature|seen-identity|edit\/:page)$/.test(path);

/** Of the desk's paths those of licences on their way. */
export const isDeliveryPath = (path: string) => /^\/desk\/(?:delivery|sheets)/.test(path);

/** Of the desk's paths those of administration and of the registers. */
export const isAdminPath = (path: string) => /^\/desk\/(?:admin|supervision|disputes)/.test(path);
