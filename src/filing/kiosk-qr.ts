import qrcode from "qrcode";

export interface QrCode {
  /** Modules a side, with the quiet zone of four. */
  size: number;
  /** The dark modules as an SVG path. */
  path: string;
}

const QUIET = 4;

/** A QR code as a path, drawn in runs of dark modules. */
export function qrOf(text: string): QrCode {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: "M" });
  let path = "";
  for (let row = 0; row < modules.size; row += 1)
    for (let column = 0; column < modules.size; column += 1)
      if (modules.get(row, column)) path += `M${column + QUIET} ${row + QUIET}h1v1h-1z`;
  return { size: modules.size + 2 * QUIET, path };
}
