import { signaturePicture } from "../../src/demo/pictures.ts";
import { chanceOf } from "../../src/demo/random.ts";
import type { SeenAnswer } from "../../src/filing/as-seen.ts";
import { applicationTexts } from "../../src/notices/application.ts";
import { collectionTexts } from "../../src/notices/collection.ts";
import { type NoticeTexts, noticePrint } from "../../src/notices/compose.ts";
import { extensionTexts } from "../../src/notices/extension.ts";
import { type IdentityFacts, identityTexts } from "../../src/notices/identity-record.ts";
import { jurisdictionTexts } from "../../src/notices/jurisdiction.ts";
import { registrationTexts } from "../../src/notices/on-registration.ts";
import { permitTexts } from "../../src/notices/permit.ts";
import type { Answers } from "../../src/rules/answers.ts";
import { atLocal } from "../../src/rules/calendar.ts";
import { FIELD_IDS, FIELDS } from "../../src/rules/fields.ts";
import { NOTICE_KINDS, NOTICE_WORDS, type NoticeKind } from "../../src/rules/notice-kinds.ts";
import { remediesOf } from "../../src/rules/remedies.ts";
import type { MailLabelPrint } from "../../views/print/mail-label.ts";
import type { ManifestPrint } from "../../views/print/manifest.ts";
import type { NoticePrint, NoticeSignature } from "../../views/print/notice-print.ts";
import { SCOPE_300 } from "./documents.ts";

/** How much the values of a sample hold: as most people's, or as much as can be. */
export type Size = "short" | "long";

const NOW = atLocal("2026-11-24", "10:30");
const AUTHORITY = {
  id: "authority-yangming",
  district: "231003",
  name: "牡丹江市阳明区市场监督管理局",
  issuer_code: "",
  contact_name: "阳明区登记窗口",
  contact_phone: "0453-5550100",
  contact_hours: "工作日 8:30–11:30，13:30–17:00",
  address: "牡丹江市阳明区政务服务中心",
  review_body: "牡丹江市阳明区人民政府",
  lane: 0 as const,
};
const LONG_NAME = "阿卜杜拉·买买提艾力·阿不都热合曼";
const LONG_ADDRESS =
  "黑龙江省牡丹江市虚构区样例街道办事处幸福社区太平路一百二十八号国际商贸城三期地下二层东区乙座第四百一十二号摊位";

function answers(size: Size): Answers {
  const long = size === "long";
  const name = long ? LONG_NAME : "王小丽";
  const idNumber = "231099198811031241";
  const member = (i: number) => ({ name: `${name}${"甲乙丙丁"[i] ?? ""}`, idNumber, relation: "配偶" });
  return {
    filer: long
      ? { kind: "agent", name, idNumber, phone: "15404530002" }
      : { kind: "operator", name, idNumber, phone: "15404530001" },
    operator: { name, idNumber, idSource: "card", phone: "15404530001" },
    formation: long ? "family" : "individual",
    ...(long ? { family: [0, 1, 2].map(member) } : {}),
    delivery: { method: "mail", recipient: name, phone: "15404530001", address: LONG_ADDRESS },
    liaison: { same: !long, name, idNumber, phone: "15404530001" },
    commitments: true,
    signatures: ["operator", ...(long ? ["member:0", "member:1", "member:2"] : [])].map((who, i) => ({
      who,
      how: i === 3 ? "paper" : "screen",
      at: NOW,
    })),
  };
}

function seen(size: Size): SeenAnswer[] {
  const texts: Partial<Record<string, string>> =
    size === "long"
      ? {
          scope: SCOPE_300.repeat(2),
          "operator.name": LONG_NAME,
          filer: `登记代理人；${LONG_NAME} 231099198811031241；权限：${"核对登记材料中的复印件并签署核对意见、".repeat(3)}`,
        }
      : {
          "operator.name": "王小丽",
          scope: "一般项目：日用百货销售。",
          filer: "经营者本人",
          "operator.id": "231099198811031241",
        };
  return FIELD_IDS.filter((field) => size === "long" || !field.startsWith("documents.")).map((field) => ({
    field,
    question: FIELDS[field],
    answer: texts[field] ?? (size === "long" ? LONG_ADDRESS : "已填写"),
  }));
}

