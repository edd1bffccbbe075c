import { afterIssueGround } from "../rules/after-issue.ts";
import { localDate, localTime, sayDate } from "../rules/calendar.ts";
import { DISPUTE_STATE_WORDS, DISPUTE_WORDS, isDisputeKind, isDisputeState } from "../rules/dispute.ts";
import { FIELDS, isFieldId } from "../rules/fields.ts";
import { ROLE_WORDS, ROLES } from "../rules/permissions.ts";
import { GROUNDS, isRefusalGround } from "../rules/refusal.ts";
import { isSettingKey, SETTINGS } from "../rules/settings.ts";
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
  "enrolment-made": (_facts, who) => `${who}生成了一条自助终端登记链接`,
  "kiosk-revoked": (_facts, who) => `${who}停用了一台自助终端`,
  "staff-added": (facts, who) => `${who}添加了工作人员${after("，岗位：", role(facts.role))}`,
  "staff-changed": (facts, who) => `${who}修改了工作人员的${list(facts.fields, STAFF_FIELDS)}`,
  "password-reset": (_facts, who) => `${who}重置了密码，原来的登录全部退出`,
  "staff-deactivated": (_facts, who) => `${who}停用了账号，登录全部退出`,
  "staff-reactivated": (_facts, who) => `${who}重新启用了账号`,
  "contact-changed": (facts, who) => `${who}修改了专人的${list(facts.fields, PLACE_FIELDS)}`,
  "hall-added": (_facts, who) => `${who}添加了大厅`,
  "hall-changed": (facts, who) => `${who}修改了大厅的${list(facts.fields, PLACE_FIELDS)}`,
  "low-water-set": (facts, who) =>
    `${who}把余码提醒线由 ${number(facts.from)} 个改为 ${number(facts.to)} 个${after("，号段 ", text(facts.prefix))}`,
  "reason-added": (facts, who) => `${who}添加了退回原因 ${text(facts.code)}${about(facts.field)}`,
  "reason-changed": (facts, who) => `${who}修改了退回原因 ${text(facts.code)}${about(facts.field)}`,
  "reason-switched": (facts, who) => `${who}${facts.active === 1 ? "启用" : "停用"}了退回原因 ${text(facts.code)}`,
  "catalogue-added": (facts, who) =>
    `${who}在${CATALOGUE_WORDS[text(facts.catalogue)] ?? "目录"}里添加了“${text(facts.label)}”${since(facts.from)}`,
  "catalogue-dated": (facts, who) =>
    `${who}把${CATALOGUE_WORDS[text(facts.catalogue)] ?? "目录"}的“${text(facts.label)}”改为${force(facts.from, facts.to)}`,
  "setting-changed": (facts, who) =>
    `${who}修改了设置${after("：", settingName(facts.key))}${after("，由", text(facts.from))}${after("改为", text(facts.to))}`,
  "calendar-changed": (facts, who) => `${who}把 ${text(facts.date)} 改为${DAYS[text(facts.kind)] ?? "平常的日子"}`,
  "limits-moved": (facts) => movedLimits(facts),
  "supervision-taken": (_facts, who) => `${who}接收后续监管`,
  "dispute-entered": (facts, who) => `${who}登记${dispute(facts.kind)}一件，${text(facts.receivedOn)} 收到副本`,
  "dispute-moved": (facts, who) => `${who}更新${dispute(facts.kind)}：${disputeState(facts)}`,
  "calendar-imported": (facts, who) =>
    `${who}导入了${number(facts.year) > 0 ? ` ${number(facts.year)} 年的` : ""}放假安排${number(facts.days) > 0 ? `，共 ${number(facts.days)} 天` : ""}`,
};

/** Lists of fields that administration changes. */
const STAFF_FIELDS: Record<string, string> = { name: "姓名", role: "岗位", place: "所在单位", phone: "电话" };
const PLACE_FIELDS: Record<string, string> = {
  name: "名称",
  person: "姓名",
  phone: "电话",
  hours: "时间",
  address: "地址",
};
const CATALOGUE_WORDS: Record<string, string> = { scope: "经营范围目录", words: "名称用语", divisions: "行政区划" };
const DAYS: Record<string, string> = { off: "放假", workday: "调休上班" };

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

function list(fields: unknown, words: Record<string, string>): string {
  const named = Array.isArray(fields) ? fields.flatMap((field) => words[text(field)] ?? []) : [];
  return named.length > 0 ? named.join("、") : "信息";
}

function about(field: unknown): string {
  const [label] = labelsOf([field]);
  return label === undefined ? "" : `（${label}）`;
}

function role(value: unknown): string {
  const known = ROLES.find((each) => each === value);
  return known ? ROLE_WORDS[known] : "";
}

function settingName(key: unknown): string {
  const known = text(key);
  return isSettingKey(known) ? SETTINGS[known].label : known;
}

function since(from: unknown): string {
  return after("，", text(from) === "" ? "" : `${text(from)} 起有效`);
}

function force(from: unknown, to: unknown): string {
  if (text(from) === "" && text(to) === "") return "长期有效";
  return `${text(from) === "" ? "" : `${text(from)} 起`}${text(to) === "" ? "长期有效" : `${text(from) === "" ? "" : "，"}${text(to)} 止有效`}`;
}

function dispute(kind: unknown): string {
  const known = text(kind);
  return isDisputeKind(known) ? DISPUTE_WORDS[known].label : "争议";
}

function disputeState(facts: Facts): string {
  const state = text(facts.state);
  const word = isDisputeState(state) ? DISPUTE_STATE_WORDS[state] : "";
  return `${word}${after("，结果：", text(facts.outcome))}`;
}

/** The limit that people wait for is told; the internal target is the office's own. */
function movedLimits(facts: Facts): string {
  const cause = facts.cause === "setting" ? "本地设置有变" : "放假安排有变";
  const [label, pair] = Array.isArray(facts.due) ? ["法定期限", facts.due] : ["归档时间", facts.lapses];
  const [from, to]: unknown[] = Array.isArray(pair) ? pair : [];
  if (number(from) === 0 || number(to) === 0) return `${cause}，内部目标重新计算`;
  return `${cause}，${label}由${moment(number(from))}改为${moment(number(to))}`;
}

function moment(ms: number): string {
  // Midnight is the end of the day before.
  return localTime(ms) === "00:00" ? `${sayDate(localDate(ms - 1))}24:00` : `${sayDate(localDate(ms))}${localTime(ms)}`;
}
