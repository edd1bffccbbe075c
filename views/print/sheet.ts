import { createHash } from "node:crypto";
import { buffer } from "node:stream/consumers";
import PDFDocument from "pdfkit";
import { type Family, runsOf, widthOf } from "./fonts.ts";
import { overhang } from "./lines.ts";

/** A document being drawn: pdfkit's, and the element that holds what is read in it, in the order of reading. */
export interface Sheet {
  doc: PDFKit.PDFDocument;
  content: PDFKit.PDFStructureElement;
}

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

export const A4: [number, number] = [595.28, 841.89];
export const A4_LANDSCAPE: [number, number] = [841.89, 595.28];
export const A3_LANDSCAPE: [number, number] = [1190.55, 841.89];

/**
 * Opens a document whose bytes follow from `data` and `issuedAt` (epoch ms) alone: the dates in it are that instant,
 * and pdfkit makes the file's identifier from the entries below, so they hold a digest of the data.
 */
export function openSheet(about: {
  size: [number, number];
  title: string;
  subject: string;
  issuedAt: number;
  data: unknown;
}): Sheet {
  const instant = new Date(about.issuedAt);
  const info = {
    Title: about.title,
    Subject: xmlSafe(about.subject),
    Creator: "全城通办",
    Producer: "PDFKit",
    CreationDate: instant,
    ModDate: instant,
    Digest: createHash("sha256").update(JSON.stringify(about.data)).digest("hex"),
  };
  const doc = new PDFDocument({
    size: about.size,
    margin: 0,
    pdfVersion: "1.7",
    tagged: true,
    lang: "zh-CN",
    displayTitle: true,
    autoFirstPage: true,
    info,
    // No default font: Helvetica would go into every file unused.
    font: "",
  });
  const content = doc.struct("Document");
  doc.addStructure(content);
  return { doc, content };
}

export async function closeSheet(sheet: Sheet): Promise<Buffer> {
  sheet.content.end();
  sheet.doc.end();
  return buffer(sheet.doc);
}

/**
 * Draws something that is read as one text. A field set in several lines, letter-spaced or grouped is still found,
 * copied and extracted as `actual`, on one line.
 */
export function field(sheet: Sheet, tag: string, actual: string, draw: () => void): void {
  const mark = sheet.doc.markStructureContent("Span", { actual });
  draw();
  endSpan(sheet.doc);
  sheet.content.add(sheet.doc.struct(tag, {}, [mark]));
}

/** The same within a decoration, outside the order of reading. */
function aside(doc: PDFKit.PDFDocument, actual: string, draw: () => void): void {
  doc.markContent("Span", { actual });
  draw();
  endSpan(doc);
}

/**
 * pdfkit turns the page over for each text and back again, and takes its font away. Readers that place a span by the
 * state at its end (poppler) would find it upside down and without height, so it ends turned and with a font set.
 */
function endSpan(doc: PDFKit.PDFDocument): void {
  doc.save().transform(1, 0, 0, -1, 0, doc.page.height);
  doc.addContent(`/${Object.keys(doc.page.fonts)[0]} 12 Tf`);
  doc.endMarkedContent();
  doc.restore();
}

/** Draws something that readers and screen readers pass over. */
export function decoration(sheet: Sheet, draw: () => void): void {
  sheet.doc.markContent("Artifact", { type: "Layout" });
  draw();
  sheet.doc.endMarkedContent();
}

/** Where a line of text stands: its left end, middle or right end at x; its base line at y; width of a justified line. */
export interface Place {
  x: number;
  y: number;
  align?: "left" | "centre" | "right";
  spread?: number;
  /** Space added after each character, in points. */
  spacing?: number;
}

/** Draws one line of text, each stretch in the first face of the family that has it. Returns where it ends. */
export function line(doc: PDFKit.PDFDocument, text: string, ink: Ink, place: Place): number {
  const count = [...text].length;
  const natural = widthOf(ink.family, text) * ink.size;
  const gaps = count - 1;
  const spacing = place.spread !== undefined && gaps > 0 ? (place.spread - natural) / gaps : (place.spacing ?? 0);
  const width = natural + spacing * Math.max(gaps, 0);
  let x = place.x;
  if (place.align === "centre") x -= width / 2;
  if (place.align === "right") x -= width;

  doc.fillColor(ink.colour);
  for (const run of runsOf(ink.family, text)) {
    const name = run.face.postscriptName;
    doc.registerFont(name, run.face).font(name, ink.size);
    doc.text(run.text, x, place.y, { lineBreak: false, baseline: "alphabetic", characterSpacing: spacing });
    x += run.width * ink.size + spacing * [...run.text].length;
  }
  return x - spacing;
}

/** Draws lines one below the other; all but the last of a paragraph are stretched to the width when that is given. */
export function block(
  doc: PDFKit.PDFDocument,
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
    line(doc, text, ink, place.width === undefined || ends || early ? { x, y } : { x, y, spread: room });
  });
}

/** The word 样本 across the page, so pale that everything printed over it stays readable. */
export function sampleMark(doc: PDFKit.PDFDocument, middle: { x: number; y: number }, size: number): void {
  const ink: Ink = { family: "bold", size, colour: SAMPLE };
  doc.save();
  doc.rotate(-28, { origin: [middle.x, middle.y] });
  aside(doc, "样本", () => {
    line(doc, "样本", ink, { x: middle.x, y: middle.y + size * 0.36, align: "centre", spacing: size * 0.5 });
  });
  doc.restore();
}

/** The empty place of the seal in a demonstration: a ring, and words that nobody takes for a seal. */
export function sampleSeal(doc: PDFKit.PDFDocument, middle: { x: number; y: number }, radius: number): void {
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
  aside(doc, "样章", () => {
    const ink: Ink = { family: "bold", size: radius * 0.4, colour: SEAL_RED };
    line(doc, "样章", ink, { x, y: y + radius * 0.08, align: "centre", spacing: radius * 0.12 });
  });
  aside(doc, "不具效力", () => {
    const ink: Ink = { family: "song", size: radius * 0.17, colour: SEAL_RED };
    line(doc, "不具效力", ink, { x, y: y + radius * 0.74, align: "centre", spacing: radius * 0.03 });
  });
  doc.restore();
}

/** Characters in groups of four, parted by a third of an em; read and copied as one. */
export function groups(doc: PDFKit.PDFDocument, code: string, ink: Ink, place: Place): void {
  const parts = code.match(/.{1,4}/gu) ?? [];
  const gap = ink.size * 0.36;
  const width = widthOf(ink.family, code) * ink.size + gap * (parts.length - 1);
  let x = place.x;
  if (place.align === "centre") x -= width / 2;
  if (place.align === "right") x -= width;
  for (const part of parts) x = line(doc, part, ink, { x, y: place.y }) + gap;
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

/** pdfkit copies these entries into XML without escaping them. */
function xmlSafe(text: string): string {
  return text.replaceAll(/[<>&]/gu, " ");
}
