import qrcode from "qrcode";

// Below version 5 the squares of a code 2 cm wide are large but few; from 5 on all our codes look alike.
const SMALLEST = 5;

/** Draws a QR code (error correction M) in the current fill colour, as one path of runs of dark modules. */
export function drawQr(doc: PDFKit.PDFDocument, text: string, x: number, y: number, size: number): void {
  const { modules } = matrix(text);
  const runs: string[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; ) {
      let end = column;
      while (end < modules.size && modules.data[row * modules.size + end]) end += 1;
      if (end > column) runs.push(`${column} ${row} ${end - column} 1 re`);
      column = end + 1;
    }
  }
  // In modules, so that the path is short.
  doc.addContent(`q ${size / modules.size} 0 0 ${size / modules.size} ${x} ${y} cm ${runs.join(" ")} f Q`);
}

function matrix(text: string): ReturnType<typeof qrcode.create> {
  const bytes = [{ data: Buffer.from(text), mode: "byte" as const }];
  // Any mask can be read; weighing all eight, as the standard would have it, costs more than drawing the page.
  const options = { errorCorrectionLevel: "M", maskPattern: 3 } as const;
  const code = qrcode.create(bytes, options);
  return code.version >= SMALLEST ? code : qrcode.create(bytes, { ...options, version: SMALLEST });
}
