import type { NoticePrint } from "../../views/print/notice-print.ts";
import type { Config } from "../config.ts";
import { newId } from "../db/id.ts";
import type { NoticeTable } from "../db/notice-tables.ts";
import type { Schema } from "../db/schema.ts";
import type { Tx } from "../db/transaction.ts";
import { nextNumbers } from "../filing/queries/filing.ts";
import { sealJson } from "../people/keyring.ts";
import { localDate } from "../rules/calendar.ts";
import { NOTICE_WORDS } from "../rules/notice-kinds.ts";
import { insertNotices } from "./queries.ts";

type AuthorityRow = Schema["authority"];

/** What a notice of some kind says; whose it is, number, date and contact are added when it is issued. */
export type NoticeTexts = Pick<
  NoticePrint,
  "kind" | "addressee" | "intro" | "items" | "due" | "defects" | "sections" | "signatures" | "apart" | "mustDo"
> &
  Pick<NoticePrint, "legalBasis" | "remedies">;

/** Of which filing, by which authority, and when (epoch ms). */
export interface NoticeIssue {
  filing: { id: string; number: string; code: string };
  authority: AuthorityRow;
  now: number;
}

export type NoticeFacts = NoticeTexts & NoticeIssue;

/** Numbers a statutory notice and keeps its data sealed, in the transaction of the act that owes it. The PDF is drawn from this data alone. */
export async function issueNotice(
  tx: Tx,
  config: Config,
  key: Buffer,
  { filing, authority, now, ...texts }: NoticeFacts,
): Promise<{ id: string; number: string }> {
  return issueNotices(tx, config, key, { filing, authority, now }, [texts]);
}

/** The same for several notices that one act owes, each of another kind, in as many statements as one takes. Gives the first of them. */
export async function issueNotices(
  tx: Tx,
  config: Config,
  key: Buffer,
  issue: NoticeIssue,
  [first, ...others]: readonly [NoticeTexts, ...NoticeTexts[]],
): Promise<{ id: string; number: string }> {
  const all = [first, ...others];
  const serials = await nextNumbers(
    tx,
    all.map((texts) => counterOf(issue, texts)),
  );
  const rows = all.map((texts): NoticeTable => {
    const print = noticePrint(config, issue, texts, serials.get(counterOf(issue, texts)) ?? 0);
    return noticeRowOf(newId(issue.now), issue, print, sealJson(key, print));
  });
  await insertNotices(tx, rows);
  return { id: rows[0]?.id ?? "", number: rows[0]?.number ?? "" };
}

/** The counter of the numbers that a notice takes its own from: of its authority, kind and year. */
export function counterOf({ authority, now }: Pick<NoticeIssue, "authority" | "now">, { kind }: NoticeTexts): string {
  return `notice:${authority.id}:${kind}:${localDate(now).slice(0, 4)}`;
}

/** A notice whole, as it is sealed and drawn. */
export function noticePrint(
  config: Pick<Config, "demo" | "baseUrl">,
  { filing, authority, now }: NoticeIssue,
  texts: NoticeTexts,
  serial: number,
): NoticePrint {
  const { title, word } = NOTICE_WORDS[texts.kind];
  const date = localDate(now);
  const place = authority.name.replace(/^牡丹江市|区市场监督管理局$/g, "");
  return {
    ...texts,
    title,
    number: `牡${place}市监${word}〔${date.slice(0, 4)}〕${serial}号`,
    demo: config.demo,
    authority: authority.name,
    authorityId: authority.id,
    date,
    filingNumber: filing.number,
    contact: {
      name: authority.contact_name,
      phone: authority.contact_phone,
      hours: authority.contact_hours,
      address: authority.address,
    },
    code: filing.code,
    qr: `${config.baseUrl}/status/${filing.code}`,
    issuedAt: now,
  };
}

/** A notice's row as it is issued: not drawn, not delivered. */
export function noticeRowOf(id: string, { filing, now }: NoticeIssue, print: NoticePrint, sealed: string): NoticeTable {
  return {
    id,
    filing_id: filing.id,
    kind: print.kind,
    number: print.number,
    at: now,
    sealed,
    file_id: null,
    delivered_at: null,
    public_file_id: null,
    opened_at: null,
  };
}
