import { describe, expect, test } from "vitest";
import {
  checkScope,
  filingNotices,
  LONGEST_SCOPE,
  permitNotices,
  printedScope,
  SCOPE_TEXTS,
  searchScope,
} from "../../src/rules/scope-of-business.ts";
import { scopeCatalogue, scopeOf } from "../support/catalogues.ts";

const INDIVIDUAL = { formation: "individual", onlineOnly: false, hasPreapproval: false } as const;

function firstPhrases(query: string, limit = 3): string[] {
  return searchScope(scopeCatalogue, query, limit).map((match) => match.item.phrase);
}

describe("searching by what people say", () => {
  test.each([
    ["修手机", "通讯设备修理"],
    ["开小饭馆", "餐饮服务"],
    ["我想开个饭店", "餐饮服务"],
    ["我要开一家奶茶店", "餐饮服务"],
    ["卖早餐", "小餐饮"],
    ["烧烤", "餐饮服务"],
    ["卖菜", "新鲜蔬菜零售"],
    ["卖水果的", "新鲜水果零售"],
    ["水果摊", "新鲜水果零售"],
    ["卖肉", "鲜肉零售"],
    ["卖鱼", "水产品零售"],
    ["小卖部", "食品销售（仅销售预包装食品）"],
    ["仓买", "小食杂"],
    ["食杂店", "小食杂"],
    ["开超市", "日用百货销售"],
    ["卖烟", "烟草制品零售"],
    ["卖酒", "酒类经营"],
    ["理发店", "理发服务"],
    ["想开个理发馆", "理发服务"],
    ["剪头发", "理发服务"],
    ["做美甲", "美甲服务"],
    ["美容院", "生活美容服务"],
    ["澡堂子", "洗浴服务"],
    ["足疗", "足浴服务"],
    ["按摩", "养生保健服务（非医疗）"],
    ["修车", "机动车修理和维护"],
    ["汽车维修", "机动车修理和维护"],
    ["修电动车", "电动自行车维修"],
    ["洗车", "洗车服务"],
    ["修鞋", "鞋和皮革修理"],
    ["修电脑", "计算机及办公设备维修"],
    ["修家电", "日用电器修理"],
    ["开锁", "开锁服务"],
    ["改衣服", "缝纫修补服务"],
    ["干洗店", "洗染服务"],
    ["月嫂", "家政服务"],
    ["保洁", "专业保洁、清洗、消毒服务"],
    ["照相馆", "摄影扩印服务"],
    ["办婚礼", "婚庆礼仪服务"],
    ["打字复印", "打字复印"],
    ["药店", "药品零售"],
    ["旅店", "住宿服务"],
    ["开民宿", "经营民宿"],
    ["网吧", "互联网上网服务"],
    ["KTV", "歌舞娱乐活动"],
    ["打麻将", "棋牌室服务"],
    ["健身房", "健身休闲活动"],
    ["网店", "互联网销售（除销售需要许可的商品）"],
    ["在网上卖衣服", "互联网销售（除销售需要许可的商品）"],
    ["拉货", "道路货物运输（不含危险货物）"],
    ["搬家", "道路货物运输（不含危险货物）"],
    ["收废品", "再生资源回收（除生产性废旧金属）"],
    ["小饭桌", "中小学生校外托管服务"],
    ["种木耳", "食用菌种植"],
    ["养猪", "牲畜饲养"],
    ["卖衣服", "服装服饰零售"],
    ["鞋店", "鞋帽零售"],
    ["花店", "礼品花卉销售"],
    ["五金店", "五金产品零售"],
    ["卖手机", "移动终端设备销售"],
    ["配眼镜", "眼镜销售（不含隐形眼镜）"],
    ["宠物医院", "动物诊疗"],
    ["卖化肥", "肥料销售"],
    ["装修", "住宅室内装饰装修"],
    ["刮大白", "住宅室内装饰装修"],
    ["房屋中介", "房地产经纪"],
    ["鞭炮", "烟花爆竹零售"],
    ["刻章", "公章刻制"],
    ["加油站", "成品油零售（限危险化学品）"],
    ["驾校", "机动车驾驶员培训"],
    ["补习班", "校外培训服务"],
  ])("%s is among the first three: %s", (query, phrase) => {
    expect(firstPhrases(query)).toContain(phrase);
  });

  test("a phrase or its beginning comes first", () => {
    expect(firstPhrases("餐饮服务")[0]).toBe("餐饮服务");
    expect(firstPhrases("住宿")[0]).toBe("住宿服务");
    expect(firstPhrases("食品销售")[0]).toMatch(/^食品销售/);
    expect(firstPhrases("　药品 零售 ")[0]).toBe("药品零售");
    expect(firstPhrases("干果店")[0]).toBe("未经加工的坚果、干果销售");
    expect(firstPhrases("我想干美容")[0]).toBe("生活美容服务");
    expect(firstPhrases("家具店")[0]).toBe("家具销售");
  });

  test("one character is enough, and the limit holds", () => {
    expect(firstPhrases("鞋", 20)).toContain("鞋帽零售");
    expect(firstPhrases("酒", 20)).toContain("酒类经营");
    expect(searchScope(scopeCatalogue, "销售", 5)).toHaveLength(5);
  });

  test("the match says what was hit", () => {
    const [match] = searchScope(scopeCatalogue, "修手机", 1);
    expect(match).toMatchObject({ by: "alias", hit: "修手机" });
    expect(searchScope(scopeCatalogue, "正餐服务", 1)[0]).toMatchObject({ by: "class", hit: "正餐服务" });
  });

  test("nothing for an empty query or for what no trade is called", () => {
    expect(firstPhrases("")).toEqual([]);
    expect(firstPhrases("，。")).toEqual([]);
    expect(firstPhrases("龘靐齉")).toEqual([]);
  });
});

