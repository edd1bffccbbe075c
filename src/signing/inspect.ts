import { createHash, verify, X509Certificate } from "node:crypto";
import { issuedBy } from "./cms.ts";
import { child, type Element, element, oidOf, readDer } from "./der.ts";
import { OID } from "./object-ids.ts";

/** What a PDF's last signature says, each point checked apart. */
export type Inspection =
  | { signed: false }
  | {
      signed: true;
      /** The signed bytes and the certificate named in the signature are those that were signed. */
      intact: boolean;
      /** The signature covers the file to its last byte, but for its own place. */
      wholeFile: boolean;
      /** The signer's certificate leads to one that we trust. */
      trusted: boolean;
      /** Organisation in the signer's certificate. */
      signer: string | null;
    };

/** Checks a signature of the kind that `signPdf` makes. Certificates are not asked for revocation, nor the time-stamp for its trust. */
export function inspectPdf(pdf: Buffer, trusted: readonly X509Certificate[]): Inspection {
  const at = pdf.lastIndexOf("/ByteRange [");
  const numbers = /^\/ByteRange \[0 (\d+) (\d+) (\d+) *\]/.exec(pdf.toString("latin1", at, at + 80));
  if (at === -1 || numbers === null) return { signed: false };
  const [start = 0, end = 0, rest = 0] = numbers.slice(1).map(Number);
  const wholeFile = end + rest === pdf.length && pdf[start] === "<".charCodeAt(0) && pdf[end - 1] === ">".charCodeAt(0);
  const nothing: Inspection = { signed: true, intact: false, wholeFile, trusted: false, signer: null };
  try {
    const signature = signatureOf(Buffer.from(pdf.toString("latin1", start + 1, end - 1), "hex"));
    const digest = createHash("sha256")
      .update(pdf.subarray(0, start))
      .update(pdf.subarray(end, end + rest))
      .digest();
    const { certificate } = signature;
    return {
      signed: true,
      intact: isIntact(signature, digest),
      wholeFile,
      trusted: leadsTo(certificate, signature.certificates, trusted),
      signer: /^O=(.*)$/m.exec(certificate.subject)?.[1] ?? null,
    };
  } catch {
    // Whatever was done to it, it is no signature any more.
    return nothing;
  }
}

/** The licence's identifier (GB/T 36904) as the metadata of one of our files states it, even if the file was altered. */
export function statedIdentifier(pdf: Buffer): string | null {
  return (
    /\b1\.2\.156\.3005\.2\.[0-9A-Z]{21}\.[0-9A-Z]{18}\.\w+\.\d{3}\.[0-9A-Z]\b/.exec(pdf.toString("latin1"))?.[0] ?? null
  );
}

interface Parsed {
  certificate: X509Certificate;
  certificates: X509Certificate[];
  attributes: Map<string, Element>;
  /** As it was signed. */
  signedBytes: Buffer;
  value: Buffer;
}

function signatureOf(cms: Buffer): Parsed {
  const signedData = child(child(readDer(cms), 1), 0);
  const certificates = child(signedData, 3).children.map((one) => new X509Certificate(one.whole));
  const info = child(child(signedData, -1), 0);
  const [, identifier, , signedAttributes, , value] = info.children;
  if (identifier === undefined || signedAttributes === undefined || value === undefined)
    throw new Error("not a signer");
  const certificate = certificates.find((one) => {
    const { issuer, serial } = issuedBy(one.raw);
    return Buffer.concat([issuer, serial]).equals(identifier.content);
  });
  if (certificate === undefined) throw new Error("the signer's certificate is missing");
  return {
    certificate,
    certificates,
    attributes: new Map(signedAttributes.children.map((one) => [oidOf(child(one, 0)), child(child(one, 1), 0)])),
    signedBytes: element(0x31, signedAttributes.content),
    value: value.content,
  };
}

function isIntact({ certificate, attributes, signedBytes, value }: Parsed, digest: Buffer): boolean {
  const stated = attributes.get(OID.messageDigest);
  const named = attributes.get(OID.signingCertificateV2);
  if (stated === undefined || named === undefined || !stated.content.equals(digest)) return false;
  // SigningCertificateV2 → certs → first → its hash, SHA-256 by default.
  const hash = child(child(child(named, 0), 0), 0).content;
  if (!hash.equals(createHash("sha256").update(certificate.raw).digest())) return false;
  return verify("sha256", signedBytes, certificate.publicKey, value);
}

function leadsTo(
  certificate: X509Certificate,
  others: readonly X509Certificate[],
  trusted: readonly X509Certificate[],
): boolean {
  let last = certificate;
  for (let steps = 0; steps <= others.length; steps += 1) {
    const root = trusted.find(
      (one) => last.raw.equals(one.raw) || (last.checkIssued(one) && last.verify(one.publicKey)),
    );
    if (root !== undefined) return true;
    const issuer = others.find((one) => one !== last && last.checkIssued(one) && last.verify(one.publicKey));
    if (issuer === undefined) return false;
    last = issuer;
  }
  return false;
}
