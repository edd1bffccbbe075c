import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { drawLicence } from "../../views/print/licence.ts";
import { A4, closeSheet, openSheet, turnPage } from "../../views/print/sheet.ts";
import { reserveSignature } from "../../views/print/signature-field.ts";
import { checkStructure, licence } from "./documents.ts";

// Each of these holds something that pdfkit does inside and might do otherwise after an update.

const open = () => openSheet({ size: A4, title: "t", subject: "s", issuedAt: 0, data: null });

test("the file is collected whole, at once, and only after its end", () => {
  const sheet = open();
  expect(() => sheet.file()).toThrow("not ended");
  const file = closeSheet(sheet);
  expect(file.toString("latin1", 0, 8)).toBe("%PDF-1.7");
  expect(file.toString("latin1").trimEnd().endsWith("%%EOF")).toBe(true);
  checkStructure(file);
});

test("page contents are compressed quickly, on every page", () => {
  const sheet = open();
  sheet.doc.addContent("0 0 1 1 re f % first");
  turnPage(sheet);
  sheet.doc.addContent("0 0 2 2 re f % second");
  const streams = streamsOf(closeSheet(sheet)).filter((bytes) => bytes[0] === 0x78);
  // The second byte of a zlib stream tells the level.
  expect(streams.map((bytes) => bytes[1])).toEqual([0x01, 0x01]);
  expect(inflateSync(streams[0] ?? "").toString()).toContain("% first");
  expect(inflateSync(streams[1] ?? "").toString()).toContain("% second");
});

test("the signature's field is in the document's form, which asks nobody to draw it anew", async () => {
  const reserve = { bytes: 64, name: "局", reason: "r", signedAt: 0 };
  const text = (await drawLicence(licence(), reserve)).toString("latin1");
  const form = /\/AcroForm (\d+) 0 R/.exec(text)?.[1];
  const object = new RegExp(`\\n${form} 0 obj\\n([\\s\\S]*?)endobj`).exec(text)?.[1] ?? "";
  expect(object).toMatch(/\/Fields \[\d+ 0 R\]/);
  expect(object).toContain("/SigFlags 3");
  expect(text).not.toContain("NeedAppearances");
  expect(text).toContain(`/Contents <${"00".repeat(64)}>`);
});

test("a reserve does not depend on what was drawn before it", () => {
  const sheet = open();
  turnPage(sheet);
  reserveSignature(sheet, { bytes: 32, name: "局", reason: "r", signedAt: 0 });
  checkStructure(closeSheet(sheet));
});

function streamsOf(file: Buffer): Buffer[] {
  const parts = file.toString("latin1").split("\nstream\n").slice(1);
  return parts.map((part) => Buffer.from(part.slice(0, part.indexOf("\nendstream")), "latin1"));
}
