import { z } from "zod";
import type { Filer, Operator, Powers } from "../../rules/answers.ts";
import { definePage, type Page, type PageFacts, valuesOf } from "./page.ts";
import { oneOf } from "./posted.ts";
import { chosen, yesNo, yesOrNo } from "./yes-no.ts";

const KINDS = { operator: "替自己办", staff: "替家人或者老板办", agent: "我是登记代理人" } as const;
const STAFF_RELATIONS = ["家庭成员", "店里的员工", "受托的朋友"] as const;

const POWERS: Record<keyof Powers, string> = {
  checkCopies: "核对登记材料的复印件，并签署核对意见",
  correctOwnPapers: "修改经营者自备材料里的错误",
  correctForms: "修改表格里的填写错误",
  collect: "领取营业执照和有关文书",
};
const POWER_NAMES = Object.keys(POWERS) as (keyof Powers)[];

/** The person at the kiosk: the filer, or of an old draft the operator. */
function filerOf(facts: PageFacts): Filer {
  const { filer, operator } = facts.answers;
  return filer ?? { kind: "operator", name: operator?.name ?? "", idNumber: operator?.idNumber ?? "" };
}

function operatorFor(kind: keyof typeof KINDS, filer: Filer, facts: PageFacts): Partial<Operator> {
  const operator = facts.answers.operator ?? {};
  if (kind === "operator") {
    if (operator.idNumber === filer.idNumber) return operator;
    const { name, nameAsGiven, idNumber, phone } = filer;
    return {
      name,
      ...(nameAsGiven ? { nameAsGiven } : {}),
      idNumber,
      idSource: facts.by === "card" ? "card" : "typed",
      ...(phone ? { phone } : {}),
    };
  }
  return operator.idNumber === filer.idNumber ? {} : operator;
}

const isAgent = (facts: PageFacts) => facts.answers.filer?.kind === "agent";
const isForAnother = (facts: PageFacts) => (facts.answers.filer?.kind ?? "operator") !== "operator";

