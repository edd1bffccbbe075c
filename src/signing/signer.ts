import { createPrivateKey, createPublicKey, type KeyObject, sign, X509Certificate } from "node:crypto";

/**
 * What puts the seal under a document. A key in a file is one; an HSM or the state's seal service takes its place with an
 * object of the same shape.
 */
export interface Signer {
  /** DER: the signer's certificate first, then those that lead towards the root. */
  certificateChain: Buffer[];
  algorithm: "rsa-sha256" | "ecdsa-p256-sha256";
  /** The signature over the data: RSA PKCS #1 v1.5, or ECDSA as a DER pair of numbers, both with SHA-256. */
  sign(data: Buffer): Promise<Buffer>;
}

const OLDEST_RSA_BITS = 2048;

/** A signer from a private key and certificates in any order. Throws, in words for the operator, when they do not fit. */
export function keySigner(key: KeyObject, certificates: readonly X509Certificate[], now: number): Signer {
  const publicKey = createPublicKey(key);
  const own = certificates.find((one) => one.publicKey.equals(publicKey));
  if (own === undefined) throw new Error("没有与私钥相配的证书");
  if (now < own.validFromDate.getTime()) throw new Error("签名证书还没有到生效时间");
  if (now > own.validToDate.getTime()) throw new Error("签名证书已经过期");
  return {
    certificateChain: chainFrom(own, certificates).map((one) => Buffer.from(one.raw)),
    algorithm: algorithmOf(key),
    async sign(data) {
      if (Date.now() > own.validToDate.getTime()) throw new Error("签名证书已经过期");
      return sign("sha256", data, key);
    },
  };
}

function algorithmOf(key: KeyObject): Signer["algorithm"] {
  const details = key.asymmetricKeyDetails;
  if (key.asymmetricKeyType === "rsa" && (details?.modulusLength ?? 0) >= OLDEST_RSA_BITS) return "rsa-sha256";
  if (key.asymmetricKeyType === "ec" && details?.namedCurve === "prime256v1") return "ecdsa-p256-sha256";
  throw new Error("签名密钥须是 RSA（2048 位以上）或 P-256");
}

function chainFrom(own: X509Certificate, others: readonly X509Certificate[]): X509Certificate[] {
  const chain = [own];
  for (let last = own; ; ) {
    const issuer = others.find((one) => !chain.includes(one) && last.checkIssued(one) && last.verify(one.publicKey));
    if (issuer === undefined) return chain;
    chain.push(issuer);
    last = issuer;
  }
}

/** The certificates of a PEM text. */
export function certificatesOf(pem: string): X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.map((block) => new X509Certificate(block));
}

/** The private key of a PEM text that may hold certificates as well. */
export function privateKeyOf(pem: string, passphrase: string | undefined): KeyObject {
  const block = /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----[\s\S]+?-----END (?:[A-Z]+ )*PRIVATE KEY-----/.exec(pem)?.[0];
  if (block === undefined) throw new Error("文件里没有私钥");
  return createPrivateKey({ key: block, ...(passphrase === undefined ? {} : { passphrase }) });
}
