import type { Printed } from "../../views/print/printed.ts";

export interface Paper {
  width: number;
  height: number;
}

// Lines may touch by a hair where type of two sizes stands close.
const HAIR = 0.6;
// A printer leaves a margin of about 4 mm.
const MARGIN = 11;

/** What is wrong with where things stand in a document, in words; empty when nothing is. */
export function boxProblems(printed: readonly Printed[], paper: Paper): string[] {
  const things = printed.filter(({ what }) => what !== "ornament");
  return [...things.flatMap((one) => outside(one, paper)), ...overlaps(things)];
}

function outside(one: Printed, paper: Paper): string[] {
  const page = { left: MARGIN, top: MARGIN, right: paper.width - MARGIN, bottom: paper.height - MARGIN };
  return [
    ...(holds(page, one) ? [] : [`page ${one.page}: ${said(one)} stands outside the page`]),
    ...(one.room === null || holds(one.room, one) ? [] : [`page ${one.page}: ${said(one)} stands outside its box`]),
  ];
}

function holds(room: { left: number; top: number; right: number; bottom: number }, one: Printed): boolean {
  return (
    one.left >= room.left - HAIR &&
    one.right <= room.right + HAIR &&
    one.top >= room.top - HAIR &&
    one.bottom <= room.bottom + HAIR
  );
}

function overlaps(things: readonly Printed[]): string[] {
  const problems: string[] = [];
  things.forEach((one, i) => {
    for (const other of things.slice(i + 1)) {
      if (one.page !== other.page) continue;
      const wide = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const high = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
      if (wide > HAIR && high > HAIR) problems.push(`page ${one.page}: ${said(one)} overlaps ${said(other)}`);
    }
  });
  return problems;
}

function said({ text, left, top }: Printed): string {
  return `“${text.slice(0, 16)}” at ${Math.round(left)},${Math.round(top)}`;
}
