import { z } from "zod";

type Checked<T> = ({ ok: true } & T) | { ok: false; message: string };

/** A text that must be there, at most so many characters. */
export function text(message: string, most = 100) {
  return z
    .string({ error: message })
    .min(1, message)
    .refine((value) => [...value].length <= most, `最多写 ${most} 个字，请写短一些。`);
}

/** One of the offered values. */
export function oneOf<const T extends readonly [string, ...string[]]>(values: T, message: string) {
  return z.enum(values, { error: message });
}

/** One of a list that is only known when the page is asked. */
export function among(values: readonly string[], message: string) {
  return z.string({ error: message }).refine((value) => values.includes(value), message);
}

/** A text that a rule of the law judges; what the rule gives is what is kept. */
export function judged<T extends object, R>(rule: (value: string) => Checked<T>, take: (found: T) => R) {
  return z
    .string()
    .default("")
    .transform((value, context): R => {
      const found = rule(value);
      if (found.ok) return take(found);
      context.addIssue({ code: "custom", message: found.message });
      return z.NEVER;
    });
}

/** The same, where the field may stay empty. */
export function judgedIfGiven<T extends object, R>(rule: (value: string) => Checked<T>, take: (found: T) => R) {
  return z
    .string()
    .default("")
    .transform((value, context): R | undefined => {
      if (value === "") return undefined;
      const found = rule(value);
      if (found.ok) return take(found);
      context.addIssue({ code: "custom", message: found.message });
      return z.NEVER;
    });
}

export const nothing = z.object({});
