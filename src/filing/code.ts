import { randomInt } from "node:crypto";

// No letter or digit that is read for another (0/O, 1/I/L, 2/Z, 5/S, 8/B …), and no vowel, so that no word appears.
const ALPHABET = "34679CDFGHJKMNPQRTVWXY";

/** A typed code of that many characters, drawn at random. */
export function randomCode(length: number): string {
  let code = "";
  for (let i = 0; i < length; i++) code += ALPHABET[randomInt(ALPHABET.length)];
  return code;
}

/** What a person typed, as the code is stored: upper case, without spaces and dashes. */
export function normaliseCode(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, "");
}
