import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import path from "node:path";
import { buffer } from "node:stream/consumers";

export interface TestAuthority {
  url: string;
  caFile: string;
  /** What it does with the next requests; the answer of `openssl ts` unless told otherwise. */
  behave(how: (request: IncomingMessage, response: ServerResponse, stamp: () => Promise<Buffer>) => unknown): void;
  close(): Promise<void>;
}

/** A time-stamping authority on the loopback address, behind which `openssl ts` makes the answers. */
export async function startAuthority(folder: string): Promise<TestAuthority> {
  const at = (name: string) => path.join(folder, name);
  mkdirSync(folder);
  writeFileSync(at("serial"), "01\n");
  writeFileSync(
    at("openssl.cnf"),
    `[req]
distinguished_name = dn
[dn]
[ca]
basicConstraints = critical, CA:true
[stamps]
extendedKeyUsage = critical, timeStamping
keyUsage = critical, digitalSignature
[tsa]
default_tsa = own
[own]
serial = ${at("serial")}
signer_cert = ${at("tsa.pem")}
signer_key = ${at("tsa.key")}
certs = ${at("ca.pem")}
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_alg = sha256
`,
  );
  const openssl = (...args: string[]) => execFileSync("openssl", args, { stdio: ["ignore", "pipe", "ignore"] });
  const request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-config", at("openssl.cnf"), "-days", "30"];
  openssl(...request, "-subj", "/CN=Test CA", "-extensions", "ca", "-keyout", at("ca.key"), "-out", at("ca.pem"));
  const signed = ["-CA", at("ca.pem"), "-CAkey", at("ca.key"), "-extensions", "stamps", "-subj", "/CN=Test TSA"];
  openssl(...request, ...signed, "-keyout", at("tsa.key"), "-out", at("tsa.pem"));

  let behaviour: Parameters<TestAuthority["behave"]>[0] = usual;
  const server = createServer(async (asked, answer) => {
    const stamp = async () => {
      writeFileSync(at("query"), await buffer(asked));
      openssl("ts", "-reply", "-config", at("openssl.cnf"), "-queryfile", at("query"), "-out", at("reply"));
      return readFileSync(at("reply"));
    };
    await behaviour(asked, answer, stamp);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return {
    url: `http://127.0.0.1:${address.port}/`,
    caFile: at("ca.pem"),
    behave(how) {
      behaviour = how;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

export async function usual(_: IncomingMessage, response: ServerResponse, stamp: () => Promise<Buffer>): Promise<void> {
  response.setHeader("Content-Type", "application/timestamp-reply").end(await stamp());
}
