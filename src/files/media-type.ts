/** What the first bytes say a file is. A name or a declared type is never believed. */
export type MediaType = "image/jpeg" | "image/png" | "application/pdf";

export const UPLOAD_LIMIT_BYTES = 8 * 1024 * 1024;

const SIGNATURES: readonly [MediaType, readonly number[]][] = [
  ["image/jpeg", [0xff, 0xd8, 0xff]],
  ["image/png", [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ["application/pdf", [0x25, 0x50, 0x44, 0x46, 0x2d]],
];

export function mediaTypeOf(bytes: Uint8Array): MediaType | undefined {
  const found = SIGNATURES.find(([, signature]) => signature.every((byte, at) => bytes[at] === byte));
  return found && endsAsItShould(found[0], bytes) ? found[0] : undefined;
}

// A picture or PDF that breaks off, or carries something else behind a borrowed beginning, lacks its own end mark.
function endsAsItShould(type: MediaType, bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.subarray(Math.max(0, bytes.length - 1024)));
  switch (type) {
    case "image/jpeg":
      return tail.includes(Buffer.from([0xff, 0xd9]));
    case "image/png":
      return tail.includes("IEND");
    case "application/pdf":
      return tail.includes("%%EOF");
  }
}
