import { checkName, composeName, holdKey, type NameParts, parseName } from "../rules/business-name.ts";
import type { Catalogues } from "../rules/findings.ts";
import type { ScopeItem } from "../rules/scope-of-business.ts";
import type { Pools } from "./pools.ts";
import { type Chance, chanceOf } from "./random.ts";

/** A word that ends a name (饭店), taken apart, with the items of business that go with it, the main one first. */
export interface TradeWord {
  industry: string;
  form: string;
  scope: string[];
  /** The industry that a name with this word is held in. */
  held: string;
  weight: number;
}

export interface DemoNames {
  words: readonly (readonly [TradeWord, number])[];
  /** The n-th 字号 of an endless list without repetition, each of which the rules let pass. */
  tradeAt(n: number): string;
}

const CHARACTERS = [
  ..."福鑫宏顺兴旺瑞恒泰康和盛昌隆达利丰裕荣德诚信义仁佳嘉悦欣乐聚家源鼎铭晟润祥宝庆辉煌腾飞鸿程博雅馨逸轩锦绣春晓晴禾穗谷枫桦",
];
const SAMPLE = "鑫源";

/** Prepares what demonstration names are made of, the same for every seed, since runs go on behind each other; every word and 字号 has been put to the same rules as an applicant's. */
export function demoNames(pools: Pools, catalogues: Catalogues): DemoNames {
  const districts = catalogues.names.districts;
  const district = districts[0] ?? "";
  const words = pools.industries.flatMap(({ words: endings, scope, weight }) =>
    endings.flatMap((ending) => {
      const word = tradeWord(ending, scope, weight / endings.length, district, catalogues);
      return word ? [[word, word.weight] as const] : [];
    }),
  );

  const good: string[] = [];
  const usual = [...pools.trades, ...pools.surnames.flatMap(([name]) => [`老${name}`, `${name}记`, `${name}家`])];
  const candidates = candidatesOf(usual, chanceOf("trades", 0));
  const plain = words.find(([word]) => word.form.endsWith("商店"))?.[0] ?? words[0]?.[0];
  return {
    words,
    tradeAt(n) {
      while (good.length <= n) {
        const { value, done } = candidates.next();
        if (done || !plain) throw new Error("no more trade names");
        if (passes({ ...plain, district, trade: value }, plain.scope, catalogues)) good.push(value);
      }
      return good[n] ?? "";
    },
  };
}

function tradeWord(
  ending: string,
  phrases: readonly string[],
  weight: number,
  district: string,
  catalogues: Catalogues,
): TradeWord | undefined {
  const { parts } = parseName(`牡丹江市${district}${SAMPLE}${ending}`, catalogues.names);
  if (parts?.trade !== SAMPLE) return undefined;
  const held = holdKey(parts, catalogues.names).industry;
  if (held === "*") return undefined;
  for (const main of phrases) {
    const scope = [main, ...phrases.filter((phrase) => phrase !== main)];
    if (passes(parts, scope, catalogues)) return { industry: parts.industry, form: parts.form, scope, held, weight };
  }
  return undefined;
}

function passes(parts: NameParts, phrases: readonly string[], catalogues: Catalogues): boolean {
  const { district, trade, industry, form } = parts;
  const scope = phrases.flatMap((phrase): ScopeItem[] => catalogues.scope.filter((item) => item.phrase === phrase));
  const found = checkName(
    { district, trade, industry, form },
    { premisesDistrict: district, scope },
    catalogues.names,
    {
      suffix: catalogues.settings.nameSuffix,
    },
  );
  return found.every((finding) => finding.severity === "hint");
}

/** The name in full, as the licence prints it. */
export function demoName(parts: NameParts, catalogues: Catalogues): string {
  return composeName(parts, { suffix: catalogues.settings.nameSuffix });
}

function* candidatesOf(usual: readonly string[], chance: Chance): Generator<string, void> {
  yield* shuffled(usual, chance);
  const first = shuffled(CHARACTERS, chance);
  const second = shuffled(CHARACTERS, chance);
  const third = shuffled(CHARACTERS, chance);
  // Runs along the diagonals, so that neighbours share no character.
  for (let step = 0; step < second.length; step++)
    for (let i = 0; i < first.length; i++) {
      const [a = "", b = ""] = [first[i], second[(i + step) % second.length]];
      if (a !== b && !usual.includes(a + b)) yield a + b;
    }
  for (let step = 0; step < second.length; step++)
    for (let turn = 0; turn < third.length; turn++)
      for (let i = 0; i < first.length; i++) {
        const [a = "", b = "", c = ""] = [
          first[i],
          second[(i + step) % second.length],
          third[(i + turn * 7 + 3) % third.length],
        ];
        if (a !== b && b !== c && a !== c) yield a + b + c;
      }
}

function shuffled(list: readonly string[], chance: Chance): string[] {
  return list
    .map((value) => [chance.next(), value] as const)
    .toSorted(([a], [b]) => a - b)
    .map(([, value]) => value);
}
