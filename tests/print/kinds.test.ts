import { expect, test } from "vitest";
import { NOTICE_KINDS, NOTICE_WORDS } from "../../src/rules/notice-kinds.ts";
import { openPress } from "../../src/signing/press.ts";
import { drawMailLabel } from "../../views/print/mail-label.ts";
import { drawManifest } from "../../views/print/manifest.ts";
import { drawNotice } from "../../views/print/notice.ts";
import { printedDate } from "../../views/print/pen.ts";
import { signingFolder, TRUSTED } from "../signing/documents.ts";
import { checkStructure, codesOf, pageCount, textOf } from "./documents.ts";
import { sampleLabel, sampleManifest, sampleNotice } from "./samples.ts";

const OWES_A_LIMIT = ["receipt", "return", "extension"];
const OWES_REMEDIES = ["refusal", "correction", "annulment"];

test.each(NOTICE_KINDS)(
  "%s carries title, number, authority, date, basis, contact, and what else it owes",
  async (kind) => {
    const data = sampleNotice(kind, "short");
    const file = await drawNotice(data);
    const text = textOf(file).join("\n");
    const { contact } = data;
    for (const part of [NOTICE_WORDS[kind].title, data.number, data.authority, data.addressee, data.mustDo])
      expect(text).toContain(part);
    for (const part of [printedDate(data.date), data.legalBasis, contact.phone, contact.hours, data.code?.slice(0, 4)])
      expect(text).toContain(part);
    expect(data.due !== undefined).toBe(OWES_A_LIMIT.includes(kind));
    if (data.due) expect(text).toContain(data.due.value);
    expect(data.remedies !== undefined).toBe(OWES_REMEDIES.includes(kind));
    if (data.remedies) expect(text).toContain(data.remedies);
  },
);

test("the pages apart are the last ones, and a copy without them says so", async () => {
  const data = sampleNotice("application", "long");
  const { apart: _, ...open } = data;
  const [whole, copy] = [await drawNotice(data), await drawNotice({ ...open, withoutApart: true })];
  expect(pageCount(copy)).toBeLessThan(pageCount(whole));
  expect(textOf(whole).join()).toContain("231099198811031241");
  expect(textOf(copy).join()).not.toMatch(/231099198811031241|附页：个人信息和签名/);
  expect(textOf(copy).join()).toContain("本份不含附页");
});

test("a label's bars are read as its number, and it says who gets it and that the authority pays", async () => {
  for (const size of ["short", "long"] as const) {
    const data = sampleLabel(size);
    const file = await drawMailLabel(data);
    checkStructure(file);
    expect(codesOf(file, 300)).toEqual([data.tracking]);
    const text = textOf(file).join("\n");
    for (const part of [data.recipient.name, data.recipient.phone, data.contents, "收件人不付费"])
      expect(text).toContain(part);
  }
});

test("a manifest holds every row, heads its columns on each page, and adds up", async () => {
  const data = sampleManifest("long");
  const file = await drawManifest(data);
  checkStructure(file);
  const text = textOf(file).join("\n");
  for (const row of data.rows) for (const part of [row.tracking, row.filingNumber]) expect(text).toContain(part);
  expect(text).toContain("60 件，邮费 720.00 元");
  expect(text.split("收件地址")).toHaveLength(pageCount(file) + 1);
});

test("label, manifest and notices are signed with the authority's key, and trusted", async () => {
  const folder = signingFolder();
  const press = openPress({ workers: 0, signing: { keys: { kind: "demo", folder: folder.keys } } });
  try {
    const files = await Promise.all([
      press.draw({ kind: "mail-label", data: sampleLabel("short"), signWith: "rsa" }),
      press.draw({ kind: "manifest", data: sampleManifest("short"), signWith: "p256" }),
      press.draw({ kind: "notice", data: sampleNotice("application", "short"), signWith: "rsa" }),
    ]);
    for (const file of files) for (const words of TRUSTED) expect(folder.pdfsig(file)).toContain(words);
  } finally {
    await press.close();
    folder.remove();
  }
});
