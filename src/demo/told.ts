import type { NoticePrint } from "../../views/print/notice.ts";
import { localDate, sayDeadline } from "../rules/calendar.ts";
import { legalLimit } from "../rules/clock.ts";
import { FIELDS } from "../rules/fields.ts";
import { NOTICE_WORDS, type NoticeKind } from "../rules/notice-kinds.ts";
import { GROUNDS } from "../rules/refusal.ts";
import { groupCode } from "../rules/uscc.ts";
import type { Batch } from "./batch.ts";
import type { DemoCase, World } from "./case.ts";
import { idOf } from "./random.ts";
import { demoSeal, demoSealLoose } from "./seal.ts";

const SEEN_AFTER_MS = 3 * 3_600_000;

/** Adds what the applicant and the hall's guides have been told in one case: notices, messages, notes. */
export function addTold(world: World, item: DemoCase, batch: Batch): void {
  const events = batch.event.filter((event) => event.filing_id === item.id);
  for (const event of events) {
    const told = tell(world, item, event.type, event.at, batch);
    if (!told) continue;
    if (told.notice) addNotice(world, item, told.notice, event.at, batch);
    addMessages(world, item, event.type, told, event.at, batch);
  }
}

type Notice = Pick<NoticePrint, "intro" | "items" | "mustDo" | "legalBasis"> &
  Pick<Partial<NoticePrint>, "defects" | "remedies"> & { kind: NoticeKind };

interface Told {
  message: string;
  note: string;
  notice?: Notice;
}

function tell(world: World, item: DemoCase, type: string, at: number, batch: Batch): Told | undefined {
  const { number, code, authority, id } = item;
  switch (type) {
    case "submitted": {
      const { calendar, settings } = world.catalogues;
      const due = sayDeadline(legalLimit(calendar, settings.clock, at, false), at);
      const notice: Notice = {
        kind: "receipt",
        intro: [`您提交的个体工商户设立登记申请材料已经收到，由${authority.name}审查。`],
        items: [
          { label: "申请事项", value: "个体工商户设立登记" },
          { label: "经营者", value: item.person.name },
          { label: "答复时间", value: `${due}（三个工作日）` },
        ],
        mustDo: "请保管好取件码。您现在不用做什么，结果会发短信告诉您；也可以在任何一台自助终端查询。",
        legalBasis: "《市场主体登记管理条例》第十九条；《市场主体登记管理条例实施细则》第十八条",
      };
      return {
        notice,
        message: `您的申请（${number}）已提交，由${authority.name}审查，${due}答复。取件码 ${code}。`,
        note: `已提交${authority.name}，${due}答复`,
      };
    }
    case "returned": {
      const notices = batch.return_notice.filter((row) => row.filing_id === id);
      const items = batch.return_item.filter((row) => notices.some((notice) => notice.id === row.return_id));
      const named = items.map((row) => ({ ...row, label: FIELDS[row.field as keyof typeof FIELDS] }));
      const fields = named.map((row) => row.label).join("、");
      const notice: Notice = {
        kind: "return",
        intro: ["您的个体工商户设立登记申请材料还需要补正。需要补正的全部内容一次性告知如下："],
        items: [],
        defects: named.map(({ label, problem, fix }) => ({ field: label, problem, fix })),
        mustDo: "请带身份证到任何一台自助终端，输入取件码，只改上面列出的内容，然后重新提交。",
        legalBasis: "《市场主体登记管理条例》第十九条；《市场主体登记管理条例实施细则》第十八条",
      };
      return {
        notice,
        message: `您的申请（${number}）有 ${items.length} 处需要修改：${fields}。请到任何一台自助终端，用取件码 ${code} 修改后重新提交。`,
        note: `已退回补正，共 ${items.length} 处：${fields}`,
      };
    }
    case "registered": {
      const uscc = batch.licence.find((row) => row.filing_id === id)?.uscc ?? "";
      const notice: Notice = {
        kind: "registration",
        intro: ["您的个体工商户设立登记申请，经审查，符合法定条件，准予登记。"],
        items: [
          { label: "统一社会信用代码", value: groupCode(uscc) },
          { label: "登记日期", value: localDate(at) },
        ],
        mustDo: "电子营业执照已经签发。需要许可的项目，取得许可后才能经营。",
        legalBasis: "《市场主体登记管理条例》第十九条、第二十一条",
      };
      return {
        notice,
        message: `您的个体工商户已登记，统一社会信用代码 ${uscc}。电子营业执照现在就可以打开：${world.config.baseUrl}/status/${code}（取件码 ${code}）`,
        note: "已登记，电子营业执照已签发",
      };
    }
    case "refused": {
      const ground = GROUNDS.regulation;
      const facts = batch.refusal.find((row) => row.filing_id === id)?.facts ?? "";
      const notice: Notice = {
        kind: "refusal",
        intro: ["您的个体工商户设立登记申请，经审查，决定不予登记。"],
        items: [
          { label: "事实和理由", value: facts },
          { label: "法律依据", value: `${ground.clause}：${ground.label}` },
        ],
        mustDo: "您可以改正后重新申请；不服本决定的，按下面的方式申请复议或起诉。",
        legalBasis: "《市场主体登记管理条例》第二十条；《市场主体登记管理条例实施细则》第十九条",
        remedies: `不服本决定的，可以自收到本通知书之日起六十日内向${authority.review_body}申请行政复议，也可以自收到之日起六个月内依法向人民法院提起行政诉讼。被申请人（被告）为${authority.name}。`,
      };
      return {
        notice,
        message: `您的申请（${number}）决定不予登记。通知书写明了理由和救济途径，可用取件码 ${code} 查看，或咨询${authority.contact_name} ${authority.contact_phone}。`,
        note: `${authority.name}决定不予登记`,
      };
    }
    case "dispatched":
      return { message: `您的纸质营业执照已寄出，邮费由${authority.name}承担。`, note: "纸质执照已寄出" };
    case "ready-for-pickup":
      return { message: `您的纸质营业执照已备好，请带身份证和取件码 ${code} 领取。`, note: "纸质执照已备好" };
    default:
      return undefined;
  }
}

