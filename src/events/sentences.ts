import { afterIssueGround } from "../rules/after-issue.ts";
import { FIELDS, isFieldId } from "../rules/fields.ts";
import { GROUNDS, isRefusalGround } from "../rules/refusal.ts";
import type { EventType } from "./record.ts";

/** An event with the names that its ids stand for now. */
export interface ToldEvent {
  type: string;
  actor_kind: string;
  /** Name of the staff member who acted; absent for applicants and the system. */
  actorName?: string | null;
  /** Name of the hall or authority where it was done. */
  placeName?: string | null;
  /** The event's data as it is stored, JSON. */
  data: string;
}

type Facts = Record<string, unknown>;
type Teller = (facts: Facts, who: string) => string;

const PARTS: Record<string, string> = { original: "正本", duplicate: "副本" };
const METHODS: Record<string, string> = { "self-print": "自助打照", mail: "寄递", pickup: "现场领取" };

const TELLERS: Record<EventType, Teller> = {
  created: (_facts, who) => `${who}开始填写申请`,
  submitted: (facts, who) =>
    number(facts.seq) > 1 ? `${who}第 ${number(facts.seq)} 次提交${changes(facts.changed)}` : `${who}提交申请`,
  returned: (facts, who) => `${who}退回补正${marked(facts.items)}`,
  registered: (facts, who) => `${who}准予登记，签发营业执照${after("，统一社会信用代码 ", text(facts.uscc))}`,
  refused: (facts, who) => `${who}作出不予登记决定${after("：", ground(facts.ground))}`,
  withdrawn: (_facts, who) => `${who}撤回申请`,
  lapsed: () => "长期没有操作，申请已归档",
  claimed: (facts, who) => (text(facts.reason) ? `${who}接手审查，原因：${text(facts.reason)}` : `${who}领取审查`),
  "claim-released": (_facts, who) => `${who}放回了这份申请`,
  "identity-checked": (facts, who) => `${who}当面核验了经营者身份${after("，核对了", text(facts.seen))}`,
  "opened-by-code": (_facts, who) => `${who}征得申请人同意，用取件码打开申请`,
  "code-reserved": () => "预留了一个统一社会信用代码",
  "code-released": () => "预留的统一社会信用代码没有用上，已放回",
  corrected: (facts, who) =>
    `${who}更正营业执照${after("：", labelsOf(listOf(facts.fields)).join("、"))}，签发第 ${versionOf(facts.version)} 版，旧版失效${voided(facts.sheets)}`,
  annulled: (facts, who) =>
    `${who}撤销登记${after("：", afterIssueGround(text(facts.ground)))}，营业执照作废${voided(facts.sheets)}`,
  "codes-imported": (facts, who) => `${who}导入统一社会信用代码 ${number(facts.count)} 个`,
  "delivery-changed": (facts, who) => `${who}把领照方式改为${METHODS[text(facts.method)] ?? "另一种"}`,
  dispatched: (facts, who) =>
    `${who}寄出执照${after("，", [text(facts.carrier), text(facts.tracking)].join(" ").trim())}`,
  "ready-for-pickup": (_facts, who) => `${who}备好执照，可以领取`,
  "handed-out": (facts, who) => `${who}发出执照，${facts.collector === "proxy" ? "由代领人" : "由经营者本人"}领取`,
  printed: (facts, who) =>
    `${who}打印${PARTS[text(facts.part)] ?? "执照"}${after("第 ", copyOf(facts))}${after("，纸张编号 ", text(facts.serial))}`,
  "sheet-voided": (facts, who) => `${who}作废纸张 ${text(facts.serial)}${after("，原因：", text(facts.reason))}`,
  "proxy-named": (_facts, who) => `${who}指定了代领人`,
  verified: (facts) => (facts.status === "altered" ? "有人拿改动过的文件来核验这张执照" : "有人核验了这张执照"),
  "signed-in": (_facts, who) => `${who}登录`,
  "kiosk-enrolled": () => "自助终端登记到大厅",
  "staff-added": () => "添加了工作人员",
  "setting-changed": (facts, who) => `${who}修改了设置${after("：", text(facts.key))}`,
  "calendar-imported": (_facts, who) => `${who}导入了放假安排`,
};

/** One event as a sentence in Chinese, for timelines everywhere. Never names an applicant; an event of a later version is told by its type. */
export function sentenceOf(event: ToldEvent): string {
  const facts: Facts = JSON.parse(event.data);
  return isEventType(event.type) ? TELLERS[event.type](facts, whoOf(event)) : `记录：${event.type}`;
}

function isEventType(type: string): type is EventType {
  return Object.hasOwn(TELLERS, type);
}

function whoOf({ actor_kind, actorName, placeName }: ToldEvent): string {
  if (actor_kind === "applicant") return "申请人";
  if (actor_kind === "staff") return [placeName, actorName ?? "工作人员"].filter(Boolean).join(" ");
  return "系统";
}

function marked(items: unknown): string {
  const ids = Array.isArray(items) ? items.map((item: { field?: unknown }) => item.field) : [];
  const labels = labelsOf(ids);
  return labels.length > 0 ? `，共 ${labels.length} 项：${labels.join("、")}` : "";
}

function versionOf(value: unknown): string {
  return String(number(value)).padStart(3, "0");
}

function voided(serials: unknown): string {
  const sheets = listOf(serials).filter((serial) => typeof serial === "string");
  return sheets.length > 0 ? `，作废纸张 ${sheets.join("、")}` : "";
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function changes(ids: unknown): string {
  const labels = labelsOf(Array.isArray(ids) ? ids : []);
  return labels.length > 0 ? `，改了${labels.join("、")}` : "，内容没有改动";
}

function ground(value: unknown): string {
  const code = text(value);
  return isRefusalGround(code) ? GROUNDS[code].label : "";
}

function copyOf(facts: Facts): string {
  const copy = number(facts.copy);
  return copy > 0 && facts.part === "duplicate" ? `${copy} 份` : "";
}

function after(lead: string, value: string): string {
  return value === "" ? "" : lead + value;
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function number(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

function labelsOf(ids: readonly unknown[]): string[] {
  return ids.flatMap((id) => (typeof id === "string" && isFieldId(id) ? [FIELDS[id]] : []));
}
