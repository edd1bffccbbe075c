import { sayDeadline } from "../rules/calendar.ts";
import { legalLimit } from "../rules/clock.ts";
import { FIELDS } from "../rules/fields.ts";
import type { Batch } from "./batch.ts";
import type { DemoCase, World } from "./case.ts";
import { addNotices, sentAt } from "./notices.ts";
import { idOf } from "./random.ts";
import { demoSealLoose } from "./seal.ts";

const SEEN_AFTER_MS = 3 * 3_600_000;

/** Adds what the applicant and the hall's guides have been told in one case: notices, messages, notes. */
export function addTold(world: World, item: DemoCase, batch: Batch): void {
  const events = batch.event.filter((event) => event.filing_id === item.id);
  for (const event of events) {
    addNotices(world, item, event, batch);
    const told = tell(world, item, event.type, event.at, batch);
    if (told) addMessages(world, item, event.type, told, event.at, batch);
  }
}

interface Told {
  message: string;
  note: string;
}

function tell(world: World, item: DemoCase, type: string, at: number, batch: Batch): Told | undefined {
  const { number, code, authority, id } = item;
  switch (type) {
    case "submitted": {
      const { calendar, settings } = world.catalogues;
      const due = sayDeadline(legalLimit(calendar, settings.clock, at, false), at);
      return {
        message: `您的申请（${number}）已提交，由${authority.name}审查，${due}答复。取件码 ${code}。`,
        note: `已提交${authority.name}，${due}答复`,
      };
    }
    case "returned": {
      const notices = batch.return_notice.filter((row) => row.filing_id === id);
      const items = batch.return_item.filter((row) => notices.some((notice) => notice.id === row.return_id));
      const fields = items.map((row) => FIELDS[row.field as keyof typeof FIELDS]).join("、");
      return {
        message: `您的申请（${number}）有 ${items.length} 处需要修改：${fields}。请到任何一台自助终端，用取件码 ${code} 修改后重新提交。`,
        note: `已退回补正，共 ${items.length} 处：${fields}`,
      };
    }
    case "registered": {
      const uscc = batch.licence.find((row) => row.filing_id === id)?.uscc ?? "";
      return {
        message: `您的个体工商户已登记，统一社会信用代码 ${uscc}。电子营业执照现在就可以打开：${world.config.baseUrl}/status/${code}（取件码 ${code}）`,
        note: "已登记，电子营业执照已签发",
      };
    }
    case "refused":
      return {
        message: `您的申请（${number}）决定不予登记。通知书写明了理由和救济途径，可用取件码 ${code} 查看，或咨询${authority.contact_name} ${authority.contact_phone}。`,
        note: `${authority.name}决定不予登记`,
      };
    case "dispatched":
      return { message: `您的纸质营业执照已寄出，邮费由${authority.name}承担。`, note: "纸质执照已寄出" };
    case "ready-for-pickup":
      return { message: `您的纸质营业执照已备好，请带身份证和取件码 ${code} 领取。`, note: "纸质执照已备好" };
    default:
      return undefined;
  }
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
    sent_at: sentAt(world, at),
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
