/**
 * The place of business: which bureau has jurisdiction, whether the address is good, how the licence prints it.
 * Jurisdiction follows the premises, never the hall (市场主体登记管理条例 5). Dates are `YYYY-MM-DD`, Asia/Shanghai.
 */
import { checkPlatforms, type Platform, printedPlatforms } from "./platforms.ts";
import { checkDetail, normaliseDetail } from "./premises-detail.ts";

export interface Division {
  code: string;
  level: "area" | "street" | "village";
  name: string;
  parent: string;
  /** first and last day on which the row holds; none = no limit on that side */
  validFrom?: string;
  validTo?: string;
}

export type PremisesType = "own" | "rented" | "market" | "dwelling" | "village" | "cluster" | "network";

export interface Premises {
  /** 231002 */
  district: string;
  /** 231002001 */
  street: string;
  /** 231002001001 */
  community?: string;
  /** from the road or village on; of network premises where the operator usually lives, which is not printed */
  detail: string;
  /** as it was typed, where normalising changed it */
  detailAsGiven?: string;
  type: PremisesType;
  onlineOnly: boolean;
  platforms?: Platform[];
  proof: "proof" | "declaration";
}

export type PremisesField = "district" | "street" | "community" | "detail" | "type" | "proof" | "platforms";

export interface PremisesProblem {
  field: PremisesField;
  message: string;
}

export type Jurisdiction =
  | { ok: true; district: string; why: string }
  | { ok: false; bureau?: string; message: string };

/**
 * Kinds of premises and what shows the right to use them.
 * Source: 提交材料规范 (经营场所使用相关文件), 民法典 279 (dwellings), 国市监注〔2018〕236号 and 条例 11(2) (platforms).
 */
export const PREMISES_TYPES: Record<
  PremisesType,
  { label: string; help: string; documents: { kind: string; label: string }[] }
> = {
  own: {
    label: "自有商铺",
    help: "房屋是经营者自己的，用途不是住宅。",
    documents: [{ kind: "title", label: "不动产权证书" }],
  },
  rented: {
    label: "租赁商铺",
    help: "租用别人的商业用房。",
    documents: [
      { kind: "lease", label: "租赁合同" },
      { kind: "landlord-title", label: "出租人的不动产权证书" },
    ],
  },
  market: {
    label: "市场或商场摊位",
    help: "在市场、商场里的摊位或柜台。",
    documents: [{ kind: "stall", label: "市场或商场主办方出具的摊位证明" }],
  },
  dwelling: {
    label: "住宅",
    help: "用住宅经营，要遵守管理规约，并经有利害关系的业主一致同意。",
    documents: [
      { kind: "title-or-lease", label: "不动产权证书，租用的再加租赁合同" },
      { kind: "neighbours-consent", label: "有利害关系的业主同意的书面材料" },
    ],
  },
  village: {
    label: "村镇房屋",
    help: "没有不动产权证书的村镇房屋。",
    documents: [{ kind: "village", label: "村委会或者乡镇、街道出具的证明" }],
  },
  cluster: {
    label: "园区或集群（托管）",
    help: "使用托管企业的地址集群登记。",
    documents: [{ kind: "hosting", label: "与托管企业签订的托管协议" }],
  },
  network: {
    label: "网络经营场所",
    help: "只在电子商务平台上经营。在几个平台开店就都填上；登记机关是经常居住地所在的区局。",
    documents: [{ kind: "platform", label: "平台出具的网络经营场所证明" }],
  },
};

/** 东安区, 阳明区, 爱民区, 西安区: the districts of 全城通办 (实施方案: 城区). */
export const URBAN_DISTRICTS: readonly string[] = ["231002", "231003", "231004", "231005"];

/** The streets and towns of a district on a date, by code. */
export function streetsOf(divisions: readonly Division[], district: string, onDate: string): Division[] {
  return childrenOf(divisions, "street", district, onDate);
}

/** The communities and villages of a street on a date, by code. */
export function communitiesOf(divisions: readonly Division[], street: string, onDate: string): Division[] {
  return childrenOf(divisions, "village", street, onDate);
}

