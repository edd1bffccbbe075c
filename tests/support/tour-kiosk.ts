import type { Browser, Page } from "playwright-core";
import { openSession } from "../../src/web/queries.ts";
import { kioskPage, screens } from "./browser.ts";
import { press } from "./hands.ts";
import type { Served } from "./served.ts";
import type { Tour } from "./tour.ts";

/** Of the kiosk's paths those that open by a code, and those of a filing that was submitted. */
export const isCasePath = (path: string) =>
  /^\/kiosk\/(?:case|status|correct|submit|receipt|return|progress|notice|licence|print|withdraw|withdrawn)(?:[/.]|$)/.test(
    path,
  );

export interface TouredKiosk {
  page: Page;
  /** Opens a filing as the person who laid the right card. */
  open(filingId: string): Promise<void>;
  /** Goes to a page, looks at it, and says whether the kiosk let it be opened. */
  see(path: string, name: string): Promise<boolean>;
  /** Presses the primary button and looks at what is said; the kiosk must not have gone on. */
  refused(name: string, status?: number): Promise<void>;
}

/** A kiosk of 西安区 whose pages the tour follows. */
export async function touredKiosk(browser: Browser, served: Served, tour: Tour): Promise<TouredKiosk> {
  const { deps, base } = served;
  const page = tour.follow(await kioskPage(browser, screens.kiosk, { baseURL: base }));
  await page.goto(await served.enrolment("hall-xian"));
  await press(page);
  const kiosk = await deps.db.selectFrom("kiosk").select("id").executeTakeFirstOrThrow();

  return {
    page,
    async open(filingId) {
      const session = { kind: "kiosk", kioskId: kiosk.id, filingId, identity: "card" } as const;
      const { token } = await openSession(deps.db, session, deps.now());
      await page.context().addCookies([{ name: "tongban_kiosk", value: token, url: base }]);
    },
    async see(path, name) {
      await page.goto(path);
      const { pathname, search } = new URL(page.url());
      if (`${pathname}${search}` !== path) return false;
      await tour.look(page, name);
      return true;
    },
    async refused(name, status = 422) {
      await press(page);
      if (tour.status(page) !== status) throw new Error(`${name}: ${tour.status(page)} at ${page.url()}`);
      await tour.look(page, name);
    },
  };
}

/** Empties every input of the page, cards and lists too: what was chosen cannot be taken back by hand. */
export async function empty(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const input of document.querySelectorAll<HTMLInputElement>("main input, main textarea, main select"))
      if (input.type === "radio" || input.type === "checkbox") input.checked = false;
      else if (input.type !== "hidden") input.value = "";
  });
}

/** Makes the next post one of a session that has ended. */
export async function spoil(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const input of document.querySelectorAll<HTMLInputElement>('input[name="_csrf"]')) input.value = "ended";
  });
}
