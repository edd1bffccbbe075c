import { printSheet } from "../../src/delivery/acts/print.ts";
import { DEMO_CARDS } from "../../src/demo/cards.ts";
import { paperPicture, signaturePicture } from "../../src/demo/pictures.ts";
import { chanceOf } from "../../src/demo/random.ts";
import { beginDraft } from "../../src/filing/acts/begin-draft.ts";
import { addDocument } from "../../src/filing/acts/documents.ts";
import { saveAnswers } from "../../src/filing/acts/save-answers.ts";
import { signFiling } from "../../src/filing/acts/sign.ts";
import { submitFiling } from "../../src/filing/acts/submit.ts";
import { registerFiling } from "../../src/licence/acts/register.ts";
import { enterDispute } from "../../src/oversight/acts/disputes.ts";
import { claimFiling } from "../../src/review/acts/claim.ts";
import { refuseFiling } from "../../src/review/acts/refuse.ts";
import type { Answers } from "../../src/rules/answers.ts";
import { localDate } from "../../src/rules/calendar.ts";
import { type DocumentKind, requiredSignatures } from "../../src/rules/contents.ts";
import { sheetsOwed } from "../../src/rules/delivery.ts";
import type { FieldId } from "../../src/rules/fields.ts";
import { printedScope } from "../../src/rules/scope-of-business.ts";
import type { Deps } from "../../src/web/env.ts";
import { returnedBy } from "./desk.ts";
import { answersOf, applicant, must, rowOf, staffBy } from "./filing.ts";

export type Person = { name: string; idNumber: string; phone: string };

/** People of the sample cards, each with a phone of a demonstration. */
export function person(card: string): Person {
  const at = DEMO_CARDS.findIndex(({ id }) => id === card);
  const found = DEMO_CARDS[at];
  if (!found) throw new Error(`no card ${card}`);
  return { name: found.name, idNumber: found.idNumber, phone: `154045301${String(at).padStart(2, "0")}` };
}

export const SIGNATURE = signaturePicture(chanceOf(1, "signature"));
export const PAPER = paperPicture(chanceOf(1, "paper"));

/** 60 characters, as a place in a large market is written. */
export const LONG_DETAIL =
  "裕民路与光华街交叉口东北侧百货批发市场二期扩建工程地下一层东区第12排第1208号摊位及相邻的第1209号第1210号仓储间";
export const LONG_HOME =
  "黑龙江省牡丹江市虚构区样例街道办事处第十二社区居民委员会样例小区三期工程第108号楼第12单元第2301室（东侧第一户）";

/** Items enough for a scope of 300 characters, two of them with a permit. */
export async function longScope(deps: Deps): Promise<string[]> {
  const { scope } = await deps.catalogues();
  const open = scope.filter(({ kind, closedToIndividuals }) => kind !== "前置许可" && !closedToIndividuals);
  const chosen = [
    ...open.filter(({ phrase }) => phrase === "餐饮服务" || phrase === "食品销售"),
    ...open.filter(({ kind }) => kind === "一般"),
  ];
  const last = chosen.findIndex((_, at) => printedScope(chosen.slice(0, at), { onlineOnly: false }).length > 300);
  return chosen.slice(0, last).map(({ phrase }) => phrase);
}

export interface Wanted {
  by?: Person;
  changes?: Answers;
  papers?: readonly DocumentKind[];
  signed?: boolean;
  hall?: string;
  /** How the person at the kiosk was identified; only a card makes the operator verified. */
  source?: "card" | "typed";
}

export interface Draft {
  id: string;
  number: string;
  code: string;
}

export async function draft(deps: Deps, wanted: Wanted = {}): Promise<Draft> {
  const by = wanted.by ?? person("wang");
  const { filingId, number, code } = await beginDraft(deps, {
    person: { source: wanted.source ?? "card", ...by },
    place: { hallId: wanted.hall ?? "hall-xian", kioskId: null },
    now: deps.now(),
  });
  const answers = answersOf(by, wanted.changes);
  must(await saveAnswers(deps, applicant(deps, filingId), { filingId, patch: answers }));
  for (const kind of wanted.papers ?? []) {
    const file = { name: `${kind}.png`, bytes: PAPER };
    must(await addDocument(deps, applicant(deps, filingId), { filingId, kind, file }));
  }
  if (wanted.signed !== false)
    for (const { who } of requiredSignatures(answers))
      must(await signFiling(deps, applicant(deps, filingId), { filingId, who, how: "screen", bytes: SIGNATURE }));
  return { id: filingId, number, code };
}

/** A draft that holds no more than who began it. */
export async function emptyDraft(deps: Deps, by: Person): Promise<Draft> {
  const place = { hallId: "hall-xian", kioskId: null };
  const begun = await beginDraft(deps, { person: { source: "card", ...by }, place, now: deps.now() });
  return { ...begun, id: begun.filingId };
}

export async function submitted(deps: Deps, wanted: Wanted = {}): Promise<Draft> {
  const made = await draft(deps, wanted);
  must(await submitFiling(deps, applicant(deps, made.id), { filingId: made.id }));
  return made;
}

/** Registered without a name, so that no name stands in another's way. */
export async function registered(deps: Deps, wanted: Wanted = {}): Promise<Draft> {
  const made = await submitted(deps, { ...wanted, changes: { name: { named: false }, ...wanted.changes } });
  await claimed(deps, made.id);
  const { version } = await rowOf(deps, made.id);
  must(await registerFiling(deps, await staffBy(deps, "yangming1"), { filingId: made.id, version }));
  return made;
}

export async function claimed(deps: Deps, id: string, login = "yangming1", reason?: string): Promise<void> {
  must(await claimFiling(deps, await staffBy(deps, login), { filingId: id, ...(reason ? { reason } : {}) }));
}

export async function returned(deps: Deps, wanted: Wanted, fields: readonly FieldId[]): Promise<Draft> {
  const made = await submitted(deps, wanted);
  await returnedBy(deps, made.id, "yangming1", fields);
  return made;
}

export async function refused(deps: Deps, wanted: Wanted = {}): Promise<Draft> {
  const made = await submitted(deps, wanted);
  await claimed(deps, made.id, "yangming-head");
  const { version } = await rowOf(deps, made.id);
  const facts = "经营场所属于依法不得用作经营场所的建筑，申请人不能更换。";
  const head = await staffBy(deps, "yangming-head");
  must(await refuseFiling(deps, head, { filingId: made.id, version, ground: "law", facts }));
  return made;
}

/** Gives every sheet of a licence a number, at the authority's own desk. */
export async function printed(deps: Deps, id: string, copies: Answers["copies"]): Promise<void> {
  const by = await staffBy(deps, "yangming1");
  for (const { part, copy } of sheetsOwed(copies)) {
    const sheet = await printSheet(deps, by, { filingId: id, part, copy, placeId: "authority-yangming" });
    if (!sheet.ok) throw new Error(sheet.message);
  }
}

/** A suit against what was done with a filing of 阳明区; gives the address of its page. */
export async function disputed(deps: Deps, filingId: string): Promise<string> {
  const { number } = await rowOf(deps, filingId);
  const entry = {
    number,
    kind: "suit",
    body: "牡丹江市阳明区人民法院",
    matter: "silence",
    receivedOn: localDate(deps.now()),
    caseNumber: "（2026）黑1003行初12号",
    note: "原告要求确认逾期没有答复违法，第一次开庭的时间由法院另行通知。",
  };
  const { location } = must(await enterDispute(deps, await staffBy(deps, "yangming-head"), entry));
  return location.replace(/\?.*/, "");
}
