import type { IdentifiedPerson } from "../filing/acts/begin-draft.ts";

export interface DemoCard extends IdentifiedPerson {
  id: string;
  source: "card";
  nation: string;
  home: string;
  /** What the card is good for in a demonstration. */
  about: string;
}

function card(id: string, name: string, idNumber: string, nation: string, home: string, about: string): DemoCard {
  return { id, source: "card", name, idNumber, nation, home: `黑龙江省牡丹江市${home}`, about };
}

/** Cards for the simulated reader. Nobody's: the area 231099 does not exist, and the order numbers 996–999 were kept back. */
export const DEMO_CARDS: readonly DemoCard[] = [
  card("wang", "王小丽", "231099198803129986", "汉族", "西安区太平路12号3单元201室", "常用姓名"),
  card("li", "李志强", "231099197209209970", "汉族", "阳明区裕民路8号2单元502室", "常用姓名"),
  card("zhao", "赵雪梅", "231099199105069968", "汉族", "爱民区新华路31号1单元301室", "常用姓名"),
  card("zhang", "张建国", "23109919580214999X", "汉族", "东安区长安街66号4单元101室", "年长的经营者"),
  card("guan", "关凤英", "231099195511039969", "满族", "西安区温春镇黑山村2组", "满族，年长的经营者"),
  card("jin", "金明哲", "231099198307259976", "朝鲜族", "西安区海南朝鲜族乡中兴村18号", "朝鲜族"),
  card("rare", "𬱖㛃", "231099199501189988", "汉族", "东安区光华街7号2单元602室", "姓名里有罕见字"),
  card("liu", "刘喆淼", "231099199906309992", "汉族", "爱民区大庆路5号1单元703室", "姓名里有不常用的字"),
  card(
    "abdul",
    "阿卜杜拉·买买提吐尔逊·艾合麦提",
    "231099198604099972",
    "维吾尔族",
    "阳明区光华街143号1单元401室",
    "很长的姓名",
  ),
  card("chen", "陈晓东", "231099197908179993", "汉族", "东安区太平路59号5单元302室", "常用姓名"),
  card("yu", "于长海", "231099196801019979", "汉族", "阳明区铁岭镇青梅村5组", "住在村里"),
  card("sun", "孙浩然", "23109920091020999X", "汉族", "爱民区北山街12号1单元502室", "未满 18 周岁"),
];

export function demoCard(id: string): DemoCard | undefined {
  return DEMO_CARDS.find((each) => each.id === id);
}
