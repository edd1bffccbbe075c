import { z } from "zod";
import type { Answers, AnswersPatch, Operator } from "../../rules/answers.ts";
import { keptName } from "../../rules/as-given.ts";
import { checkLandline, checkMobile, checkPostcode, maskId } from "../../rules/contact.ts";
import { checkResidentId } from "../../rules/resident-id.ts";
import { checkDrawnName } from "../drawn.ts";
import { BARRED_OCCUPATION, EDUCATIONS, NATIONS, OCCUPATIONS, POLITICS } from "./code-lists.ts";
import { choicesOf, definePage, type Input, type Page, type PageFacts, valuesOf } from "./page.ts";
import { among, judged, judgedIfGiven, oneOf, text } from "./posted.ts";
import type { StopId } from "./stops.ts";

/** Saves the operator; what says the same of the filer or the liaison follows. */
export function withOperator(answers: Answers, operator: Partial<Operator>): AnswersPatch {
  const { filer, liaison } = answers;
  const { name, nameAsGiven, idNumber, phone } = operator;
  if (name === undefined || idNumber === undefined) return { operator };
  const person = { name, ...(nameAsGiven ? { nameAsGiven } : {}), idNumber };
  return {
    operator,
    ...(filer?.kind === "operator" ? { filer: { ...withoutName(filer), ...person } } : {}),
    ...(liaison?.same ? { liaison: { ...withoutName(liaison), ...person, phone: phone ?? liaison.phone } } : {}),
  };
}

function withoutName<T extends { nameAsGiven?: string }>(person: T): Omit<T, "nameAsGiven"> {
  const { nameAsGiven: _, ...rest } = person;
  return rest;
}

/** Whom a machine cannot register, by the number of the card: residents of 港澳台 (81–83), foreigners (9), those under 18. */
export function stopOfId(idNumber: string, today: string): StopId | undefined {
  if (/^8[123]/.test(idNumber)) return "other-id";
  if (idNumber.startsWith("9")) return "foreign";
  const id = checkResidentId(idNumber, today);
  return id.ok && id.age < 18 ? "minor" : undefined;
}

const forAnother = ({ answers }: PageFacts) => (answers.filer?.kind ?? "operator") !== "operator";
const details = (operator: Partial<Operator> | undefined) => [
  operator?.nation,
  operator?.education,
  operator?.politics,
  operator?.occupation,
];