export const filerPages: readonly Page[] = [
  definePage({
    id: "filer",
    step: "谁来办",
    short: "谁来办",
    fields: ["filer"],
    branches: true,
    question: "您替谁办营业执照？",
    help: () => "经营者就是执照上写名字的那个人。",
    done: ({ answers }) => answers.filer !== undefined,
    inputs: () => [
      {
        kind: "choices",
        name: "kind",
        label: "您替谁办",
        legendHidden: true,
        options: [
          { value: "operator", label: KINDS.operator, help: "我就是经营者" },
          { value: "staff", label: KINDS.staff, help: "我是经营者的家人，或者店里的员工" },
          { value: "agent", label: KINDS.agent, help: "专门替别人办登记的机构或个人" },
        ],
      },
    ],
    values: ({ answers }) => valuesOf({ kind: answers.filer?.kind }),
    schema: () => z.object({ kind: oneOf(["operator", "staff", "agent"], "请选一个：您替谁办。") }),
    patch({ kind }, facts) {
      const { name, nameAsGiven, idNumber, phone, ...more } = filerOf(facts);
      const kept = kind === more.kind ? more : {};
      const person = { name, ...(nameAsGiven ? { nameAsGiven } : {}), idNumber, ...(phone ? { phone } : {}) };
      const filer: Filer = { ...kept, kind, ...person };
      return { patch: { filer, operator: operatorFor(kind, filer, facts) } };
    },
    said: ({ answers }) => [{ label: "谁来办", value: answers.filer ? KINDS[answers.filer.kind] : "" }],
  }),
  definePage({
    id: "filer-relation",
    step: "谁来办",
    short: "您和经营者的关系",
    fields: [],
    partOf: "filer",
    question: "您是经营者的什么人？",
    shows: ({ answers }) => answers.filer?.kind === "staff",
    done: ({ answers }) => (answers.filer?.relation ?? "") !== "",
    inputs: () => [
      {
        kind: "choices",
        name: "relation",
        label: "您是经营者的什么人",
        legendHidden: true,
        options: STAFF_RELATIONS.map((value) => ({ value, label: value })),
      },
    ],
    values: ({ answers }) => valuesOf({ relation: answers.filer?.relation }),
    schema: () => z.object({ relation: oneOf(STAFF_RELATIONS, "请选一个：您是经营者的什么人。") }),
    patch: ({ relation }, facts) => ({ patch: { filer: { ...filerOf(facts), relation } } }),
    said: ({ answers }) => [{ label: "和经营者的关系", value: answers.filer?.relation ?? "" }],
  }),
  definePage({
    id: "agent",
    step: "谁来办",
    short: "代理人身份",
    fields: [],
    partOf: "filer",
    branches: true,
    question: "您表明登记代理人身份了吗？",
    help: () => "登记代理人要先在“全国经营主体登记注册代理人信息系统”里表明身份，才能替别人申请。",
    shows: isAgent,
    done: ({ answers }) => answers.filer?.agentRegistered === true,
    inputs: () => [yesNo("registered", "您表明登记代理人身份了吗", "已经表明身份", "还没有")],
    values: ({ answers }) => valuesOf({ registered: chosen(answers.filer?.agentRegistered) }),
    schema: () => z.object({ registered: yesOrNo("请选一个：已经表明身份，或者还没有。") }),
    patch: ({ registered }, facts) => ({
      patch: { filer: { ...filerOf(facts), agentRegistered: registered === "yes" } },
      ...(registered === "no" ? { stop: "agent" as const } : {}),
    }),
    said: ({ answers }) => [
      { label: "代理人信息系统", value: answers.filer?.agentRegistered ? "已表明身份" : "还没有表明身份" },
    ],
  }),
  definePage({
    id: "agent-own",
    step: "谁来办",
    short: "是不是自己出资",
    fields: [],
    partOf: "filer",
    question: "这家店是您自己出钱开的吗？",
    help: () => "代理人自己出资的，才可以兼任登记联络员。",
    shows: isAgent,
    done: ({ answers }) => answers.filer?.selfFunded !== undefined,
    inputs: () => [yesNo("own", "这家店是您自己出钱开的吗", "是，我自己出资", "不是，替别人办")],
    values: ({ answers }) => valuesOf({ own: chosen(answers.filer?.selfFunded) }),
    schema: () => z.object({ own: yesOrNo("请选一个：是，或者不是。") }),
    patch: ({ own }, facts) => ({ patch: { filer: { ...filerOf(facts), selfFunded: own === "yes" } } }),
    said: ({ answers }) => [{ label: "代理人自己出资", value: answers.filer?.selfFunded ? "是" : "不是" }],
  }),
  definePage({
    id: "powers",
    step: "谁来办",
    short: "委托权限",
    fields: [],
    partOf: "filer",
    question: "经营者同意您做哪些事？",
    help: () => "选上的就是同意，不选就是不同意。可以都选，也可以都不选。",
    shows: isForAnother,
    done: ({ answers }) => answers.filer?.powers !== undefined,
    inputs: () => [
      {
        kind: "choices",
        name: "powers",
        label: "委托权限",
        legendHidden: true,
        many: true,
        options: POWER_NAMES.map((value) => ({ value, label: POWERS[value] })),
      },
    ],
    values: ({ answers }) => valuesOf({ powers: POWER_NAMES.filter((name) => answers.filer?.powers?.[name]) }),
    schema: () => z.object({ powers: z.array(z.string()) }),
    patch({ powers }, facts) {
      const granted: Powers = {
        checkCopies: powers.includes("checkCopies"),
        correctOwnPapers: powers.includes("correctOwnPapers"),
        correctForms: powers.includes("correctForms"),
        collect: powers.includes("collect"),
      };
      return { patch: { filer: { ...filerOf(facts), powers: granted } } };
    },
    said({ answers }) {
      const granted = POWER_NAMES.filter((name) => answers.filer?.powers?.[name]).map((name) => POWERS[name]);
      return [{ label: "经营者同意您", value: answers.filer?.powers ? granted.join("；") || "都不同意" : "" }];
    },
  }),
];