function identityFacts(size: Size): IdentityFacts {
  return {
    answers: answers(size),
    identity: size === "long" ? "staff" : "card",
    where: { hall: "西安区政务服务大厅", district: "231005", kiosk: "1 号机", nowAt: "西安区政务服务大厅 1 号机" },
    begunAt: NOW - 1_200_000,
    now: NOW,
    actor: { kind: "applicant", filingId: "f", identity: "card" },
    check:
      size === "long" ? { by: "工作人员西安区帮办", seen: "居民身份证原件和户口簿", at: NOW - 600_000 } : undefined,
  };
}

function permits(size: Size) {
  const one = { phrase: "餐饮服务", licence: "食品经营许可证", authority: "区市场监督管理局", before: false };
  const other = {
    phrase: "危险化学品经营（不带储存设施，仅限票据往来的经营方式）",
    licence: "危险化学品经营许可证",
    authority: "设区的市级或者县级人民政府应急管理部门",
    before: true,
  };
  return size === "long" ? Array.from({ length: 9 }, (_, i) => (i % 2 === 0 ? one : other)) : [one];
}

const DEFECT = { field: "参加经营的家庭成员", problem: "户口簿缺第二页，看不到户主。", fix: "请把每一页都拍照上传。" };

/** What a notice of each kind says. Kinds whose act is not part of this sample have the texts that such an act would give. */
function textsOf(kind: NoticeKind, size: Size): NoticeTexts {
  const long = size === "long";
  const addressee = long ? LONG_NAME : "王小丽";
  const name = long ? `牡丹江市阳明区${"长".repeat(30)}餐饮店（个体工商户）` : "";
  const facts = long
    ? "申请登记的经营场所在依法划定的禁止经营区域内，申请人不能更换。".repeat(30)
    : "经营场所在禁止经营区域内。";
  const plain = (more: Partial<NoticeTexts>): NoticeTexts => ({
    kind,
    addressee,
    intro: ["您的个体工商户设立登记申请，经审查，有如下情况。"],
    items: [],
    mustDo: "请按下面写的办理。",
    legalBasis: "《市场主体登记管理条例》第十九条；《市场主体登记管理条例实施细则》第十八条",
    ...more,
  });
  switch (kind) {
    case "application":
      return {
        ...applicationTexts({
          answers: answers(size),
          seen: seen(size),
          promises: Array.from({ length: 7 }, () => "我提交的材料和填写的内容都是真的，合法、有效，和实际情况一致。"),
          hall: "西安区政务服务大厅",
          seq: long ? 2 : 1,
        }),
      };
    case "identity":
      return identityTexts(identityFacts(size));
    case "receipt":
      return plain({
        due: { label: "答复期限", value: "11月27日（周五）17:00 前（三个工作日）" },
        items: [
          { label: "申请事项", value: "个体工商户设立登记" },
          { label: "名称", value: name || "不使用名称" },
          { label: "收到的材料", value: long ? "个体工商户登记申请书、".repeat(30) : "个体工商户登记申请书" },
          { label: "记录摘要", value: "e3b0c44298fc1c149afbf4c8996fb924" },
        ],
      });
    case "return":
      return plain({
        due: {
          label: "补正期限",
          value: "1月23日（周六）24:00 前重新提交；过期没有提交的，申请归档（本地规则，不是不予登记）",
        },
        defects: Array.from({ length: long ? 14 : 1 }, () =>
          long ? { ...DEFECT, fix: DEFECT.fix.repeat(6) } : DEFECT,
        ),
      });
    case "jurisdiction":
      return jurisdictionTexts(
        long
          ? { within: false, addressee, hall: "西安区政务服务大厅", place: LONG_ADDRESS }
          : {
              within: true,
              addressee,
              hall: "西安区政务服务大厅",
              place: "牡丹江市阳明区前进街道",
              authority: AUTHORITY.name,
            },
      );
    case "extension":
      return extensionTexts({
        addressee,
        name,
        reason: long ? facts : "经营场所的权属需要核实。",
        approver: "阳明区负责人",
        before: "11月27日（周五）17:00 前",
        due: "12月2日（周三）17:00 前",
      });
    case "registration": {
      const licence = {
        operator: addressee,
        name: name || null,
        uscc: "92231003TA0000001K",
        registeredOn: "2026-11-24",
      };
      const [registration] = registrationTexts(licence, permits(size));
      return registration;
    }
    case "permit":
      return permitTexts({ addressee, permits: permits(size) });
    case "refusal":
    case "annulment":
      return plain({
        items: [
          { label: "事实和理由", value: facts },
          { label: "法律依据", value: "《市场主体登记管理条例》第二十条、第四十条" },
        ],
        remedies: remediesOf(NOTICE_WORDS[kind].title, AUTHORITY),
      });
    case "correction":
      return plain({
        items: [
          { label: "更正的内容", value: `经营场所：${LONG_ADDRESS} 更正为 ${LONG_ADDRESS}` },
          { label: "更正的原因", value: facts },
        ],
        remedies: remediesOf(NOTICE_WORDS[kind].title, AUTHORITY),
      });
    case "collection":
      return collectionTexts({
        operator: addressee,
        name,
        uscc: "9223 1003 TA00 0000 1K",
        sheets: Array.from({ length: long ? 10 : 1 }, (_, i) => ({
          part: i === 0 ? "original" : "duplicate",
          copy: i,
          serial: `H3000000${i}`,
        })),
        collector: { kind: long ? "proxy" : "self", name: addressee, idNumber: "231099198811031241" },
        hall: "爱民区政务服务大厅",
        staff: "爱民区帮办",
        signatureFile: "file",
        now: NOW,
      });
  }
}

