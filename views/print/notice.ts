import { type Column, drawPlaced, paginate } from "./flow.ts";
import { apartBlocksOf, blocksOf } from "./notice-blocks.ts";
import { BOTTOM, LEFT, RIGHT } from "./notice-grid.ts";
import { drawFoot, drawHead, drawRunningHead, drawWayOn, stripOf } from "./notice-head.ts";
import type { NoticePrint } from "./notice-print.ts";
import { sampleMark } from "./pen.ts";
import { staying } from "./printed.ts";
import { A4, closeSheet, decoration, openSheet, turnPage } from "./sheet.ts";
import { reserveSignature, type SignatureReserve } from "./signature-field.ts";

export type { NoticePrint } from "./notice-print.ts";

const FIRST: Column = { top: 206, bottom: BOTTOM };
const OTHERS: Column = { top: 92, bottom: BOTTOM };

/** What stands above the text keeps to the grid too. */
const HEAD = { left: LEFT, top: 40, right: RIGHT, bottom: 186 };

/** Draws a notice, on as many pages as it needs, with a place for the signature where one is asked for. Same data, same bytes. */
export async function drawNotice(data: NoticePrint, reserve?: SignatureReserve): Promise<Buffer> {
  const sheet = openSheet({
    size: A4,
    title: data.title,
    subject: data.number,
    issuedAt: data.issuedAt,
    data,
  });
  const apart = apartBlocksOf(data);
  const pages = [
    ...paginate(blocksOf(data), FIRST, OTHERS),
    ...(apart.length === 0 ? [] : paginate(apart, OTHERS, OTHERS)),
  ];
  pages.forEach((page, i) => {
    if (i > 0) turnPage(sheet);
    if (data.demo) decoration(sheet, () => sampleMark(sheet, { x: A4[0] / 2, y: 440 }, 130));
    staying(sheet.notebook, HEAD, () => {
      if (i > 0) return drawRunningHead(sheet, data);
      drawHead(sheet, data, stripOf(data));
      drawWayOn(sheet, data);
    });
    drawPlaced(sheet, page, LEFT, RIGHT);
    drawFoot(sheet, data, i + 1, pages.length);
  });
  if (reserve !== undefined) reserveSignature(sheet, reserve);
  return closeSheet(sheet);
}
