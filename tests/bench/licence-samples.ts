import { readFileSync } from "node:fs";
import { chanceOf } from "../../src/demo/random.ts";
import { licenceLink } from "../../src/signing/licence-square.ts";
import { newCityKey, readCityKey } from "../../src/signing/offline-code.ts";
import type { LicencePrint } from "../../views/print/licence-print.ts";

const VERIFY_URL = "https://tongban.example";
const CLOSING = "（除依法须经批准的项目外，凭营业执照依法自主开展经营活动）";
const SURNAMES = [..."王李张刘赵孙杨于陈徐姜高宋马林吴周郭朱韩胡曲冯董崔郑丛隋矫初"];
const GIVEN = [..."丽伟芳娜敏静强磊军洋勇艳杰娟涛明超霞平刚桂英文辉玲斌宇浩凯欣怡梓涵子轩"];
// One in ten has a character that few faces have.
const RARE = ["𬱖", "㛃", "䶮", "𠮷", "𭀖", "𰻝", "喆", "赟"];
const TRADES = ["水饺店", "理发店", "便利店", "茶叶店", "五金商行", "花店", "水果超市", "烧烤店"];
const STREETS = ["太平路", "新华路", "西三条路", "裕民路", "江滨街", "光华街"];

const phrases = readFileSync("assets/data/scope.tsv", "utf8")
  .split("\n")
  .slice(1)
  .map((line) => line.split("\t")[0] ?? "")
  .filter((phrase) => phrase !== "");

/** Licences as a city issues them: names, trades and scopes of every length; the same for the same seed. */
export function licenceSamples(seed: number, count: number): LicencePrint[] {
  const city = readCityKey(newCityKey());
  return Array.from({ length: count }, (_, i) => {
    const chance = chanceOf(seed, `licence ${i}`);
    const operator = `${chance.pick(SURNAMES)}${chance.is(0.1) ? chance.pick(RARE) : chance.pick(GIVEN)}${chance.pick(GIVEN)}`;
    const serial = String(i + 1).padStart(6, "0");
    const verifyCode = Array.from({ length: 12 }, () => chance.pick([..."23456789ABCDEFGHJKLMNPQRTUWXY"])).join("");
    const scope = Array.from({ length: chance.int(2, 16) }, () => chance.pick(phrases));
    const data = {
      part: i % 2 === 0 ? "original" : "duplicate",
      demo: true,
      uscc: `92231002TA${serial}1K`,
      name: chance.is(0.05)
        ? null
        : `牡丹江市东安区${chance.pick(GIVEN)}${chance.pick(GIVEN)}${chance.pick(TRADES)}（个体工商户）`,
      operator,
      formation: chance.is(0.1) ? "家庭经营" : "个人经营",
      entityType: "个体工商户",
      scope: `一般项目：${[...new Set(scope)].join("；")}。${CLOSING}`,
      premises: `黑龙江省牡丹江市东安区${chance.pick(STREETS)}${chance.int(1, 300)}号${chance.int(1, 20)}门`,
      registeredOn: "2026-11-24",
      authority: "牡丹江市东安区市场监督管理局",
      identifier: `1.2.156.3005.2.11100000MB0143028R001.11231002T00000095Y.20261124000000${serial}.001.F`,
      verifyCode,
      dateLabel: "注册日期",
      issuedAt: Date.UTC(2026, 10, 24, 3),
    } as const;
    return { ...data, verifyUrl: licenceLink(city, VERIFY_URL, verifyCode, data) };
  });
}
