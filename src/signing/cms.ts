import { createHash } from "node:crypto";
import { child, context, element, integer, nothing, octets, oid, readDer, sequence, setOf } from "./der.ts";
import { OID } from "./object-ids.ts";
import type { Signer } from "./signer.ts";

/** Gives a time-stamp token (RFC 3161) for a SHA-256 digest. */
export type TimeStamp = (digest: Buffer) => Promise<Buffer>;

/**
 * A detached CMS signature (RFC 5652) in the profile CAdES-B that PAdES asks for (ETSI EN 319 122-1, 319 142-1): signed are
 * the content type, the digest and the signer's certificate (RFC 5035, with issuer and serial), and no signing time, which in
 * a PDF is the entry M. With a time-stamp it is CAdES-T.
 */
export async function detachedSignature(digest: Buffer, signer: Signer, timeStamp?: TimeStamp): Promise<Buffer> {
  const own = signer.certificateChain[0];
  if (own === undefined) throw new Error("a signer without a certificate");
  const attributes = setOf(
    attribute(OID.contentType, oid(OID.data)),
    attribute(OID.messageDigest, octets(digest)),
    attribute(OID.signingCertificateV2, signingCertificate(own)),
  );
  const signature = await signer.sign(attributes);
  const info = sequence(
    integer(1),
    issuerAndSerial(own),
    sha256(),
    // Signed as a SET, sent under [0].
    retagged(attributes, 0xa0),
    signatureAlgorithm(signer),
    octets(signature),
    ...(timeStamp === undefined ? [] : [await timeStampAttribute(signature, timeStamp)]),
  );
  const signedData = sequence(
    integer(1),
    setOf(sha256()),
    sequence(oid(OID.data)),
    context(0, ...signer.certificateChain),
    setOf(info),
  );
  return sequence(oid(OID.signedData), context(0, signedData));
}

/** How many bytes a document must keep free for the signature: 4,096, or 8,192 with a time-stamp; more for a long chain. */
export function reserveFor(signer: Signer, withTimeStamp: boolean): number {
  // Names, digests, attributes and an RSA-4096 signature stay below this.
  const around = 1400;
  const certificates = signer.certificateChain.reduce((sum, one) => sum + one.length, 0);
  const step = 4096;
  return Math.ceil((certificates + around) / step) * step + (withTimeStamp ? step : 0);
}

function attribute(type: string, ...values: Buffer[]): Buffer {
  return sequence(oid(type), setOf(...values));
}

async function timeStampAttribute(signature: Buffer, timeStamp: TimeStamp): Promise<Buffer> {
  const token = await timeStamp(createHash("sha256").update(signature).digest());
  return context(1, attribute(OID.signatureTimeStamp, token));
}

/** SigningCertificateV2 with SHA-256, which is the default and therefore not written. */
function signingCertificate(certificate: Buffer): Buffer {
  const { issuer, serial } = issuedBy(certificate);
  const hash = createHash("sha256").update(certificate).digest();
  const directoryName = context(4, issuer);
  return sequence(sequence(sequence(octets(hash), sequence(sequence(directoryName), serial))));
}

function issuerAndSerial(certificate: Buffer): Buffer {
  const { issuer, serial } = issuedBy(certificate);
  return sequence(issuer, serial);
}

/** Issuer and serial number as they stand in a certificate (RFC 5280, 4.1). */
export function issuedBy(certificate: Buffer): { issuer: Buffer; serial: Buffer } {
  const fields = child(readDer(certificate), 0);
  const afterVersion = child(fields, 0).tag === 0xa0 ? 1 : 0;
  return { serial: child(fields, afterVersion).whole, issuer: child(fields, afterVersion + 2).whole };
}

function sha256(): Buffer {
  return sequence(oid(OID.sha256));
}

function signatureAlgorithm(signer: Signer): Buffer {
  return signer.algorithm === "rsa-sha256"
    ? sequence(oid(OID.rsaEncryption), nothing())
    : sequence(oid(OID.ecdsaWithSha256));
}

function retagged(encoded: Buffer, tag: number): Buffer {
  const { content } = readDer(encoded);
  return element(tag, content);
}
