import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Authority } from "./demo-ca.ts";
import { type KeySource, openSigners } from "./keys.ts";

/**
 * The certificates by which a signature is known as one of ours: each authority's own, for the same commercial root signs for
 * others too. Of a demonstration its root, which signs for nobody else. An authority whose key cannot be opened is left out.
 */
export function ownCertificates(source: KeySource, authorities: readonly Authority[]): X509Certificate[] {
  if (source.kind === "demo") {
    const root = path.join(source.folder, "ca.pem");
    return existsSync(root) ? [new X509Certificate(readFileSync(root))] : [];
  }
  const signerOf = openSigners(source);
  return authorities.flatMap((authority) => {
    try {
      const [own] = signerOf(authority).certificateChain;
      return own ? [new X509Certificate(own)] : [];
    } catch {
      // An expired or missing key signs nothing either; the stored hash still knows what it signed.
      return [];
    }
  });
}
