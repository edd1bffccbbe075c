import { beyondGb18030, characterWords, foldCharacters } from "./characters.ts";

/**
 * The free line of an address, from the road or village on. The places above it are chosen from lists, so this line neither repeats nor
 * contradicts them, and says exactly where the door is.
 */

export interface ChosenPlace {
  /** names in words, as far as they are chosen: 阳明区, 前进街道 */
  district?: string;
  street?: string;
  /** the other areas of 牡丹江: 东安区 …, 宁安市 … */
  otherAreas: readonly string[];
  /** the other streets and towns of the four districts */
  otherStreets: readonly string[];
}

const SHORTEST = 2;
const LONGEST = 80;

/** 前进街道南 is 前进街 and 道南, not 前进街道 */
const ROAD_SIDE = /^[东南西北口旁边里内外对]/;
/** 爱民区政府, 铁岭镇中学 are landmarks */
const INSTITUTION =
  /^(?:人民|政府|政务|行政|办事处|法院|检察|公安|派出所|交警|消防|税务|财政|医院|中医|妇幼|卫生院|疾控|小学|中学|学校|实验|第[一二三四五六七八九十]|公园|文化|体育|图书|客运|火车)/;

/** Arabic digits that do not count a road (西3条路), or Chinese ones before what a door is counted in. */
const DOOR = /\d(?![\d条路街道马])|[〇零一二三四五六七八九十百]+(?:号|栋|幢|单元|室|门|组|委|层|铺|摊)/;
const WHERE =
  /对面|对过|隔壁|旁|[东南西北前后左右]侧|[东南西北]边|[东南西北]行|以[东南西北]|交口|交叉口|交汇|路口|街口|道口|胡同口|巷口|拐角|院内|楼下|楼上|门前|门口|附近|之间|正门|后门/;
const WRITABLE = /^[\p{Unified_Ideograph}〇A-Za-z0-9（）、，。,.·\-#/]*$/u;
const UNSETTLED = /流动(?:摊|经营|摆|售)|无固定|不固定|没有固定/;

const PROVINCES =
  "北京市 天津市 上海市 重庆市 河北省 山西省 辽宁省 吉林省 江苏省 浙江省 安徽省 福建省 江西省 山东省 河南省 湖北省 湖南省 广东省 海南省 四川省 贵州省 云南省 陕西省 甘肃省 青海省 台湾省 内蒙古自治区 广西壮族自治区 西藏自治区 宁夏回族自治区 新疆维吾尔自治区 香港特别行政区 澳门特别行政区".split(
    " ",
  );
/** Cities that an address typed here is likely to name: the province's, the neighbours', and those that share a name with a place here. */
const CITIES =
  "哈尔滨市 齐齐哈尔市 鸡西市 鹤岗市 双鸭山市 大庆市 伊春市 佳木斯市 七台河市 黑河市 绥化市 尚志市 五常市 密山市 虎林市 长春市 吉林市 延吉市 敦化市 珲春市 图们市 沈阳市 大连市 辽源市 西安市 东安市 宝清县 方正县 依兰县".split(
    " ",
  );

/**
 * The line as it is stored and printed: full-width letters and digits made narrow, brackets wide, dashes plain, white space gone, old and
 * compatibility codes as the characters they stand for.
 * Sketches and names of buildings are kept as written.
 */
export function normaliseDetail(detail: string): string {
  return foldCharacters(detail)
    .normalize("NFKC")
    .replace(/[\p{White_Space}\p{Cf}]/gu, "")
    .replace(/\p{Pd}/gu, "-")
    .replaceAll("(", "（")
    .replaceAll(")", "）");
}

/**
 * What is wrong with the line, each a sentence that says what to write instead; none when it is good.
 * Source: 市场主体登记管理条例 11, 54 (no fixed premises: not here); address form after 滨州 2018 (no door number → distance to a landmark).
 */
export function checkDetail(detail: string, place: ChosenPlace): string[] {
  const text = normaliseDetail(detail);
  const length = [...text].length;
  if (length === 0) return ["请填写详细地址：路名、门牌号，楼内的写到单元和房号。"];
  if (UNSETTLED.test(text)) {
    return ["没有固定经营场所的流动摊贩不在这里登记，按省里的规定管理，请向经营地的街道或乡镇咨询。"];
  }
  if (length < SHORTEST || length > LONGEST) return [`详细地址写 ${SHORTEST} 至 ${LONGEST} 个字，请核对。`];
  const beyond = beyondGb18030(text);
  if (beyond.length > 0)
    return [`国家标准字库里没有 ${beyond.map(characterWords).join("、")}，执照上印不出来，请换一个写法。`];
  if (!WRITABLE.test(text)) return ["详细地址里有不能打印的符号，请只写汉字、字母、数字和“-”“#”“（）”。"];
  const away = outsideOf(text, place);
  if (away !== undefined) return [away];
  return [
    ...repetitionIn(text, place),
    ...(DOOR.test(text) || WHERE.test(text)
      ? []
      : ["请写到门牌号；没有门牌的，写明在哪里，例如“村委会东侧50米”“太平路与光华街交口”。"]),
  ];
}

function outsideOf(text: string, place: ChosenPlace): string | undefined {
  const abroad = [...PROVINCES, ...CITIES].find((name) => names(text, name));
  if (abroad !== undefined) {
    return `这里写的是“${abroad}”，不在牡丹江市。经营场所在外地的，请向当地的市场监督管理局申请。`;
  }
  if (place.district === undefined) return undefined;
  const area = place.otherAreas.find((name) => names(text, name));
  if (area !== undefined) {
    return `这里写的是${area}，上面选的是${place.district}，两处应当一致，请改正其中一处。`;
  }
  const street = place.otherStreets.find((name) => names(text, name));
  if (street === undefined || place.street === undefined) return undefined;
  return `这里写的是${street}，上面选的是${place.district}${place.street}，两处应当一致，请改正其中一处。`;
}

function repetitionIn(text: string, place: ChosenPlace): string[] {
  const chosen = ["黑龙江省", "牡丹江市", place.district, place.street];
  const repeated = chosen.find((name) => name !== undefined && names(text, name));
  return repeated === undefined ? [] : [`“${repeated}”上面已经选好，这里不用再写，请从路名或者村、小区写起。`];
}

/** Whether the text names a place as such, not as part of a road, a market or an institution. */
function names(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at !== -1; at = text.indexOf(name, at + 1)) {
    const rest = text.slice(at + name.length);
    if (INSTITUTION.test(rest)) continue;
    if (name.endsWith("街道") && ROAD_SIDE.test(rest)) continue;
    if (name.endsWith("市") && /^[场政民井]/.test(rest)) continue;
    return true;
  }
  return false;
}