const PICTURE = { mediaType: "image/png", base64: signaturePicture(chanceOf("signature", 1)).toString("base64") };

/** A notice of a kind, as issuing it would seal it, with pictures of the signatures in it. */
export function sampleNotice(kind: NoticeKind, size: Size, changes: Partial<NoticePrint> = {}): NoticePrint {
  const filing = { id: "f", number: "2026112400001", code: size === "long" ? "MWQGMWQG" : "7K3M9Q2X" };
  const config = { demo: true, baseUrl: "https://tongban.example" };
  const texts = textsOf(kind, size);
  // Whoever signed on paper has no picture.
  const pictured = (all: readonly NoticeSignature[] = []): NoticeSignature[] =>
    all.map((one) => (one.how.includes("纸面") ? one : { ...one, picture: PICTURE }));
  const print = noticePrint(config, { filing, authority: AUTHORITY, now: NOW }, texts, size === "long" ? 123456 : 1);
  return {
    ...print,
    ...(texts.signatures ? { signatures: pictured(texts.signatures) } : {}),
    ...(texts.apart ? { apart: { ...texts.apart, signatures: pictured(texts.apart.signatures) } } : {}),
    ...changes,
  };
}

export function sampleNotices(): { name: string; data: NoticePrint }[] {
  return NOTICE_KINDS.flatMap((kind) =>
    (["short", "long"] as const).map((size) => ({ name: `${kind}, ${size}`, data: sampleNotice(kind, size) })),
  );
}

export function sampleLabel(size: Size): MailLabelPrint {
  const long = size === "long";
  return {
    demo: true,
    authority: AUTHORITY.name,
    filingNumber: "2026112400001",
    carrier: long ? "中国邮政速递物流股份有限公司牡丹江市分公司（EMS）" : "顺丰速运",
    tracking: long ? "EV0001234567890ABCDEFGHJKLM12CN" : "EV000012346CN",
    sender: { name: AUTHORITY.contact_name, phone: AUTHORITY.contact_phone, address: AUTHORITY.address },
    recipient: {
      name: long ? LONG_NAME : "王小丽",
      phone: "15404530001",
      address: long ? LONG_ADDRESS.repeat(4) : "黑龙江省牡丹江市虚构区样例街1号",
      ...(long ? { postcode: "157000" } : {}),
    },
    contents: long
      ? "营业执照正本 1 份、副本 10 份，登记通知书 1 份，许可事项告知书 1 份"
      : "营业执照正本 1 份、副本 1 份",
    date: "2026-11-24",
    issuedAt: NOW,
  };
}

export function sampleManifest(size: Size): ManifestPrint {
  const long = size === "long";
  return {
    demo: true,
    authority: AUTHORITY.name,
    number: `牡阳明市监寄〔2026〕${long ? 1234 : 1}号`,
    date: "2026-11-24",
    carrier: "中国邮政速递物流（EMS）",
    contact: { name: AUTHORITY.contact_name, phone: AUTHORITY.contact_phone },
    rows: Array.from({ length: long ? 60 : 1 }, (_, i) => ({
      tracking: long && i % 7 === 0 ? "EV0001234567890ABCDEFGHJKLM12CN" : `EV0000${1000 + i}6CN`,
      recipient: long && i % 5 === 0 ? LONG_NAME : "王小丽",
      address: long && i % 3 === 0 ? LONG_ADDRESS : "黑龙江省牡丹江市虚构区样例街1号",
      filingNumber: `20261124${String(i + 1).padStart(5, "0")}`,
      contents: "正本 1、副本 1",
      costFen: 1200,
    })),
    issuedAt: NOW,
  };
}
