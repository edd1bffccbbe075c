import { writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { PNG } from "./filing.ts";
import type { PageValues } from "./kiosk-answers.ts";
import { PASSWORD } from "./world.ts";

/** Called on every page that a story comes to. */
export type Look = (page: Page) => Promise<void>;
const noLook: Look = async () => {};

const picture = path.join(os.tmpdir(), "tongban-signature.png");
writeFileSync(picture, PNG);

/** Fills the inputs of the present page by their names, as a hand would: cards pressed, lists chosen, text typed. */
export async function fill(page: Page, values: PageValues): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      const card = page.locator(`input[name="${name}"][value="${one}"]:is([type=radio],[type=checkbox])`);
      if ((await card.count()) > 0) {
        await card.first().check({ force: true });
        continue;
      }
      const list = page.locator(`select[name="${name}"]`);
      if ((await list.count()) > 0) await list.selectOption(one);
      else if ((await page.locator(`[name="${name}"]`).count()) > 0)
        await page.locator(`[name="${name}"]`).first().fill(one);
    }
  }
}

/** Presses the one primary button at the bottom and waits for the next page. */
export async function press(page: Page, text?: string): Promise<void> {
  const bar = page.locator(".bar-acts .primary");
  const buttons = (await bar.count()) > 0 ? bar : page.locator("main .button.primary");
  const button = buttons.filter(text ? { hasText: text } : {}).first();
  const gone = page.waitForEvent("framenavigated", { timeout: 30_000 });
  await Promise.all([gone, button.click({ timeout: 30_000 })]);
  await page.waitForLoadState("load");
}

export async function enrolKiosk(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await press(page);
}

/** 我要办照, and the card on the simulated reader. */
export async function layCard(
  page: Page,
  person: { name: string; idNumber: string },
  look: Look = noLook,
): Promise<void> {
  await look(page);
  await page.goto("/kiosk/identify/card-fields");
  await look(page);
  await fill(page, { name: person.name, idNumber: person.idNumber });
  await press(page);
}

export interface Application {
  answers: Record<string, PageValues>;
  scope: readonly string[];
  family?: readonly PageValues[];
}

/** Answers question after question until the summary, wherever the kiosk leads. */
export async function answerPages(page: Page, application: Application, look: Look = noLook): Promise<void> {
  for (let i = 0; i < 60; i++) {
    const id = new URL(page.url()).pathname.split("/").pop() ?? "";
    await look(page);
    if (id === "check") return;
    if (id === "scope") await chooseScope(page, application.scope, look);
    else if (id === "signature") await sign(page);
    else if (id === "family") await addFamily(page, application.family ?? [], look);
    else if (id.startsWith("documents-")) await upload(page);
    else {
      const values = application.answers[id];
      if (!values) throw new Error(`no answer for ${page.url()}`);
      await fill(page, values);
      await press(page);
      if (new URL(page.url()).pathname.endsWith(`/${id}`)) throw new Error(`stuck at ${id}: ${await summary(page)}`);
    }
  }
  throw new Error("the summary never came");
}

async function chooseScope(page: Page, phrases: readonly string[], look: Look): Promise<void> {
  for (const phrase of phrases) {
    const chosen = page.locator(`button[value="remove:${phrase}"]`);
    if ((await chosen.count()) > 0) continue;
    await page.goto(`/kiosk/apply/scope?q=${encodeURIComponent(phrase)}`);
    await look(page);
    await page.locator(`button[value="add:${phrase}"]`).first().click();
    await chosen.first().waitFor();
  }
  await press(page);
}

async function addFamily(page: Page, members: readonly PageValues[], look: Look): Promise<void> {
  for (const member of members) {
    await fill(page, member);
    await page.locator('button[name="_do"][value^="add"]').first().click();
    await page.waitForLoadState("load");
    await look(page);
  }
  await press(page);
}

async function upload(page: Page): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles(picture);
  await press(page);
}

/** Signs on the pad where there is one, else with a picture. */
export async function sign(page: Page): Promise<void> {
  const pad = page.locator("canvas[data-pad]");
  if (await pad.isVisible()) {
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    if (!box) throw new Error("the pad has no place");
    await page.mouse.move(box.x + 60, box.y + 60);
    await page.mouse.down();
    for (let i = 1; i < 12; i++) await page.mouse.move(box.x + 60 + i * 20, box.y + 60 + (i % 3) * 40);
    await page.mouse.up();
  } else await page.locator('input[name="file"]').setInputFiles(picture);
  await press(page);
}

/** The 8 characters on the receipt. */
export async function codeOn(page: Page): Promise<string> {
  const text = await page.locator("body").innerText();
  const code = /取件码\s*([0-9A-Z]{4}) ?([0-9A-Z]{4})/.exec(text);
  if (!code) throw new Error(`no code on ${page.url()}: ${text.slice(0, 200)}`);
  return `${code[1]}${code[2]}`;
}

export async function signIn(page: Page, login: string): Promise<void> {
  await page.goto("/desk/sign-in");
  await fill(page, { login, password: PASSWORD });
  await press(page);
}

/** Opens a case at a kiosk by its code and the card. */
export async function openAtKiosk(
  page: Page,
  purpose: "correct" | "print",
  code: string,
  person: { name: string; idNumber: string },
  look: Look = noLook,
): Promise<void> {
  await page.goto(`/kiosk/case/${purpose}`);
  await look(page);
  await fill(page, { code });
  await press(page);
  await look(page);
  await layCard(page, person);
}

/** The newest code in the strip of a demonstration. */
export async function smsCode(page: Page): Promise<string> {
  const text = await page.locator(".demo-strip").innerText();
  const code = /验证码 (\d{6})/.exec(text)?.[1];
  if (!code) throw new Error("no message with a code is shown");
  return code;
}

export async function summary(page: Page): Promise<string> {
  const box = page.locator(".error-summary");
  return (await box.count()) > 0 ? box.innerText() : (await page.locator("main").innerText()).slice(0, 400);
}
