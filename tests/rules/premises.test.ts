import { describe, expect, it } from "vitest";
import {
  checkPremises,
  communitiesOf,
  communityName,
  type Division,
  jurisdictionOf,
  PREMISES_TYPES,
  type Premises,
  printedPremises,
  streetsOf,
  URBAN_DISTRICTS,
} from "../../src/rules/premises.ts";
import { cityDivisions as divisions } from "../support/divisions.ts";

const today = "2026-11-24";
const settings = { declarationAllowed: true, showDeclared: false };
const shop: Premises = {
  district: "231003",
  street: "231003002",
  detail: "裕民路8号",
  type: "rented",
  onlineOnly: false,
  proof: "proof",
};
const netShop: Premises = {
  ...shop,
  detail: "",
  type: "network",
  onlineOnly: true,
  platforms: [{ name: "示例网", url: "https://shop.example.com/t0001" }],
};

describe("streets of the four districts", () => {
  it.each([
    ["231002", "东安区", "001新安街道 002长安街道 003七星街道 004五星街道 008东兴街道 009振兴街道 101兴隆镇"],
    [
      "231003",
      "阳明区",
      "001阳明街道 002前进街道 003新兴街道 004桦林橡胶厂街道 100铁岭镇 101桦林镇 102磨刀石镇 103五林镇",
    ],
    [
      "231004",
      "爱民区",
      "001向阳街道 002黄花街道 003铁北街道 004新华街道 005大庆街道 006兴平街道 007北山街道 100三道关镇",
    ],
    [
      "231005",
      "西安区",
      "001先锋街道 002火炬街道 003立新街道 004牡丹街道 005江滨街道 006沿江街道 100温春镇 201海南朝鲜族乡",
    ],
  ])("%s %s", (district, districtName, expected) => {
    const streets = streetsOf(divisions, district, today);
    expect(streets.map(({ code, name }) => `${code.slice(6)}${name}`).join(" ")).toBe(expected);
    for (const street of streets) {
      const jurisdiction = jurisdictionOf({ area: district, street: street.code }, divisions, today);
      expect(jurisdiction).toMatchObject({ ok: true, district });
      if (jurisdiction.ok) expect(jurisdiction.why).toContain(`牡丹江市${districtName}市场监督管理局`);
      if (jurisdiction.ok) expect(jurisdiction.why).toContain(street.name);
    }
  });

  it("are 31 with 239 communities and villages", () => {
    const streets = URBAN_DISTRICTS.flatMap((district) => streetsOf(divisions, district, today));
    expect(streets).toHaveLength(31);
    expect(streets.flatMap(({ code }) => communitiesOf(divisions, code, today))).toHaveLength(239);
  });

  it("are those of the day", () => {
    const renamed: Division[] = [
      { code: "231002", level: "area", name: "东安区", parent: "2310" },
      { code: "231002001", level: "street", name: "旧街道", parent: "231002", validTo: "2026-06-30" },
      { code: "231002001", level: "street", name: "新街道", parent: "231002", validFrom: "2026-07-01" },
    ];
    const namesOn = (date: string) => streetsOf(renamed, "231002", date).map(({ name }) => name);
    expect(namesOn("2026-06-30")).toEqual(["旧街道"]);
    expect(namesOn("2026-07-01")).toEqual(["新街道"]);
    const place = { ...shop, district: "231002", street: "231002001" };
    expect(printedPremises(place, renamed, settings)).toContain("新街道");
    expect(printedPremises(place, renamed, { ...settings, onDate: "2026-06-30" })).toContain("旧街道");
  });
});

describe("outside the four districts", () => {
  it.each([
    ["231025", "林口县市场监督管理局"],
    ["231081", "绥芬河市市场监督管理局"],
    ["231083", "海林市市场监督管理局"],
    ["231084", "宁安市市场监督管理局"],
    ["231085", "穆棱市市场监督管理局"],
    ["231086", "东宁市市场监督管理局"],
  ])("%s is for %s", (area, bureau) => {
    const answer = jurisdictionOf({ area }, divisions, today);
    expect(answer).toMatchObject({ ok: false, bureau });
    if (!answer.ok) expect(answer.message).toContain(`请向${bureau}申请。`);
  });

  it.each(["610100", "220403", "", "231002001"])("%j is not in 牡丹江", (area) => {
    expect(jurisdictionOf({ area }, divisions, today)).toEqual({
      ok: false,
      message: "经营场所不在牡丹江市，请向经营场所所在地的市场监督管理局申请。",
    });
  });

  it("a street of another district is refused", () => {
    expect(jurisdictionOf({ area: "231003", street: "231004001" }, divisions, today)).toEqual({
      ok: false,
      message: "所选的街道或乡镇不在阳明区，请重新选择。",
    });
  });
});

