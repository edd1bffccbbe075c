import { createRequire } from "node:module";
import { describe, expect, test } from "vitest";
import { openFace } from "../../views/print/face.ts";
import { A4, closeSheet, openSheet } from "../../views/print/sheet.ts";
import { trueTypeOf } from "../../views/print/woff.ts";
import { likeness, pictureOf, textOf } from "./documents.ts";

const require = createRequire(import.meta.url);
const SIZE = 24;

const FACES = {
  kai: trueTypeOf(require.resolve("@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff")),
  song: require.resolve("@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf"),
  hanazono: "/usr/share/fonts/truetype/hanazono/HanaMinA.ttf",
};

describe("our small face against pdfkit's own", () => {
  test.each([
    ["kai", "牡丹江牡丹江丽王丽𬱖㛃𬱖´¨"],
    ["song", "营业执照营业执照⼀一"],
    ["hanazono", "登記機関登記"],
  ] as const)("%s draws every character alike, also when it comes again", async (name, text) => {
    const ours = pictureOf(await draw(text, "ours", FACES[name]), 150);
    const theirs = pictureOf(await draw(text, "theirs", FACES[name]), 150);
    [...text].forEach((character, i) => {
      const cell = (picture: typeof ours) => picture.dark(50 + 30 * i - 3, 100 - SIZE, SIZE + 6, SIZE * 1.3);
      expect(cell(ours).flat().some(Boolean), character).toBe(true);
      expect(likeness(cell(ours), cell(theirs)), character).toBeGreaterThan(0.97);
    });
  });

  test("text comes out as it went in, without help from ActualText", async () => {
    const text = "⼀一王𬱖㛃𰻝";
    expect(
      textOf(await draw(text, "ours", FACES.kai))
        .join("")
        .replaceAll(" ", ""),
    ).toBe(text);
  });
});

/** With our face: by the codes of the font box. With theirs: by pdfkit's text, which opens the file with fontkit. */
async function draw(text: string, whose: "ours" | "theirs", path: string): Promise<Buffer> {
  const sheet = openSheet({ size: A4, title: "t", subject: "s", issuedAt: 0, data: null });
  const face = openFace(path);
  [...text].forEach((character, i) => {
    const x = 50 + 30 * i;
    if (whose === "theirs") {
      sheet.doc.font(path, SIZE).text(character, x, 100, { lineBreak: false, baseline: "alphabetic" });
      return;
    }
    const { font, code } = sheet.fonts.code(face, face.glyph(character.codePointAt(0) ?? 0));
    sheet.doc.addContent(`BT /${font} ${SIZE} Tf 1 0 0 -1 ${x} 100 Tm <${code}> Tj ET`);
  });
  return closeSheet(sheet);
}
