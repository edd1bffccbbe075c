import { asSeen } from "../filing/as-seen.ts";
import type { LicenceData } from "../licence/licence-data.ts";
import { collectionTexts } from "../notices/collection.ts";
import { counterOf, type NoticeTexts, noticePrint, noticeRowOf } from "../notices/compose.ts";
import { correctionDue } from "../notices/correction-due.ts";
import { registrationTexts } from "../notices/on-registration.ts";
import { submissionTexts } from "../notices/on-submission.ts";
import { openJson } from "../people/keyring.ts";
import { sayDeadline } from "../rules/calendar.ts";
import { clockOf, legalLimit } from "../rules/clock.ts";
import { isDocumentKind } from "../rules/contents.ts";
import { FIELDS } from "../rules/fields.ts";
import { scopeItemsOf } from "../rules/findings.ts";
import { NOTICE_WORDS } from "../rules/notice-kinds.ts";
import { GROUNDS } from "../rules/refusal.ts";
import { remediesOf } from "../rules/remedies.ts";
import { permitNotices } from "../rules/scope-of-business.ts";
import { groupCode } from "../rules/uscc.ts";
import type { Batch } from "./batch.ts";
import type { DemoCase, World } from "./case.ts";
import { idOf } from "./random.ts";
import { demoSeal } from "./seal.ts";

type Event = Batch["event"][number];

/** Adds the notices that one event of a case owed; told by message at once, so they are delivered. */
export function addNotices(world: World, item: DemoCase, event: Event, batch: Batch): void {
  const { authority, chance, id, key, number, code } = item;
  const issue = { filing: { id, number, code }, authority, now: event.at };
  for (const [step, texts] of textsOf(world, item, event, batch).entries()) {
    const print = noticePrint(world.config, issue, texts, world.counters.next(counterOf(issue, texts)));
    const row = noticeRowOf(idOf(chance, event.at, step), issue, print, demoSeal(key.key, JSON.stringify(print)));
    batch.notice.push({ ...row, delivered_at: sentAt(world, event.at) });
  }
}

/** When the message of an event had been sent: the outbox is emptied within seconds. */
export function sentAt(world: World, at: number): number {
  return Math.min(at + 20_000, world.span.until);
}

function textsOf(world: World, item: DemoCase, event: Event, batch: Batch): readonly NoticeTexts[] {
  switch (event.type) {
    case "submitted":
      return submitted(world, item, event, batch);
    case "returned":
      return [returned(world, item, event, batch)];
    case "registered": {
      const licence = batch.licence.find((row) => row.filing_id === item.id);
      if (!licence) return [];
      const data = JSON.parse(licence.data) as LicenceData;
      return registrationTexts(data, permitNotices(scopeItemsOf(item.answers, world.catalogues)));
    }
    case "refused":
      return [refused(item, batch)];
    case "handed-out":
      return collected(world, item, event, batch);
    default:
      return [];
  }
}

function submitted(world: World, item: DemoCase, event: Event, batch: Batch): readonly NoticeTexts[] {
  const { id, authority, hall, identity, course, before } = item;
  const { calendar, settings } = world.catalogues;
  const { seq } = JSON.parse(event.data) as { seq: number };
  const answers = seq === 1 && before ? before : item.answers;
  const name = batch.filing.find((row) => row.id === id)?.name ?? "";
  const kinds = batch.document.filter((row) => row.filing_id === id).map((row) => row.kind);
  const check = batch.event.find((row) => row.filing_id === id && row.type === "identity-checked");
  return submissionTexts({
    answers,
    seen: asSeen(answers, [], world.catalogues),
    catalogues: world.catalogues,
    documents: [...new Set(kinds.filter(isDocumentKind))],
    name,
    seq,
    authority,
    where: { hall: hall.name, district: hall.district, kiosk: null, nowAt: null },
    identity,
    begunAt: course.createdAt,
    actor: { kind: "applicant", filingId: id, identity: identity === "card" ? "card" : "phone" },
    check: check && { by: `${hall.name}工作人员`, seen: "居民身份证原件", at: check.at },
    due: sayDeadline(legalLimit(calendar, settings.clock, event.at, false), event.at),
    digest: event.hash,
    now: event.at,
  });
}

function returned(world: World, item: DemoCase, event: Event, batch: Batch): NoticeTexts {
  const { calendar, settings } = world.catalogues;
  const notice = batch.return_notice.find((row) => row.filing_id === item.id && row.at === event.at);
  const items = batch.return_item.filter((row) => row.return_id === notice?.id);
  const { lapsesAt } = clockOf(
    [
      { type: "submitted", at: item.course.submittedAt[0] ?? event.at },
      { type: "returned", at: event.at },
    ],
    calendar,
    settings.clock,
    event.at,
  );
  return {
    kind: "return",
    addressee: item.person.name,
    intro: ["您的个体工商户设立登记申请材料还需要补正。需要补正的全部内容一次性告知如下："],
    items: [],
    ...(lapsesAt === undefined ? {} : { due: correctionDue(lapsesAt, event.at) }),
    defects: items.map(({ field, problem, fix }) => ({ field: FIELDS[field as keyof typeof FIELDS], problem, fix })),
    mustDo: "请带身份证到任何一台自助终端，输入取件码，只改上面列出的内容，然后重新提交。",
    legalBasis: "《市场主体登记管理条例》第十九条；《市场主体登记管理条例实施细则》第十八条",
  };
}

function refused(item: DemoCase, batch: Batch): NoticeTexts {
  const ground = GROUNDS.regulation;
  return {
    kind: "refusal",
    addressee: item.person.name,
    intro: ["您的个体工商户设立登记申请，经审查，决定不予登记。"],
    items: [
      { label: "事实和理由", value: batch.refusal.find((row) => row.filing_id === item.id)?.facts ?? "" },
      { label: "法律依据", value: `${ground.clause}：${ground.label}` },
    ],
    mustDo: "您可以改正后重新申请；不服本决定的，按下面的方式申请复议或起诉。",
    legalBasis: "《市场主体登记管理条例》第二十条；《市场主体登记管理条例实施细则》第十九条；《行政许可法》第三十八条",
    remedies: remediesOf(NOTICE_WORDS.refusal.title, item.authority),
  };
}

function collected(world: World, item: DemoCase, event: Event, batch: Batch): readonly NoticeTexts[] {
  const licence = batch.licence.find((row) => row.filing_id === item.id);
  const delivery = batch.delivery.find((row) => row.filing_id === item.id);
  if (!licence || !delivery?.collector || !delivery.collector_sealed) return [];
  const { name, idNumber } = openJson(item.key.key, delivery.collector_sealed) as { name: string; idNumber: string };
  return [
    collectionTexts({
      operator: item.person.name,
      name: (JSON.parse(licence.data) as LicenceData).name ?? "",
      uscc: groupCode(licence.uscc),
      sheets: batch.print_sheet.filter((row) => row.licence_id === licence.id && row.state === "printed"),
      collector: { kind: delivery.collector, name, idNumber },
      hall: world.halls.find((hall) => hall.id === delivery.pickup_hall_id)?.name ?? "",
      staff: "大厅帮办指导员",
      signatureFile: null,
      now: event.at,
    }),
  ];
}
