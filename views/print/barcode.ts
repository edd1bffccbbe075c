import { INK } from "./pen.ts";
import { noted } from "./printed.ts";
import { decoration, type Sheet } from "./sheet.ts";

// ISO/IEC 15417 (Code 128): the widths of bars and gaps of the values 0 to 105, then of the stop.
const WIDTHS =
  "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231113222123122123221223211221132221231213212223112312131311222321122321221312212322112322211212123212321232121111323131123131321112313132113132311211313231113231311112133112331132131113123113321133121313121211331231131213113213311213131311123311321331121312113312311332111314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214211232";
const STOP = "2331112";
const START_B = 104;
const FIRST_OF_B = 32;

/** Bars and gaps in modules, beginning with a bar; null for a text that code set B cannot hold. */
export function code128(text: string): number[] | null {
  if (text === "" || !/^[ -~]+$/.test(text)) return null;
  const values = [...text].map((character) => (character.codePointAt(0) ?? 0) - FIRST_OF_B);
  const check = values.reduce((sum, value, i) => sum + value * (i + 1), START_B) % 103;
  const all = [START_B, ...values, check].map((value) => WIDTHS.slice(6 * value, 6 * value + 6));
  return [...all.join(""), ...STOP].map(Number);
}

/** Draws a text as bars, in the width that is given. */
export function drawBarcode(
  sheet: Sheet,
  text: string,
  at: { x: number; y: number; width: number; height: number },
): void {
  const modules = code128(text);
  if (modules === null) return;
  const unit = at.width / modules.reduce((sum, width) => sum + width, 0);
  noted(sheet.notebook, "picture", text, {
    left: at.x,
    top: at.y,
    right: at.x + at.width,
    bottom: at.y + at.height,
  });
  decoration(sheet, () => {
    let x = at.x;
    modules.forEach((width, i) => {
      if (i % 2 === 0) sheet.doc.rect(x, at.y, width * unit, at.height);
      x += width * unit;
    });
    sheet.doc.fill(INK);
  });
}
