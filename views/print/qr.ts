import qrcode from "qrcode";

// Below version 5 the squares of a code 2 cm wide are large but few; from 5 on all our codes look alike.
const SMALLEST = 5;

/** Draws a QR code (error correction M) in the current fill colour, as one path of runs of dark modules. */
export function drawQr(doc: PDFKit.PDFDocument, text: string, x: number, y: number, size: number): void {
  const { modules } = matrix(text);
  const module = size / modules.size;
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; ) {
      let end = column;
      while (end < modules.size && modules.get(row, end) !== 0) end += 1;
      if (end > column) doc.rect(x + column * module, y + row * module, (end - column) * module, module);
      column = end + 1;
    }
  }
  doc.fill();
}

function matrix(text: string): ReturnType<typeof qrcode.create> {
  const bytes = [{ data: Buffer.from(text), mode: "byte" as const }];
  const code = qrcode.create(bytes, { errorCorrectionLevel: "M" });
  return code.version >= SMALLEST ? code : qrcode.create(bytes, { errorCorrectionLevel: "M", version: SMALLEST });
}
