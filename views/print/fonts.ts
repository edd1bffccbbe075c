import { existsSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { HAN_RANGES, type HanRange } from "../../src/rules/characters.ts";
import { type Face, type Glyph, openFace } from "./face.ts";
import { trueTypeOf } from "./woff.ts";

/** Kai for what was filled in, Song for what the form says, bold Song for titles and for what must be done. */
export type Family = "kai" | "song" | "bold";

/** A character in the face that draws it. */
export interface Letter {
  face: Face;
  glyph: Glyph;
  /** In ems: the glyph's own, or less where two marks share one em. */
  width: number;
}

export type Drawable = { ok: true } | { ok: false; missing: string[] };

interface Link {
  path: () => string;
}

const require = createRequire(import.meta.url);
const NOTO = "@expo-google-fonts/noto-serif-sc";
const DEBIAN = "/usr/share/fonts/truetype";

const LINKS = {
  wenkai: {
    path: () => trueTypeOf(require.resolve("@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff")),
  },
  song: { path: () => require.resolve(`${NOTO}/400Regular/NotoSerifSC_400Regular.ttf`) },
  bold: { path: () => require.resolve(`${NOTO}/700Bold/NotoSerifSC_700Bold.ttf`) },
  babelstone: { path: () => `${DEBIAN}/babelstone/BabelStoneHan.ttf` },
  hanaA: { path: () => `${DEBIAN}/hanazono/HanaMinA.ttf` },
  hanaB: { path: () => `${DEBIAN}/hanazono/HanaMinB.ttf` },
} satisfies Record<string, Link>;

type LinkName = keyof typeof LINKS;

/** For each family, the faces that are asked in turn. All end alike, so all can draw the same characters. */
const CHAINS: Record<Family, readonly LinkName[]> = {
  kai: ["wenkai", "song", "babelstone", "hanaA", "hanaB"],
  song: ["song", "wenkai", "babelstone", "hanaA", "hanaB"],
  bold: ["bold", "wenkai", "babelstone", "hanaA", "hanaB"],
};

// WenKai sets quotation marks and dots for Latin text, a third of an em wide; between Chinese they must be full.
const NOT_WENKAI = new Set([..."“”‘’"].map((mark) => mark.codePointAt(0)));

const UNPRINTABLE = /[\p{Co}\p{Cn}\p{Cs}\p{Cc}\p{Cf}\p{M}]/u;

/** What the printers' trade sets where a character is wanting. */
export const WANTING = "〓";

const CLOSING = new Set("，、。；：？！）》〉」』】〕”’");
const OPENING = new Set("（《〈「『【〔“‘");

interface Choice {
  face: Face;
  glyph: Glyph;
  /** The glyph is that of 〓. */
  wanting: boolean;
  /** A full-width mark whose ink lies in one half. */
  mark: "closes" | "opens" | null;
}

const opened = new Map<LinkName, Face | null>();
const choices: Record<Family, Map<number, Choice>> = { kai: new Map(), song: new Map(), bold: new Map() };

/** Which characters of the text no face at hand can draw; each is named once, in the order of the text. */
export function canDraw(text: string): Drawable {
  const missing = new Set<string>();
  for (const character of text) {
    if (choiceOf("kai", character).wanting) missing.add(character);
  }
  return missing.size === 0 ? { ok: true } : { ok: false, missing: [...missing] };
}

/** Debian packages whose faces would lengthen the chain and are not installed. */
export function missingFontPackages(): string[] {
  const absent = [];
  if (!existsSync(LINKS.babelstone.path())) absent.push("fonts-babelstone-han");
  if (!existsSync(LINKS.hanaA.path()) || !existsSync(LINKS.hanaB.path())) absent.push("fonts-hanazono");
  return absent;
}

/** How many characters of each range no face at hand draws; ranges that are whole are left out. A tenth of a second. */
export function missingRanges(): (HanRange & { missing: number; count: number })[] {
  return HAN_RANGES.filter(({ standard }) => standard !== null).flatMap((range) => {
    let missing = 0;
    for (let code = range.first; code <= range.last; code += 1) if (faceOf("kai", code) === null) missing += 1;
    return missing === 0 ? [] : [{ ...range, missing, count: range.last - range.first + 1 }];
  });
}

/** The face that draws a code point in filled-in values, or null. */
export function faceFor(codePoint: number): Face | null {
  return UNPRINTABLE.test(String.fromCodePoint(codePoint)) ? null : faceOf("kai", codePoint);
}

/** Names the faces at hand: another installation, another text. */
export function chainText(): string {
  return CHAINS.kai
    .map((name) => LINKS[name].path())
    .map((path) => `${path} ${statSync(path, { throwIfNoEntry: false })?.size ?? "-"}`)
    .join("\n");
}

/** The characters of a text, each in the first face of the family that has it; one that cannot be drawn is set as 〓. */
export function lettersOf(family: Family, text: string): Letter[] {
  const letters: Letter[] = [];
  let before: { letter: Letter; mark: Choice["mark"] } | undefined;
  for (const character of text) {
    const { face, glyph, mark } = choiceOf(family, character);
    const letter = { face, glyph, width: glyph.width };
    if (before !== undefined && mark !== null && meets(before.mark, mark)) before.letter.width -= 0.5;
    before = { letter, mark };
    letters.push(letter);
  }
  return letters;
}

/** Width of a text in ems. */
export function widthOf(family: Family, text: string): number {
  return lettersOf(family, text).reduce((sum, letter) => sum + letter.width, 0);
}

/** Two full-width marks side by side share one em: the blank half between them is taken out. */
function meets(left: Choice["mark"], right: "closes" | "opens"): boolean {
  return left === "closes" || (left === "opens" && right === "opens");
}

function choiceOf(family: Family, character: string): Choice {
  const codePoint = character.codePointAt(0) ?? 0;
  const known = choices[family].get(codePoint);
  if (known !== undefined) return known;
  const found = choose(family, character);
  choices[family].set(codePoint, found);
  return found;
}

function choose(family: Family, character: string): Choice {
  const codePoint = character.codePointAt(0) ?? 0;
  const face = UNPRINTABLE.test(character) ? null : faceOf(family, codePoint);
  if (face === null) {
    if (character === WANTING) throw new Error("the Song face is not installed");
    return { ...choiceOf("song", WANTING), wanting: true };
  }
  const glyph = face.glyph(codePoint);
  const full = glyph.width >= 0.9;
  const mark = !full ? null : CLOSING.has(character) ? "closes" : OPENING.has(character) ? "opens" : null;
  return { face, glyph, wanting: false, mark };
}

function faceOf(family: Family, codePoint: number): Face | null {
  const chain = NOT_WENKAI.has(codePoint) ? CHAINS.song : CHAINS[family];
  for (const name of chain) {
    const face = open(name);
    if (face?.has(codePoint)) return face;
  }
  return null;
}

function open(name: LinkName): Face | null {
  const known = opened.get(name);
  if (known !== undefined) return known;
  const path = LINKS[name].path();
  const face = existsSync(path) ? openFace(path) : null;
  opened.set(name, face);
  return face;
}
