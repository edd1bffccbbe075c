/**
 * The unified social credit code, GB 32100-2015 with amendment XG1-2016: 18 characters, of which 9–17 are an organisation code with a
 * check character of its own (GB 11714). An individual business begins with 92 (市场监管, 个体工商户).
 */

/** 31 characters, a character's value is its place; no I, O, S, V, Z. */
export const USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

const CODE = new RegExp(`^[${USCC_ALPHABET}]+$`);
const BODY_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const CODE_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const BODY_LENGTH = 8;

/**
 * Whether a code conforms. Takes 18 upper-case characters without spaces; the reason names the first thing that is wrong: length, a
 * character outside the alphabet, the inner check (place 17), the outer check (place 18). Four real early codes do not conform: warn about a
 * code that somebody typed, never issue one.
 */
export function checkUscc(
  code: string,
): { ok: true } | { ok: false; reason: "length" | "alphabet" | "inner" | "outer" } {
  if (code.length !== 18) return { ok: false, reason: "length" };
  if (!CODE.test(code)) return { ok: false, reason: "alphabet" };
  if (innerCheck(code.slice(8, 16)) !== code[16]) return { ok: false, reason: "inner" };
  if (outerCheck(code.slice(0, 17)) !== code[17]) return { ok: false, reason: "outer" };
  return { ok: true };
}

/**
 * The code of an individual business from the district with jurisdiction (6 digits, never the receiving hall's) and a body of 8 characters.
 * Throws RangeError when either is malformed.
 */
export function makeUscc(input: { district: string; body: string }): string {
  if (!/^\d{6}$/.test(input.district)) throw new RangeError(`not a district code: ${input.district}`);
  const first17 = `92${input.district}${input.body}${innerCheck(input.body)}`;
  return `${first17}${outerCheck(first17)}`;
}

/**
 * The organisation code's check character for a body of 8 characters: 11 − Σ mod 11, 10 → X, 11 → 0; letters count from A = 10
 * (another table than outside). Throws RangeError when the body is malformed. Source: GB 11714.
 */
export function innerCheck(body: string): string {
  requireCode(body, BODY_LENGTH);
  const check = 11 - (weightedSum([...body].map(base36Value), BODY_WEIGHTS) % 11);
  return check === 10 ? "X" : check === 11 ? "0" : String(check);
}

/**
 * The last character for the first 17: (31 − Σ v·3^i mod 31) mod 31. Throws RangeError when they are malformed. Source: GB 32100-2015.
 */
export function outerCheck(first17: string): string {
  requireCode(first17, CODE_WEIGHTS.length);
  const sum = weightedSum(
    [...first17].map((character) => USCC_ALPHABET.indexOf(character)),
    CODE_WEIGHTS,
  );
  return USCC_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/**
 * The index-th body of a range: the prefix followed by the index in base 31, filled with zeros to 8 characters ("T", 1 → T0000001).
 * Throws RangeError when the prefix is malformed or the range has no such body.
 */
export function bodyAt(prefix: string, index: number): string {
  const places = BODY_LENGTH - prefix.length;
  if (prefix !== "") requireCode(prefix, prefix.length);
  if (places < 0 || !Number.isSafeInteger(index) || index < 0 || index >= USCC_ALPHABET.length ** places) {
    throw new RangeError(`no body ${index} in the range ${prefix}`);
  }
  let digits = "";
  for (let rest = index, place = 0; place < places; place += 1) {
    digits = USCC_ALPHABET.charAt(rest % USCC_ALPHABET.length) + digits;
    rest = Math.floor(rest / USCC_ALPHABET.length);
  }
  return prefix + digits;
}

/** A code in groups of four for reading: 9223 1002 T000 0001 XM. */
export function groupCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, "$1 ");
}

function requireCode(text: string, length: number): void {
  if (text.length !== length || !CODE.test(text)) throw new RangeError(`not ${length} characters of GB 32100: ${text}`);
}

function base36Value(character: string): number {
  return Number.parseInt(character, 36);
}

function weightedSum(values: readonly number[], weights: readonly number[]): number {
  return values.reduce((sum, value, i) => sum + value * (weights[i] ?? 0), 0);
}
