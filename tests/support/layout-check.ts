import { join } from "node:path";
import axe from "axe-core";
import { build } from "esbuild";
import type { Page } from "playwright-core";

/**
 * What is wrong with how the page is laid out now, one sentence each, for example `clipped at the right: "阿卜杜拉…" in <td.name>`:
 * text or controls cut off, the page wider than the window, boxes over one another. Tolerance 1 px. Not looked at: what is
 * invisible or for screen readers only; decoration (aria-hidden and pointer-events none, such as a watermark); content that
 * lies under a fixed or sticky bar but can be scrolled clear of it; when a modal dialog is open, what lies behind it.
 */
export async function layoutProblems(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`${await layoutSource()}\nlayout.findProblems()`);
}

/** Violations of WCAG 2.2 A and AA that axe finds, one sentence for each element. */
export async function axeProblems(page: Page): Promise<string[]> {
  // Evaluated rather than added as a script element, which the content security policy would refuse.
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];
    const results = await window.axe.run(document, { runOnly: { type: "tag", values: tags } });
    return results.violations.map(({ id, help, nodes }) => ({ id, help, targets: nodes.map((node) => node.target) }));
  });
  return violations.flatMap(({ id, help, targets }) => targets.map((target) => `${id}: ${help}: ${target.join(" ")}`));
}

declare global {
  interface Window {
    axe: typeof axe;
  }
}

let bundled: Promise<string> | undefined;

function layoutSource(): Promise<string> {
  bundled ??= bundleLayout();
  return bundled;
}

async function bundleLayout(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, "in-page", "layout.ts")],
    bundle: true,
    write: false,
    format: "iife",
    globalName: "layout",
  });
  return outputFiles.map((file) => file.text).join("");
}
