import { describe, expect, test } from "vitest";
import {
  checkFullName,
  checkName,
  composeName,
  holdKey,
  industryClass,
  type NameContext,
  type NameFinding,
  type NameParts,
  parseName,
  similarNames,
  suggestNames,
} from "../../src/rules/business-name.ts";
import { wordExceptions } from "../../src/rules/name-catalogue.ts";
import { nameCatalogue, scopeOf } from "../support/catalogues.ts";

const SUFFIX = { suffix: true };
const EATING = ["餐饮服务"];

function full(name: string, district: string, phrases: string[] = [], more: Partial<NameContext> = {}): NameFinding[] {
  return checkFullName(
    name,
    { premisesDistrict: district, scope: scopeOf(...phrases), ...more },
    nameCatalogue,
    SUFFIX,
  );
}

function check(parts: Partial<NameParts>, phrases: string[] = [], more: Partial<NameContext> = {}): NameFinding[] {
  const whole = { district: "东安区", trade: "仁和堂", industry: "", form: "店", ...parts };
  const context = { premisesDistrict: whole.district, scope: scopeOf(...phrases), ...more };
  return checkName(whole, context, nameCatalogue, SUFFIX);
}

function serious(findings: NameFinding[]): string[] {
  return findings
    .filter((finding) => finding.severity !== "hint")
    .map((finding) => `${finding.check} ${finding.severity} ${finding.evidence ?? ""}`.trim());
}

describe("names that are in order", () => {
  test.each<[string, string, string[], string?]>([
    ["牡丹江市东安区江畔小灶餐饮店（个体工商户）", "东安区", EATING],
    ["牡丹江市西安区温春镇老关粮油商行（个体工商户）", "西安区", ["谷物销售"]],
    ["牡丹江市爱民区李冬梅理发店（个体工商户）", "爱民区", ["理发服务"], "李冬梅"],
    ["牡丹江市阳明区雪城镜泊山货经营部（个体工商户）", "阳明区", ["林业产品销售"]],
    ["牡丹江市东安区江畔小灶餐饮店", "东安区", EATING],
    ["牡丹江市东安区江畔小灶餐饮店(个体工商户)", "东安区", EATING],
    [" 牡丹江市 东安区　江畔小灶餐饮店 ", "东安区", EATING],
    ["牡丹江市西安区海南朝鲜族乡老关粮油商行", "西安区", ["谷物销售"]],
    ["牡丹江市阳明区爱民超市", "阳明区", ["日用百货销售"]],
    ["牡丹江市爱民区东安家政服务部", "爱民区", ["家政服务"]],
    ["牡丹江市东安区阳明五金商店", "东安区", ["五金产品零售"]],
    ["牡丹江市东安区镜泊水果店", "东安区", ["新鲜水果零售"]],
    ["牡丹江市东安区阿卜杜拉·艾山烧烤店", "东安区", EATING, "阿卜杜拉·艾山"],
    ["牡丹江市东安区阿卜杜拉・艾山烧烤店", "东安区", EATING, "阿卜杜拉·艾山"],
    ["牡丹江市东安区谢𬇙𬍛饭店", "东安区", EATING],
    ["牡丹江市东安区于𭀖面馆", "东安区", EATING],
    ["牡丹江市东安区高㛃鲜花店", "东安区", ["礼品花卉销售"]],
    ["牡丹江市东安区劉偉強鞋店", "东安区", ["鞋帽零售"], "劉偉強"],
    ["牡丹江市东安区仁和堂药店", "东安区", ["药品零售"]],
    ["牡丹江市东安区老地方老北京布鞋店", "东安区", ["鞋帽零售"]],
    ["牡丹江市东安区王记兰州拉面馆", "东安区", EATING],
    ["牡丹江市东安区百货商行", "东安区", ["互联网销售（除销售需要许可的商品）"]],
  ])("%s", (name, district, phrases, operatorName) => {
    const findings = full(name, district, phrases, operatorName === undefined ? {} : { operatorName });
    expect(serious(findings)).toEqual(name.includes("百货商行") ? ["4 block"] : []);
  });
});

