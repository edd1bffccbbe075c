import {
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  type KeyObject,
  pbkdf2Sync,
  timingSafeEqual,
  X509Certificate,
} from "node:crypto";
import { child, type Element, numberOf, oidOf, readDer, TAG } from "./der.ts";
import { OID } from "./object-ids.ts";

/**
 * Private key and certificates of a PKCS #12 file (RFC 7292), which Node opens for TLS but does not hand out. Understood is
 * what today's tools write: PBES2 with AES or triple DES, and the older SHA-1 with triple DES.
 */
export function openPkcs12(file: Buffer, passphrase: string): { key: KeyObject; certificates: X509Certificate[] } {
  const outer = readDer(file);
  const authenticated = child(child(child(outer, 1), 1), 0).content;
  const mac = outer.children[2];
  if (mac !== undefined) checkMac(mac, authenticated, passphrase);

  const keys: KeyObject[] = [];
  const certificates: X509Certificate[] = [];
  for (const info of readDer(authenticated).children) {
    for (const bag of readDer(contentOf(info, passphrase)).children) {
      const kind = oidOf(child(bag, 0));
      const value = child(child(bag, 1), 0);
      if (kind === OID.keyBag) keys.push(pkcs8(value.whole));
      if (kind === OID.shroudedKeyBag)
        keys.push(pkcs8(decrypted(child(value, 0), child(value, 1).content, passphrase)));
      if (kind === OID.certificateBag && oidOf(child(value, 0)) === OID.x509Certificate) {
        certificates.push(new X509Certificate(child(child(value, 1), 0).content));
      }
    }
  }
  const [key, second] = keys;
  if (key === undefined || second !== undefined) throw new Error("PKCS #12 文件里须恰好有一把私钥");
  return { key, certificates };
}

function pkcs8(der: Buffer): KeyObject {
  return createPrivateKey({ key: der, format: "der", type: "pkcs8" });
}

/** The content of a ContentInfo: plain, or encrypted under the passphrase. */
function contentOf(info: Element, passphrase: string): Buffer {
  const type = oidOf(child(info, 0));
  const body = child(child(info, 1), 0);
  if (type === OID.data) return body.content;
  if (type !== OID.encryptedData) throw new Error(`PKCS #12 文件用了不支持的封装 ${type}`);
  const encrypted = child(body, 1);
  return decrypted(child(encrypted, 1), child(encrypted, 2).content, passphrase);
}

function decrypted(algorithm: Element, bytes: Buffer, passphrase: string): Buffer {
  const { cipher, key, iv } = cipherOf(algorithm, passphrase);
  const decipher = createDecipheriv(cipher, key, iv);
  return Buffer.concat([decipher.update(bytes), decipher.final()]);
}

const CIPHERS: Record<string, { cipher: string; keyLength: number }> = {
  [OID.aes128Cbc]: { cipher: "aes-128-cbc", keyLength: 16 },
  [OID.aes192Cbc]: { cipher: "aes-192-cbc", keyLength: 24 },
  [OID.aes256Cbc]: { cipher: "aes-256-cbc", keyLength: 32 },
  [OID.tripleDesCbc]: { cipher: "des-ede3-cbc", keyLength: 24 },
};

const DIGESTS: Record<string, string> = {
  [OID.sha1]: "sha1",
  [OID.sha256]: "sha256",
  [OID.sha384]: "sha384",
  [OID.sha512]: "sha512",
  [OID.hmacWithSha1]: "sha1",
  [OID.hmacWithSha256]: "sha256",
  [OID.hmacWithSha384]: "sha384",
  [OID.hmacWithSha512]: "sha512",
};

function cipherOf(algorithm: Element, passphrase: string): { cipher: string; key: Buffer; iv: Buffer } {
  const id = oidOf(child(algorithm, 0));
  const parameters = child(algorithm, 1);
  if (id === OID.pbes2) {
    const [derivation, encryption] = [child(parameters, 0), child(parameters, 1)];
    const found = CIPHERS[oidOf(child(encryption, 0))];
    if (found === undefined || oidOf(child(derivation, 0)) !== OID.pbkdf2) throw unsupported(id);
    const [salt, rounds, ...rest] = child(derivation, 1).children;
    if (salt === undefined || rounds === undefined) throw unsupported(id);
    // RFC 8018: a length may stand between; HMAC with SHA-1 when no function is named.
    const named = rest.find((one) => one.tag === TAG.sequence);
    const digest = DIGESTS[named === undefined ? OID.hmacWithSha1 : oidOf(child(named, 0))];
    if (digest === undefined) throw unsupported(id);
    const key = pbkdf2Sync(passphrase, salt.content, numberOf(rounds), found.keyLength, digest);
    return { cipher: found.cipher, key, iv: child(encryption, 1).content };
  }
  if (id !== OID.pbeSha1TripleDes) throw unsupported(id);
  const derive = (purpose: number, length: number) =>
    derived("sha1", passphrase, child(parameters, 0).content, numberOf(child(parameters, 1)), purpose, length);
  return { cipher: "des-ede3-cbc", key: derive(1, 24), iv: derive(2, 8) };
}

function unsupported(id: string): Error {
  const way = "请用 openssl pkcs12 把它转成 AES-256 加密的文件";
  return new Error(`PKCS #12 文件的加密方式 ${id} 不支持，${way}`);
}

function checkMac(mac: Element, content: Buffer, passphrase: string): void {
  const digest = DIGESTS[oidOf(child(child(child(mac, 0), 0), 0))];
  if (digest === undefined) throw new Error("PKCS #12 文件的校验方式不支持");
  const rounds = mac.children[2] === undefined ? 1 : numberOf(mac.children[2]);
  const expected = child(child(mac, 0), 1).content;
  const key = derived(digest, passphrase, child(mac, 1).content, rounds, 3, expected.length);
  const actual = createHmac(digest, key).update(content).digest();
  if (!timingSafeEqual(actual, expected)) throw new Error("PKCS #12 文件的口令不对，或文件已损坏");
}

/** Key material of RFC 7292, appendix B.2. Purposes: 1 key, 2 initial vector, 3 MAC. */
function derived(
  digest: string,
  passphrase: string,
  salt: Buffer,
  rounds: number,
  purpose: number,
  length: number,
): Buffer {
  const block = digest === "sha384" || digest === "sha512" ? 128 : 64;
  const secret = Buffer.from(`${passphrase}\0`, "utf16le").swap16();
  const input = Buffer.concat([repeated(salt, block), repeated(secret, block)]);
  const parts: Buffer[] = [];
  for (let made = 0; made < length; ) {
    let part = createHash(digest).update(Buffer.alloc(block, purpose)).update(input).digest();
    for (let round = 1; round < rounds; round += 1) part = createHash(digest).update(part).digest();
    parts.push(part);
    made += part.length;
    addToEach(input, repeated(part, block), block);
  }
  return Buffer.concat(parts).subarray(0, length);
}

/** The bytes again and again, up to whole blocks; none for none. */
function repeated(bytes: Buffer, block: number): Buffer {
  return Buffer.alloc(block * Math.ceil(bytes.length / block), bytes);
}

/** Each block of `input` becomes itself + addend + 1, as a number that wraps round. */
function addToEach(input: Buffer, addend: Buffer, block: number): void {
  for (let start = 0; start < input.length; start += block) {
    let carry = 1;
    for (let i = block - 1; i >= 0; i -= 1) {
      const sum = (input[start + i] ?? 0) + (addend[i] ?? 0) + carry;
      input[start + i] = sum & 0xff;
      carry = sum >> 8;
    }
  }
}
