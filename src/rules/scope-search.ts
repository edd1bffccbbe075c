import { foldName } from "./name-text.ts";
import type { ScopeItem } from "./scope-item.ts";

export interface ScopeMatch {
  item: ScopeItem;
  by: "phrase" | "alias" | "group" | "class";
  /** the phrase, alias, group or class name that was hit */
  hit: string;
}

/** What people say around the trade itself. Removed from both ends of a query, longest first. */
const OPENINGS = (
  "我想要开一家 我想开一家 我想开一个 我想开个 我想开家 我想要开 我想开 我想做点 我想做 我想干 我想卖 我想 我要开一家 我要开个 我要开 我要做 我要 " +
  "我是 我们 我 想要 想开一家 想开个 想开 想做 想干 想 准备开 准备 打算开 打算 开一家 开一个 开个 开家 开 办个 办一个 办 做点 搞个 搞 干 弄个 弄 " +
  "经营 从事 主要 一家 一个 一间 一点 点 个 家 专门 帮人 帮 给人 上门 的"
)
  .split(" ")
  .toSorted((a, b) => b.length - a.length);
const ENDINGS = ["生意", "买卖", "的店", "的", "活儿", "活", "吗", "呢", "吧", "行业", "业务"];

/** A spoken verb and the words of the catalogue's phrases that mean it. */
const VERBS: readonly { spoken: string; written: readonly string[] }[] = [
  { spoken: "批发", written: ["批发"] },
  { spoken: "零售", written: ["零售", "销售"] },
  { spoken: "出租", written: ["租赁", "出租"] },
  { spoken: "回收", written: ["回收", "收购"] },
  { spoken: "安装", written: ["安装"] },
  { spoken: "维修", written: ["修理", "维修"] },
  { spoken: "修理", written: ["修理", "维修"] },
  { spoken: "加工", written: ["加工", "制造"] },
  { spoken: "销售", written: ["销售", "零售"] },
  { spoken: "种植", written: ["种植"] },
  { spoken: "养殖", written: ["养殖", "饲养"] },
  { spoken: "卖", written: ["零售", "销售", "经营"] },
  { spoken: "修", written: ["修理", "维修"] },
  { spoken: "租", written: ["租赁", "出租"] },
  { spoken: "收", written: ["收购", "回收"] },
  { spoken: "养", written: ["养殖", "饲养"] },
  { spoken: "种", written: ["种植"] },
  { spoken: "做", written: ["制造", "制作", "加工"] },
  { spoken: "装", written: ["安装", "装修"] },
];

interface Query {
  /** as typed, folded, lower case */
  whole: string;
  /** as typed, or without openings and endings */
  core: string;
  /** verb of the core and what it is about, as 卖 + 水果 */
  verb?: { spoken: string; written: readonly string[]; object: string };
}

/**
 * Finds phrases by what a person says: spoken words (修手机), a phrase or a part of it, a group, the name of an industry class.
 * Works from one character; words around the trade (我想开个饭店) do no harm. Best match first, the catalogue's order among equals.
 * @param limit how many at most; an empty query gives none
 * Source: domain 4.1 (the applicant picks items from the published classification).
 */
export function searchScope(catalogue: readonly ScopeItem[], query: string, limit: number): ScopeMatch[] {
  const whole = foldName(query).toLowerCase().replace(/\p{P}/gu, "");
  if (whole === "") return [];
  // Both as typed and without the words around it: the 干 of 干果店 belongs to the trade, the 干 of 干美容 does not.
  const readings = [...new Set([whole, stripEnds(whole)])].map((core) => readQuery(whole, core));
  return catalogue
    .flatMap((item, order) => {
      const best = bestOf(readings.flatMap((reading) => scores(item, reading)));
      return best === undefined ? [] : [{ ...best, item, order }];
    })
    .toSorted((a, b) => b.points - a.points || a.order - b.order)
    .slice(0, limit)
    .map(({ item, by, hit }) => ({ item, by, hit }));
}