describe("checking the chosen items", () => {
  test("an ordinary choice has no findings", () => {
    expect(checkScope(scopeOf("餐饮服务", "日用百货销售"), INDIVIDUAL)).toEqual([]);
  });

  test("nothing chosen", () => {
    expect(checkScope([], INDIVIDUAL)).toMatchObject([{ severity: "block" }]);
  });

  const closed = scopeCatalogue.filter((item) => item.closedToIndividuals);
  test("what the law leaves to companies is in the list", () => {
    const phrases = closed.map((item) => item.phrase);
    for (const phrase of [
      "快递服务",
      "劳务派遣服务",
      "旅游业务",
      "保安服务",
      "典当业务",
      "拍卖业务",
      "机动车驾驶员培训",
    ]) {
      expect(phrases).toContain(phrase);
    }
  });
  test.each(closed.map((item) => item.phrase))("%s is stopped, with the reason", (phrase) => {
    for (const formation of ["individual", "family"] as const) {
      const [finding, ...rest] = checkScope(scopeOf(phrase), { ...INDIVIDUAL, formation, hasPreapproval: true });
      expect(finding).toMatchObject({ severity: "block", phrase });
      expect(finding?.message).toMatch(/不对个体工商户开放（.+）/);
      expect(rest).toEqual([]);
    }
  });

  test("a pre-approval item waits for its paper", () => {
    const items = scopeOf("危险化学品经营");
    expect(checkScope(items, INDIVIDUAL)).toMatchObject([{ severity: "block", phrase: "危险化学品经营" }]);
    expect(checkScope(items, { ...INDIVIDUAL, hasPreapproval: true })).toEqual([]);
  });

  test("the same item twice", () => {
    const findings = checkScope(scopeOf("餐饮服务", "住宿服务", "餐饮服务"), INDIVIDUAL);
    expect(findings).toMatchObject([{ severity: "block", phrase: "餐饮服务" }]);
  });

  test("online-only premises and a trade that happens at a place", () => {
    const online = { ...INDIVIDUAL, onlineOnly: true };
    expect(checkScope(scopeOf("互联网销售（除销售需要许可的商品）"), online)).toEqual([]);
    expect(checkScope(scopeOf("理发服务"), online)).toMatchObject([{ severity: "manual", phrase: "理发服务" }]);
  });

  test("a scope longer than the licence holds", () => {
    const general = scopeCatalogue.filter((item) => item.kind === "一般" && !item.closedToIndividuals);
    const findings = checkScope(general.slice(0, 120), INDIVIDUAL).filter((finding) => finding.phrase === undefined);
    expect(findings).toMatchObject([{ severity: "block" }]);
    expect(findings[0]?.message).toContain(String(LONGEST_SCOPE));
  });
});

describe("the printed scope", () => {
  const permit =
    "许可项目：餐饮服务；住宿服务。（依法须经批准的项目，经相关部门批准后方可开展经营活动，具体经营项目以相关部门批准文件或许可证件为准）";
  const general = "一般项目：日用百货销售；食用农产品零售。（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）";
  const mixed = scopeOf("日用百货销售", "餐饮服务", "食用农产品零售", "住宿服务");

  test.each([
    ["general items only", scopeOf("日用百货销售", "食用农产品零售"), general],
    ["permit items only", scopeOf("餐饮服务", "住宿服务"), permit],
    ["both, each in the chosen order", mixed, permit + general],
    ["nothing", [], ""],
  ])("%s", (_, items, expected) => {
    expect(printedScope(items, { onlineOnly: false })).toBe(expected);
  });

  test("online only", () => {
    const items = scopeOf("日用百货销售", "食用农产品零售");
    expect(printedScope(items, { onlineOnly: true })).toBe(`${general}（仅限于通过互联网从事经营活动）`);
  });

  test("the other order and another closing sentence are settings", () => {
    const texts = { ...SCOPE_TEXTS, permitFirst: false, permitClosing: "（具体经营项目以审批结果为准）" };
    expect(printedScope(mixed, { onlineOnly: false, texts })).toBe(
      `${general}许可项目：餐饮服务；住宿服务。（具体经营项目以审批结果为准）`,
    );
  });
});

describe("what the applicant and the permit authorities are told", () => {
  test("one notice for each permit item, filings apart", () => {
    const items = scopeOf("食品销售（仅销售预包装食品）", "餐饮服务", "日用百货销售", "危险化学品经营");
    expect(permitNotices(items)).toEqual([
      { phrase: "餐饮服务", licence: "食品经营许可证（餐饮服务）", authority: "市场监督管理局", before: false },
      { phrase: "危险化学品经营", licence: "危险化学品经营许可证", authority: "应急管理局", before: true },
    ]);
    expect(filingNotices(items)).toEqual([
      { phrase: "食品销售（仅销售预包装食品）", filing: "仅销售预包装食品备案", authority: "市场监督管理局" },
    ]);
  });

  test("every permit item of the catalogue names its permit and its authority", () => {
    for (const item of scopeCatalogue.filter((candidate) => candidate.kind !== "一般")) {
      expect(item.licence, item.phrase).not.toBe("");
      expect(item.authority, item.phrase).not.toBe("");
    }
  });

  test("every phrase stands once, with a class of four digits", () => {
    expect(new Set(scopeCatalogue.map((item) => item.phrase)).size).toBe(scopeCatalogue.length);
    for (const item of scopeCatalogue) expect(item.gbt, item.phrase).toMatch(/^\d{4}$/);
  });
});
