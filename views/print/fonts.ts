import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { type Face, openFace } from "./face.ts";
import { trueTypeOf } from "./woff.ts";

/** Kai for what was filled in, Song for what the form says, bold Song for titles and for what must be done. */
export type Family = "kai" | "song" | "bold";

/** Characters of a text that stand in one face. */
export interface Run {
  face: Face;
  text: string;
  /** In ems. */
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

const opened = new Map<LinkName, Face | null>();
const chosen: Record<Family, Map<number, Face | null>> = { kai: new Map(), song: new Map(), bold: new Map() };

/** Which characters of the text no face at hand can draw; each is named once, in the order of the text. */
export function canDraw(text: string): Drawable {
  const missing = new Set<string>();
  for (const character of text) {
    if (UNPRINTABLE.test(character) || faceOf("kai", character.codePointAt(0) ?? 0) === null) missing.add(character);
  }
  return missing.size === 0 ? { ok: true } : { ok: false, missing: [...missing] };
}

/** A character by name: “𬱖”（U+2CC56）, or the number alone where the character itself would show nothing. */
export function characterName(character: string): string {
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  return UNPRINTABLE.test(character) ? code : `“${character}”（${code}）`;
}

/** Debian packages whose faces would lengthen the chain and are not installed. */
export function missingFontPackages(): string[] {
  const absent = [];
  if (!existsSync(LINKS.babelstone.path())) absent.push("fonts-babelstone-han");
  if (!existsSync(LINKS.hanaA.path()) || !existsSync(LINKS.hanaB.path())) absent.push("fonts-hanazono");
  return absent;
}

/** What the printers' trade sets where a character is wanting. */
export const WANTING = "〓";

/** Cuts a text into stretches of one face each; a character that cannot be drawn is set as 〓. */
export function runsOf(family: Family, text: string): Run[] {
  const runs: { face: Face; text: string }[] = [];
  for (const character of text) {
    const own = UNPRINTABLE.test(character) ? null : faceOf(family, character.codePointAt(0) ?? 0);
    const face = own ?? faceOf("song", WANTING.codePointAt(0) ?? 0);
    if (face === null) throw new Error("the Song face is not installed");
    const drawn = own === null ? WANTING : character;
    const last = runs.at(-1);
    if (last?.face === face) last.text += drawn;
    else runs.push({ face, text: drawn });
  }
  return runs.map((run) => ({ ...run, width: sum(run.face.advances(run.text)) }));
}

/** Width of a text in ems. */
export function widthOf(family: Family, text: string): number {
  return sum(runsOf(family, text).map((run) => run.width));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function faceOf(family: Family, codePoint: number): Face | null {
  const known = chosen[family].get(codePoint);
  if (known !== undefined) return known;
  const chain = NOT_WENKAI.has(codePoint) ? CHAINS.song : CHAINS[family];
  let found: Face | null = null;
  for (const name of chain) {
    const face = open(name);
    if (face?.has(codePoint)) {
      found = face;
      break;
    }
  }
  chosen[family].set(codePoint, found);
  return found;
}

function open(name: LinkName): Face | null {
  const known = opened.get(name);
  if (known !== undefined) return known;
  const path = LINKS[name].path();
  const face = existsSync(path) ? openFace(path) : null;
  opened.set(name, face);
  return face;
}
