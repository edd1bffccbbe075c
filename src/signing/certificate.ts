import { createHash, type KeyObject, sign } from "node:crypto";
import {
  bits,
  boolean,
  child,
  context,
  element,
  integer,
  nothing,
  octets,
  oid,
  printable,
  readDer,
  sequence,
  setOf,
  time,
  utf8,
} from "./der.ts";
import { OID } from "./object-ids.ts";

/** A distinguished name, in the order in which it is written. */
export type Name = readonly (readonly [type: keyof typeof NAME_TYPES, value: string])[];

const NAME_TYPES = {
  C: OID.country,
  ST: OID.province,
  L: OID.locality,
  O: OID.organisation,
  CN: OID.commonName,
} as const;

export interface CertificateRequest {
  subject: Name;
  publicKey: KeyObject;
  issuer: { name: Name; privateKey: KeyObject; publicKey: KeyObject };
  /** 16 bytes. */
  serial: Buffer;
  /** Epoch ms. */
  from: number;
  until: number;
  authority: boolean;
}

// Bits of KeyUsage (RFC 5280, 4.2.1.3), the first being the highest of the octet.
const SIGNS_DOCUMENTS = bits(Buffer.from([0b1100_0000]), 6);
const SIGNS_CERTIFICATES = bits(Buffer.from([0b0000_0110]), 1);

/**
 * Makes an X.509 certificate, DER. It names no extended usage: one for document signing alone is not trusted by the usual
 * verifiers.
 */
export function certificate(request: CertificateRequest): Buffer {
  const { issuer, authority } = request;
  const keyId = keyIdentifier(request.publicKey);
  const extensions = [
    extension(OID.basicConstraints, true, authority ? sequence(boolean(true)) : sequence()),
    extension(OID.keyUsage, true, authority ? SIGNS_CERTIFICATES : SIGNS_DOCUMENTS),
    extension(OID.subjectKeyIdentifier, false, octets(keyId)),
    extension(OID.authorityKeyIdentifier, false, sequence(element(0x80, keyIdentifier(issuer.publicKey)))),
  ];
  const algorithm =
    issuer.privateKey.asymmetricKeyType === "rsa"
      ? sequence(oid(OID.sha256WithRsaEncryption), nothing())
      : sequence(oid(OID.ecdsaWithSha256));
  const body = sequence(
    context(0, integer(2)),
    integer(positive(request.serial)),
    algorithm,
    distinguishedName(issuer.name),
    sequence(time(request.from), time(request.until)),
    distinguishedName(request.subject),
    request.publicKey.export({ type: "spki", format: "der" }),
    context(3, sequence(...extensions)),
  );
  return sequence(body, algorithm, bits(sign("sha256", body, issuer.privateKey)));
}

function distinguishedName(name: Name): Buffer {
  const parts = name.map(([type, value]) =>
    setOf(sequence(oid(NAME_TYPES[type]), type === "C" ? printable(value) : utf8(value))),
  );
  return sequence(...parts);
}

function extension(id: string, critical: boolean, value: Buffer): Buffer {
  return sequence(oid(id), ...(critical ? [boolean(true)] : []), octets(value));
}

/** SHA-1 of the public key's bits, the usual name of a key (RFC 5280, 4.2.1.2); it guards nothing. */
function keyIdentifier(key: KeyObject): Buffer {
  const publicBits = child(readDer(key.export({ type: "spki", format: "der" })), 1).content.subarray(1);
  return createHash("sha1").update(publicBits).digest();
}

function positive(serial: Buffer): Buffer {
  const copy = Buffer.from(serial);
  copy[0] = ((copy[0] ?? 0) & 0x7f) | 0x40;
  return copy;
}

export function pem(label: string, der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString("base64")
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}
