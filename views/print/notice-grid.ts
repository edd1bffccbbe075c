import { widthOf } from "./fonts.ts";
import { BROWN, INK, type Ink, QUIET } from "./pen.ts";
import { A4 } from "./sheet.ts";

/** The grid of every written document on A4: a narrow column for labels, a wide one for text. Points, y downwards. */
export const LEFT = 62;
export const RIGHT = A4[0] - 62;
export const TEXT = 158;
export const WIDTH = RIGHT - TEXT;
export const LABELS = TEXT - LEFT - 14;
export const BOTTOM = 776;

/** The type of every written document. */
export const TITLE: Ink = { family: "bold", size: 26.5, colour: INK };
export const STRONG: Ink = { family: "bold", size: 12.5, colour: INK };
export const BODY: Ink = { family: "song", size: 11, colour: INK };
export const VALUE: Ink = { family: "kai", size: 12, colour: INK };
export const LABEL: Ink = { family: "song", size: 9.5, colour: BROWN };
export const SMALL: Ink = { family: "song", size: 8.8, colour: QUIET };
export const TINY: Ink = { family: "song", size: 7.6, colour: QUIET };

/** The ink, made smaller where the text would be wider than its place. */
export function within(ink: Ink, text: string, width: number): Ink {
  const natural = widthOf(ink.family, text);
  return { ...ink, size: natural === 0 ? ink.size : Math.min(ink.size, width / natural) };
}
