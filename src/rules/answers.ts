import type { Premises } from "./premises.ts";

/** Every answer of one application, as the applicant gave it. Sealed as a whole at rest. Source: domain 2.2 (申请书). */
export interface Answers {
  filer?: Filer;
  operator?: Partial<Operator>;
  formation?: "individual" | "family";
  family?: FamilyMember[];
  premises?: Partial<Premises>;
  ecommerce?: boolean;
  name?: NameAnswer;
  scope?: string[];
  capital?: string;
  copies?: { paper: boolean; duplicates: number };
  liaison?: Liaison;
  delivery?: DeliveryAnswer;
  commitments?: boolean;
  signatures?: Signature[];
}

export type FilerKind = "operator" | "staff" | "agent";

/** Who files. Source: 经营主体登记申请及代理行为管理办法 (2025): internal staff need no agent registration, a 登记代理人 does. */
export interface Filer {
  kind: FilerKind;
  name: string;
  nameAsGiven?: string;
  idNumber: string;
  phone?: string;
  relation?: string;
  agentRegistered?: boolean;
  /** The agent pays for this business itself; only then may it also be the liaison. */
  selfFunded?: boolean;
  powers?: Powers;
}

/** The four permissions of the form, each granted or not. Source: 申请书 指定代表/委托代理人. */
export interface Powers {
  checkCopies: boolean;
  correctOwnPapers: boolean;
  correctForms: boolean;
  collect: boolean;
}

export interface Operator {
  name: string;
  /** As the card or the keyboard gave it, where normalising changed it. */
  nameAsGiven?: string;
  idNumber: string;
  /** How the operator's own identity was taken. */
  idSource: "card" | "typed";
  nation: string;
  education: string;
  politics: string;
  occupation: string;
  home: string;
  phone: string;
  landline?: string;
  postcode?: string;
}

export interface FamilyMember {
  name: string;
  nameAsGiven?: string;
  idNumber: string;
  relation: string;
}

/** `named: false`: the business uses no name (名称 is an item of registration only if one is used, 条例 9). */
export type NameAnswer =
  | { named: false }
  | {
      named: true;
      street?: string;
      trade: string;
      industry: string;
      form: string;
      /** The parts as they were typed, where folding changed one. */
      asGiven?: { trade: string; industry: string; form: string };
    };

/** 登记联络员, filed at setup. */
export interface Liaison {
  same: boolean;
  name: string;
  nameAsGiven?: string;
  idNumber: string;
  phone: string;
  email?: string;
}

export type DeliveryAnswer =
  | { method: "self-print" }
  | { method: "mail"; recipient: string; phone: string; address: string; postcode?: string }
  | { method: "pickup"; hallId: string };

/** `who` is "operator" or "member:0" …; on paper means at the window, seen by hall staff. */
export interface Signature {
  who: string;
  how: "screen" | "upload" | "paper";
  fileId?: string;
  at: number;
}

/** Answers that a later edit replaces member by member; an absent member stays. */
export type AnswersPatch = { [K in keyof Answers]?: Answers[K] };
