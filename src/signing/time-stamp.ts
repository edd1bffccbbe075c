import { randomBytes, timingSafeEqual } from "node:crypto";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import type { TimeStamp } from "./cms.ts";
import {
  boolean,
  child,
  type Element,
  integer,
  nothing,
  numberOf,
  octets,
  oid,
  oidOf,
  readDer,
  sequence,
  TAG,
} from "./der.ts";
import { OID } from "./object-ids.ts";

/** A time-stamping authority (RFC 3161 over HTTP). Plain data: it is handed to the threads that sign. */
export interface TimeStampAuthority {
  url: string;
  timeoutMs: number;
}

// A token with a chain of certificates has a few thousand bytes; whatever is longer is no answer.
const LONGEST_ANSWER = 64 * 1024;
const GRANTED = 0;
const GRANTED_WITH_CHANGES = 1;

/** Asks for one token at a time. Rejects when there is no answer in time, a refusal, or a token for something else. */
export function timeStampsFrom(authority: TimeStampAuthority): TimeStamp {
  return async (digest) => {
    const nonce = integer(randomBytes(8));
    const imprint = sequence(sequence(oid(OID.sha256), nothing()), octets(digest));
    const query = sequence(integer(1), imprint, nonce, boolean(true));
    try {
      return checkedToken(await post(authority, query), digest, nonce);
    } catch (error) {
      throw new Error(`时间戳服务 ${authority.url} 没有给出时间戳：${error instanceof Error ? error.message : error}`);
    }
  };
}

function checkedToken(answer: Buffer, digest: Buffer, nonce: Buffer): Buffer {
  const response = readDer(answer);
  const status = numberOf(child(child(response, 0), 0));
  if (status !== GRANTED && status !== GRANTED_WITH_CHANGES) throw new Error(`拒绝（状态 ${status}）`);
  const token = child(response, 1);
  const info = timeStampInfo(token);
  const imprint = child(child(info, 2), 1).content;
  if (imprint.length !== digest.length || !timingSafeEqual(imprint, digest)) throw new Error("时间戳不是给这份文件的");
  const echoed = info.children.slice(5).find((one) => one.tag === TAG.integer);
  if (!echoed?.whole.equals(nonce)) throw new Error("时间戳不是对这次请求的答复");
  return token.whole;
}

/** The TSTInfo that a token signs. */
function timeStampInfo(token: Element): Element {
  const content = child(child(child(token, 1), 0), 2);
  if (oidOf(child(content, 0)) !== OID.timeStampInfo) throw new Error("答复不是时间戳");
  return readDer(child(child(content, 1), 0).content);
}

function post(authority: TimeStampAuthority, body: Buffer): Promise<Buffer> {
  const url = new URL(authority.url);
  const request = url.protocol === "https:" ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: "POST",
        headers: { "Content-Type": "application/timestamp-query", "Content-Length": body.length },
        // Over all, not only for silence: a service that trickles must not hold a signature up.
        signal: AbortSignal.timeout(authority.timeoutMs),
      },
      (answer) => {
        if (answer.statusCode !== 200) {
          answer.resume();
          return reject(new Error(`HTTP ${answer.statusCode}`));
        }
        const chunks: Buffer[] = [];
        let length = 0;
        answer.on("data", (chunk: Buffer) => {
          chunks.push(chunk);
          length += chunk.length;
          if (length > LONGEST_ANSWER) answer.destroy(new Error("答复太长"));
        });
        answer.on("end", () => resolve(Buffer.concat(chunks)));
        answer.on("error", reject);
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}
