import type { Context } from "hono";
import type { z } from "zod";
import type { Env } from "./env.ts";

export type FormValues = Record<string, string[]>;

/** A problem beside a field; `field` is the name of the input that the summary links to. */
export interface Problem {
  field: string;
  message: string;
}

export interface UploadedFile {
  name: string;
  bytes: Buffer;
}

/** Reads a posted form: every text field as a list, files apart. Text is trimmed; an empty field stays as "". */
export async function readForm(c: Context<Env>): Promise<{ values: FormValues; files: Record<string, UploadedFile> }> {
  const values: FormValues = {};
  const files: Record<string, UploadedFile> = {};
  if (c.req.header("content-type")?.startsWith("application/x-www-form-urlencoded")) {
    for (const [name, text] of new URLSearchParams(await c.req.text()))
      values[name] = [...(values[name] ?? []), text.trim()];
    return { values, files };
  }
  for (const [name, posted] of Object.entries(await c.req.parseBody({ all: true }))) {
    for (const part of Array.isArray(posted) ? posted : [posted]) {
      if (typeof part === "string") values[name] = [...(values[name] ?? []), part.trim()];
      else if (part.size > 0) files[name] = { name: part.name, bytes: Buffer.from(await part.arrayBuffer()) };
    }
  }
  return { values, files };
}

export function first(values: FormValues, name: string): string {
  return values[name]?.[0] ?? "";
}

/** One text a field: what most schemas expect. */
export function flat(values: FormValues): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, list]) => [name, list[0] ?? ""]));
}

/** The issues of a schema as problems, one a field, in the order they were found. */
export function problemsOf(error: z.ZodError): Problem[] {
  const problems: Problem[] = [];
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? "");
    if (!problems.some((problem) => problem.field === field)) problems.push({ field, message: issue.message });
  }
  return problems;
}

/** Every act's form carries a key, made when the page was drawn: posting it twice does the act once. */
export function keyOf(values: FormValues): string {
  return first(values, "_key");
}
