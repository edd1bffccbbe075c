import { createHash } from "node:crypto";
import PDFDocument from "pdfkit";
import { type FontBox, openFontBox, type Standing } from "./embedding.ts";
import { collected, compressQuickly } from "./pdfkit-hooks.ts";
import { asOrnament, type Notebook, notebookNow } from "./printed.ts";

/** A document being drawn: pdfkit's, its fonts, and the element that holds what is read in it, in the order of reading. */
export interface Sheet {
  doc: PDFKit.PDFDocument;
  fonts: FontBox;
  content: PDFKit.PDFStructureElement;
  /** Where it is noted what has been drawn; null in ordinary use. */
  notebook: Notebook | null;
  /** Gives the whole file once the document has ended. */
  file: () => Buffer;
}

/** 100 × 150 mm, the label that parcel printers take. */
export const LABEL: [number, number] = [283.46, 425.2];
export const A4: [number, number] = [595.28, 841.89];
export const A4_LANDSCAPE: [number, number] = [841.89, 595.28];
export const A3_LANDSCAPE: [number, number] = [1190.55, 841.89];

/**
 * Opens a document whose bytes follow from `data` and `issuedAt` (epoch ms) alone: the dates in it are that instant,
 * and pdfkit makes the file's identifier from the entries below, so they hold a digest of the data. It declares PDF/A-3b
 * (ISO 19005-3). `standing` is what every document of the kind prints.
 */
export function openSheet(about: {
  size: [number, number];
  title: string;
  subject: string;
  issuedAt: number;
  data: unknown;
  standing?: Standing;
}): Sheet {
  const instant = new Date(about.issuedAt);
  const info = {
    Title: xmlSafe(about.title),
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
    subset: "PDF/A-3b",
    tagged: true,
    lang: "zh-CN",
    displayTitle: true,
    // What is long comes compressed already, and page contents are; for the rest it is not worth the time.
    compress: false,
    autoFirstPage: true,
    info,
    // No default font: Helvetica would go into every file unused.
    font: "",
  });
  // pdfkit writes into the metadata when the document was made, and not when it was changed, which Info says too.
  doc.appendXML(
    `<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"><xmp:ModifyDate>${seconds(instant)}</xmp:ModifyDate></rdf:Description>`,
  );
  compressQuickly(doc.page.content);
  const file = collected(doc);
  const content = doc.struct("Document");
  doc.addStructure(content);
  return { doc, fonts: openFontBox(doc, about.standing ?? NOTHING_STANDS), content, notebook: notebookNow(), file };
}

const NOTHING_STANDS: Standing = [];

/** Goes on to the next page. */
export function turnPage(sheet: Sheet): void {
  sheet.doc.addPage();
  if (sheet.notebook !== null) sheet.notebook.page += 1;
  compressQuickly(sheet.doc.page.content);
}

export function closeSheet(sheet: Sheet): Buffer {
  sheet.fonts.close();
  sheet.content.end();
  sheet.doc.end();
  return sheet.file();
}

/**
 * Draws something that is read as one text. A field set in several lines, letter-spaced or grouped is still found,
 * copied and extracted as `actual`, on one line.
 */
export function field(sheet: Sheet, tag: string, actual: string, draw: () => void): void {
  const mark = sheet.doc.markStructureContent("Span", { actual });
  draw();
  sheet.doc.endMarkedContent();
  sheet.content.add(sheet.doc.struct(tag, {}, [mark]));
}

/** The same within a decoration, outside the order of reading. */
export function aside(sheet: Sheet, actual: string, draw: () => void): void {
  sheet.doc.markContent("Span", { actual });
  asOrnament(sheet.notebook, draw);
  sheet.doc.endMarkedContent();
}

/** Draws something that readers and screen readers pass over. */
export function decoration(sheet: Sheet, draw: () => void): void {
  sheet.doc.markContent("Artifact", { type: "Layout" });
  asOrnament(sheet.notebook, draw);
  sheet.doc.endMarkedContent();
}

/** pdfkit copies these entries into XML without escaping them. */
function xmlSafe(text: string): string {
  return text.replaceAll(/[<>&]/gu, " ");
}

function seconds(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}