function addNotice(world: World, item: DemoCase, notice: Notice, at: number, batch: Batch): void {
  const { authority, chance, id, key, number, code } = item;
  const { title, word } = NOTICE_WORDS[notice.kind];
  const date = localDate(at);
  const year = date.slice(0, 4);
  const serial = world.counters.next(`notice:${authority.id}:${notice.kind}:${year}`);
  const short = authority.name.replace(/^牡丹江市|区市场监督管理局$/g, "");
  const noticeNumber = `牡${short}市监${word}〔${year}〕${serial}号`;
  const print: NoticePrint = {
    ...notice,
    title,
    number: noticeNumber,
    demo: world.config.demo,
    authority: authority.name,
    date,
    addressee: item.person.name,
    filingNumber: number,
    contact: {
      name: authority.contact_name,
      phone: authority.contact_phone,
      hours: authority.contact_hours,
      address: authority.address,
    },
    code,
    qr: `${world.config.baseUrl}/status/${code}`,
    issuedAt: at,
  };
  batch.notice.push({
    id: idOf(chance, at),
    filing_id: id,
    kind: notice.kind,
    number: noticeNumber,
    at,
    sealed: demoSeal(key.key, JSON.stringify(print)),
    file_id: null,
    delivered_at: null,
  });
}

function addMessages(world: World, item: DemoCase, kind: string, told: Told, at: number, batch: Batch): void {
  const { chance, id, hall, number, person } = item;
  const { keyring } = world.config;
  const seen = at + SEEN_AFTER_MS < world.span.until;
  batch.message.push({
    id: idOf(chance, at),
    filing_id: id,
    kind,
    phone_sealed: demoSealLoose(keyring, person.phone),
    body_sealed: demoSealLoose(keyring, `【全城通办】${told.message}`),
    created_at: at,
    sent_at: Math.min(at + 20_000, world.span.until),
  });
  batch.guide_note.push({
    id: idOf(chance, at),
    filing_id: id,
    hall_id: hall.id,
    kind,
    body: `申请 ${number}：${told.note}`,
    created_at: at,
    seen_at: seen ? at + SEEN_AFTER_MS : null,
    seen_by: seen ? (world.guideOf.get(hall.id) ?? null) : null,
  });
}
