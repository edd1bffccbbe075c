import { changeDelivery } from "../../src/delivery/acts/change.ts";
import { dispatchLicence } from "../../src/delivery/acts/mail.ts";
import { handOut, makeReady, nameProxy } from "../../src/delivery/acts/pickup.ts";
import { printSheet, voidSheet } from "../../src/delivery/acts/print.ts";
import { addDocument } from "../../src/filing/acts/documents.ts";
import { checkIdentity, openByCode } from "../../src/filing/acts/identity.ts";
import { submitFiling } from "../../src/filing/acts/submit.ts";
import { withdrawFiling } from "../../src/filing/acts/withdraw.ts";
import { registerFiling } from "../../src/licence/acts/register.ts";
import { enterDispute, moveDispute } from "../../src/oversight/acts/disputes.ts";
import { takeSupervision } from "../../src/oversight/acts/take-supervision.ts";
import { claimFiling } from "../../src/review/acts/claim.ts";
import { refuseFiling } from "../../src/review/acts/refuse.ts";
import { returnFiling } from "../../src/review/acts/return.ts";
import type { By, Outcome } from "../../src/web/act.ts";
import type { Deps } from "../../src/web/env.ts";
import { annul, correct } from "./after-issue.ts";
import { PEOPLE } from "./cast.ts";
import { applicant, must, PNG, readyDraft, rowOf, staffBy, submittedFiling } from "./filing.ts";
import { MAIL, ONE_SHEET, PICKUP, registeredFiling } from "./registered.ts";

const nameless = { name: { named: false as const } };
const draft = (deps: Deps) => readyDraft(deps, nameless);
const submitted = (deps: Deps) => submittedFiling(deps, nameless);
const RETURN = [{ field: "capital" as const, reason: "R1", problem: "与实际不符", fix: "请按实际填写" }];
const FACTS = "申请人在《条例》第四十条规定的三年内再次申请，经查属实。";
const POST = { carrier: "中国邮政 EMS", tracking: "1234567890123", costFen: 1200 };
const DISPUTE = {
  kind: "review",
  body: "牡丹江市阳明区人民政府",
  matter: "registered",
  receivedOn: "2026-11-23",
  caseNumber: "",
  note: "",
};
const PROXY = { name: PEOPLE.li.name, idNumber: PEOPLE.li.idNumber };

async function printed(deps: Deps, delivery: typeof MAIL): Promise<{ id: string; serial: string }> {
  const id = await registeredFiling(deps, delivery, ONE_SHEET);
  const input = { filingId: id, part: "original" as const, copy: 1, placeId: "hall-aimin" };
  const sheet = await printSheet(deps, applicant(deps, id), input);
  if (!sheet.ok) throw new Error(sheet.message);
  return { id, serial: sheet.serial };
}

interface Ready {
  id: string;
  act: (by: By) => Promise<Outcome>;
}
export interface ActCase {
  act: string;
  /** Login of staff, or the applicant. */
  who: string;
  event: string | undefined;
  /** What its sentence says. */
  said?: string;
  prepare: (deps: Deps) => Promise<Ready>;
  /** The same act on a submitted filing that is there already. */
  on?: (deps: Deps, id: string, version: number) => (by: By) => Promise<Outcome>;
}

