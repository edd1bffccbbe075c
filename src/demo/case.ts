import { hash } from "node:crypto";
import type { Config } from "../config.ts";
import type { Schema } from "../db/schema.ts";
import type { EventType } from "../events/record.ts";
import type { FilingKey } from "../people/keyring.ts";
import type { Answers } from "../rules/answers.ts";
import { localDate } from "../rules/calendar.ts";
import type { Catalogues } from "../rules/findings.ts";
import { type AnswerFacts, cutShort, demoAnswers, RETURNABLE, type Returnable, withDefects } from "./answers.ts";
import type { Counters } from "./batch.ts";
import { type Course, courseOf, type Scenario, type Span } from "./course.ts";
import type { DemoNames, TradeWord } from "./names.ts";
import type { Numbers } from "./numbers.ts";
import { type DemoPerson, demoPerson } from "./people.ts";
import type { Pools } from "./pools.ts";
import { type Chance, chanceOf, idOf, spreadCode } from "./random.ts";
import { demoFilingKey } from "./seal.ts";

export type Authority = Schema["authority"];
export type Hall = Schema["hall"];
export type Reason = Schema["return_reason"];

/** What all demonstration filings of a run are made with. */
export interface World {
  config: Config;
  seed: number | string;
  bulk: boolean;
  span: Span;
  catalogues: Catalogues;
  pools: Pools;
  names: DemoNames;
  counters: Counters;
  numbers: Numbers;
  authorities: readonly Authority[];
  halls: readonly Hall[];
  officersOf: ReadonlyMap<string, readonly string[]>;
  headOf: ReadonlyMap<string, string>;
  guideOf: ReadonlyMap<string, string>;
  /** Coded reasons of returns by their codes. */
  reasons: ReadonlyMap<string, Reason>;
}

/** One demonstration filing before its rows are written. */
export interface DemoCase {
  index: number;
  chance: Chance;
  id: string;
  number: string;
  code: string;
  key: FilingKey;
  course: Course;
  authority: Authority;
  hall: Hall;
  officer: string;
  person: DemoPerson;
  word: TradeWord;
  trade: string | undefined;
  identity: "card" | "staff" | "unverified";
  /** What the last submission holds, or what a draft has come to. */
  answers: Answers;
  /** What the first submission held, where it was returned. */
  before: Answers | undefined;
  returned: readonly Returnable[];
  /** What a machine could not settle at submission. */
  flags: { field: string; message: string }[];
}

/** An event before it has an id; the events of a case are put in order of time and then numbered. */
export interface Happening {
  at: number;
  type: EventType;
  by: { kind: "applicant" | "system" } | { kind: "staff"; id: string };
  place: string | null;
  data: Record<string, unknown>;
}

/** What registration allotted and drew, made before the rows; absent where the case was not registered. */
export interface Allotted {
  licence: Schema["licence"];
  files: { original_sha256: string; duplicate_sha256: string } | undefined;
}

export type Plan = Omit<DemoCase, "number" | "answers" | "before" | "returned" | "flags">;

/** Who, where and when; what it says is decided by `fillCase`, once its name is known to be free. */
export function planCase(world: World, index: number, scenario: Scenario): Plan {
  const chance = chanceOf(world.seed, index);
  const course = courseOf(chance, scenario, world.span);
  const authority = chance.pick(world.authorities);
  const away = world.halls.filter((hall) => hall.authority_id !== authority.id);
  const home = world.halls.filter((hall) => hall.authority_id === authority.id);
  const hall = chance.pick(chance.is(0.68) || home.length === 0 ? away : home);
  const word = chance.weighted(world.names.words);
  const id = idOf(chance, course.createdAt);
  return {
    index,
    chance,
    id,
    code: spreadCode(index, 8),
    key: demoFilingKey(world.config.keyring, id),
    course,
    authority,
    hall,
    officer: chance.pick(world.officersOf.get(authority.id) ?? [""]),
    person: demoPerson(chance, world.pools, localDate(course.createdAt)),
    word,
    trade: chance.is(0.03) ? undefined : nextTrade(world, authority.id, word),
    identity: chance.weighted([
      ["card", 80],
      ["staff", 14],
      ["unverified", world.bulk ? 0 : 6],
    ]),
  };
}

/** The next 字号 that no demonstration filing of this authority has in the industry of the word. */
export function nextTrade(world: World, authorityId: string, word: TradeWord): string {
  const key = `demo-trade:${authorityId}:${word.held}`;
  return world.names.tradeAt(startOf(key) + world.counters.next(key) - 1);
}

/** Each authority and industry begins at another place of the list, or every street would have the same names. */
function startOf(key: string): number {
  return Number.parseInt(hash("sha256", key).slice(0, 6), 16) % 300;
}

export function fillCase(world: World, plan: Plan, number: string): DemoCase {
  const { chance, course, authority, person, word, trade, identity } = plan;
  const district = world.catalogues.divisions.find((division) => division.code === authority.district);
  const facts: AnswerFacts = {
    pools: world.pools,
    divisions: world.catalogues.divisions,
    hallIds: world.halls.map((hall) => hall.id),
    withPapers: !world.bulk,
  };
  const whole = demoAnswers(
    chance,
    {
      person,
      district: { code: authority.district, name: district?.name ?? "" },
      word,
      trade,
      identitySeen: identity === "card",
      // A household must hand in its papers, and bulk filings keep none.
      family: !world.bulk && chance.is(0.08),
      today: localDate(course.createdAt),
      at: course.submittedAt.at(-1) ?? course.createdAt,
    },
    facts,
  );
  const returned =
    course.returnedAt.length > 0 ? someOf(chance, Object.keys(RETURNABLE) as Returnable[], chance.int(1, 3)) : [];
  const before = returned.length > 0 ? withDefects(chance, whole, returned) : undefined;
  const answers = course.submittedAt.length === 0 ? cutShort(chance, whole) : whole;
  const waitsForApplicant = before !== undefined && course.submittedAt.length === course.returnedAt.length;
  return { ...plan, number, answers: waitsForApplicant ? before : answers, before, returned, flags: [] };
}

function someOf<T>(chance: Chance, list: readonly T[], count: number): T[] {
  const drawn = list.map((value, at) => ({ value, at, lot: chance.next() })).toSorted((a, b) => a.lot - b.lot);
  return drawn
    .slice(0, count)
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value);
}
