import type { Page } from "playwright-core";
import { createApp } from "../../src/app.ts";
import { saveShot, screens } from "./browser.ts";
import { axeProblems, layoutProblems } from "./layout-check.ts";
import type { Served } from "./served.ts";

type Size = keyof typeof screens;

interface Shown {
  method: string;
  status: number;
  route: string;
}

export interface Tour {
  /** Follows what this page is answered, from now on. */
  follow(page: Page): Page;
  /**
   * Looks at what the page shows now at every size of its room; `name` tells it from other states of the same page. Where something
   * floats over it on purpose, what lies beneath may be covered.
   */
  look(page: Page, name: string, floating?: "floating"): Promise<void>;
  problems: string[];
  /** Routes of the room that were not looked at: pages, and forms that were not seen refusing something. */
  missed(): string[];
  status(page: Page): number;
}

export interface Room {
  name: string;
  /** Which paths of the app belong to it. */
  paths: (path: string) => boolean;
  sizes: readonly Size[];
  /** Looked at in large type and high contrast too. */
  displays?: boolean;
  /** Routes that show no page, or whose form has nothing to fill in, with the reason. */
  pageless: Record<string, string>;
}

/**
 * A walk through every page of a room. The list of pages is the app's own, so that a new page is missed until it is toured. Pictures
 * for people to look at are saved where `SHOTS` names a folder.
 */
export function openTour(served: Served, room: Room): Tour {
  const routes = pageRoutes(served).filter(({ path }) => room.paths(path));
  const shown = new WeakMap<Page, Shown>();
  const looked = new Set<string>();
  const problems: string[] = [];

  async function measure(page: Page, name: string, floating: boolean): Promise<void> {
    for (const size of room.sizes) {
      await page.setViewportSize(screens[size]);
      for (const problem of await layoutProblems(page))
        if (!floating || !problem.startsWith("overlap")) problems.push(`${name} ${size}: ${problem}`);
      if (process.env.SHOTS) await saveShot(page, `${room.name}-${name}-${size}`);
    }
    for (const problem of await axeProblems(page)) problems.push(`${name} axe: ${problem}`);
  }

  return {
    problems,
    follow(page) {
      page.on("response", (response) => {
        const request = response.request();
        if (!request.isNavigationRequest() || response.frame() !== page.mainFrame()) return;
        const method = request.method();
        const { pathname } = new URL(response.url());
        const route = routes.find((each) => each.method === method && each.matches.test(pathname));
        shown.set(page, { method, status: response.status(), route: route ? `${method} ${route.path}` : "" });
      });
      return page;
    },
    async look(page, name, floating) {
      const { route, method, status } = shown.get(page) ?? { route: "", method: "GET", status: 200 };
      if (method === "GET" ? status === 200 : status >= 400) looked.add(route);
      const present = page.viewportSize();
      await measure(page, name, floating !== undefined);
      if (room.displays) {
        await display(page, true);
        await measure(page, `${name}-elder`, floating !== undefined);
        await display(page, false);
      }
      if (present) await page.setViewportSize(present);
    },
    missed() {
      const named = (route: string) => Object.keys(room.pageless).includes(route);
      const missed = routes.map(({ method, path }) => `${method} ${path}`).filter((route) => !looked.has(route));
      const known = [...looked].filter(named).map((route) => `${route} is a page after all`);
      return [...missed.filter((route) => !named(route) && !/\.pdf\}?$/.test(route)), ...known];
    },
    status: (page) => shown.get(page)?.status ?? 0,
  };
}

/** As the switches at the top of a kiosk do it, both at once. */
async function display(page: Page, on: boolean): Promise<void> {
  await page.evaluate((wanted) => {
    document.documentElement.classList.toggle("elder", wanted);
    document.documentElement.classList.toggle("contrast", wanted);
  }, on);
}

interface PageRoute {
  method: string;
  path: string;
  matches: RegExp;
}

/** The app's own routes in the order in which they are tried; what serves files or every path is left out. */
export function pageRoutes({ deps }: Pick<Served, "deps">): PageRoute[] {
  const app = createApp(deps, { assets: "assets", vendored: "dist/public" });
  const found = new Map<string, PageRoute>();
  for (const { method, path } of app.routes)
    if (method === "GET" || method === "POST")
      found.set(`${method} ${path}`, { method, path, matches: new RegExp(`^${patternOf(path)}$`) });
  return [...found.values()];
}

function patternOf(path: string): string {
  return path.replace(/:[a-z]+(?:\{((?:[^{}]|\{[^}]*\})*)\})?/g, (_, pattern?: string) => `(?:${pattern ?? "[^/]+"})`);
}
