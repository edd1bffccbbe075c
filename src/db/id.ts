import { randomBytes } from "node:crypto";

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
let last = 0;
let step = 0;

/** A text id that sorts by time: 10 characters of milliseconds, 3 of a step within the millisecond, 13 random (base 32). */
export function newId(now: number): string {
  step = now === last ? step + 1 : 0;
  last = now;
  let random = "";
  for (const byte of randomBytes(13)) random += ALPHABET[byte & 31];
  return base32(now, 10) + base32(step, 3) + random;
}

function base32(value: number, length: number): string {
  let text = "";
  for (let rest = value, i = 0; i < length; i++, rest = Math.floor(rest / 32)) text = ALPHABET[rest % 32] + text;
  return text;
}
