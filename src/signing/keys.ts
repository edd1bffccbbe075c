import { X509Certificate } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { type Authority, demoKeyFile, isDemoCertificate, safeName } from "./demo-ca.ts";
import { openPkcs12 } from "./pkcs12.ts";
import { certificatesOf, keySigner, privateKeyOf, type Signer } from "./signer.ts";

/** Where the keys of the authorities are. Plain data: it is handed to the threads that sign. */
export type KeySource =
  /** `<authority id>.p12` or `<authority id>.pem` (private key and certificates) in a folder. */
  | { kind: "files"; folder: string; passphrase?: string }
  /** Made when they are first asked for, under a certificate authority of our own; never in production. */
  | { kind: "demo"; folder: string };

/** Gives an authority's signer, opened once. */
export type Signers = (authority: Authority) => Signer;

export function openSigners(source: KeySource): Signers {
  const opened = new Map<string, Signer>();
  return (authority) => {
    const known = opened.get(authority.id);
    if (known !== undefined) return known;
    const signer = openSigner(source, authority);
    opened.set(authority.id, signer);
    return signer;
  };
}

function openSigner(source: KeySource, authority: Authority): Signer {
  const now = Date.now();
  if (source.kind === "demo") return signerOfPem(demoKeyFile(source.folder, authority, now), undefined, now);
  const file = keyFile(source.folder, authority.id);
  if (file === undefined)
    throw new Error(
      `${authority.name}没有签名密钥：${source.folder} 里没有 ${authority.id}.p12 或 ${authority.id}.pem`,
    );
  try {
    const signer = file.endsWith(".p12")
      ? signerOfPkcs12(file, source.passphrase ?? "", now)
      : signerOfPem(file, source.passphrase, now);
    if (signer.certificateChain.some((one) => isDemoCertificate(new X509Certificate(one)))) {
      throw new Error("这是演示用的证书，不能用于正式签发");
    }
    return signer;
  } catch (error) {
    throw new Error(`${authority.name}的签名密钥 ${file} 用不了：${error instanceof Error ? error.message : error}`);
  }
}

function keyFile(folder: string, id: string): string | undefined {
  const name = safeName(id);
  return [`${name}.p12`, `${name}.pem`].map((one) => path.join(folder, one)).find((file) => existsSync(file));
}

function signerOfPem(file: string, passphrase: string | undefined, now: number): Signer {
  const text = readFileSync(file, "utf8");
  return keySigner(privateKeyOf(text, passphrase), certificatesOf(text), now);
}

function signerOfPkcs12(file: string, passphrase: string, now: number): Signer {
  const { key, certificates } = openPkcs12(readFileSync(file), passphrase);
  return keySigner(key, certificates, now);
}
