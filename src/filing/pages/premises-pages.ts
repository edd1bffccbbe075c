import { z } from "zod";
import type { Answers, AnswersPatch } from "../../rules/answers.ts";
import { keptDetail } from "../../rules/as-given.ts";
import {
  checkPremises,
  communitiesOf,
  communityName,
  jurisdictionOf,
  PREMISES_TYPES,
  type Premises,
  type PremisesType,
  streetsOf,
  URBAN_DISTRICTS,
} from "../../rules/premises.ts";
import { normaliseDetail } from "../../rules/premises-detail.ts";
import { checkDrawn } from "../drawn.ts";
import { definePage, type Page, type PageFacts, valuesOf } from "./page.ts";
import { among, oneOf, text } from "./posted.ts";

const TYPES = Object.keys(PREMISES_TYPES) as PremisesType[];
const SOMEWHERE_ELSE = "other";
/** More than this many cards are a list to scroll, and a select is the better one. */
const MOST_CARDS = 18;

const isNetwork = ({ answers }: PageFacts) => answers.premises?.type === "network";

function nameOf(facts: PageFacts, code: string | undefined): string {
  return facts.catalogues.divisions.find((division) => division.code === code)?.name ?? "";
}

function communitiesFor({ answers, catalogues, today }: PageFacts) {
  return answers.premises?.street ? communitiesOf(catalogues.divisions, answers.premises.street, today) : [];
}

/** Which bureau decides, and by which rule, as soon as the place is known. */
export function jurisdictionWords(facts: PageFacts): string | undefined {
  const { premises } = facts.answers;
  if (!premises?.district) return undefined;
  const place = { area: premises.district, ...(premises.street ? { street: premises.street } : {}) };
  const found = jurisdictionOf(place, facts.catalogues.divisions, facts.today);
  if (!found.ok) return found.message;
  const where = `${nameOf(facts, premises.district)}${nameOf(facts, premises.street)}`;
  const what = isNetwork(facts) ? "您经常居住在" : "经营场所在";
  return `由${facts.authority || `牡丹江市${nameOf(facts, premises.district)}市场监督管理局`}办理，因为${what}${where}。在哪个大厅申请都一样。`;
}

/** Another district or street: what was said below it is void, the street in the name too. */
function movedTo(answers: Answers, place: { district: string; street?: string }): AnswersPatch {
  const { district: _, street: __, community: ___, ...kept } = answers.premises ?? {};
  const { name } = answers;
  if (!name?.named || name.street === undefined) return { premises: { ...kept, ...place } };
  const { street: ____, ...withoutStreet } = name;
  return { premises: { ...kept, ...place }, name: withoutStreet };
}

/** A kind of premises brings its own answers: online only for a platform's address, proof where no declaration is taken. */
function ofType(premises: Partial<Premises>, type: PremisesType, declarationAllowed: boolean): Partial<Premises> {
  const proof = declarationAllowed ? {} : { proof: "proof" as const };
  if (type === "network") return { ...premises, ...proof, type, onlineOnly: true };
  if (premises.type !== "network") return { ...premises, ...proof, type };
  const { onlineOnly: _, platforms: __, ...kept } = premises;
  return { ...kept, ...proof, type };
}

