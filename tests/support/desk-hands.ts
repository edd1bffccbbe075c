import type { Page } from "playwright-core";
import { fill } from "./hands.ts";
import type { PageValues } from "./kiosk-answers.ts";

/** Sends the form with this action, its drawer opened first where it lies in one. */
export async function send(page: Page, action: string, values: PageValues = {}): Promise<void> {
  const form = page.locator(`form[action="${action}"]`).first();
  const drawer = page.locator("details", { has: page.locator(`form[action="${action}"]`) }).last();
  if ((await drawer.count()) > 0 && (await drawer.getAttribute("open")) === null)
    await drawer.locator("summary").first().click();
  await fill(page, values);
  const gone = page.waitForEvent("framenavigated");
  await form.locator('button[type="submit"]').last().click();
  await gone;
  await page.waitForLoadState("load");
}

export async function claim(desk: Page, id: string): Promise<void> {
  await desk.goto(`/desk/filings/${id}`);
  await send(desk, `/desk/filings/${id}/claim`);
}

export async function claimAndRegister(desk: Page, id: string): Promise<void> {
  await claim(desk, id);
  await send(desk, `/desk/filings/${id}/registration`);
}

/** Gives every sheet of a licence a number from the own stock, as the delivery desk does before it prints. */
export async function printAll(desk: Page, id: string): Promise<void> {
  for (;;) {
    await desk.goto(`/desk/delivery/${id}`);
    const forms = desk.locator(`form[action="/desk/delivery/${id}/sheets"]`);
    if ((await forms.count()) === 0) return;
    // The sheet opens as a PDF; what counts is that its number was given out.
    const answer = desk.waitForResponse((response) => response.request().method() === "POST");
    await forms.first().locator("button").click();
    await answer;
  }
}
