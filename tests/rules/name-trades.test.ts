import { describe, expect, test } from "vitest";
import { checkFullName, holdKey, parseName } from "../../src/rules/business-name.ts";
import { nameCatalogue, scopeCatalogue, scopeOf } from "../support/catalogues.ts";

/** Names as the city's shops have them, by trade: what stands over the door, and the scope with the main item first. */
const TRADES: readonly { words: readonly string[]; scope: readonly string[] }[] = [
  {
    words: ["超市", "便利店", "食杂店", "生活超市", "百货商店"],
    scope: ["日用百货销售", "食品销售（仅销售预包装食品）", "烟草制品零售"],
  },
  {
    words: [
      "饭店",
      "小吃部",
      "烧烤店",
      "饺子馆",
      "面馆",
      "铁锅炖鱼馆",
      "麻辣烫店",
      "冷面馆",
      "快餐店",
      "火锅店",
      "奶茶店",
    ],
    scope: ["餐饮服务", "外卖递送服务"],
  },
  { words: ["小吃店", "早餐店", "烤冷面店", "粥铺"], scope: ["小餐饮"] },
  { words: ["水果店", "蔬菜店", "果蔬超市"], scope: ["新鲜水果零售", "新鲜蔬菜零售"] },
  { words: ["服装店", "服饰店", "童装店"], scope: ["服装服饰零售"] },
  { words: ["理发店", "美发店", "美容院", "美甲店", "发艺工作室"], scope: ["理发服务", "生活美容服务", "美甲服务"] },
  { words: ["五金商店", "水暖五金店"], scope: ["五金产品零售"] },
  { words: ["手机店"], scope: ["移动终端设备销售"] },
  { words: ["手机维修部"], scope: ["通讯设备修理"] },
  { words: ["家电维修部"], scope: ["日用电器修理"] },
  { words: ["电子商务商行", "网络商行", "百货商行", "服装店"], scope: ["互联网销售（除销售需要许可的商品）"] },
  { words: ["山特产商店", "木耳经销部", "土特产商行"], scope: ["农副产品销售"] },
  { words: ["汽车修理部", "洗车行", "汽修厂"], scope: ["机动车修理和维护"] },
  { words: ["洗车行"], scope: ["洗车服务"] },
  { words: ["家政服务部", "保洁服务部"], scope: ["家政服务"] },
  { words: ["洗衣店", "干洗店"], scope: ["洗染服务"] },
  { words: ["打字复印社", "图文店"], scope: ["打字复印"] },
  { words: ["照相馆", "影楼", "摄影工作室"], scope: ["摄影扩印服务"] },
  { words: ["开锁服务部"], scope: ["开锁服务"] },
  { words: ["足浴店", "修脚店"], scope: ["足浴服务"] },
  { words: ["养生馆", "推拿店"], scope: ["养生保健服务（非医疗）"] },
  { words: ["浴池", "洗浴中心"], scope: ["洗浴服务"] },
  { words: ["旅店", "宾馆", "民宿"], scope: ["住宿服务"] },
  { words: ["大药房", "药店"], scope: ["药品零售"] },
  { words: ["种植园"], scope: ["蔬菜种植"] },
  { words: ["养殖场"], scope: ["家禽饲养"] },
  { words: ["货运服务部", "搬家服务部"], scope: ["道路货物运输（不含危险货物）"] },
  { words: ["棋牌室"], scope: ["棋牌室服务"] },
  { words: ["台球厅"], scope: ["台球活动"] },
  { words: ["健身房", "瑜伽馆"], scope: ["健身休闲活动"] },
  { words: ["宠物用品店"], scope: ["宠物食品及用品零售"] },
  { words: ["宠物医院"], scope: ["动物诊疗"] },
  { words: ["花店", "鲜花店"], scope: ["礼品花卉销售"] },
  { words: ["书店"], scope: ["出版物零售"] },
];

const SHOP_NAMES = ["鑫源", "老地方", "金牡丹", "镜泊", "平安", "安顺", "东方", "三江", "好又多", "新时代", "友谊"];

describe.each(TRADES.flatMap(({ words, scope }) => words.map((word) => ({ word, scope }))))(
  "$word",
  ({ word, scope }) => {
    test("passes under every usual 字号, and the 字号 is read out of the name", () => {
      for (const shop of SHOP_NAMES) {
        const name = `牡丹江市东安区${shop}${word}（个体工商户）`;
        const context = { premisesDistrict: "东安区", scope: scopeOf(...scope) };
        const findings = checkFullName(name, context, nameCatalogue, { suffix: true });
        expect(findings, name).toEqual([]);
        const { parts } = parseName(name, nameCatalogue);
        expect(parts?.trade, name).toBe(shop);
        expect(parts === undefined ? "" : holdKey(parts, nameCatalogue).industry, name).toMatch(/^\d{3}$/);
      }
    });
  },
);

describe("the table of words", () => {
  test("every class of an industry word is one the scope catalogue or the classification knows", () => {
    const rows = nameCatalogue.words.filter((word) => word.category === "行业表述");
    expect(rows.length).toBeGreaterThan(350);
    for (const row of rows) expect(row.reason, row.word).toMatch(/^[A-T]\d{4} \S+/);
  });

  test("every phrase a word needs is in the scope catalogue", () => {
    const phrases = new Set(scopeCatalogue.flatMap((item) => [item.phrase, item.phrase.replace(/（[^）]*）/gu, "")]));
    for (const row of nameCatalogue.words) {
      const needs = /须有：([^；]*)/u.exec(row.exceptions ?? "")?.[1]?.split("、") ?? [];
      for (const phrase of needs) expect(phrases, `${row.word} needs ${phrase}`).toContain(phrase);
    }
  });
});
