import type { Answers, DeliveryAnswer, Filer } from "../rules/answers.ts";
import type { FieldId } from "../rules/fields.ts";
import { communityName, type Division, type PremisesType } from "../rules/premises.ts";
import type { TradeWord } from "./names.ts";
import { type DemoPerson, demoPerson, demoPhone } from "./people.ts";
import type { Pools } from "./pools.ts";
import type { Chance } from "./random.ts";

export interface AnswerFacts {
  pools: Pools;
  /** Streets and villages of the four districts. */
  divisions: readonly Division[];
  hallIds: readonly string[];
  /** Filings whose papers are kept; others ask for nothing that would have to be handed in. */
  withPapers: boolean;
}

export interface AnswerChoices {
  person: DemoPerson;
  district: { code: string; name: string };
  word: TradeWord;
  /** undefined: a business without a name */
  trade: string | undefined;
  identitySeen: boolean;
  family: boolean;
  today: string;
  at: number;
}

const HOME_ROADS = ["太平路", "新华路", "西三条路", "裕民路", "东四条路", "西长安街"];

/** A complete application, as the rules want it. */
export function demoAnswers(chance: Chance, choices: AnswerChoices, facts: AnswerFacts): Answers {
  const { person, word, trade, district, at, family } = choices;
  const member = demoPerson(chance, facts.pools, choices.today);
  const premises = premisesOf(chance, choices, facts);
  const filer = filerOf(chance, choices, facts);
  return {
    filer,
    operator: {
      name: person.name,
      idNumber: person.idNumber,
      idSource: choices.identitySeen ? "card" : "typed",
      nation: person.nation,
      education: chance.pick(["初中", "高中", "高中", "中等专业学校", "大学专科和专科学校", "大学本科"]),
      politics: chance.weighted([
        ["群众", 88],
        ["中共党员", 7],
        ["共青团员", 5],
      ]),
      occupation: chance.pick(["自由职业", "个体经营", "待业", "农民", "企业职工"]),
      home: homeOf(chance),
      phone: person.phone,
    },
    formation: family ? "family" : "individual",
    ...(family
      ? {
          family: [
            {
              name: member.name,
              idNumber: member.idNumber,
              relation: chance.pick(["配偶", "配偶", "子女", "父母"]),
            },
          ],
        }
      : {}),
    premises,
    ecommerce: premises.onlineOnly || chance.is(0.1),
    name:
      trade === undefined
        ? { named: false }
        : {
            named: true,
            trade,
            industry: word.industry,
            form: word.form,
            ...(chance.is(0.06) ? streetInName(premises.street, facts.divisions) : {}),
          },
    scope: word.scope.slice(0, chance.int(1, word.scope.length)),
    capital: chance.pick(["1", "2", "3", "5", "5", "8", "10", "20"]),
    copies: { paper: true, duplicates: chance.is(0.2) ? 2 : 1 },
    liaison: { same: true, name: person.name, idNumber: person.idNumber, phone: person.phone },
    delivery: deliveryOf(chance, person, district.name, facts.hallIds),
    commitments: true,
    signatures: [
      { who: "operator", how: "paper", at },
      ...(family ? [{ who: "member:0", how: "paper" as const, at }] : []),
    ],
  };
}

function streetInName(code: string, divisions: readonly Division[]): { street?: string } {
  const street = divisions.find((division) => division.code === code)?.name;
  return street === undefined || street.endsWith("街道") ? {} : { street };
}

function premisesOf(chance: Chance, { district, word }: AnswerChoices, { pools, divisions }: AnswerFacts) {
  const streets = divisions.filter((division) => division.level === "street" && division.parent === district.code);
  const street = chance.pick(streets);
  const villages = divisions.filter((division) => division.level === "village" && division.parent === street.code);
  const place = { district: district.code, street: street.code, proof: "declaration" as const };
  if (word.industry === "网络" && chance.is(0.5)) {
    const shop = chance.int(100_000_000, 999_999_999);
    const platforms = [{ name: "淘宝网", url: `https://shop${shop}.taobao.com/index.htm` }];
    return {
      ...place,
      detail: roadAddress(chance, pools, district.name, street.code),
      type: "network" as const,
      onlineOnly: true,
      platforms,
    };
  }
  const roads = pools.roadsOfStreet[street.code];
  if (!roads && villages.length > 0) {
    const village = chance.pick(villages);
    const detail = `${communityName(village)}${chance.int(1, 260)}号`;
    return { ...place, community: village.code, detail, type: "village" as const, onlineOnly: false };
  }
  const type: PremisesType = chance.weighted([
    ["rented", 68],
    ["own", 20],
    ["market", 12],
  ]);
  return { ...place, detail: roadAddress(chance, pools, district.name, street.code), type, onlineOnly: false };
}

