import { deflateSync } from "node:zlib";

/**
 * What this project knows of pdfkit's inside (0.20.2) and pdfkit does not promise. All of it is here, and
 * tests/print/pdfkit-hooks.test.ts fails when an update of pdfkit takes it away.
 */
interface Inside {
  push?: (chunk: Uint8Array | null) => boolean;
}

/**
 * Collects the file while it is written. A stream in between costs a third of a millisecond for each document, and waits for
 * the next turn of the event loop. Gives a function that gives the file, after the end.
 */
export function collected(doc: PDFKit.PDFDocument): () => Buffer {
  const head: unknown = doc.read();
  if (!(head instanceof Uint8Array)) throw new Error("pdfkit has not written the head of the file");
  const chunks: Uint8Array[] = [head];
  let ended = false;
  const inside: Inside = doc;
  inside.push = (chunk) => {
    if (chunk === null) ended = true;
    else chunks.push(chunk);
    return true;
  };
  return () => {
    if (!ended) throw new Error("pdfkit has not ended the file");
    return Buffer.concat(chunks);
  };
}

/**
 * Has a stream compressed when it is written, as pdfkit would, but quickly: page contents shrink little more at pdfkit's
 * level, which takes a tenth of the time of a whole document.
 */
export function compressQuickly(stream: PDFKit.PDFKitReference): void {
  const inside: { buffer?: unknown; finalize: () => void } = stream;
  const finalize = stream.finalize.bind(stream);
  stream.finalize = () => {
    if (!isChunks(inside.buffer)) throw new Error("pdfkit keeps a stream in another way");
    inside.buffer = [deflateSync(Buffer.concat(inside.buffer), { level: 1, memLevel: 7 })];
    Object.assign(stream.data, { Filter: "FlateDecode" });
    finalize();
  };
}

function isChunks(value: unknown): value is Uint8Array[] {
  return Array.isArray(value) && value.every((chunk) => chunk instanceof Uint8Array);
}

/** Opens a JPEG before it is drawn, so that a broken one is found first; pdfkit has it, its types do not. Throws when it is not one. */
export function openedJpeg(doc: PDFKit.PDFDocument, bytes: Buffer): PDFKit.Mixins.ImageSrc {
  const inside = doc as PDFKit.PDFDocument & { openImage?: (bytes: Buffer) => PDFKit.Mixins.ImageSrc };
  if (inside.openImage === undefined) throw new Error("pdfkit opens pictures in another way");
  return inside.openImage(bytes);
}

/**
 * Puts a signature field into the document's form. pdfkit's own form asks viewers to draw fields anew (NeedAppearances), which
 * PDF/A forbids and which would change what is signed.
 */
export function addSignatureField(doc: PDFKit.PDFDocument, field: PDFKit.PDFKitReference): void {
  const inside = doc as PDFKit.PDFDocument & { _root?: { data: Record<string, unknown> }; _acroform?: object };
  if (inside._root === undefined) throw new Error("pdfkit keeps the catalog in another place");
  inside._root.data.AcroForm = doc.ref({ Fields: [field], SigFlags: SIGNED_AND_APPEND_ONLY, DR: { Font: {} } });
  // What pdfkit looks for when it writes the form.
  inside._acroform = { fonts: {}, defaultFont: "none" };
}

const SIGNED_AND_APPEND_ONLY = 3;
