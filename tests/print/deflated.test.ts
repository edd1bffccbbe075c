import { inflateSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { compressed, stored, stream } from "../../views/print/deflated.ts";

test("pieces, each compressed or stored on its own, unpack to the whole in any order", () => {
  const piece = fc.tuple(fc.uint8Array({ maxLength: 600 }), fc.boolean());
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const file = stream(pieces.map(([bytes, packed]) => (packed ? compressed : stored)(Buffer.from(bytes))));
      const whole = Buffer.concat(pieces.map(([bytes]) => bytes));
      // The checksum at the end is checked by zlib.
      return inflateSync(file).equals(whole);
    }),
  );
});

test("long pieces and high bytes do not wear the checksum out", () => {
  const long = Buffer.alloc(200_000, 0xff);
  const pieces = [compressed(long), stored(long), compressed(long)];
  expect(inflateSync(stream(pieces)).equals(Buffer.concat([long, long, long]))).toBe(true);
});
