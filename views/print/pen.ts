import { type Family, type Letter, lettersOf, widthOf } from "./fonts.ts";
import { overhang } from "./lines.ts";
import { noted } from "./printed.ts";
import { drawQr } from "./qr.ts";
import { aside, decoration, type Sheet } from "./sheet.ts";

export interface Ink {
  family: Family;
  size: number;
  colour: string;
}

export const INK = "#1f1a16";
export const BROWN = "#7b4b22";
export const QUIET = "#5c5750";
export const RULE = "#cfc8bc";
export const SEAL_RED = "#b3261e";
export const SAMPLE = "#f6e7dc";

/** Where a line of text stands: its left end, middle or right end at x; its base line at y; width of a justified line. */
export interface Place {
  x: number;
  y: number;
  align?: "left" | "centre" | "right";
  spread?: number;
  /** Space added after each character, in points. */
  spacing?: number;
}

// What a Chinese character takes of its em above and below the base line.
const ABOVE = 0.86;
const BELOW = 0.12;

/** Draws one line of text, each character in the first face of the family that has it. Returns where it ends. */
export function line(sheet: Sheet, text: string, ink: Ink, place: Place): number {
  const letters = lettersOf(ink.family, text);
  const natural = letters.reduce((sum, letter) => sum + letter.width, 0) * ink.size;
  const gaps = letters.length - 1;
  const spacing = place.spread !== undefined && gaps > 0 ? (place.spread - natural) / gaps : (place.spacing ?? 0);
  const width = natural + spacing * Math.max(gaps, 0);
  let x = place.x;
  if (place.align === "centre") x -= width / 2;
  if (place.align === "right") x -= width;
  noted(sheet.notebook, "text", text, {
    left: x,
    top: place.y - ABOVE * ink.size,
    right: x + width,
    bottom: place.y + BELOW * ink.size,
  });
  // pdfkit has turned the page over so that y runs downwards; the text matrix turns letters back.
  const matrix = `1 0 0 -1 ${decimal(x)} ${decimal(place.y)} Tm`;
  sheet.doc.addContent(
    `BT ${fillColour(ink.colour)} ${decimal(spacing)} Tc ${matrix} ${shown(sheet, letters, ink.size)} ET`,
  );
  return x + width;
}

/** The operators that show letters one after the other, changing the font where it changes. */
function shown(sheet: Sheet, letters: readonly Letter[], size: number): string {
  const parts: string[] = [];
  let current = "";
  for (const { face, glyph, width } of letters) {
    const { font, code } = sheet.fonts.code(face, glyph);
    if (font !== current) {
      parts.push(`${current === "" ? "" : ">] TJ "}/${font} ${decimal(size)} Tf [<`);
      current = font;
    }
    parts.push(code);
    // Drawn together: the next letter begins so many thousandths of an em earlier.
    if (width !== glyph.width) parts.push(`> ${decimal((glyph.width - width) * 1000)} <`);
  }
  return current === "" ? "" : `${parts.join("")}>] TJ`;
}

/** Draws lines one below the other; all but the last of a paragraph are stretched to the width when that is given. */
export function block(
  sheet: Sheet,
  lines: readonly string[],
  ink: Ink,
  place: { x: number; y: number; leading: number; width?: number; closes?: boolean },
): void {
  lines.forEach((text, i) => {
    const y = place.y + i * place.leading;
    const { before, after } = overhang(text);
    const x = place.x - before * ink.size;
    const room = (place.width ?? 0) + (before + after) * ink.size;
    const ends = i === lines.length - 1 && place.closes !== false;
    // A line that a break in the text ended early is not stretched.
    const early = room - widthOf(ink.family, text) * ink.size > 2.5 * ink.size;
    line(sheet, text, ink, place.width === undefined || ends || early ? { x, y } : { x, y, spread: room });
  });
}

/** Characters in groups of four, parted by a third of an em; read and copied as one. */
export function groups(sheet: Sheet, code: string, ink: Ink, place: Place): void {
  const parts = code.match(/.{1,4}/gu) ?? [];
  const gap = ink.size * 0.36;
  const width = widthOf(ink.family, code) * ink.size + gap * (parts.length - 1);
  let x = place.x;
  if (place.align === "centre") x -= width / 2;
  if (place.align === "right") x -= width;
  for (const part of parts) x = line(sheet, part, ink, { x, y: place.y }) + gap;
}

/** A square to scan, in ink. */
export function square(sheet: Sheet, text: string, place: { x: number; y: number; side: number }): void {
  const { x, y, side } = place;
  noted(sheet.notebook, "picture", text, { left: x, top: y, right: x + side, bottom: y + side });
  decoration(sheet, () => {
    sheet.doc.fillColor(INK);
    drawQr(sheet.doc, text, x, y, side);
  });
}

/** The word 样本 across the page, so pale that everything printed over it stays readable. */
export function sampleMark(sheet: Sheet, middle: { x: number; y: number }, size: number): void {
  const ink: Ink = { family: "bold", size, colour: SAMPLE };
  sheet.doc.save();
  sheet.doc.rotate(-28, { origin: [middle.x, middle.y] });
  aside(sheet, "样本", () => {
    line(sheet, "样本", ink, { x: middle.x, y: middle.y + size * 0.36, align: "centre", spacing: size * 0.5 });
  });
  sheet.doc.restore();
}

/** The empty place of the seal in a demonstration: a ring, and words that nobody takes for a seal. */
export function sampleSeal(sheet: Sheet, middle: { x: number; y: number }, radius: number): void {
  const { doc } = sheet;
  const { x, y } = middle;
  doc.save().strokeOpacity(0.75).fillOpacity(0.75);
  doc
    .lineWidth(radius * 0.045)
    .circle(x, y, radius)
    .stroke(SEAL_RED);
  doc.lineWidth(radius * 0.014).circle(x, y, radius * 0.9);
  doc
    .dash(radius * 0.07, {})
    .stroke(SEAL_RED)
    .undash();
  aside(sheet, "样章", () => {
    const ink: Ink = { family: "bold", size: radius * 0.4, colour: SEAL_RED };
    line(sheet, "样章", ink, { x, y: y + radius * 0.08, align: "centre", spacing: radius * 0.12 });
  });
  aside(sheet, "不具效力", () => {
    const ink: Ink = { family: "song", size: radius * 0.17, colour: SEAL_RED };
    line(sheet, "不具效力", ink, { x, y: y + radius * 0.74, align: "centre", spacing: radius * 0.03 });
  });
  doc.restore();
}

/** 2026-11-24 as it is printed: 2026年11月24日. */
export function printedDate(date: string): string {
  const [year = "", month = "", day = ""] = date.split("-");
  return `${year}年${Number(month)}月${Number(day)}日`;
}

/** The calendar day, YYYY-MM-DD, of an instant (epoch ms) in China. */
export function dayInChina(instant: number): string {
  return new Date(instant + 8 * 3_600_000).toISOString().slice(0, 10);
}

const colours = new Map<string, string>();

/** The operator that fills with a colour written #rrggbb. */
export function fillColour(hex: string): string {
  const known = colours.get(hex);
  if (known !== undefined) return known;
  const parts = hex.match(/[\da-f]{2}/gi) ?? [];
  const operator = `${parts.map((part) => decimal(Number.parseInt(part, 16) / 255)).join(" ")} rg`;
  colours.set(hex, operator);
  return operator;
}

function decimal(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}
