/**
 * As much of ASN.1's distinguished encoding (X.690) as signatures need. Writing functions give whole elements; `readDer`
 * gives an element of somebody else's and the elements in it.
 */
export interface Element {
  /** Identifier octet: class, constructed bit and number. Numbers above 30 do not occur here. */
  tag: number;
  /** The element with its header. */
  whole: Buffer;
  content: Buffer;
  /** What a constructed element holds; empty for a primitive one. */
  children: Element[];
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  oid: 0x06,
  utf8: 0x0c,
  printable: 0x13,
  bmp: 0x1e,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

export function element(tag: number, ...content: Uint8Array[]): Buffer {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.from([tag]), lengthOctets(length), ...content]);
}

function lengthOctets(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const octets = bigEndian(length);
  return Buffer.concat([Buffer.from([0x80 + octets.length]), octets]);
}

export function sequence(...content: Uint8Array[]): Buffer {
  return element(TAG.sequence, ...content);
}

/** A SET OF: its elements are put in the order that the encoding demands. */
export function setOf(...content: Uint8Array[]): Buffer {
  return element(TAG.set, ...content.map((part) => Buffer.from(part)).sort(Buffer.compare));
}

/** A constructed context tag around whole elements (explicit), or with another tag's content (implicit). */
export function context(number: number, ...content: Uint8Array[]): Buffer {
  return element(0xa0 + number, ...content);
}

export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  return element(TAG.oid, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(value: number): number[] {
  const octets = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) octets.unshift(0x80 + (rest % 128));
  return octets;
}

/** A whole number that is not negative, also one given as its bytes. */
export function integer(value: number | Uint8Array): Buffer {
  let bytes = typeof value === "number" ? bigEndian(value) : Buffer.from(value);
  while (bytes.length > 1 && bytes[0] === 0) bytes = bytes.subarray(1);
  return element(TAG.integer, (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes);
}

function bigEndian(value: number): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
}

export function boolean(value: boolean): Buffer {
  return element(TAG.boolean, Buffer.from([value ? 0xff : 0]));
}

export function octets(content: Uint8Array): Buffer {
  return element(TAG.octetString, content);
}

export function bits(content: Uint8Array, unused = 0): Buffer {
  return element(TAG.bitString, Buffer.from([unused]), content);
}

export function utf8(text: string): Buffer {
  return element(TAG.utf8, Buffer.from(text));
}

export function printable(text: string): Buffer {
  return element(TAG.printable, Buffer.from(text, "latin1"));
}

export function nothing(): Buffer {
  return element(TAG.null);
}

/** A moment (epoch ms) to the second: UTCTime up to 2049, GeneralizedTime after (RFC 5280, 4.1.2.5). */
export function time(moment: number): Buffer {
  const digits = `${new Date(moment).toISOString().slice(0, 19).replaceAll(/[-:T]/g, "")}Z`;
  const short = Number(digits.slice(0, 4)) < 2050;
  return element(short ? TAG.utcTime : TAG.generalizedTime, Buffer.from(short ? digits.slice(2) : digits));
}

/** Reads the element at the head of the bytes; what follows it is left alone. Throws when the bytes are no DER. */
export function readDer(bytes: Buffer): Element {
  return elementAt(bytes, 0);
}

function elementAt(bytes: Buffer, start: number): Element {
  const tag = byteAt(bytes, start);
  if ((tag & 0x1f) === 0x1f) throw new Error("DER: long tags are not supported");
  let at = start + 2;
  let length = byteAt(bytes, start + 1);
  if (length === 0x80) throw new Error("DER: indefinite length");
  if (length > 0x80) {
    const count = length - 0x80;
    if (count > 4) throw new Error("DER: an element that is too long");
    length = 0;
    for (let i = 0; i < count; i += 1) length = length * 256 + byteAt(bytes, at + i);
    at += count;
  }
  if (at + length > bytes.length) throw new Error("DER: cut short");
  const content = bytes.subarray(at, at + length);
  const children: Element[] = [];
  if (tag & 0x20) {
    for (let inner = 0; inner < length; ) {
      const child = elementAt(content, inner);
      children.push(child);
      inner += child.whole.length;
    }
  }
  return { tag, whole: bytes.subarray(start, at + length), content, children };
}

function byteAt(bytes: Buffer, at: number): number {
  const byte = bytes[at];
  if (byte === undefined) throw new Error("DER: cut short");
  return byte;
}

/** The child at that place, which must be there. */
export function child(parent: Element, place: number): Element {
  const found = parent.children.at(place);
  if (found === undefined) throw new Error("DER: an element is missing");
  return found;
}

/** An object identifier in dotted form. */
export function oidOf(element: Element): string {
  if (element.tag !== TAG.oid) throw new Error("DER: not an object identifier");
  const numbers: number[] = [];
  let value = 0;
  for (const octet of element.content) {
    value = value * 128 + (octet & 0x7f);
    if (octet & 0x80) continue;
    numbers.push(value);
    value = 0;
  }
  const [first = 0, ...rest] = numbers;
  const arc = Math.min(Math.floor(first / 40), 2);
  return [arc, first - 40 * arc, ...rest].join(".");
}

/** A small whole number, such as a version or a count. */
export function numberOf(element: Element): number {
  if (element.tag !== TAG.integer || element.content.length > 6) throw new Error("DER: not a small number");
  return element.content.reduce((sum, octet) => sum * 256 + octet, 0);
}
