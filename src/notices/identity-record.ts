import type { NoticeItem, NoticeSection } from "../../views/print/notice-print.ts";
import type { IdentityCheck, WhereFiled } from "../filing/queries/identity.ts";
import { FILER_WORDS } from "../filing/summary.ts";
import type { Answers } from "../rules/answers.ts";
import { momentInFull } from "../rules/calendar.ts";
import { maskId } from "../rules/contact.ts";
import type { Actor } from "../rules/permissions.ts";
import type { NoticeTexts } from "./compose.ts";

export interface IdentityFacts {
  answers: Answers;
  identity: "unverified" | "card" | "staff";
  where: WhereFiled;
  /** When the application was begun, and submitted; epoch ms. */
  begunAt: number;
  now: number;
  actor: Actor;
  check: IdentityCheck | undefined;
}

/** How each person of an application was identified, by whom and when. Sources: 细则 16; 文书规范（2026年版）(实名登记确认表); domain 1.1. */
export function identityTexts(facts: IdentityFacts): NoticeTexts {
  const { answers } = facts;
  const { filer, liaison, family = [] } = answers;
  return {
    kind: "identity",
    addressee: answers.operator?.name ?? "",
    intro: ["下面是这份申请中每个人的身份怎样确认、由谁确认、什么时候确认。证件号码只印出头尾。"],
    items: [],
    sections: [
      operatorSection(facts),
      submitterSection(facts),
      ...(filer && filer.kind !== "operator"
        ? [personSection(FILER_WORDS[filer.kind], filer, "由申请人填写，没有单独核验")]
        : []),
      ...family.map((member) =>
        personSection(`家庭成员（${member.relation}）`, member, "由申请人填写，本人在申请书上签名"),
      ),
      ...(liaison && !liaison.same ? [personSection("登记联络员", liaison, "由申请人填写，没有单独核验")] : []),
    ],
    mustDo:
      facts.identity === "unverified"
        ? "经营者的身份还没有当面核验。请带身份证到任何一个大厅的窗口核验，会更快。"
        : "请核对。不是您本人申请的，请马上联系下面的登记机关。",
    legalBasis:
      "《市场主体登记管理条例》第十五条；《市场主体登记管理条例实施细则》第十六条；《经营主体登记文书规范（2026年版）》",
  };
}

function operatorSection(facts: IdentityFacts): NoticeSection {
  const { answers, identity, check, begunAt, now } = facts;
  const { operator, filer } = answers;
  const person = personItems(operator?.name ?? "", operator?.idNumber ?? "");
  const title = "经营者";
  switch (identity) {
    case "staff":
      return {
        title,
        items: [
          ...person,
          { label: "怎样确认", value: `工作人员当面核对${check?.seen ?? "证件原件"}` },
          { label: "由谁、何时", value: check ? `${check.by}，${momentInFull(check.at)}` : "大厅工作人员" },
          { label: "结果", value: "已核验" },
        ],
      };
    case "card": {
      const when =
        filer?.kind === "operator" ? momentInFull(begunAt) : `${momentInFull(begunAt)} 至 ${momentInFull(now)} 之间`;
      return {
        title,
        items: [
          ...person,
          { label: "怎样确认", value: "本人在读卡器上刷居民身份证" },
          { label: "由谁、何时", value: `${placeOf(facts)}的读卡器，${when}` },
          { label: "结果", value: "已核验" },
        ],
      };
    }
    case "unverified":
      return {
        title,
        items: [
          ...person,
          { label: "怎样确认", value: "键入姓名和证件号码，没有读卡，也没有人当面核对" },
          { label: "结果", value: "未核验，由预审人员核对后才能登记" },
        ],
      };
  }
}

/** Who pressed the button, and how that person had opened the application. */
function submitterSection(facts: IdentityFacts): NoticeSection {
  const { actor, now, where } = facts;
  const how =
    actor.kind === "staff"
      ? `申请人在场，由大厅工作人员${actor.name}代为操作`
      : actor.kind === "applicant" && actor.identity === "card"
        ? "用居民身份证打开申请后提交"
        : "用证件号码和手机验证码打开申请后提交";
  return {
    title: "提交",
    items: [
      { label: "怎样确认", value: how },
      { label: "在哪、何时", value: `${where.nowAt ?? where.hall}，${momentInFull(now)}` },
    ],
  };
}

function personSection(title: string, person: { name: string; idNumber: string }, how: string): NoticeSection {
  return { title, items: [...personItems(person.name, person.idNumber), { label: "怎样确认", value: how }] };
}

function personItems(name: string, idNumber: string): NoticeItem[] {
  return [
    { label: "姓名", value: name },
    { label: "居民身份证", value: maskId(idNumber) },
  ];
}

function placeOf({ where: { hall, kiosk } }: IdentityFacts): string {
  return kiosk ? `${hall} ${kiosk}` : hall;
}
