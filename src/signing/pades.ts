import { createHash } from "node:crypto";
import { detachedSignature, type TimeStamp } from "./cms.ts";
import type { Signer } from "./signer.ts";

// What a drawing leaves for the signature: see views/print/signature.ts.
const OPEN_RANGE = Buffer.from("/ByteRange [0 9999999999 9999999999 9999999999]");
const CONTENTS = Buffer.from("/Contents <");

/**
 * Signs a PDF that was drawn with a reserve, in place (PAdES, ETSI EN 319 142-1): the byte range is everything but the reserve,
 * and what the signature does not fill stays zero.
 */
export async function signPdf(pdf: Buffer, signer: Signer, timeStamp?: TimeStamp): Promise<void> {
  const range = onlyPlace(pdf, OPEN_RANGE);
  const start = pdf.indexOf(CONTENTS, range - 1) + CONTENTS.length - 1;
  const end = pdf.indexOf(">", start) + 1;
  if (start < range || end <= start) throw new Error("a document without a reserve for the signature");
  const written = `/ByteRange [0 ${start} ${end} ${pdf.length - end}]`;
  pdf.write(written.padEnd(OPEN_RANGE.length), range, "latin1");

  const digest = createHash("sha256").update(pdf.subarray(0, start)).update(pdf.subarray(end)).digest();
  const signature = (await detachedSignature(digest, signer, timeStamp)).toString("hex");
  if (signature.length > end - start - 2)
    throw new Error(`the signature needs ${signature.length / 2} bytes, more than the reserve`);
  pdf.write(signature, start + 1, "latin1");
}

function onlyPlace(pdf: Buffer, text: Buffer): number {
  const found = pdf.indexOf(text);
  if (found === -1 || pdf.indexOf(text, found + 1) !== -1)
    throw new Error("a document must be drawn with one reserve to be signed");
  return found;
}