describe("names that are not", () => {
  test.each<[string, string, string[], string[]]>([
    ["西安区好运餐饮店", "西安区", EATING, ["3 block 西安区"]],
    ["西安市好运餐饮店", "西安区", EATING, ["3 block 东安区", "3 block"]],
    ["牡丹江市西安市好运餐饮店", "西安区", EATING, ["3 block"]],
    ["黑龙江省牡丹江市西安区好运餐饮店", "西安区", EATING, ["3 block 黑龙江省"]],
    ["牡丹江市东安区福饭店", "东安区", EATING, ["4 block 福"]],
    ["牡丹江市东安区宁安餐饮店", "东安区", EATING, ["4 block 宁安"]],
    ["牡丹江市西安区西安餐饮店", "西安区", EATING, ["4 block 西安"]],
    ["牡丹江市西安区海南省老关粮油店", "西安区", ["谷物销售"], ["4 block 海南"]],
    ["牡丹江市西安区海南粮油店", "西安区", ["谷物销售"], ["4 block 海南"]],
    ["牡丹江市东安区餐饮店", "东安区", EATING, ["4 block"]],
    ["牡丹江市东安区重庆火锅店", "东安区", EATING, ["4 block"]],
    ["牡丹江市爱民区八一烧烤店", "爱民区", EATING, ["7 block 八一"]],
    ["牡丹江市爱民区中华小吃店", "爱民区", EATING, ["7 block 中华"]],
    ["牡丹江市阳明区优鲜食品有限公司", "阳明区", ["食品销售"], ["6 block 有限公司"]],
    ["牡丹江市西安区Lucky奶茶店", "西安区", EATING, ["2 block Lucky"]],
    ["牡丹江市西安区Ｌｕｃｋｙ奶茶店", "西安区", EATING, ["2 block Lucky"]],
    ["牡丹江市东安区24小时便利店", "东安区", ["小食杂"], ["2 block 24"]],
    ["牡丹江市东安区安心理财工作室", "东安区", ["财务咨询"], ["7 block 理财"]],
    ["牡丹江市东安区最佳汽修厂", "东安区", ["机动车修理和维护"], ["7 block 最佳"]],
    ["牡丹江市东安区仁和堂药店", "东安区", ["日用百货销售"], ["5 block 药店", "9 block 药店"]],
    ["牡丹江市东安区仁和堂药店", "东安区", ["第二类医疗器械销售"], ["5 block 药店", "9 block 药店"]],
    ["牡丹江市东安区仁和堂药店", "阳明区", ["药品零售"], ["3 block 东安区"]],
    ["牡丹江市东安区温春镇仁和堂药店", "东安区", ["药品零售"], ["3 block 温春镇"]],
    ["牡丹江市东安区仁和堂", "东安区", [], []],
    ["牡丹江市东安区仁和小馆（个体工商户）（个体工商户）", "东安区", [], ["6 block 个体工商户"]],
    ["牡丹江市东安区仁和·堂药店", "东安区", ["药品零售"], ["2 manual ·"]],
    ["牡丹江市东安区劉記面馆", "东安区", EATING, ["2 block 劉記"]],
    ["牡丹江市东安区𰻝𰻝面馆", "东安区", EATING, ["10 manual 𰻝"]],
    ["牡丹江市东安区江畔水果店", "东安区", EATING, ["5 block 水果"]],
    ["牡丹江市东安区江畔水果店", "东安区", ["餐饮服务", "新鲜水果零售"], ["5 block 水果"]],
    ["牡丹江市东安区李嫂日本料理店", "东安区", EATING, ["7 manual 日本"]],
    [`牡丹江市东安区${"江畔".repeat(25)}饭店`, "东安区", EATING, ["1 block"]],
  ])("%s", (name, district, phrases, expected) => {
    expect(serious(full(name, district, phrases)), JSON.stringify(full(name, district, phrases))).toEqual(expected);
  });

  test("a town of another district is refused when it is given as the street", () => {
    expect(serious(check({ street: "温春镇", form: "药店" }, ["药品零售"]))).toEqual(["3 block 温春镇"]);
  });

  test("the street is that of the premises", () => {
    const parts = { district: "西安区", street: "温春镇", industry: "粮油", form: "店" };
    expect(serious(check(parts, ["谷物销售"], { premisesStreet: "温春镇" }))).toEqual([]);
    expect(serious(check(parts, ["谷物销售"], { premisesStreet: "先锋街道" }))).toEqual(["3 block 温春镇"]);
  });

  test("the message of a refused name says what to write instead", () => {
    const [missing] = full("西安区好运餐饮店", "西安区", EATING);
    expect(missing?.message).toContain("牡丹江市西安区");
    expect(missing?.clause).toContain("第七条");
  });
});