/** Every act that a form posts with a key. */
export const ACT_CASES: readonly ActCase[] = [
  {
    act: "submit",
    who: "applicant",
    event: "submitted",
    said: "申请人提交申请",
    prepare: async (deps) => {
      const { id } = await draft(deps);
      return { id, act: (by) => submitFiling(deps, by, { filingId: id }) };
    },
  },
  {
    act: "withdraw",
    who: "applicant",
    event: "withdrawn",
    on: (deps, filingId) => (by) => withdrawFiling(deps, by, { filingId }),
    said: "申请人撤回申请",
    prepare: async (deps) => {
      const { id } = await submitted(deps);
      return { id, act: (by) => withdrawFiling(deps, by, { filingId: id }) };
    },
  },
  {
    act: "add a document",
    who: "applicant",
    event: undefined,
    prepare: async (deps) => {
      const { id } = await draft(deps);
      const file = { name: "材料.png", bytes: PNG };
      return { id, act: (by) => addDocument(deps, by, { filingId: id, kind: "premises", file }) };
    },
  },
  {
    act: "check identity",
    who: "xian-guide",
    event: "identity-checked",
    said: "西安区帮办当面核验了经营者身份",
    prepare: async (deps) => {
      const { id } = await draft(deps);
      return { id, act: (by) => checkIdentity(deps, by, { filingId: id, seen: "居民身份证原件" }) };
    },
  },
  {
    act: "open by code",
    who: "dongan-guide",
    event: "opened-by-code",
    said: "征得申请人同意",
    prepare: async (deps) => {
      const { id, code } = await draft(deps);
      return { id, act: (by) => openByCode(deps, by, { code, consent: true }) };
    },
  },
  {
    act: "claim",
    who: "yangming1",
    event: "claimed",
    on: (deps, filingId) => (by) => claimFiling(deps, by, { filingId }),
    said: "阳明区甲领取审查",
    prepare: async (deps) => {
      const { id } = await submitted(deps);
      return { id, act: (by) => claimFiling(deps, by, { filingId: id }) };
    },
  },
  {
    act: "return",
    who: "yangming1",
    event: "returned",
    on: (deps, filingId, version) => (by) => returnFiling(deps, by, { filingId, version, items: RETURN }),
    said: "退回补正，共 1 项：出资额",
    prepare: async (deps) => {
      const { id } = await submitted(deps);
      const { version } = await rowOf(deps, id);
      return { id, act: (by) => returnFiling(deps, by, { filingId: id, version, items: RETURN }) };
    },
  },
  {
    act: "refuse",
    who: "yangming-head",
    event: "refused",
    on: (deps, filingId, version) => (by) => refuseFiling(deps, by, { filingId, version, ground: "law", facts: FACTS }),
    said: "作出不予登记决定：不符合法律规定",
    prepare: async (deps) => {
      const { id } = await submitted(deps);
      const { version } = await rowOf(deps, id);
      return { id, act: (by) => refuseFiling(deps, by, { filingId: id, version, ground: "law", facts: FACTS }) };
    },
  },
  {
    act: "register",
    who: "yangming1",
    event: "registered",
    on: (deps, filingId, version) => (by) => registerFiling(deps, by, { filingId, version }),
    said: "准予登记，签发营业执照，统一社会信用代码 92231003",
    prepare: async (deps) => {
      const { id } = await submitted(deps);
      const { version } = await rowOf(deps, id);
      return { id, act: (by) => registerFiling(deps, by, { filingId: id, version }) };
    },
  },
  {
    act: "correct",
    who: "yangming-head",
    event: "corrected",
    said: "更正营业执照：经营场所门牌地址，签发第 002 版，旧版失效，作废纸张 H4",
    prepare: async (deps) => {
      const { id } = await printed(deps, PICKUP);
      const { version } = await rowOf(deps, id);
      return { id, act: (by) => correct(deps, id, undefined, { by, version }) };
    },
  },
  {
    act: "annul",
    who: "yangming-head",
    event: "annulled",
    said: "撤销登记：冒用他人身份信息取得登记，营业执照作废，作废纸张 H4",
    prepare: async (deps) => {
      const { id } = await printed(deps, PICKUP);
      const { version } = await rowOf(deps, id);
      return { id, act: (by) => annul(deps, id, { by, version }) };
    },
  },
  {
    act: "change the delivery",
    who: "applicant",
    event: "delivery-changed",
    said: "申请人把领照方式改为寄递",
    prepare: async (deps) => {
      const id = await registeredFiling(deps, PICKUP, ONE_SHEET);
      return { id, act: (by) => changeDelivery(deps, by, { filingId: id, delivery: MAIL }) };
    },
  },
  {
    act: "dispatch",
    who: "yangming1",
    event: "dispatched",
    said: "寄出执照，中国邮政 EMS",
    prepare: async (deps) => {
      const { id } = await printed(deps, MAIL);
      return { id, act: (by) => dispatchLicence(deps, by, { filingId: id, ...POST }) };
    },
  },
  {
    act: "make ready",
    who: "aimin-guide",
    event: "ready-for-pickup",
    said: "备好执照，可以领取",
    prepare: async (deps) => {
      const { id } = await printed(deps, PICKUP);
      return { id, act: (by) => makeReady(deps, by, { filingId: id }) };
    },
  },
  {
    act: "name a proxy",
    who: "applicant",
    event: "proxy-named",
    said: "申请人指定了代领人",
    prepare: async (deps) => {
      const id = await registeredFiling(deps, PICKUP, ONE_SHEET);
      return { id, act: (by) => nameProxy(deps, by, { filingId: id, ...PROXY }) };
    },
  },
  {
    act: "hand out",
    who: "aimin-guide",
    event: "handed-out",
    said: "发出执照，由经营者本人领取",
    prepare: async (deps) => {
      const { id } = await printed(deps, PICKUP);
      must(await makeReady(deps, await staffBy(deps, "aimin-guide"), { filingId: id }));
      const { name, idNumber } = PEOPLE.wang;
      return { id, act: (by) => handOut(deps, by, { filingId: id, collector: "self", name, idNumber }) };
    },
  },
  {
    act: "take on the supervision",
    who: "yangming1",
    event: "supervision-taken",
    said: "阳明区甲接收后续监管",
    prepare: async (deps) => {
      const id = await registeredFiling(deps, MAIL);
      return { id, act: (by) => takeSupervision(deps, by, { filingIds: [id], location: "/desk/supervision" }) };
    },
  },
  {
    act: "enter a dispute",
    who: "yangming-head",
    event: "dispute-entered",
    said: "阳明区负责人登记行政复议一件，2026-11-23 收到副本",
    prepare: async (deps) => {
      const id = await registeredFiling(deps, MAIL);
      const { number } = await rowOf(deps, id);
      return { id, act: (by) => enterDispute(deps, by, { ...DISPUTE, number }) };
    },
  },
  {
    act: "move a dispute",
    who: "yangming1",
    event: "dispute-moved",
    said: "更新行政复议：已结案，结果：维持",
    prepare: async (deps) => {
      const id = await registeredFiling(deps, MAIL);
      const { number } = await rowOf(deps, id);
      const entered = must(await enterDispute(deps, await staffBy(deps, "yangming-head"), { ...DISPUTE, number }));
      const dispute = /disputes\/(\w+)/.exec(entered.location)?.[1] ?? "";
      const closed = { state: "closed", outcome: "维持", closedOn: "2026-11-24", caseNumber: "", note: "" };
      return { id, act: (by) => moveDispute(deps, by, { id: dispute, version: 0, ...closed }) };
    },
  },
  {
    act: "void a sheet",
    who: "yangming1",
    event: "sheet-voided",
    said: "作废纸张 H4",
    prepare: async (deps) => {
      const { id, serial } = await printed(deps, MAIL);
      return { id, act: (by) => voidSheet(deps, by, { serial, reason: "卡纸" }) };
    },
  },
];
