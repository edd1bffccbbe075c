import { CATEGORY, type NameCatalogue, wordsOf } from "./name-catalogue.ts";
import { spansOf } from "./name-text.ts";

/**
 * Places outside the city that may not stand in a name: provinces, cities of prefecture level, and the counties of 黑龙江, without 省, 市 or 县.
 * Words of common speech among them are let through by the rows 地名另有含义. Source: 企业名称登记管理规定 8; 行政区划 as of 2023.
 */
export const OTHER_PLACES: readonly string[] = [
  "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾",
  "内蒙古 广西 西藏 宁夏 新疆 香港 澳门 牡丹江",
  "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 朔州 晋中 运城 忻州 临汾 吕梁 呼和浩特 包头 乌海 赤峰",
  "通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安 锡林郭勒 阿拉善 沈阳 大连 鞍山 抚顺 本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛",
  "长春 四平 辽源 通化 白山 松原 白城 延边 哈尔滨 齐齐哈尔 鸡西 鹤岗 双鸭山 大庆 伊春 佳木斯 七台河 黑河 绥化 大兴安岭",
  "南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水",
  "合肥 芜湖 蚌埠 淮南 马鞍山 淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德",
  "南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 临沂 德州 聊城 滨州 菏泽",
  "郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 济源 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感",
  "荆州 黄冈 咸宁 随州 恩施 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 娄底 湘西 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江",
  "茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 玉林 百色 贺州 河池 来宾 崇左",
  "海口 三亚 三沙 儋州 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 阿坝 甘孜 凉山",
  "贵阳 六盘水 遵义 安顺 毕节 铜仁 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 临沧 楚雄 红河 文山 西双版纳 大理 德宏 怒江 迪庆",
  "拉萨 日喀则 昌都 林芝 山南 那曲 阿里 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳",
  "定西 陇南 临夏 甘南 西宁 海东 海北 黄南 果洛 玉树 海西 银川 石嘴山 吴忠 固原 中卫 乌鲁木齐 克拉玛依 吐鲁番 哈密 昌吉 博尔塔拉 阿克苏 喀什",
  "和田 伊犁 塔城 阿勒泰 石河子",
  "双城 尚志 五常 依兰 方正 宾县 巴彦 木兰 通河 延寿 讷河 龙江 依安 泰来 甘南 富裕 克山 克东 拜泉 虎林 密山 鸡东 萝北 绥滨 集贤 友谊 宝清 饶河",
  "肇州 肇源 林甸 杜尔伯特 铁力 嘉荫 同江 富锦 抚远 桦南 桦川 汤原 勃利 北安 五大连池 嫩江 逊克 孙吴 安达 肇东 海伦 望奎 兰西 青冈 庆安 明水 绥棱 漠河",
].flatMap((line) => line.split(" "));

const ADMINISTRATIVE_ENDING = /(?:特别行政区|自治[区州县]|地区|[省市县区盟])$/u;

/** Places so well known that a 字号 or an industry that begins with them says where something comes from. */
const WELL_KNOWN: ReadonlySet<string> = new Set(
  [
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾",
    "内蒙古 广西 西藏 宁夏 新疆 香港 澳门 牡丹江 哈尔滨 长春 沈阳 大连 济南 青岛 南京 苏州 杭州 宁波 合肥 福州 厦门 南昌 郑州 武汉 长沙 广州 深圳",
    "成都 贵阳 昆明 西安 兰州 西宁 银川 乌鲁木齐 拉萨 海口 南宁 石家庄 太原 呼和浩特 齐齐哈尔 佳木斯 大庆 鸡西",
  ].flatMap((line) => line.split(" ")),
);

/** What a place in a 字号 means: the whole 字号 is one, an official place name with its ending stands in it, or the 字号 begins with one. */
export interface PlaceInTrade {
  place: string;
  how: "whole" | "official" | "beginning";
}

/**
 * The first place name in a 字号. The four districts' own short names (爱民, 东安, 阳明) are common words and pass, except 西安, which is a city elsewhere.
 * @param ignored spans of the 字号 that are read as something else, as a person's own name or a dish
 * Source: 企业名称登记管理规定 8 (县级以上行政区划名称不得作字号, 另有含义的除外).
 */
export function placeInTrade(
  trade: string,
  catalogue: NameCatalogue,
  ignored: readonly (readonly [number, number])[] = [],
): PlaceInTrade | undefined {
  const own = catalogue.districts.map(bareName);
  const counties = catalogue.countyPlaces.map(bareName);
  const places = [...new Set([...counties, ...catalogue.otherPlaces.map(bareName)])];
  const official = [...places, ...own].find((place) => officialName(place, trade, ignored));
  if (official !== undefined) return { place: official, how: "official" };
  const meaningful = new Set(wordsOf(catalogue, CATEGORY.placeWithMeaning).map((word) => word.word));
  const telling = places.filter((place) => !meaningful.has(place) && stands(trade, place, ignored));
  if (telling.includes(trade)) return { place: trade, how: "whole" };
  const plain = trade.replace(/^(?:正宗|老|新|小|大)/u, "");
  const beginning = telling
    .filter((place) => (counties.includes(place) || WELL_KNOWN.has(place)) && plain.startsWith(place))
    .toSorted((a, b) => b.length - a.length)[0];
  return beginning === undefined ? undefined : { place: beginning, how: "beginning" };
}

/** The well-known place or county of the city that stands in an industry, outside the industry words of the table (重庆火锅, 兰州拉面). */
export function placeInIndustry(industry: string, catalogue: NameCatalogue): string | undefined {
  const found = [...WELL_KNOWN, ...catalogue.countyPlaces.map(bareName)].filter((place) => industry.includes(place));
  if (found.length === 0) return undefined;
  const dishes = wordsOf(catalogue, CATEGORY.industry).flatMap((word) => spansOf(industry, word.word));
  return found.find((place) => stands(industry, place, dishes));
}

function officialName(place: string, trade: string, ignored: readonly (readonly [number, number])[]): boolean {
  return spansOf(trade, place).some(
    ([start, end]) => /^[省市县区](?!场)/u.test(trade.slice(end)) && !covered(start, end + 1, ignored),
  );
}

function stands(text: string, place: string, ignored: readonly (readonly [number, number])[]): boolean {
  return spansOf(text, place).some(([start, end]) => !covered(start, end, ignored));
}

function covered(start: number, end: number, spans: readonly (readonly [number, number])[]): boolean {
  return spans.some(([from, to]) => start >= from && end <= to);
}

function bareName(place: string): string {
  const bare = place.replace(ADMINISTRATIVE_ENDING, "");
  return bare.length >= 2 ? bare : place;
}