describe("words of the table", () => {
  const forbidden = nameCatalogue.words.filter((word) => word.action === "禁用" && word.category !== "格式规则");

  test("there are several hundred rows, each once in its category", () => {
    expect(forbidden.length).toBeGreaterThan(180);
    const keys = nameCatalogue.words.map((word) => `${word.category} ${word.word}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  test.each(forbidden.map((word) => [word.word, word] as const))("%s is refused", (text, word) => {
    const parts =
      word.match === "结尾" ? { trade: "江畔", form: text } : { trade: word.match === "整词" ? text : `江畔${text}` };
    const blocks = check(parts).filter((finding) => finding.severity === "block");
    expect(blocks.some((finding) => text.includes(finding.evidence ?? "无") || finding.evidence?.includes(text))).toBe(
      true,
    );
  });

  const restricted = nameCatalogue.words.filter(
    (word) => word.action === "限用" && word.match === "包含" && wordExceptions(word).needs.length === 0,
  );
  test.each(restricted.map((word) => word.word))("%s goes to an officer", (text) => {
    const findings = check({ trade: `江畔${text}` });
    expect(findings.some((finding) => finding.severity === "manual" && finding.evidence === text)).toBe(true);
  });

  const passing = nameCatalogue.words.flatMap((word) =>
    wordExceptions(word).passes.map((pass) => [pass, word] as const),
  );
  test.each(passing)("%s passes", (pass, word) => {
    expect(pass).toContain(word.word);
    for (const parts of [{ trade: `江畔${pass}` }, { trade: "江畔", industry: pass }]) {
      expect(serious(check(parts))).toEqual([]);
    }
  });

  const reviewed = nameCatalogue.words.flatMap((word) =>
    wordExceptions(word).reviews.map((longer) => [longer, word] as const),
  );
  test.each(reviewed)("%s is looked at by an officer", (longer, word) => {
    expect(serious(check({ trade: "江畔", industry: longer }))).toEqual([`7 manual ${word.word}`]);
  });

  test.each([
    ["大麻花", EATING],
    ["朝鲜族冷面", EATING],
    ["军大衣", []],
    ["消防器材", []],
    ["中央空调", ["家用电器销售"]],
  ])("%s as an industry", (industry, phrases) => {
    expect(serious(check({ trade: "仁和", industry }, [])), "without a scope").toEqual([]);
    expect(serious(check({ trade: "仁和", industry }, phrases)).filter((finding) => finding.startsWith("7"))).toEqual(
      [],
    );
  });

  test("a well-known brand passes where the word means goods", () => {
    expect(serious(check({ trade: "小米", industry: "粮油" }, ["谷物销售"]))).toEqual([]);
    expect(serious(check({ trade: "小米", industry: "手机" }, ["通信设备销售"]))).toEqual(["7 manual 小米"]);
  });

  test("a word that only arises where two parts meet does not refuse the name", () => {
    expect(serious(full("牡丹江市东安区建国家电维修部", "东安区", ["日用电器修理"]))).toEqual([]);
    expect(serious(check({ trade: "老中", industry: "华夏风味" }))).toEqual(["7 manual 中华"]);
  });

  test("the operator's own name goes to an officer where another's would be refused", () => {
    expect(serious(check({ trade: "陈云" }))).toEqual(["7 block 陈云"]);
    expect(serious(check({ trade: "陈云" }, [], { operatorName: "陈云" }))).toEqual(["7 manual 陈云"]);
    expect(serious(check({ trade: "尼玛次仁" }, [], { operatorName: "尼玛次仁" }))).toEqual(["7 manual 尼玛"]);
    expect(serious(check({ trade: "朱德福" }))).toEqual([]);
  });
});

describe("industry and hold", () => {
  test.each([
    ["餐饮", "店", "6210"],
    ["", "超市", "5212"],
    ["药", "店", "5251"],
    ["水果", "超市", "5223 5212"],
    ["朝鲜族冷面", "馆", "6291"],
    ["太空船", "店", undefined],
    ["", "店", undefined],
  ])("%s%s is of class %s", (industry, form, expected) => {
    expect(industryClass(industry, form, nameCatalogue)).toBe(expected);
  });

  test("a hold is the 字号 and the middle class, or every class without an industry word", () => {
    const parts = { district: "东安区", trade: "仁 和堂", industry: "", form: "药店" };
    expect(holdKey(parts, nameCatalogue)).toEqual({ trade: "仁和堂", industry: "525" });
    expect(holdKey({ ...parts, form: "店" }, nameCatalogue)).toEqual({ trade: "仁和堂", industry: "*" });
  });

  test("what is composed can be taken apart again", () => {
    const parts = { district: "西安区", street: "温春镇", trade: "老关", industry: "粮油", form: "商行" };
    expect(composeName(parts, SUFFIX)).toBe("牡丹江市西安区温春镇老关粮油商行（个体工商户）");
    expect(composeName(parts, { suffix: false })).toBe("牡丹江市西安区温春镇老关粮油商行");
    expect(parseName(composeName(parts, SUFFIX), nameCatalogue)).toEqual({ parts, findings: [] });
    expect(parseName("牡丹江市东安区老王饺子馆", nameCatalogue).parts).toEqual({
      district: "东安区",
      trade: "老王",
      industry: "饺子",
      form: "馆",
    });
  });
});

describe("similar names", () => {
  const pinyin = (text: string) => text.replaceAll("禾", "和").replaceAll("棠", "堂");

  test("one reason each, homophones first, equal ones left out", () => {
    const others = ["仁和堂", "仁和", "和仁堂", "仁和春", "仁禾堂", "福满"];
    expect(similarNames("仁和堂", others, pinyin)).toEqual([
      { trade: "仁禾堂", why: "同音" },
      { trade: "和仁堂", why: "字序不同" },
      { trade: "仁和春", why: "一字之差" },
      { trade: "仁和", why: "包含" },
    ]);
    expect(similarNames("福满", ["福顺"])).toEqual([]);
  });

  test("three other 字号 at most, none of them taken", () => {
    const parts = { district: "西安区", street: "温春镇", trade: "仁和堂", industry: "", form: "药店" };
    expect(suggestNames(parts, "李冬梅", ["温春仁和堂"])).toEqual(["老李仁和堂", "仁和堂佳", "福仁和堂"]);
  });
});