function readQuery(whole: string, core: string): Query {
  const verb = VERBS.find(({ spoken }) => core.startsWith(spoken) || (spoken.length === 2 && core.endsWith(spoken)));
  if (verb === undefined) return { whole, core };
  const object = core.startsWith(verb.spoken) ? core.slice(verb.spoken.length) : core.slice(0, -verb.spoken.length);
  return object === "" ? { whole, core } : { whole, core, verb: { ...verb, object } };
}

function stripEnds(text: string): string {
  let rest = text;
  for (let before = ""; before !== rest; ) {
    before = rest;
    const opening = OPENINGS.find((word) => rest.startsWith(word) && rest.length > word.length + 1);
    if (opening !== undefined) rest = rest.slice(opening.length);
    const ending = ENDINGS.find((word) => rest.endsWith(word) && rest.length > word.length + 1);
    if (ending !== undefined) rest = rest.slice(0, -ending.length);
  }
  return rest;
}

interface Scored {
  points: number;
  by: ScopeMatch["by"];
  hit: string;
}

function scores(item: ScopeItem, asked: Query): Scored[] {
  const className = item.gbtName.replace(/^[A-Z]?\d+\s*/, "");
  return [
    { points: phrasePoints(item.phrase, asked), by: "phrase", hit: item.phrase },
    // A word said earlier in the list is the more usual one for the item.
    ...item.aliases.map((alias, at): Scored => {
      const points = aliasPoints(alias.toLowerCase(), asked);
      return { points: points === 0 ? 0 : points - Math.min(at, 20) / 10, by: "alias", hit: alias };
    }),
    { points: className.includes(asked.core) ? 200 : 0, by: "class", hit: className },
    { points: item.group.includes(asked.core) ? 150 : 0, by: "group", hit: item.group },
  ];
}

function bestOf(scored: readonly Scored[]): Scored | undefined {
  return scored.reduce<Scored | undefined>(
    (best, candidate) => (candidate.points > (best?.points ?? 0) ? candidate : best),
    undefined,
  );
}

function phrasePoints(phrase: string, { whole, core, verb }: Query): number {
  const short = phrase.replace(/（[^）]*）/gu, "");
  const closeness = core.length / phrase.length;
  if (phrase === whole || short === whole || short === core) return 1000;
  if (phrase.startsWith(core)) return 700 + 50 * closeness;
  if (short.includes(core)) return 600 + 50 * closeness;
  if (whole.includes(short)) return 590 + short.length;
  if (verb !== undefined && short.includes(verb.object)) {
    return (verb.written.some((word) => short.includes(word)) ? 560 : 300) + 50 * (verb.object.length / short.length);
  }
  if (phrase.includes(core)) return 320;
  return likeness(short, core, 250);
}

function aliasPoints(alias: string, { whole, core, verb }: Query): number {
  if (alias === whole || alias === core) return 950;
  if (withoutShop(alias) === withoutShop(core) && withoutShop(core).length >= 2) return 900;
  if (alias.length >= 2 && core.includes(alias)) return 650 + 20 * alias.length;
  if (alias.startsWith(core)) return 640 + 50 * (core.length / alias.length);
  if (alias.includes(core)) return 610 + 50 * (core.length / alias.length);
  if (alias.length >= 2 && whole.includes(alias)) return 600 + 10 * alias.length;
  if (verb !== undefined && verb.object.length >= 2 && alias.includes(verb.object)) {
    return [...verb.written, verb.spoken].some((word) => alias.includes(word)) ? 800 : 520;
  }
  return likeness(alias, core, 240);
}

/** 水果店 and 水果铺 are 水果. */
function withoutShop(text: string): string {
  return text.replace(/(?:小店|店铺|店|铺|馆|摊|部|行|社)$/u, "");
}

/** Shared pairs of neighbouring characters, for slips and other orders of words; 0 when less than half of the query is shared. */
function likeness(text: string, core: string, most: number): number {
  const wanted = pairs(core);
  if (wanted.length < 2) return 0;
  const present = new Set(pairs(text));
  const share = wanted.filter((pair) => present.has(pair)).length / wanted.length;
  return share < 0.5 ? 0 : most * share;
}

function pairs(text: string): string[] {
  const characters = [...text];
  return characters.slice(1).map((character, at) => (characters[at] ?? "") + character);
}