export const premisesPages: readonly Page[] = [
  definePage({
    id: "premises-type",
    step: "经营场所",
    short: "在什么样的地方经营",
    fields: ["premises.type"],
    question: "您在什么样的地方经营？",
    help: ({ catalogues }) =>
      catalogues.settings.declarationAllowed
        ? "下面写了每一种要准备什么材料；没带材料，也可以作申报承诺。"
        : "下面写了每一种要准备什么材料。",
    done: ({ answers }) => answers.premises?.type !== undefined,
    inputs: () => [
      {
        kind: "choices",
        name: "type",
        label: "场所类型",
        legendHidden: true,
        columns: "two",
        options: TYPES.map((value) => {
          const { label, help, documents } = PREMISES_TYPES[value];
          return { value, label, help: `${help}材料：${documents.map((document) => document.label).join("、")}` };
        }),
      },
    ],
    values: ({ answers }) => valuesOf({ type: answers.premises?.type }),
    schema: () => z.object({ type: oneOf(TYPES as [PremisesType, ...PremisesType[]], "请选一种经营场所。") }),
    patch: ({ type }, { answers, catalogues }) => ({
      patch: { premises: ofType(answers.premises ?? {}, type, catalogues.settings.declarationAllowed) },
    }),
    said: ({ answers }) => [
      { label: "场所类型", value: answers.premises?.type ? PREMISES_TYPES[answers.premises.type].label : "" },
    ],
  }),
  definePage({
    id: "district",
    step: "经营场所",
    short: "在哪个区",
    fields: ["premises.place"],
    branches: true,
    question: (facts) => (isNetwork(facts) ? "您经常住在哪个区？" : "店开在哪个区？"),
    help: (facts) =>
      isNetwork(facts) ? "网店由经营者经常居住地的区局登记。" : "由店所在的区局登记，和您现在在哪个大厅没有关系。",
    done: ({ answers }) => answers.premises?.district !== undefined,
    inputs: (facts) => [
      {
        kind: "choices",
        name: "district",
        label: "区",
        legendHidden: true,
        columns: "two",
        options: [
          ...URBAN_DISTRICTS.map((code) => ({ value: code, label: nameOf(facts, code) })),
          { value: SOMEWHERE_ELSE, label: "其他地方", help: "海林、宁安、穆棱、东宁、绥芬河、林口，或者外地" },
        ],
      },
    ],
    values: ({ answers }) => valuesOf({ district: answers.premises?.district }),
    schema: () => z.object({ district: among([...URBAN_DISTRICTS, SOMEWHERE_ELSE], "请选一个区。") }),
    patch({ district }, { answers }) {
      if (district === SOMEWHERE_ELSE) return { patch: {}, stop: "elsewhere" };
      return { patch: district === answers.premises?.district ? {} : movedTo(answers, { district }) };
    },
    said: (facts) => [{ label: "所在的区", value: nameOf(facts, facts.answers.premises?.district) }],
  }),
  definePage({
    id: "street",
    step: "经营场所",
    short: "在哪个街道",
    fields: [],
    partOf: "premises.place",
    branches: true,
    question: (facts) => `在${nameOf(facts, facts.answers.premises?.district)}的哪个街道、乡镇？`,
    notice: jurisdictionWords,
    shows: ({ answers }) => answers.premises?.district !== undefined,
    done: ({ answers }) => answers.premises?.street !== undefined,
    inputs: ({ answers, catalogues, today }) => [
      {
        kind: "choices",
        name: "street",
        label: "街道、乡镇",
        legendHidden: true,
        columns: "two",
        options: streetsOf(catalogues.divisions, answers.premises?.district ?? "", today).map(({ code, name }) => ({
          value: code,
          label: name,
        })),
      },
    ],
    values: ({ answers }) => valuesOf({ street: answers.premises?.street }),
    schema: ({ answers, catalogues, today }) => {
      const streets = streetsOf(catalogues.divisions, answers.premises?.district ?? "", today);
      return z.object({
        street: among(
          streets.map(({ code }) => code),
          "请选一个街道或者乡镇。",
        ),
      });
    },
    patch({ street }, { answers }) {
      const district = answers.premises?.district ?? "";
      return { patch: street === answers.premises?.street ? {} : movedTo(answers, { district, street }) };
    },
    said: (facts) => [{ label: "街道、乡镇", value: nameOf(facts, facts.answers.premises?.street) }],
  }),
  definePage({
    id: "community",
    step: "经营场所",
    short: "在哪个社区",
    fields: [],
    partOf: "premises.place",
    question: (facts) => `在${nameOf(facts, facts.answers.premises?.street)}的哪个社区、村？`,
    help: () => "不清楚的，选“不清楚”就行。",
    shows: (facts) => communitiesFor(facts).length > 0,
    // It may stay unknown, so it counts as answered once the next question is.
    done: ({ answers }) => answers.premises?.community !== undefined || answers.premises?.detail !== undefined,
    inputs(facts) {
      const options = communitiesFor(facts).map((division) => ({
        value: division.code,
        label: communityName(division),
      }));
      const unknown = { value: "", label: "不清楚" };
      const shared = { name: "community", label: "社区、村" };
      return options.length > MOST_CARDS
        ? [{ ...shared, kind: "select", options, empty: "不清楚" }]
        : [{ ...shared, kind: "choices", legendHidden: true, columns: "three", options: [...options, unknown] }];
    },
    values: ({ answers }) => valuesOf({ community: answers.premises?.community ?? "" }),
    schema: (facts) =>
      z.object({ community: among(["", ...communitiesFor(facts).map(({ code }) => code)], "请选一个社区或者村。") }),
    patch({ community }, { answers }) {
      const { community: _, ...kept } = answers.premises ?? {};
      return { patch: { premises: { ...kept, ...(community ? { community } : {}) } } };
    },
    said: (facts) => [{ label: "社区、村", value: nameOf(facts, facts.answers.premises?.community) || "不清楚" }],
  }),
  definePage({
    id: "premises-detail",
    step: "经营场所",
    short: "门牌地址",
    fields: ["premises.detail"],
    question: (facts) => (isNetwork(facts) ? "您住处的门牌地址" : "店的门牌地址"),
    notice: jurisdictionWords,
    done: ({ answers }) => !!answers.premises?.detail,
    inputs: (facts) => [
      {
        kind: "text",
        name: "detail",
        label: "从路名或者村、小区写起",
        hint: isNetwork(facts)
          ? "例如：太平路1号1单元101室。这个地址只用来确定由哪个区局登记，不印在执照上。"
          : "例如：裕民路8号；没有门牌的，写“村委会东侧50米”这样的位置。",
        lines: 2,
        maxlength: 80,
      },
    ],
    values: ({ answers }) => valuesOf({ detail: answers.premises?.detail }),
    schema: ({ answers, catalogues, today }) =>
      z.object({
        detail: text("请填写门牌地址：路名、门牌号，楼内的写到单元和房号。", 80).superRefine((detail, context) => {
          const { divisions, settings } = catalogues;
          const found = checkPremises({ ...answers.premises, detail }, divisions, settings, today).find(
            ({ field }) => field === "detail",
          );
          const undrawn = checkDrawn(normaliseDetail(detail));
          if (found) context.addIssue({ code: "custom", message: found.message });
          else if (!undrawn.ok) context.addIssue({ code: "custom", message: undrawn.message });
        }),
      }),
    patch({ detail }, { answers }) {
      const { detailAsGiven: _, ...kept } = answers.premises ?? {};
      return { patch: { premises: { ...kept, ...keptDetail(detail, answers.premises) } } };
    },
    said: ({ answers }) => [{ label: "门牌地址", value: answers.premises?.detail ?? "" }],
  }),
];