describe("the rest of the form", () => {
  it("asks for everything that is missing, field by field", () => {
    expect(checkPremises({}, divisions, settings, today).map(({ field }) => field)).toEqual([
      "district",
      "detail",
      "type",
      "proof",
    ]);
  });

  it.each([
    [{ district: "231084" }, "district", "经营场所在宁安市，不在全城通办的四个区内，请向宁安市市场监督管理局申请。"],
    [{ street: "" }, "street", "请选择经营场所所在的街道或乡镇。"],
    [{ street: "231004001" }, "street", "所选的街道或乡镇不在阳明区，请重新选择。"],
    [{ community: "231002001001" }, "community", "所选的社区或村不在这个街道或乡镇，请重新选择。"],
  ])("%j", (change, field, message) => {
    expect(problems(change)).toContainEqual({ field, message });
  });

  it("does not compare the address with what is not chosen yet", () => {
    const { street: _, ...noStreet } = shop;
    const message = "请选择经营场所所在的街道或乡镇。";
    expect(checkPremises({ ...noStreet, detail: "前进街道裕民路8号" }, divisions, settings, today)).toEqual([
      { field: "street", message },
    ]);
    const { district, ...noPlace } = noStreet;
    expect(checkPremises({ ...noPlace, detail: "爱民区裕民路8号" }, divisions, settings, today)).toHaveLength(1);
    expect(checkPremises({ district, detail: "爱民区8号" }, divisions, settings, today)[1]?.message).toContain(
      "爱民区",
    );
  });

  it("takes a community of the street", () => {
    expect(problems({ community: "231003002001" })).toEqual([]);
  });

  it("takes a declaration only where the authority does", () => {
    const declared: Premises = { ...shop, proof: "declaration" };
    expect(checkPremises(declared, divisions, settings, today)).toEqual([]);
    expect(checkPremises(declared, divisions, { ...settings, declarationAllowed: false }, today)).toEqual([
      { field: "proof", message: "登记机关现在不接受以申报承诺代替证明，请提交经营场所的使用证明。" },
    ]);
  });

  it("names documents for every type of premises", () => {
    for (const { label, help, documents } of Object.values(PREMISES_TYPES)) {
      expect(label).not.toBe("");
      expect(help).not.toBe("");
      expect(documents.length).toBeGreaterThan(0);
    }
  });
});

describe("network premises", () => {
  it("need no address line, since the shop's address is on the platform", () => {
    expect(checkPremises(netShop, divisions, settings, today)).toEqual([]);
  });

  it("are for online trade only", () => {
    expect(checkPremises({ ...netShop, onlineOnly: false }, divisions, settings, today)).toEqual([
      { field: "type", message: "网络经营场所只供仅通过互联网经营的个体网店使用，有线下经营的请选实际的场所类型。" },
    ]);
  });

  it.each([
    [[], "请填写开店的平台名称和店铺网址，在几个平台开店就都填上。"],
    [[{ name: " ", url: "https://shop.example.com/1" }], "请填写平台的名称。"],
    [[{ name: "示例网", url: "shop.example.com" }], "店铺网址应以 http:// 或者 https:// 开头，请从平台上完整复制。"],
    [[{ name: "示例网", url: "javascript:alert(1)" }], "店铺网址应以 http:// 或者 https:// 开头，请从平台上完整复制。"],
    [[{ name: "示例网", url: "https://www.example.com/" }], "只有域名不够，请填写平台内店铺页面的网址。"],
    [
      [
        { name: "示例网", url: "https://example.com/shop/1" },
        { name: "示例网", url: "https://example.com/shop/1" },
      ],
      "同一个店铺网址填了两次，请删去一个。",
    ],
  ])("%j is refused", (platforms, message) => {
    expect(checkPremises({ ...netShop, platforms }, divisions, settings, today)).toEqual([
      { field: "platforms", message },
    ]);
  });
});

describe("in print", () => {
  it.each([
    [shop, settings, "黑龙江省牡丹江市阳明区前进街道裕民路8号"],
    [{ ...shop, detail: " 裕民路８号 (门市) " }, settings, "黑龙江省牡丹江市阳明区前进街道裕民路8号（门市）"],
    [
      { ...shop, proof: "declaration" as const },
      { ...settings, showDeclared: true },
      "黑龙江省牡丹江市阳明区前进街道裕民路8号（自主申报）",
    ],
    [{ ...shop, proof: "declaration" as const }, settings, "黑龙江省牡丹江市阳明区前进街道裕民路8号"],
    [{ ...shop, community: "231003002001" }, settings, "黑龙江省牡丹江市阳明区前进街道裕民路8号"],
    [netShop, settings, "示例网（https://shop.example.com/t0001）"],
  ])("%#", (premises, how, expected) => {
    expect(printedPremises(premises, divisions, how)).toBe(expected);
  });

  it("adds the community where that is wanted, once", () => {
    const how = { ...settings, showCommunity: true };
    const village: Premises = { ...shop, district: "231002", street: "231002101", community: "231002101201" };
    expect(printedPremises({ ...village, detail: "3组" }, divisions, how)).toBe(
      "黑龙江省牡丹江市东安区兴隆镇大湾村3组",
    );
    expect(printedPremises({ ...village, detail: "大湾村3组" }, divisions, how)).toBe(
      "黑龙江省牡丹江市东安区兴隆镇大湾村3组",
    );
  });

  it("does not guess an unknown code", () => {
    expect(() => printedPremises({ ...shop, street: "231003999" }, divisions, settings)).toThrow(RangeError);
  });

  it.each([
    ["市政社区居委会", "市政社区"],
    ["海丰朝鲜族社区居民委员会", "海丰朝鲜族社区"],
    ["阳明村村委会", "阳明村"],
    ["大湾村委会", "大湾村"],
    ["东村村委会", "东村"],
    ["富民村", "富民村"],
    ["恒丰居委会", "恒丰居委会"],
  ])("%s is written %s", (name, written) => {
    expect(communityName({ code: "231002001001", level: "village", name, parent: "231002001" })).toBe(written);
  });
});

function problems(change: Partial<Premises>) {
  return checkPremises({ ...shop, ...change }, divisions, settings, today);
}
