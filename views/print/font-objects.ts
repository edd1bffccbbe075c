import { deflateSync, inflateSync } from "node:zlib";
import type { Face, Glyph } from "./face.ts";
import { fontProgram, type Program } from "./subset.ts";

/** The long parts of a font: its program, and what text its codes stand for. */
export interface FontStreams {
  program: Program;
  unicode: { bytes: Buffer; zlib: boolean };
}

export function fontStreams(face: Face, glyphs: readonly Glyph[]): FontStreams {
  const outlines = glyphs.map((glyph) => glyph.outline);
  const program = fontProgram(face.file, face.box(), outlines);
  return { program, unicode: { bytes: Buffer.from(unicodeMap(glyphs)), zlib: false } };
}

/** The same in fewer bytes: compressed as a whole, a program shrinks by a quarter more than glyph by glyph. */
export function repacked({ program, unicode }: FontStreams): FontStreams {
  const level = { level: 9 };
  return {
    program: { zlib: deflateSync(inflateSync(program.zlib), level), length: program.length },
    unicode: { bytes: deflateSync(unicode.bytes, level), zlib: true },
  };
}

/** Writes a composite font (ISO 32000, 9.7) whose codes are the numbers of the glyphs. `number` is that of the font in the document. */
export function writeFont(
  doc: PDFKit.PDFDocument,
  ref: PDFKit.PDFKitReference,
  { face, glyphs, number, program, unicode }: FontStreams & { face: Face; glyphs: readonly Glyph[]; number: number },
): void {
  const { file } = face;
  const perThousand = (units: number) => (units * 1000) / file.unitsPerEm;
  // Six capitals tell the subsets of one face apart.
  const name = `TBSET${String.fromCharCode(64 + number)}+${file.postscriptName}`;
  const { minX, minY, maxX, maxY } = file.bbox;
  const descriptor = written(doc, {
    Type: "FontDescriptor",
    FontName: name,
    Flags: SYMBOLIC,
    FontBBox: [minX, minY, maxX, maxY].map(perThousand),
    ItalicAngle: file.italicAngle,
    Ascent: perThousand(file.ascent),
    Descent: perThousand(file.descent),
    CapHeight: perThousand(file.capHeight || file.ascent),
    XHeight: perThousand(file.xHeight),
    StemV: 0,
    FontFile2: written(doc, { Filter: "FlateDecode", Length1: program.length }, program.zlib),
  });
  const widths = glyphs.flatMap((glyph, i) => (glyph.width === 1 ? [] : [i + 1, [glyph.width * 1000]]));
  const descendant = written(doc, {
    Type: "Font",
    Subtype: "CIDFontType2",
    BaseFont: name,
    CIDSystemInfo: { Registry: new String("Adobe"), Ordering: new String("Identity"), Supplement: 0 },
    FontDescriptor: descriptor,
    CIDToGIDMap: "Identity",
    DW: 1000,
    W: widths,
  });
  Object.assign(ref.data, {
    Type: "Font",
    Subtype: "Type0",
    BaseFont: name,
    Encoding: "Identity-H",
    DescendantFonts: [descendant],
    ToUnicode: written(doc, unicode.zlib ? { Filter: "FlateDecode" } : {}, unicode.bytes),
  });
  ref.end(undefined);
}

const SYMBOLIC = 4;

function written(doc: PDFKit.PDFDocument, data: object, content?: Buffer): PDFKit.PDFKitReference {
  const ref = doc.ref(data);
  ref.end(content);
  return ref;
}

/** What text the codes stand for (ISO 32000, 9.10.3). */
function unicodeMap(glyphs: readonly Glyph[]): string {
  const entries = glyphs.map(({ codePoint }, i) => `<${codeOf(i + 1)}> <${utf16(codePoint)}>`);
  const blocks: string[] = [];
  // A block may have a hundred.
  for (let at = 0; at < entries.length; at += 100) {
    const block = entries.slice(at, at + 100);
    blocks.push(`${block.length} beginbfchar\n${block.join("\n")}\nendbfchar`);
  }
  return `/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
${blocks.join("\n")}
endcmap
CMapName currentdict /CMap defineresource pop
end
end`;
}

function utf16(codePoint: number): string {
  if (codePoint <= 0xffff) return codeOf(codePoint);
  const rest = codePoint - 0x10000;
  return codeOf(0xd800 + (rest >> 10)) + codeOf(0xdc00 + (rest & 0x3ff));
}

const codes: string[] = [];

/** A glyph's number as it is written in a text. */
export function codeOf(number: number): string {
  const known = codes[number];
  if (known !== undefined) return known;
  const code = number.toString(16).padStart(4, "0");
  codes[number] = code;
  return code;
}
