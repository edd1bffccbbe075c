import type { NoticeKind } from "../../src/rules/notice-kinds.ts";

export interface NoticeItem {
  label: string;
  value: string;
}

/** What was filled in, under a heading. */
export interface NoticeSection {
  title: string;
  items: NoticeItem[];
}

/** A signer, and the picture of the signature where there is one. */
export interface NoticeSignature {
  /** As what they sign: 经营者, 家庭成员, 领取人. */
  role: string;
  name: string;
  /** On the screen, as a picture, or on paper; and when. */
  how: string;
  /** The stored picture, which is put in when the notice is drawn. */
  fileId?: string;
  picture?: { mediaType: string; base64: string };
}

/** A notice as plain data: sealed when it is issued, and drawn from this alone. */
export interface NoticePrint {
  kind: NoticeKind;
  title: string;
  number: string;
  demo: boolean;
  authority: string;
  /** Whose key signs it. Not printed. */
  authorityId?: string;
  date: string;
  addressee: string;
  filingNumber: string;
  intro: string[];
  items: NoticeItem[];
  /** By when the reader is answered, or must have acted. */
  due?: NoticeItem;
  /** 一次性告知: every defect at once. */
  defects?: { field: string; problem: string; fix: string }[];
  sections?: NoticeSection[];
  signatures?: NoticeSignature[];
  /** On pages apart at the end: numbers, homes, phones and signatures. */
  apart?: { sections: NoticeSection[]; signatures: NoticeSignature[] };
  /** A copy without the pages apart; it says so. */
  withoutApart?: boolean;
  /** The one sentence in bold: what the reader must do next. */
  mustDo: string;
  legalBasis: string;
  remedies?: string;
  contact: { name: string; phone: string; hours: string; address?: string };
  /** The 8 characters with which the applicant goes on. */
  code?: string;
  qr?: string;
  issuedAt: number;
}
