import { deflateSync, inflateSync } from "node:zlib";
import { openedJpeg } from "./pdfkit-hooks.ts";
import { noted } from "./printed.ts";
import { decoration, field, type Sheet } from "./sheet.ts";

/** A box for a picture: its upper left corner and its size, in points. */
export interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface Picture {
  mediaType: string;
  base64: string;
}

/**
 * Draws the picture of a signature whole into a frame, upper left. False: it cannot be read here, and nothing was drawn. A PNG
 * becomes grey on white: pdfkit would take its transparency apart in the background, and the file must be done in one go.
 */
export function drawPicture(sheet: Sheet, picture: Picture, name: string, frame: Frame): boolean {
  const bytes = Buffer.from(picture.base64, "base64");
  return picture.mediaType === "image/jpeg" ? drawJpeg(sheet, bytes, name, frame) : drawPng(sheet, bytes, name, frame);
}

function drawJpeg(sheet: Sheet, bytes: Buffer, name: string, frame: Frame): boolean {
  const { doc } = sheet;
  const { x, y, width, height } = frame;
  let image: PDFKit.Mixins.ImageSrc;
  try {
    image = openedJpeg(doc, bytes);
  } catch {
    return false;
  }
  field(sheet, "Figure", name, () => doc.image(image, x, y, { fit: [width, height] }));
  noted(sheet.notebook, "picture", name, { left: x, top: y, right: x + width, bottom: y + height });
  return true;
}

function drawPng(sheet: Sheet, bytes: Buffer, name: string, frame: Frame): boolean {
  const grey = greyOf(bytes);
  if (grey === null) return false;
  const scale = Math.min(frame.width / grey.width, frame.height / grey.height);
  const [width, height] = [grey.width * scale, grey.height * scale];
  const image = sheet.doc.ref({
    Type: "XObject",
    Subtype: "Image",
    Width: grey.width,
    Height: grey.height,
    ColorSpace: "DeviceGray",
    BitsPerComponent: 8,
    Filter: "FlateDecode",
    // White lets the paper through, and what is printed on it.
    Mask: [250, 255],
  });
  image.end(deflateSync(grey.pixels));
  const { xobjects } = sheet.doc.page;
  const id = `Picture${Object.keys(xobjects).length + 1}`;
  xobjects[id] = image;
  noted(sheet.notebook, "picture", name, {
    left: frame.x,
    top: frame.y,
    right: frame.x + width,
    bottom: frame.y + height,
  });
  field(sheet, "Figure", name, () => {
    // The page is turned over, so that y runs downwards: the picture is turned back.
    sheet.doc.addContent(`q ${width} 0 0 ${-height} ${frame.x} ${frame.y + height} cm /${id} Do Q`);
  });
  return true;
}

/** A line under an empty frame, where a signature on paper stands for the picture. */
export function drawSigningLine(sheet: Sheet, frame: Frame, colour: string): void {
  const y = frame.y + frame.height;
  decoration(sheet, () =>
    sheet.doc
      .lineWidth(0.5)
      .moveTo(frame.x, y)
      .lineTo(frame.x + frame.width, y)
      .stroke(colour),
  );
}

interface Grey {
  width: number;
  height: number;
  pixels: Buffer;
}

const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
// A signature of more pixels is a mistake; a small file can claim gigabytes.
const MOST_PIXELS = 16_000_000;

/** A PNG (ISO 15948) of 8 bits or fewer, not interlaced, as grey on white; null for another or a broken one. */
export function greyOf(bytes: Buffer): Grey | null {
  try {
    const chunks = chunksOf(bytes);
    const head = chunks.find(({ type }) => type === "IHDR")?.data;
    if (head === undefined) return null;
    const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
    const [depth, colour, interlaced] = [head.readUInt8(8), head.readUInt8(9), head.readUInt8(12)];
    const channels = CHANNELS[colour];
    const fits = width * height > 0 && width * height <= MOST_PIXELS;
    if (channels === undefined || interlaced !== 0 || depth > 8 || !fits) return null;
    const rowBytes = Math.ceil((width * channels * depth) / 8);
    const size = height * (rowBytes + 1);
    const packed = Buffer.concat(chunks.filter(({ type }) => type === "IDAT").map(({ data }) => data));
    const raw = inflateSync(packed, { maxOutputLength: size });
    if (raw.length !== size) return null;
    unfilter(raw, height, rowBytes, Math.max(1, (channels * depth) / 8));
    const data = (type: string) => chunks.find((chunk) => chunk.type === type)?.data ?? Buffer.alloc(0);
    const grey = greyMaker(colour, depth, data("PLTE"), data("tRNS"));
    const pixels = Buffer.alloc(width * height);
    for (let y = 0; y < height; y += 1) {
      const row = raw.subarray(y * (rowBytes + 1) + 1, (y + 1) * (rowBytes + 1));
      for (let x = 0; x < width; x += 1) pixels[y * width + x] = grey(row, x);
    }
    return { width, height, pixels };
  } catch {
    return null;
  }
}

function chunksOf(bytes: Buffer): { type: string; data: Buffer }[] {
  const chunks = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    chunks.push({ type: bytes.toString("latin1", at + 4, at + 8), data: bytes.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

/** Puts the rows back that were written as differences (ISO 15948, 9). */
function unfilter(raw: Buffer, height: number, rowBytes: number, step: number): void {
  for (let y = 0; y < height; y += 1) {
    const start = y * (rowBytes + 1) + 1;
    const filter = raw[start - 1] ?? 0;
    for (let i = 0; i < rowBytes; i += 1) {
      const left = i >= step ? (raw[start + i - step] ?? 0) : 0;
      const up = y > 0 ? (raw[start + i - rowBytes - 1] ?? 0) : 0;
      const corner = y > 0 && i >= step ? (raw[start + i - step - rowBytes - 1] ?? 0) : 0;
      raw[start + i] = (raw[start + i] ?? 0) + predicted(filter, left, up, corner);
    }
  }
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const guess = left + up - corner;
      const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
      return a <= b && a <= c ? left : b <= c ? up : corner;
    }
    default:
      return 0;
  }
}

/** How a pixel of a row becomes grey on white, by its kind of colour. */
function greyMaker(colour: number, depth: number, palette: Buffer, alphas: Buffer): (row: Buffer, x: number) => number {
  const light = (r: number, g: number, b: number) => 0.299 * r + 0.587 * g + 0.114 * b;
  const onWhite = (value: number, alpha: number) => Math.round(255 + ((value - 255) * alpha) / 255);
  const at = (row: Buffer, i: number) => row[i] ?? 0;
  const top = 2 ** depth - 1;
  const sample = (row: Buffer, x: number) => (at(row, (x * depth) >> 3) >> (8 - depth - ((x * depth) & 7))) & top;
  switch (colour) {
    case 0:
      return (row, x) => Math.round((sample(row, x) * 255) / top);
    case 2:
      return (row, x) => Math.round(light(at(row, 3 * x), at(row, 3 * x + 1), at(row, 3 * x + 2)));
    case 3:
      return (row, x) => {
        const i = sample(row, x);
        return onWhite(light(at(palette, 3 * i), at(palette, 3 * i + 1), at(palette, 3 * i + 2)), alphas[i] ?? 255);
      };
    case 4:
      return (row, x) => onWhite(at(row, 2 * x), at(row, 2 * x + 1));
    default:
      return (row, x) => onWhite(light(at(row, 4 * x), at(row, 4 * x + 1), at(row, 4 * x + 2)), at(row, 4 * x + 3));
  }
}