export const operatorPages: readonly Page[] = [
  definePage({
    id: "id-type",
    step: "经营者",
    short: "经营者的证件",
    fields: [],
    partOf: "operator.id",
    branches: true,
    question: "经营者用什么证件？",
    shows: forAnother,
    done: ({ answers }) => answers.operator?.idNumber !== undefined,
    inputs: () => [
      {
        kind: "choices",
        name: "type",
        label: "证件",
        legendHidden: true,
        options: [
          { value: "resident", label: "居民身份证" },
          { value: "other-id", label: "港澳台证件", help: "通行证、港澳台居民居住证" },
          { value: "foreign", label: "其他证件", help: "护照、外国人永久居留身份证" },
        ],
      },
    ],
    values: ({ answers }) => valuesOf({ type: answers.operator?.idNumber ? "resident" : undefined }),
    schema: () => z.object({ type: oneOf(["resident", "other-id", "foreign"], "请选一个：经营者用什么证件。") }),
    patch: ({ type }) => ({ patch: {}, ...(type === "resident" ? {} : { stop: type }) }),
  }),
  definePage({
    id: "operator",
    step: "经营者",
    short: "经营者姓名和身份证号码",
    fields: ["operator.name", "operator.id"],
    question: "经营者叫什么名字？",
    help: () => "和身份证上写的完全一样。经营者本人在场的，刷一下身份证就行。",
    asked: (facts) => forAnother(facts) || facts.answers.operator?.idNumber === undefined,
    done: ({ answers }) => !!answers.operator?.name && !!answers.operator.idNumber,
    otherWay: () => ({ href: "/kiosk/apply/operator/card", label: "经营者本人在场，刷身份证" }),
    inputs: ({ answers }): Input[] => [
      { kind: "text", name: "name", label: "姓名", field: "operator.name", maxlength: 60 },
      {
        kind: "text",
        name: "idNumber",
        label: "身份证号码",
        hint: answers.operator?.idNumber
          ? `已经填了 ${maskId(answers.operator.idNumber)}，没有变化就不用再填。`
          : "18 位，最后一位可能是字母 X。",
        field: "operator.id",
        maxlength: 24,
      },
    ],
    values: ({ answers }) => valuesOf({ name: answers.operator?.name }),
    schema: ({ answers, today }) =>
      z.object({
        name: judged(checkDrawnName, (name) => name),
        idNumber: answers.operator?.idNumber
          ? judgedIfGiven(
              (value) => checkResidentId(value, today),
              ({ id }) => id,
            )
          : judged(
              (value) => checkResidentId(value, today),
              ({ id }) => id,
            ),
      }),
    patch({ name, idNumber }, { answers, today }) {
      const before = answers.operator ?? {};
      const { nameAsGiven: _, ...kept } = before;
      const id = idNumber ?? before.idNumber ?? "";
      const same = before.idNumber === id && before.name === name.name;
      const operator: Partial<Operator> = {
        ...kept,
        ...keptName(name, before),
        idNumber: id,
        idSource: same ? (before.idSource ?? "typed") : "typed",
      };
      const stop = stopOfId(id, today);
      return { patch: withOperator(answers, operator), ...(stop ? { stop } : {}) };
    },
    said: ({ answers }) => [
      { label: "姓名", value: answers.operator?.name ?? "" },
      { label: "身份证号码", value: answers.operator?.idNumber ? maskId(answers.operator.idNumber) : "" },
    ],
  }),
  definePage({
    id: "operator-details",
    step: "经营者",
    short: "经营者的基本情况",
    fields: ["operator.details"],
    question: "经营者的基本情况",
    help: () => `${BARRED_OCCUPATION}，法律不允许经商，请不要申请。`,
    done: ({ answers }) => details(answers.operator).every((detail) => !!detail),
    inputs: () => [
      { kind: "select", name: "nation", label: "民族", options: choicesOf(NATIONS), empty: "请选择民族" },
      { kind: "select", name: "education", label: "文化程度", options: choicesOf(EDUCATIONS), empty: "请选择文化程度" },
      { kind: "select", name: "politics", label: "政治面貌", options: choicesOf(POLITICS), empty: "请选择政治面貌" },
      {
        kind: "select",
        name: "occupation",
        label: "职业状况",
        options: choicesOf(OCCUPATIONS),
        empty: "请选择职业状况",
      },
    ],
    values: ({ answers: { operator } }) =>
      valuesOf({
        nation: operator?.nation,
        education: operator?.education,
        politics: operator?.politics,
        occupation: operator?.occupation,
      }),
    schema: () =>
      z.object({
        nation: among(NATIONS, "请选择民族。"),
        education: among(EDUCATIONS, "请选择文化程度。"),
        politics: among(POLITICS, "请选择政治面貌。"),
        occupation: among(OCCUPATIONS, "请选择职业状况。"),
      }),
    patch: (posted, { answers }) => ({ patch: { operator: { ...answers.operator, ...posted } } }),
    said: ({ answers: { operator } }) => [
      {
        label: "基本情况",
        value: details(operator)
          .filter((detail) => !!detail)
          .join("，"),
      },
    ],
  }),
  definePage({
    id: "operator-home",
    step: "经营者",
    short: "经营者的住址",
    fields: ["operator.home"],
    question: "经营者住在哪里？",
    help: () => "写身份证上的住址，或者现在经常住的地方。",
    done: ({ answers }) => !!answers.operator?.home,
    inputs: () => [
      {
        kind: "text",
        name: "home",
        label: "住址",
        hint: "例如：黑龙江省牡丹江市西安区太平路1号1单元101室",
        lines: 3,
        maxlength: 100,
      },
    ],
    values: ({ answers }) => valuesOf({ home: answers.operator?.home }),
    schema: () =>
      z.object({
        home: text("请填写经营者的住址。").refine(
          (home) => [...home].length >= 6,
          "住址太短，请写到门牌号，例如：牡丹江市西安区太平路1号。",
        ),
      }),
    patch: ({ home }, { answers }) => ({ patch: { operator: { ...answers.operator, home } } }),
    said: ({ answers }) => [{ label: "住址", value: answers.operator?.home ?? "" }],
  }),
  definePage({
    id: "operator-phone",
    step: "经营者",
    short: "联系电话",
    fields: ["operator.phone"],
    question: "怎么联系经营者？",
    help: () => "办理结果会发短信到这个手机。",
    done: ({ answers }) => !!answers.operator?.phone,
    inputs: () => [
      { kind: "text", name: "phone", label: "手机号码", type: "tel", inputmode: "tel", maxlength: 20 },
      {
        kind: "text",
        name: "landline",
        label: "固定电话（没有可以不填）",
        type: "tel",
        inputmode: "tel",
        maxlength: 24,
      },
      { kind: "text", name: "postcode", label: "邮政编码（可以不填）", inputmode: "numeric", maxlength: 10 },
    ],
    values: ({ answers: { operator, filer } }) =>
      valuesOf({
        phone: operator?.phone ?? (filer?.kind === "operator" ? filer.phone : undefined),
        landline: operator?.landline,
        postcode: operator?.postcode,
      }),
    schema: () =>
      z.object({
        phone: judged(checkMobile, ({ phone }) => phone),
        landline: judgedIfGiven(checkLandline, ({ phone }) => phone),
        postcode: judgedIfGiven(checkPostcode, ({ postcode }) => postcode),
      }),
    patch({ phone, landline, postcode }, { answers }) {
      const { landline: _, postcode: __, ...kept } = answers.operator ?? {};
      const operator = { ...kept, phone, ...(landline ? { landline } : {}), ...(postcode ? { postcode } : {}) };
      return { patch: withOperator(answers, operator) };
    },
    said: ({ answers: { operator } }) => [
      { label: "手机号码", value: operator?.phone ?? "" },
      ...(operator?.landline ? [{ label: "固定电话", value: operator.landline }] : []),
      ...(operator?.postcode ? [{ label: "邮政编码", value: operator.postcode }] : []),
    ],
  }),
];