/**
 * Which of the four districts' bureaus has jurisdiction over a place.
 * @returns the district with the rule in words, or what to do instead, with the right bureau's name where it is known
 * Source: 市场主体登记管理条例 5(2); 实施细则 18 (not ours: tell which authority); 实施方案 (city districts only).
 */
export function jurisdictionOf(
  place: { area: string; street?: string },
  divisions: readonly Division[],
  onDate: string,
): Jurisdiction {
  const area = divisionOf(divisions, place.area, onDate);
  if (area === undefined || area.level !== "area") {
    return { ok: false, message: "经营场所不在牡丹江市，请向经营场所所在地的市场监督管理局申请。" };
  }
  if (!URBAN_DISTRICTS.includes(area.code)) {
    const bureau = `${area.name}市场监督管理局`;
    return { ok: false, bureau, message: `经营场所在${area.name}，不在全城通办的四个区内，请向${bureau}申请。` };
  }
  const street = place.street === undefined ? undefined : divisionOf(divisions, place.street, onDate);
  if (place.street !== undefined && street?.parent !== area.code) {
    return { ok: false, message: `所选的街道或乡镇不在${area.name}，请重新选择。` };
  }
  const where = `${area.name}${street?.name ?? ""}`;
  const why = `经营场所在${where}，登记机关是牡丹江市${area.name}市场监督管理局：个体工商户由经营场所所在地的区局登记，与在哪个大厅申请无关（《市场主体登记管理条例》第五条第二款）。`;
  return { ok: true, district: area.code, why };
}

/**
 * What is wrong with premises, as far as they are filled in; none when they are good. Each message says what to do.
 * @param settings of the authority: whether a declaration may stand for proof (条例 11(3), a provincial rule)
 */
export function checkPremises(
  premises: Partial<Premises>,
  divisions: readonly Division[],
  settings: { declarationAllowed: boolean; showDeclared: boolean },
  onDate: string,
): PremisesProblem[] {
  return [
    ...checkPlace(premises, divisions, onDate),
    ...checkDetailField(premises, divisions, onDate),
    ...checkType(premises),
    ...checkProof(premises, settings.declarationAllowed),
  ];
}

/**
 * The place of business as the licence prints it: 黑龙江省牡丹江市阳明区前进街道裕民路8号; network premises as platform and address.
 * @param settings showDeclared adds （自主申报） to a declared address, which only some provinces do; showCommunity adds the community;
 * onDate picks the names of that day
 * @throws RangeError when a code is not in the table
 */
export function printedPremises(
  premises: Premises,
  divisions: readonly Division[],
  settings: { showDeclared: boolean; showCommunity?: boolean; onDate?: string },
): string {
  const declared = settings.showDeclared && premises.proof === "declaration" ? "（自主申报）" : "";
  if (premises.type === "network") {
    return `${printedPlatforms(premises.platforms ?? [])}${declared}`;
  }
  const nameOf = (code: string) => {
    const division = divisionOf(divisions, code, settings.onDate);
    if (division === undefined) throw new RangeError(`no division ${code}`);
    return communityName(division);
  };
  const detail = normaliseDetail(premises.detail);
  const community =
    settings.showCommunity === true && premises.community !== undefined ? nameOf(premises.community) : "";
  return [
    "黑龙江省牡丹江市",
    nameOf(premises.district),
    nameOf(premises.street),
    detail.startsWith(community) ? "" : community,
    detail,
    declared,
  ].join("");
}

/** The name of a community or village as an address has it: 市政社区 for 市政社区居委会, 阳明村 for 阳明村村委会. */
export function communityName(division: Division): string {
  return division.name.replace(/社区居(?:民委员|委)会$/, "社区").replace(/村?村(?:民委员|委)会$/, "村");
}

