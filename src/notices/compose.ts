import type { NoticePrint } from "../../views/print/notice.ts";
import type { Config } from "../config.ts";
import { newId } from "../db/id.ts";
import type { Schema } from "../db/schema.ts";
import type { Tx } from "../db/transaction.ts";
import { nextNumber } from "../filing/queries/filing.ts";
import { sealJson } from "../people/keyring.ts";
import { localDate } from "../rules/calendar.ts";
import { NOTICE_WORDS, type NoticeKind } from "../rules/notice-kinds.ts";
import { insertNotice } from "./queries.ts";

type AuthorityRow = Schema["authority"];

export interface NoticeFacts {
  kind: NoticeKind;
  filing: { id: string; number: string; code: string };
  authority: AuthorityRow;
  addressee: string;
  intro: string[];
  items: { label: string; value: string }[];
  defects?: { field: string; problem: string; fix: string }[];
  mustDo: string;
  legalBasis: string;
  remedies?: string;
  now: number;
}

/** Numbers a statutory notice and keeps its data sealed, in the transaction of the act that owes it. The PDF is drawn from this data alone. */
export async function issueNotice(
  tx: Tx,
  config: Config,
  key: Buffer,
  facts: NoticeFacts,
): Promise<{ id: string; number: string }> {
  const { kind, authority, filing, now } = facts;
  const { title, word } = NOTICE_WORDS[kind];
  const date = localDate(now);
  const year = date.slice(0, 4);
  const serial = await nextNumber(tx, `notice:${authority.id}:${kind}:${year}`);
  const number = `牡${authority.name.replace(/^牡丹江市|区市场监督管理局$/g, "")}市监${word}〔${year}〕${serial}号`;
  const print: NoticePrint = {
    kind,
    title,
    number,
    demo: config.demo,
    authority: authority.name,
    authorityId: authority.id,
    date,
    addressee: facts.addressee,
    filingNumber: filing.number,
    intro: facts.intro,
    items: facts.items,
    ...(facts.defects ? { defects: facts.defects } : {}),
    mustDo: facts.mustDo,
    legalBasis: facts.legalBasis,
    ...(facts.remedies ? { remedies: facts.remedies } : {}),
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
  const id = newId(now);
  await insertNotice(tx, {
    id,
    filing_id: filing.id,
    kind,
    number,
    at: now,
    sealed: sealJson(key, print),
    file_id: null,
    delivered_at: null,
  });
  return { id, number };
}
