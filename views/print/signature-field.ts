import { addSignatureField } from "./pdfkit-hooks.ts";
import type { Sheet } from "./sheet.ts";

/** The place that a drawing keeps free for the signature which is put in afterwards (src/signing/pades.ts). */
export interface SignatureReserve {
  /** Bytes that the signature may take. */
  bytes: number;
  /** Who signs. */
  name: string;
  /** Why, in words that a viewer shows. */
  reason: string;
  /** Epoch ms. */
  signedAt: number;
}

const PLACE = "黑龙江省牡丹江市";
// Ten digits each, replaced by the true range with blanks behind it.
const OPEN_RANGE = [0, 9_999_999_999, 9_999_999_999, 9_999_999_999];
// Printed with the page, and not to be changed by a viewer.
const PRINT_AND_LOCKED = 4 + 128;

/** Adds an invisible signature field with an empty signature (ISO 32000, 12.8; ETSI EN 319 142-1) to the current page. */
export function reserveSignature({ doc }: Sheet, reserve: SignatureReserve): void {
  const signature = doc.ref({
    Type: "Sig",
    Filter: "Adobe.PPKLite",
    SubFilter: "ETSI.CAdES.detached",
    ByteRange: OPEN_RANGE,
    Contents: new Uint8Array(reserve.bytes),
    M: new Date(reserve.signedAt),
    Name: new String(reserve.name),
    Reason: new String(reserve.reason),
    Location: new String(PLACE),
  });
  signature.end(undefined);
  const field = doc.ref({
    Type: "Annot",
    Subtype: "Widget",
    FT: "Sig",
    T: new String("登记机关签名"),
    Rect: [0, 0, 0, 0],
    F: PRINT_AND_LOCKED,
    P: doc.page.dictionary,
    V: signature,
  });
  field.end(undefined);
  doc.page.annotations.push(field);
  addSignatureField(doc, field);
}
