import { existsSync, readFileSync } from "node:fs";
import type { Db } from "../db/transaction.ts";
import { linkHash, macOf, NOTHING, type Seal } from "./chain.ts";
import { contentHash } from "./record.ts";

const PAGE = 5_000;
const SHOWN = 20;

export interface ChainReport {
  ok: boolean;
  events: number;
  linked: number;
  /** written and not linked yet; no fault while they are new */
  unlinked: number;
  seals: number;
  /** sentences, at most twenty, the first faults in the order of the chain */
  problems: string[];
}

/**
 * Reads the whole record: the content hash of every event, the chain from link to link, the seals of the table and of `log`.
 * Finds any changed byte, a deletion, and a truncation before the last seal. The events are read in pages, never all at once.
 */
export async function verifyChain(db: Db, secret: string, log?: string): Promise<ChainReport> {
  const problems: string[] = [];
  const report = (text: string) => {
    if (problems.length < SHOWN) problems.push(text);
  };
  const seals = new Map<number, Seal[]>();
  for (const seal of [...(await sealsOf(db)), ...sealsIn(log)]) {
    if (macOf(secret, seal) !== seal.mac) report(`第 ${seal.seq} 号封存不是用本系统的密钥做的`);
    const known = seals.get(seal.seq) ?? [];
    // The table and the log keep the same seal.
    if (!known.some((other) => other.hash === seal.hash)) seals.set(seal.seq, [...known, seal]);
  }

  let seq = 0;
  let last = NOTHING;
  let linked = 0;
  for (;;) {
    const links = await linksAfter(db, seq);
    for (const link of links) {
      if (link.seq !== seq + 1) report(`第 ${seq + 1} 环缺失，下一环是第 ${link.seq} 环`);
      seq = link.seq;
      linked += 1;
      const { id, hash } = link;
      if (id === null || hash === null) {
        report(`第 ${seq} 环的事件 ${link.event_id} 已被删除`);
      } else {
        const { at, type, actor_kind, data } = link;
        if (at === null || type === null || actor_kind === null || data === null)
          throw new Error("an event without its columns");
        const row = { ...link, id, at, type, actor_kind, data };
        if (contentHash(row) !== hash) report(`事件 ${id}（第 ${seq} 环）的内容被改过`);
        if (linkHash(last, seq, { id, hash }) !== link.link_hash) report(`第 ${seq} 环与上一环接不上`);
      }
      last = link.link_hash;
      for (const seal of seals.get(seq) ?? []) {
        if (seal.hash !== last) report(`第 ${seq} 环与封存的不一致`);
      }
    }
    if (links.length < PAGE) break;
  }
  const sealed = Math.max(0, ...seals.keys());
  if (sealed > seq) report(`记录在第 ${seq} 环中断，而封存到第 ${sealed} 环，后面的被截去了`);
  const events = await countOf(db, "event");
  return {
    ok: problems.length === 0,
    events,
    linked,
    unlinked: Math.max(0, events - linked),
    seals: seals.size,
    problems,
  };
}

function linksAfter(db: Db, seq: number) {
  return db
    .selectFrom("event_link")
    .leftJoin("event", "event.id", "event_link.event_id")
    .select(["event_link.seq", "event_link.event_id", "event_link.hash as link_hash"])
    .select(["event.id", "event.at", "event.type", "event.filing_id", "event.actor_kind", "event.actor_id"])
    .select(["event.place_id", "event.data", "event.hash"])
    .where("event_link.seq", ">", seq)
    .orderBy("event_link.seq")
    .limit(PAGE)
    .execute();
}

function sealsOf(db: Db): Promise<Seal[]> {
  return db.selectFrom("event_seal").selectAll().orderBy("seq").execute();
}

function sealsIn(log: string | undefined): Seal[] {
  if (!log || !existsSync(log)) return [];
  const lines = readFileSync(log, "utf8").split("\n");
  return lines.flatMap((line) => {
    const [seq, hash, at, mac] = line.split("\t");
    return seq && hash && at && mac ? [{ seq: Number(seq), hash, at: Number(at), mac }] : [];
  });
}

async function countOf(db: Db, table: "event"): Promise<number> {
  const { n } = await db
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .executeTakeFirstOrThrow();
  return n;
}
