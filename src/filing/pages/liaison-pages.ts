import { z } from "zod";
import type { Liaison } from "../../rules/answers.ts";
import { keptName } from "../../rules/as-given.ts";
import { checkMobile, maskId } from "../../rules/contact.ts";
import { checkResidentId } from "../../rules/resident-id.ts";
import { checkDrawnName } from "../drawn.ts";
import { definePage, type Page, type PageFacts, valuesOf } from "./page.ts";
import { judged, judgedIfGiven, oneOf } from "./posted.ts";

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

function email(value: string): { ok: true; email: string } | { ok: false; message: string } {
  const address = value.normalize("NFKC");
  return EMAIL.test(address)
    ? { ok: true, email: address }
    : { ok: false, message: "电子邮箱写成 名字@网站 的样子，没有可以不填。" };
}

/** The agent of another's business may not be its liaison as well (代理行为管理办法). */
function isBarredAgent({ answers: { filer } }: PageFacts, idNumber: string): boolean {
  return filer?.kind === "agent" && !filer.selfFunded && filer.idNumber === idNumber;
}

export const liaisonPages: readonly Page[] = [
  definePage({
    id: "liaison",
    step: "出资与领照",
    short: "登记联络员",
    fields: ["liaison"],
    branches: true,
    question: "登记机关以后有事找谁？",
    help: () => "这个人叫登记联络员，要年满 18 周岁。",
    notice: ({ answers: { filer } }) =>
      filer?.kind === "agent" && !filer.selfFunded ? "登记代理人不能兼任联络员，请填经营者本人或店里的人。" : undefined,
    done: ({ answers }) => answers.liaison !== undefined,
    inputs: () => [
      {
        kind: "choices",
        name: "who",
        label: "登记联络员",
        legendHidden: true,
        options: [
          { value: "same", label: "找经营者本人" },
          { value: "other", label: "找另外一个人" },
        ],
      },
    ],
    values: ({ answers: { liaison } }) => valuesOf({ who: liaison && (liaison.same ? "same" : "other") }),
    schema: () => z.object({ who: oneOf(["same", "other"], "请选一个：找经营者本人，或者找另外一个人。") }),
    patch({ who }, { answers }) {
      const { name = "", nameAsGiven, idNumber = "", phone = "" } = answers.operator ?? {};
      const named = { name, ...(nameAsGiven ? { nameAsGiven } : {}) };
      if (who === "same") return { patch: { liaison: { same: true, ...named, idNumber, phone } } };
      const { liaison } = answers;
      return {
        patch: { liaison: liaison && !liaison.same ? liaison : { same: false, name: "", idNumber: "", phone: "" } },
      };
    },
    said: ({ answers: { liaison } }) => (liaison?.same ? [{ label: "登记联络员", value: "经营者本人" }] : []),
  }),
  definePage({
    id: "liaison-person",
    step: "出资与领照",
    short: "联络员是谁",
    fields: [],
    partOf: "liaison",
    question: "联络员是谁？",
    shows: ({ answers }) => answers.liaison?.same === false,
    done: ({ answers }) => answers.liaison?.same !== false || answers.liaison.idNumber !== "",
    inputs: ({ answers: { liaison } }) => [
      { kind: "text", name: "name", label: "姓名", maxlength: 60 },
      {
        kind: "text",
        name: "idNumber",
        label: "身份证号码",
        hint: liaison?.idNumber ? `已经填了 ${maskId(liaison.idNumber)}，没有变化就不用再填。` : undefined,
        maxlength: 24,
      },
      { kind: "text", name: "phone", label: "手机号码", type: "tel", inputmode: "tel", maxlength: 20 },
      { kind: "text", name: "email", label: "电子邮箱（没有可以不填）", maxlength: 60 },
    ],
    values: ({ answers: { liaison } }) =>
      liaison?.same === false ? valuesOf({ name: liaison.name, phone: liaison.phone, email: liaison.email }) : {},
    schema: (facts) => {
      const kept = facts.answers.liaison?.idNumber ?? "";
      const rule = (value: string) => {
        const id = checkResidentId(value === "" ? kept : value, facts.today);
        if (!id.ok) return id;
        if (id.age < 18) return { ok: false as const, message: "联络员要年满 18 周岁，请换一个人。" };
        if (isBarredAgent(facts, id.id))
          return { ok: false as const, message: "登记代理人不能兼任联络员，请填经营者本人或店里的人。" };
        return id;
      };
      return z.object({
        name: judged(checkDrawnName, (name) => name),
        idNumber: judged(rule, ({ id }) => id),
        phone: judged(checkMobile, ({ phone }) => phone),
        email: judgedIfGiven(email, (found) => found.email),
      });
    },
    patch({ name, idNumber, phone, email: address }, { answers }) {
      const named = keptName(name, answers.liaison);
      const liaison: Liaison = { same: false, ...named, idNumber, phone, ...(address ? { email: address } : {}) };
      return { patch: { liaison } };
    },
    said: ({ answers: { liaison } }) =>
      liaison?.same === false
        ? [
            {
              label: "登记联络员",
              value: [liaison.name, liaison.idNumber && maskId(liaison.idNumber), liaison.phone]
                .filter(Boolean)
                .join("，"),
            },
          ]
        : [],
  }),
];