function checkPlace(premises: Partial<Premises>, divisions: readonly Division[], onDate: string): PremisesProblem[] {
  const { district, street, community } = premises;
  if (!district) return [{ field: "district", message: "请选择经营场所所在的区。" }];
  const jurisdiction = jurisdictionOf({ area: district }, divisions, onDate);
  if (!jurisdiction.ok) return [{ field: "district", message: jurisdiction.message }];
  if (!street) return [{ field: "street", message: "请选择经营场所所在的街道或乡镇。" }];
  const inStreet = jurisdictionOf({ area: district, street }, divisions, onDate);
  if (!inStreet.ok) return [{ field: "street", message: inStreet.message }];
  if (community && !communitiesOf(divisions, street, onDate).some(({ code }) => code === community)) {
    return [{ field: "community", message: "所选的社区或村不在这个街道或乡镇，请重新选择。" }];
  }
  return [];
}

function checkDetailField(
  premises: Partial<Premises>,
  divisions: readonly Division[],
  onDate: string,
): PremisesProblem[] {
  const detail = premises.detail ?? "";
  if (premises.type === "network" && detail === "") return [];
  const district = premises.district && divisionOf(divisions, premises.district, onDate)?.name;
  const street = premises.street && divisionOf(divisions, premises.street, onDate)?.name;
  const place = {
    ...(district && { district }),
    ...(street && { street }),
    otherAreas: namesExcept(divisions, premises.district, onDate, ({ level }) => level === "area"),
    otherStreets: namesExcept(
      divisions,
      premises.street,
      onDate,
      ({ level, parent }) => level === "street" && URBAN_DISTRICTS.includes(parent),
    ),
  };
  return checkDetail(detail, place).map((message) => ({ field: "detail", message }));
}

function checkType(premises: Partial<Premises>): PremisesProblem[] {
  if (premises.type === undefined || !Object.hasOwn(PREMISES_TYPES, premises.type)) {
    return [{ field: "type", message: "请选择经营场所的类型。" }];
  }
  if (premises.type !== "network") return [];
  if (premises.onlineOnly !== true) {
    return [
      { field: "type", message: "网络经营场所只供仅通过互联网经营的个体网店使用，有线下经营的请选实际的场所类型。" },
    ];
  }
  return checkPlatforms(premises.platforms ?? []).map((message) => ({ field: "platforms", message }));
}

function checkProof(premises: Partial<Premises>, declarationAllowed: boolean): PremisesProblem[] {
  if (premises.proof === undefined) {
    return [{ field: "proof", message: "请选择提交使用证明，或者作申报承诺。" }];
  }
  if (premises.proof === "proof" || declarationAllowed) return [];
  return [{ field: "proof", message: "登记机关现在不接受以申报承诺代替证明，请提交经营场所的使用证明。" }];
}

function childrenOf(
  divisions: readonly Division[],
  level: Division["level"],
  parent: string,
  onDate: string,
): Division[] {
  return divisions
    .filter((division) => division.level === level && division.parent === parent && isValid(division, onDate))
    .sort((a, b) => a.code.localeCompare(b.code, "en"));
}

/** The row of a code on a date, or without a date the newest one. */
function divisionOf(divisions: readonly Division[], code: string, onDate?: string): Division | undefined {
  const rows = byCode(divisions).get(code) ?? [];
  if (onDate !== undefined) return rows.find((division) => isValid(division, onDate));
  return rows.find(({ validTo }) => validTo === undefined) ?? rows.at(-1);
}

/** Some 800 rows are looked up by code several times a page; a list of rows is never changed in place. */
const rowsByCode = new WeakMap<readonly Division[], ReadonlyMap<string, Division[]>>();

function byCode(divisions: readonly Division[]): ReadonlyMap<string, Division[]> {
  const known = rowsByCode.get(divisions);
  if (known) return known;
  const rows = Map.groupBy(divisions, ({ code }) => code);
  rowsByCode.set(divisions, rows);
  return rows;
}

function isValid({ validFrom, validTo }: Division, onDate: string): boolean {
  return (validFrom === undefined || validFrom <= onDate) && (validTo === undefined || onDate <= validTo);
}

function namesExcept(
  divisions: readonly Division[],
  code: string | undefined,
  onDate: string,
  include: (division: Division) => boolean,
): string[] {
  return divisions
    .filter((division) => include(division) && division.code !== code && isValid(division, onDate))
    .map(({ name }) => name);
}
