import { addDays } from "../rules/calendar.ts";
import { ageOn } from "../rules/resident-id.ts";
import type { Pools } from "./pools.ts";
import type { Chance } from "./random.ts";

export interface DemoPerson {
  name: string;
  idNumber: string;
  nation: string;
  phone: string;
}

// An area that has never existed, so that nobody has such a number.
const AREA = "231099";
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10X98765432";

/** A fictional adult: name by generation and nation, identity number of an area that does not exist, telephone of a segment not in use. */
export function demoPerson(chance: Chance, pools: Pools, today: string): DemoPerson {
  const sex = chance.pick(["m", "f"] as const);
  let birth = addDays(today, -chance.int(18 * 366, 70 * 365));
  if (ageOn(birth, today) < 18) birth = addDays(birth, -366);
  const { nation, name } = nameOf(chance, pools, sex, Number(birth.slice(0, 4)));
  const order = chance.int(0, 499) * 2 + (sex === "m" ? 1 : 0);
  const first17 = AREA + birth.replaceAll("-", "") + String(order).padStart(3, "0");
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(first17[i]), 0);
  return { name, nation, idNumber: first17 + CHECKS.charAt(sum % 11), phone: demoPhone(chance) };
}

export function demoPhone(chance: Chance): string {
  return `1540453${String(chance.int(0, 9999)).padStart(4, "0")}`;
}

function nameOf(chance: Chance, pools: Pools, sex: "m" | "f", year: number): { nation: string; name: string } {
  const kind = chance.weighted([
    ["汉族", 916],
    ["满族", 33],
    ["朝鲜族", 32],
    ["rare", 6],
    ["compound", 5],
    ["other", 5],
  ] as const);
  const given = () => {
    const lists = Object.entries(pools.given[sex]);
    const [, list] = lists.find(([years]) => year <= Number(years.slice(5))) ?? lists.at(-1) ?? ["", []];
    return chance.pick(list);
  };
  switch (kind) {
    case "满族":
      return { nation: kind, name: chance.pick(pools.manchu.surnames) + chance.pick(pools.manchu.given) };
    case "朝鲜族":
      return { nation: kind, name: chance.pick(pools.korean.surnames) + chance.pick(pools.korean.given) };
    case "rare":
      return { nation: "汉族", name: chance.pick(pools.rareNames) };
    case "other": {
      const [nation, name] = chance.pick(pools.otherNames);
      return { nation, name };
    }
    case "compound":
      return { nation: "汉族", name: chance.pick(pools.compoundSurnames) + given() };
    case "汉族":
      return { nation: "汉族", name: chance.weighted(pools.surnames) + given() };
  }
}
