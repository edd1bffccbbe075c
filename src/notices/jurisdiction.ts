import type { NoticeTexts } from "./compose.ts";

export type JurisdictionFacts = {
  addressee: string;
  /** Where it was handed in. */
  hall: string;
  /** Where the premises lie, in words. */
  place: string;
} & (
  | {
      /** The authority of another of the four districts has it now. */
      within: true;
      authority: string;
    }
  | {
      /** Outside the four districts: the right bureau, where its name is known. */
      within: false;
      authority?: string;
    }
);

/**
 * Which authority registers, where that is not the one of the hall: told at submission within the city, and as the answer to
 * premises outside it. Nothing is refused by it (不予受理 does not exist for setup). Sources: 条例 5; 细则 18; 行政许可法 32; domain 1.2, 1.3; plan 二(二).
 */
export function jurisdictionTexts(facts: JurisdictionFacts): NoticeTexts {
  const { addressee, hall, place } = facts;
  const authority = facts.authority ?? "经营场所所在地的市场监督管理局";
  const items = [
    { label: "经营场所所在地", value: place },
    { label: "登记机关", value: authority },
    { label: "申报大厅", value: `${hall}，只接收材料、指导填写，不作决定` },
  ];
  const common = { kind: "jurisdiction", addressee, items, legalBasis: BASIS } as const;
  return facts.within
    ? {
        ...common,
        intro: [
          `您在${hall}提交的申请，经营场所在${place}，依法由${authority}审查和决定。申请已经转到该局，您不用再去别处提交。`,
        ],
        mustDo: `您现在不用做什么。有疑问请找${authority}；以后申请复议或者提起诉讼，也以它为对象。`,
      }
    : {
        ...common,
        intro: [`您要登记的经营场所在${place}，不在牡丹江市四个城区，这里的登记机关没有管辖权。`],
        mustDo: `请带原有材料向${authority}申请。`,
      };
}

const BASIS = "《市场主体登记管理条例》第五条；《市场主体登记管理条例实施细则》第十八条；《行政许可法》第三十二条";
