import type { FieldId } from "../../rules/fields.ts";
import { deliveryPages } from "./delivery-pages.ts";
import { filerPages } from "./filer-pages.ts";
import { documentPages, finalPages } from "./final-pages.ts";
import { formationPages } from "./formation-pages.ts";
import { liaisonPages } from "./liaison-pages.ts";
import { namePages } from "./name-pages.ts";
import { onlinePages } from "./online-pages.ts";
import { operatorPages } from "./operator-pages.ts";
import { type Page, type PageFacts, STEPS } from "./page.ts";
import { premisesPages } from "./premises-pages.ts";

const unordered: readonly Page[] = [
  ...filerPages,
  ...operatorPages,
  ...formationPages,
  ...premisesPages,
  ...onlinePages,
  ...namePages,
  ...deliveryPages,
  ...liaisonPages,
  ...documentPages,
  ...finalPages,
];

/** Every question of the application, in the order it is asked. */
export const PAGES: readonly Page[] = unordered.toSorted((a, b) => STEPS.indexOf(a.step) - STEPS.indexOf(b.step));

export function pageById(id: string): Page | undefined {
  return PAGES.find((page) => page.id === id);
}

/** The one page that asks a field. */
export function pageOfField(field: FieldId): Page | undefined {
  return PAGES.find((page) => page.fields.includes(field));
}

/** Whether a page asks one of these fields, or more about one of them. */
export function concerns(page: Page, fields: ReadonlySet<FieldId>): boolean {
  return page.fields.some((field) => fields.has(field)) || (page.partOf !== undefined && fields.has(page.partOf));
}

function asked(page: Page, facts: PageFacts): boolean {
  return page.shows(facts) && page.asked(facts);
}

/** The next page of the sequence, after what has just been saved. */
export function pageAfter(page: Page, facts: PageFacts): Page | undefined {
  return PAGES.slice(PAGES.indexOf(page) + 1).find((next) => asked(next, facts));
}

export function pageBefore(page: Page, facts: PageFacts): Page | undefined {
  return PAGES.slice(0, PAGES.indexOf(page)).findLast((earlier) => asked(earlier, facts));
}

/** A further question about the same field that the answer just given has opened, or may have changed: it comes before going back to a list. */
export function followUp(page: Page, facts: PageFacts, changed: boolean): Page | undefined {
  const [field] = page.partOf ? [page.partOf] : page.fields;
  return PAGES.slice(PAGES.indexOf(page) + 1).find(
    (next) => next.partOf === field && field !== undefined && asked(next, facts) && (changed || !next.done(facts)),
  );
}

/** Where a person who comes back goes on: the first question without an answer. */
export function firstOpenPage(facts: PageFacts): Page | undefined {
  return PAGES.find((page) => asked(page, facts) && !page.done(facts));
}
