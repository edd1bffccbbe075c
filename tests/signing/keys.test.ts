import { execFileSync } from "node:child_process";
import { generateKeyPairSync, type KeyObject, randomBytes, X509Certificate } from "node:crypto";
import { mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { certificate, type Name, pem } from "../../src/signing/certificate.ts";
import { demoKeyFile, ensureDemoCa } from "../../src/signing/demo-ca.ts";
import { openSigners } from "../../src/signing/keys.ts";
import { AUTHORITY, signingFolder } from "./documents.ts";

const YEAR = 365 * 24 * 3600 * 1000;
const PASSPHRASE = "口令 with spaces";
const CA: Name = [["CN", "测试根证书"]];

const demo = signingFolder();
afterAll(demo.remove);
const folder = path.join(demo.scratch, "files");
mkdirSync(folder);
const ca = generateKeyPairSync("rsa", { modulusLength: 2048 });
const caPem = pem("CERTIFICATE", issue(CA, ca.publicKey, { authority: true }));

describe("keys in files", () => {
  test.each([
    ["rsa-2048", generateKeyPairSync("rsa", { modulusLength: 2048 }), "rsa-sha256"],
    ["rsa-3072", generateKeyPairSync("rsa", { modulusLength: 3072 }), "rsa-sha256"],
    ["p-256", generateKeyPairSync("ec", { namedCurve: "P-256" }), "ecdsa-p256-sha256"],
  ])("%s opens from PEM and from PKCS #12, its certificate first", (id, pair, algorithm) => {
    const own = issue([["O", AUTHORITY]], pair.publicKey);
    // The order of the certificates in the file says nothing.
    const text = `${caPem}${pem("CERTIFICATE", own)}`;
    const locked = pair.privateKey.export({
      type: "pkcs8",
      format: "pem",
      cipher: "aes-256-cbc",
      passphrase: PASSPHRASE,
    });
    writeFileSync(path.join(folder, `${id}.pem`), `${text}${locked}`);
    const fromPem = open(id, PASSPHRASE);
    writeFileSync(path.join(folder, "plain.pem"), `${text}${privatePem(pair.privateKey)}`);
    exported("plain.pem", id, []);
    const fromP12 = open(id, PASSPHRASE);
    expect(() => open(id, "wrong")).toThrow("口令不对");
    for (const signer of [fromPem, fromP12]) {
      expect(signer.algorithm).toBe(algorithm);
      expect(signer.certificateChain.map((one) => new X509Certificate(one).subject)).toEqual([
        `O=${AUTHORITY}`,
        "CN=测试根证书",
      ]);
    }
  });

  test.each([
    ["SHA-1 and triple DES", ["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES", "-macalg", "sha1"]],
    ["AES-128, SHA-512", ["-keypbe", "AES-128-CBC", "-certpbe", "AES-128-CBC", "-macalg", "sha512"]],
    ["certificates in the clear", ["-certpbe", "NONE"]],
  ])("PKCS #12 with %s opens", (_, options) => {
    pkcs12("variant", options);
    expect(open("variant", PASSPHRASE).algorithm).toBe("rsa-sha256");
  });

  test("PKCS #12 with RC2, which nothing should use any more, is refused with a way out", () => {
    pkcs12("old", ["-legacy"]);
    expect(() => open("old", PASSPHRASE)).toThrow("AES-256");
  });

  test("what cannot sign is refused, and said why", () => {
    const good = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const other = generateKeyPairSync("ec", { namedCurve: "P-256" });
    const write = (id: string, key: KeyObject, own: Buffer) =>
      writeFileSync(path.join(folder, `${id}.pem`), `${privatePem(key)}${pem("CERTIFICATE", own)}`);
    const now = Date.now();
    write("stranger", other.privateKey, issue([["O", AUTHORITY]], good.publicKey));
    write(
      "expired",
      good.privateKey,
      issue([["O", AUTHORITY]], good.publicKey, { from: now - 2 * YEAR, until: now - YEAR }),
    );
    write("early", good.privateKey, issue([["O", AUTHORITY]], good.publicKey, { from: now + YEAR }));
    const short = generateKeyPairSync("rsa", { modulusLength: 1024 });
    write("short", short.privateKey, issue([["O", AUTHORITY]], short.publicKey));
    expect(() => open("stranger")).toThrow("没有与私钥相配的证书");
    expect(() => open("expired")).toThrow("已经过期");
    expect(() => open("early")).toThrow("还没有到生效时间");
    expect(() => open("short")).toThrow("2048 位以上");
    expect(() => open("absent")).toThrow("absent.p12 或 absent.pem");
  });
});

describe("the demonstration's authority", () => {
  test("names the authority in Chinese, and its keys are its owner's alone", () => {
    const signer = openSigners({ kind: "demo", folder: demo.keys })({
      id: "xian",
      name: "牡丹江市西安区市场监督管理局",
    });
    const own = new X509Certificate(signer.certificateChain[0] ?? Buffer.alloc(0));
    expect(own.subject).toContain("O=牡丹江市西安区市场监督管理局\n");
    expect(own.keyUsage).toBeUndefined();
    expect(own.checkIssued(demo.ca) && own.verify(demo.ca.publicKey)).toBe(true);
    const modes = readdirSync(demo.keys).map((name) => statSync(path.join(demo.keys, name)).mode & 0o777);
    expect(modes.every((mode) => mode === 0o600)).toBe(true);
  });

  test("is made once: what is there stays", () => {
    const before = statSync(demo.caFile).mtimeMs;
    const file = demoKeyFile(demo.keys, { id: "rsa", name: AUTHORITY }, Date.now());
    const key = statSync(file).mtimeMs;
    ensureDemoCa(demo.keys, Date.now());
    expect(demoKeyFile(demo.keys, { id: "rsa", name: AUTHORITY }, Date.now())).toBe(file);
    expect([statSync(demo.caFile).mtimeMs, statSync(file).mtimeMs]).toEqual([before, key]);
  });

  test("is refused where real keys are expected", () => {
    const signers = openSigners({ kind: "files", folder: demo.keys });
    expect(() => signers({ id: "rsa", name: AUTHORITY })).toThrow("演示用的证书");
  });

  test("an id that would leave the folder is refused", () => {
    expect(() => demoKeyFile(demo.keys, { id: "../x", name: AUTHORITY }, Date.now())).toThrow("not a name");
    expect(() => openSigners({ kind: "files", folder })({ id: "../files/variant", name: AUTHORITY })).toThrow(
      "not a name",
    );
  });
});

function open(id: string, passphrase?: string) {
  return openSigners({ kind: "files", folder, ...(passphrase === undefined ? {} : { passphrase }) })({
    id,
    name: AUTHORITY,
  });
}

function issue(
  subject: Name,
  publicKey: KeyObject,
  changes: { from?: number; until?: number; authority?: boolean } = {},
): Buffer {
  const now = Date.now();
  return certificate({
    subject,
    publicKey,
    issuer: { name: CA, ...ca },
    serial: randomBytes(16),
    from: now - YEAR,
    until: now + 2 * YEAR,
    authority: false,
    ...changes,
  });
}

function privatePem(key: KeyObject): string {
  return key.export({ type: "pkcs8", format: "pem" }).toString();
}

function pkcs12(id: string, options: readonly string[]): void {
  const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const own = pem("CERTIFICATE", issue([["O", AUTHORITY]], pair.publicKey));
  writeFileSync(path.join(folder, "plain.pem"), `${privatePem(pair.privateKey)}${own}${caPem}`);
  exported("plain.pem", id, options);
}

function exported(plain: string, id: string, options: readonly string[]): void {
  const [from, to] = [path.join(folder, plain), path.join(folder, `${id}.p12`)];
  const args = ["pkcs12", "-export", "-in", from, "-out", to, "-passout", `pass:${PASSPHRASE}`, ...options];
  // It complains of every certificate that is not the key's own.
  execFileSync("openssl", args, { stdio: "ignore" });
}
