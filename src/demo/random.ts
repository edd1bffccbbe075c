import { hash } from "node:crypto";

/** A seeded source of chance: the same seed and index give the same row, whatever was drawn for others. */
export interface Chance {
  /** 0 ≤ x < 1 */
  next(): number;
  /** A whole number from `from` to `to`, both with. */
  int(from: number, to: number): number;
  /** True in `share` of the cases. */
  is(share: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** Picks by weight. */
  weighted<T>(list: readonly (readonly [T, number])[]): T;
}

export function chanceOf(seed: number | string, index: number | string): Chance {
  // sfc32, started from a hash so that neighbouring indexes have nothing in common.
  const start = Buffer.from(hash("sha256", `${seed}\n${index}`), "hex");
  let a = start.readInt32LE(0);
  let b = start.readInt32LE(4);
  let c = start.readInt32LE(8);
  let d = start.readInt32LE(12);
  function next(): number {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  }
  function pick<T>(list: readonly T[]): T {
    const found = list[Math.floor(next() * list.length)];
    if (found === undefined) throw new Error("picked from an empty list");
    return found;
  }
  return {
    next,
    int: (from, to) => from + Math.floor(next() * (to - from + 1)),
    is: (share) => next() < share,
    pick,
    weighted(list) {
      let left = next() * list.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of list) {
        left -= weight;
        if (left < 0) return value;
      }
      return pick(list)[0];
    },
  };
}

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** A text id like those of `newId`, drawn by chance: 10 characters of time, 3 of a step, 13 of chance. */
export function idOf(chance: Chance, at: number, step = 0): string {
  let id = base32(at, 10) + base32(step, 3);
  for (let i = 0; i < 13; i++) id += ALPHABET[Math.floor(chance.next() * 32)];
  return id;
}

function base32(value: number, length: number): string {
  let text = "";
  for (let rest = value, i = 0; i < length; i++, rest = Math.floor(rest / 32)) text = ALPHABET[rest % 32] + text;
  return text;
}

// The letters of real codes (src/filing/code.ts).
const CODE_ALPHABET = "34679CDFGHJKMNPQRTVWXY";
/** By length: a step that is prime to the number of codes, near the golden section of it, so that it meets every code once. */
const STEPS = { 8: 33_550_336_351n, 12: 7944828551457741n } as const;

/** The n-th code of that many characters: no two are equal, and neighbours look nothing alike. */
export function spreadCode(n: number, length: 8 | 12): string {
  let rest = (BigInt(n + 1) * STEPS[length]) % 22n ** BigInt(length);
  let code = "";
  for (let i = 0; i < length; i++) {
    code = CODE_ALPHABET.charAt(Number(rest % 22n)) + code;
    rest /= 22n;
  }
  return code;
}
