import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { child, type Element, readDer } from "../../src/signing/der.ts";
import { openPress } from "../../src/signing/press.ts";
import { timeStampsFrom } from "../../src/signing/time-stamp.ts";
import { checkStructure, licence } from "../print/documents.ts";
import { apart, signingFolder, TRUSTED } from "./documents.ts";
import { startAuthority, usual } from "./time-stamp-authority.ts";

const folder = signingFolder();
const authority = await startAuthority(path.join(folder.scratch, "tsa"));
beforeEach(() => authority.behave(usual));
afterAll(async () => {
  await authority.close();
  folder.remove();
});

const DIGEST = createHash("sha256").update("something").digest();
const stamp = (timeoutMs = 5000) => timeStampsFrom({ url: authority.url, timeoutMs })(DIGEST);

describe.each(["rsa", "p256"])("a licence signed with the key %s and time-stamped", (signWith) => {
  test("is valid and trusted as a whole, and openssl verifies the stamp over the signature", async () => {
    const keys = { kind: "demo", folder: folder.keys } as const;
    const press = openPress({ workers: 0, signing: { keys, timeStamp: { url: authority.url, timeoutMs: 5000 } } });
    const file = await press.draw({ kind: "licence", data: licence(), signWith });
    await press.close();
    checkStructure(file);
    const said = folder.pdfsig(file);
    for (const line of TRUSTED) expect(said).toContain(line);

    const { signature, start, end } = apart(file);
    expect(end - start - 2).toBe(2 * 8192);
    const info = child(child(child(child(readDer(signature), 1), 0), -1), 0);
    const token = child(child(child(child(info, -1), 0), 1), 0);
    expect(verified(token, child(info, -2).content)).toContain("Verification: OK");
    expect(() => verified(token, Buffer.from("another signature"))).toThrow();
  });
});

describe("a time-stamp is refused", () => {
  test("when the service answers with an error, in words that name the service", async () => {
    authority.behave((_, response) => response.writeHead(503).end());
    await expect(stamp()).rejects.toThrow(`${authority.url} 没有给出时间戳：HTTP 503`);
  });

  test("when the service refuses", async () => {
    // PKIStatusInfo with status 2, rejection.
    authority.behave((_, response) => response.end(Buffer.from("30053003020102", "hex")));
    await expect(stamp()).rejects.toThrow("拒绝（状态 2）");
  });

  test("when nothing comes in time, and when what comes trickles", async () => {
    authority.behave(() => undefined);
    await expect(stamp(150)).rejects.toThrow("没有给出时间戳");
    authority.behave((request, response) => {
      const drip = setInterval(() => response.write(Buffer.from([0x30])), 20);
      request.socket.on("close", () => clearInterval(drip));
    });
    await expect(stamp(150)).rejects.toThrow("没有给出时间戳");
  });

  test("when it is the answer to an earlier request", async () => {
    let earlier: Buffer | undefined;
    authority.behave(async (_, response, made) => {
      earlier ??= await made();
      response.end(earlier);
    });
    await expect(stamp()).resolves.toBeInstanceOf(Buffer);
    await expect(stamp()).rejects.toThrow("不是对这次请求的答复");
  });

  test("when it is for something else", async () => {
    let other: Buffer | undefined;
    authority.behave(async (_, response, made) => {
      other ??= await made();
      response.end(other);
    });
    await stamp();
    const another = timeStampsFrom({ url: authority.url, timeoutMs: 5000 })(
      createHash("sha256").update("else").digest(),
    );
    await expect(another).rejects.toThrow("不是给这份文件的");
  });

  test("when it is no time-stamp at all, or endless", async () => {
    authority.behave((_, response) => response.end("<html>"));
    await expect(stamp()).rejects.toThrow("没有给出时间戳");
    authority.behave((_, response) => response.end(Buffer.alloc(1_000_000, 0x30)));
    await expect(stamp()).rejects.toThrow("答复太长");
  });

  test("and then nothing is signed", async () => {
    authority.behave((_, response) => response.writeHead(500).end());
    const keys = { kind: "demo", folder: folder.keys } as const;
    const press = openPress({ workers: 0, signing: { keys, timeStamp: { url: authority.url, timeoutMs: 5000 } } });
    await expect(press.draw({ kind: "licence", data: licence(), signWith: "rsa" })).rejects.toThrow("HTTP 500");
    await press.close();
  });
});

function verified(token: Element, data: Buffer): string {
  const [tokenFile, dataFile] = [path.join(folder.scratch, "token"), path.join(folder.scratch, "data")];
  writeFileSync(tokenFile, token.whole);
  writeFileSync(dataFile, data);
  const options = ["-verify", "-token_in", "-in", tokenFile, "-data", dataFile, "-CAfile", authority.caFile];
  return execFileSync("openssl", ["ts", ...options], { stdio: ["ignore", "pipe", "pipe"] }).toString();
}
