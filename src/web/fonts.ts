import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { Hono } from "hono";
import { chainText, faceFor } from "../../views/print/fonts.ts";
import { webFont } from "../../views/print/web-font.ts";
import { HAN_RANGES } from "../rules/characters.ts";
import type { Env } from "./env.ts";
import { anyone } from "./guard.ts";

/** So many code points go to one file: small enough to load for one name, large enough that not too many rules are needed. */
const SLICE = 128;
const YEAR_S = 365 * 24 * 3600;
/** Slices kept ready; each is 30 to 60 KB. */
const KEPT = 64;
const WHY = "glyphs of rare characters, the same for everybody";

// A computer without these has no Chinese at all; everything beyond them is rare.
const EVERYDAY = { first: 0x4e00, last: 0x9fa5 };

interface Sheet {
  version: string;
  plain: Buffer;
  gzip: Buffer;
}

/**
 * The faces of the licence for pages, in slices that a browser loads only when a page has a character of them: a style sheet with
 * one rule for each slice, and the slices. Nothing of a person is in an address: it names 128 characters.
 */
export function fontRoutes(): Hono<Env> {
  const app = new Hono<Env>();
  let sheet: Sheet | undefined;
  const sheetNow = () => {
    sheet ??= styleSheet();
    return sheet;
  };
  const kept = new Map<string, Buffer | undefined>();

  app.get("/rare.css", anyone(WHY), (c) => {
    const { version, plain, gzip } = sheetNow();
    const headers = { "Cache-Control": "public, max-age=3600", ETag: `"${version}"`, Vary: "Accept-Encoding" };
    if (c.req.header("if-none-match") === headers.ETag) return c.body(null, 304, headers);
    const packed = /\bgzip\b/.test(c.req.header("accept-encoding") ?? "");
    const encoding: Record<string, string> = packed ? { "Content-Encoding": "gzip" } : {};
    return c.body(new Uint8Array(packed ? gzip : plain), 200, {
      ...headers,
      ...encoding,
      "Content-Type": "text/css; charset=utf-8",
    });
  });

  app.get("/:version/:slice{[0-9a-f]+\\.woff}", anyone(WHY), (c) => {
    const { version } = sheetNow();
    const slice = c.req.param("slice");
    const first = Number.parseInt(slice, 16);
    const isSlice = first % SLICE === 0 && slice === `${first.toString(16)}.woff`;
    if (c.req.param("version") !== version || !isSlice) return c.notFound();
    if (!kept.has(slice)) keep(slice, webFont(codesOf(first), "Tongban Rare"));
    const file = kept.get(slice);
    if (!file) return c.notFound();
    return c.body(new Uint8Array(file), 200, {
      "Content-Type": "font/woff",
      "Cache-Control": `public, max-age=${YEAR_S}, immutable`,
    });
  });

  // The one made longest ago makes room.
  function keep(slice: string, file: Buffer | undefined): void {
    const oldest = kept.keys().next().value;
    if (kept.size >= KEPT && oldest !== undefined) kept.delete(oldest);
    kept.set(slice, file);
  }

  return app;
}

function isRare(code: number): boolean {
  return code < EVERYDAY.first || code > EVERYDAY.last;
}

/** The rare ideographs of a slice. */
function codesOf(first: number): number[] {
  return HAN_RANGES.flatMap((range) => {
    const from = Math.max(range.first, first);
    const until = Math.min(range.last, first + SLICE - 1);
    return Array.from({ length: Math.max(0, until - from + 1) }, (_, i) => from + i).filter(isRare);
  });
}

/** A rule for each slice of which a face at hand has something. Another set of faces gives other addresses. */
function styleSheet(): Sheet {
  const version = createHash("sha256").update(chainText()).digest("hex").slice(0, 8);
  const starts = new Set<number>();
  for (const { first, last } of HAN_RANGES)
    for (let start = first - (first % SLICE); start <= last; start += SLICE) starts.add(start);
  const rules = [...starts]
    .sort((a, b) => a - b)
    .flatMap((start) => {
      const codes = codesOf(start);
      if (!codes.some((code) => faceFor(code) !== null)) return [];
      const range = `U+${hex(codes[0])}-${hex(codes.at(-1))}`;
      const source = `url(${version}/${hex(start)}.woff)`;
      return [`@font-face{font-family:"Tongban Rare";src:${source};font-display:swap;unicode-range:${range}}`];
    });
  const plain = Buffer.from(rules.join("\n"));
  return { version, plain, gzip: gzipSync(plain, { level: 9 }) };
}

function hex(code: number | undefined): string {
  return (code ?? 0).toString(16);
}