function roadAddress(chance: Chance, pools: Pools, district: string, street: string): string {
  const road = chance.pick(pools.roadsOfStreet[street] ?? pools.roadsOfDistrict[district] ?? HOME_ROADS);
  const n = chance.int(1, 380);
  return chance.pick([
    `${road}${n}号`,
    `${road}${n}号门市`,
    `${road}${n}-${chance.int(1, 12)}号`,
    `${road}${n}号${chance.pick(pools.compounds)}小区${chance.int(1, 18)}号楼${chance.int(1, 6)}单元${chance.int(1, 6)}0${chance.int(1, 3)}室`,
  ]);
}

function homeOf(chance: Chance): string {
  return `黑龙江省牡丹江市${chance.pick(HOME_ROADS)}${chance.int(1, 300)}号${chance.int(1, 6)}单元${chance.int(1, 6)}0${chance.int(1, 3)}室`;
}

function filerOf(chance: Chance, { person, today }: AnswerChoices, { pools, withPapers }: AnswerFacts): Filer {
  const kind = chance.weighted([
    ["operator", 90],
    ["staff", 7],
    ["agent", withPapers ? 3 : 0],
  ] as const);
  if (kind === "operator") return { kind, name: person.name, idNumber: person.idNumber, phone: person.phone };
  const other = demoPerson(chance, pools, today);
  const powers = { checkCopies: true, correctOwnPapers: true, correctForms: true, collect: chance.is(0.7) };
  const base = { kind, name: other.name, idNumber: other.idNumber, phone: other.phone, powers };
  return kind === "agent" ? { ...base, agentRegistered: true } : { ...base, relation: "家庭成员" };
}

function deliveryOf(chance: Chance, person: DemoPerson, district: string, hallIds: readonly string[]): DeliveryAnswer {
  const method = chance.weighted([
    ["self-print", 50],
    ["mail", 28],
    ["pickup", 22],
  ] as const);
  switch (method) {
    case "self-print":
      return { method };
    case "mail":
      return {
        method,
        recipient: person.name,
        phone: person.phone,
        address: `牡丹江市${district}${chance.pick(HOME_ROADS)}${chance.int(1, 300)}号`,
        postcode: "157000",
      };
    case "pickup":
      return { method, hallId: chance.pick(hallIds) };
  }
}

/** Fields that a demonstration return marks, with the coded reason that fits what `withDefects` puts there. */
export const RETURNABLE = {
  "operator.home": "operator.home-2",
  "operator.phone": "operator.phone-1",
  "premises.detail": "premises.detail-1",
  capital: "capital-1",
  copies: "copies-1",
  liaison: "liaison-3",
} as const satisfies Partial<Record<FieldId, string>>;
export type Returnable = keyof typeof RETURNABLE;

/** The application as it was first submitted, with something to correct in these fields. */
export function withDefects(chance: Chance, answers: Answers, fields: readonly Returnable[]): Answers {
  const before = { ...answers };
  const { operator, premises, liaison } = answers;
  for (const field of fields) {
    switch (field) {
      case "operator.home":
        before.operator = { ...before.operator, home: (operator?.home ?? "").replace(/\d.*$/, "") };
        break;
      case "operator.phone":
        before.operator = { ...before.operator, phone: demoPhone(chance) };
        break;
      case "premises.detail":
        before.premises = { ...premises, detail: `${(premises?.detail ?? "").replace(/\d.*$/, "")}附近` };
        break;
      case "capital":
        before.capital = "500";
        break;
      case "copies":
        before.copies = { paper: true, duplicates: 9 };
        break;
      case "liaison":
        if (liaison) before.liaison = { ...liaison, phone: demoPhone(chance) };
    }
  }
  return before;
}

/** How far a draft has got. */
export function cutShort(chance: Chance, answers: Answers): Answers {
  const { filer, operator, formation, family, premises, ecommerce, name, scope } = answers;
  const begun = {
    ...(filer ? { filer } : {}),
    operator: {
      name: operator?.name ?? "",
      idNumber: operator?.idNumber ?? "",
      idSource: operator?.idSource ?? "typed",
      ...(operator?.phone ? { phone: operator.phone } : {}),
    },
  };
  const person = {
    ...begun,
    ...(operator ? { operator } : {}),
    ...(formation ? { formation } : {}),
    ...(family ? { family } : {}),
  };
  const located = { ...person, ...(premises ? { premises } : {}), ...(ecommerce === undefined ? {} : { ecommerce }) };
  const { commitments: _, signatures: __, ...unsigned } = answers;
  return chance.pick([
    begun,
    person,
    located,
    { ...located, ...(name ? { name } : {}), ...(scope ? { scope } : {}) },
    unsigned,
  ]);
}
