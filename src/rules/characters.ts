/**
 * Chinese characters by their place in the code: what the national standard asks for, what each range is called, and which other
 * codes stand for the same character. Pure text; whether a face has the glyph is asked of the faces.
 * Sources: GB 18030-2022 (level 3: 87,887 Han characters) and its amendment 1 (9,793 more); Unicode 17, Blocks.
 */

/** "level 3": GB 18030-2022; "amendment 1": added in 2024, since 2025-10 asked of public services; null: in neither. */
export type Standard = "level 3" | "amendment 1" | null;

export interface HanRange {
  /** as 扩展G区 */
  name: string;
  first: number;
  last: number;
  standard: Standard;
}

const COMPATIBLE = "兼容区";
const OTHER = "其他字符";

/** Every range of unified ideographs, each of one standard; the same name may come twice. */
export const HAN_RANGES: readonly HanRange[] = [
  { name: "扩展A区", first: 0x3400, last: 0x4db5, standard: "level 3" },
  { name: "扩展A区", first: 0x4db6, last: 0x4dbf, standard: "amendment 1" },
  { name: "基本区", first: 0x4e00, last: 0x9fef, standard: "level 3" },
  { name: "基本区", first: 0x9ff0, last: 0x9fff, standard: "amendment 1" },
  // Twelve of the compatibility block are characters of their own.
  { name: COMPATIBLE, first: 0xfa0e, last: 0xfa0f, standard: "level 3" },
  { name: COMPATIBLE, first: 0xfa11, last: 0xfa11, standard: "level 3" },
  { name: COMPATIBLE, first: 0xfa13, last: 0xfa14, standard: "level 3" },
  { name: COMPATIBLE, first: 0xfa1f, last: 0xfa1f, standard: "level 3" },
  { name: COMPATIBLE, first: 0xfa21, last: 0xfa21, standard: "level 3" },
  { name: COMPATIBLE, first: 0xfa23, last: 0xfa24, standard: "level 3" },
  { name: COMPATIBLE, first: 0xfa27, last: 0xfa29, standard: "level 3" },
  { name: "扩展B区", first: 0x20000, last: 0x2a6d6, standard: "level 3" },
  { name: "扩展B区", first: 0x2a6d7, last: 0x2a6df, standard: "amendment 1" },
  { name: "扩展C区", first: 0x2a700, last: 0x2b734, standard: "level 3" },
  { name: "扩展C区", first: 0x2b735, last: 0x2b739, standard: "amendment 1" },
  { name: "扩展C区", first: 0x2b73a, last: 0x2b73f, standard: null },
  { name: "扩展D区", first: 0x2b740, last: 0x2b81d, standard: "level 3" },
  { name: "扩展E区", first: 0x2b820, last: 0x2cea1, standard: "level 3" },
  { name: "扩展E区", first: 0x2cea2, last: 0x2ceaf, standard: null },
  { name: "扩展F区", first: 0x2ceb0, last: 0x2ebe0, standard: "level 3" },
  { name: "扩展I区", first: 0x2ebf0, last: 0x2ee5d, standard: "amendment 1" },
  { name: "扩展G区", first: 0x30000, last: 0x3134a, standard: "amendment 1" },
  { name: "扩展H区", first: 0x31350, last: 0x323af, standard: "amendment 1" },
  { name: "扩展J区", first: 0x323b0, last: 0x3347f, standard: null },
];

const PRIVATE_USE = /\p{Co}/u;
const RADICALS = /[\u2E80-\u2FDF]/gu;
const PRIVATE_USES = /\p{Co}/gu;

/**
 * What old GBK software wrote into the private use area, U+E815 to U+E864 (bytes FE50 to FEA0), by today's code points as GB 18030-2022 maps
 * the same bytes; a full stop where the character is a radical, which is nobody's name.
 */
const GBK_PRIVATE_USE_START = 0xe815;
const GBK_PRIVATE_USE = [
  ...".𠂇𠂉𠃌.㑳㑇..龴㖞㘚㘎..㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠.𡗗龸.䁖䅟.䌷...𢦏䎱䎬.䏝䓖䙡䙌龹䜣䜩䝼䞍.䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻",
];

/** The range in which a character lies; undefined for what is no ideograph (letters, marks, radicals, private use). Source: Unicode, Blocks. */
export function hanRangeOf(character: string): HanRange | undefined {
  const code = character.codePointAt(0) ?? 0;
  return HAN_RANGES.find(({ first, last }) => first <= code && code <= last);
}

/** Where a character lies, in words: 扩展G区, 私用区, 部首区 or 其他字符. Takes one character. Source: Unicode, Blocks. */
export function rangeName(character: string): string {
  const range = hanRangeOf(character);
  if (range) return range.name;
  if (PRIVATE_USE.test(character)) return "私用区";
  if (/[\u2E80-\u2FDF]/u.test(character)) return "部首区";
  if (/[\uF900-\uFAFF\u{2F800}-\u{2FA1F}]/u.test(character)) return COMPATIBLE;
  return OTHER;
}

/** The ideographs of a text that GB 18030-2022 without its amendment does not hold, each once, in order. Source: GB 18030-2022 4.2. */
export function outsideGb18030(text: string): { character: string; standard: "amendment 1" | null }[] {
  return [...new Set(text)].flatMap((character) => {
    const standard = hanRangeOf(character)?.standard;
    return standard === undefined || standard === "level 3" ? [] : [{ character, standard }];
  });
}

/** The ideographs of a text that are neither in GB 18030-2022 nor in its amendment 1, each once, in order. Source: GB 18030-2022 4.2. */
export function beyondGb18030(text: string): string[] {
  return outsideGb18030(text).flatMap(({ character, standard }) => (standard === null ? [character] : []));
}

/** The number of a character: U+2CC56. Takes one character. Source: Unicode, appendix A. */
export function characterNumber(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/**
 * A character by name and number, for messages: “𬱖”（U+2CC56，扩展E区）; the number alone where the character itself would show nothing.
 * Takes one character. Source: Unicode, Blocks.
 */
export function characterWords(character: string): string {
  const number = characterNumber(character);
  const shows = !/[\p{Co}\p{Cn}\p{Cs}\p{Cc}\p{Cf}\p{M}]/u.test(character);
  return shows ? `“${character}”（${number}，${rangeName(character)}）` : `${number}（${rangeName(character)}）`;
}

/**
 * Codes that stand for a character as that character: compatibility ideographs and radicals as the ideographs they look like, what old
 * GBK software wrote into the private use area as what GB 18030-2022 makes of the same bytes. Everything else stays.
 * Source: GB 18030-2022 annex D; Unicode, canonical and compatibility decompositions.
 */
export function foldCharacters(text: string): string {
  return text
    .normalize("NFC")
    .replace(RADICALS, (radical) => radical.normalize("NFKC"))
    .replace(PRIVATE_USES, formerPrivateUse);
}

/** What of a text was changed by folding: pairs of the character that came and the one that is kept. Source: as `foldCharacters`. */
export function foldedCharacters(text: string): { from: string; to: string }[] {
  return [...new Set(text)]
    .map((from) => ({ from, to: foldCharacters(from) }))
    .filter(({ from, to }) => from !== to && rangeName(from) !== OTHER);
}

function formerPrivateUse(character: string): string {
  const known = GBK_PRIVATE_USE[(character.codePointAt(0) ?? 0) - GBK_PRIVATE_USE_START];
  return known === undefined || known === "." ? character : known;
}
