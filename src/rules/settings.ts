/** Local settings: what the law leaves to the bureau, each with its bounds. What the law fixes is not here and cannot be changed. */
import { CLOCK_DEFAULTS, type ClockSettings } from "./clock.ts";
import type { RuleSettings } from "./findings.ts";
import { STANDARD_WORDS } from "./licence-words.ts";

export const SETTING_DEFAULTS: RuleSettings = {
  nameSuffix: true,
  declarationAllowed: true,
  showDeclared: false,
  dateLabel: "注册日期",
  clock: CLOCK_DEFAULTS,
  words: STANDARD_WORDS,
  datedWords: [],
};

type Shape =
  | { kind: "days"; min: number; max: number; unit: string }
  | { kind: "flag"; yes: string; no: string }
  | { kind: "choice"; options: readonly string[] }
  | { kind: "hours" };

export type Setting = Shape & {
  label: string;
  /** What it does, and where the freedom comes from. */
  help: string;
  /** Deadlines of open filings follow from it. */
  movesLimits: boolean;
};

/** Every setting that holds for the whole city. Sources: design section 3 (Clock), 条例 11(3), 国市监注〔2018〕253号, hotline measures (红黄灯). */
export const SETTINGS = {
  "clock.targetWorkingDays": {
    kind: "days",
    min: 1,
    max: 3,
    unit: "个工作日",
    label: "内部目标",
    help: "提交后几个工作日内应当办结。过了内部目标亮黄灯。不能长于法定的 3 个工作日。",
    movesLimits: true,
  },
  "clock.nearWorkingDays": {
    kind: "days",
    min: 0,
    max: 2,
    unit: "个工作日",
    label: "黄灯：离法定期限不超过",
    help: "离法定期限只剩这么多工作日时亮黄灯。热线办法只说红黄灯，没有给出数字，这是本地规则。",
    movesLimits: false,
  },
  "clock.hours": {
    kind: "hours",
    label: "办公时间",
    help: "期限在最后一天的下班时间届满。写成 08:30-11:30 13:30-17:00，各段之间空一格。",
    movesLimits: true,
  },
  "clock.draftLapseDays": {
    kind: "days",
    min: 7,
    max: 365,
    unit: "天",
    label: "没有提交的申请多久归档",
    help: "从开始填写的第二天起算，按自然日。归档不是不予登记，申请人可以重新申请。",
    movesLimits: true,
  },
  "clock.returnedLapseDays": {
    kind: "days",
    min: 15,
    max: 365,
    unit: "天",
    label: "退回后没有重新提交的多久归档",
    help: "从退回的第二天起算，按自然日。法律没有规定补正的期限，这是本地规则。",
    movesLimits: true,
  },
  nameSuffix: {
    kind: "flag",
    yes: "加上",
    no: "不加",
    label: "名称后面的“（个体工商户）”",
    help: "名称的最后是否加上这几个字。只影响以后填写和提交的名称。",
    movesLimits: false,
  },
  declarationAllowed: {
    kind: "flag",
    yes: "可以",
    no: "不可以",
    label: "经营场所可以用申报承诺代替证明",
    help: "《市场主体登记管理条例》第十一条第三款由省级规定。",
    movesLimits: false,
  },
  showDeclared: {
    kind: "flag",
    yes: "注明",
    no: "不注明",
    label: "执照上注明“（自主申报）”",
    help: "用申报承诺的经营场所，执照上是否注明。",
    movesLimits: false,
  },
  dateLabel: {
    kind: "choice",
    options: ["注册日期", "成立日期"],
    label: "执照上日期一栏的名称",
    help: "国市监注〔2018〕253号写“注册日期”，有的地方印“成立日期”。",
    movesLimits: false,
  },
} as const satisfies Record<string, Setting>;

export type SettingKey = keyof typeof SETTINGS;

export const SETTING_KEYS = Object.keys(SETTINGS) as SettingKey[];

/** Whether `text` is the key of a setting of the whole city. Takes any text. Source: the table above. */
export function isSettingKey(text: string): text is SettingKey {
  return Object.hasOwn(SETTINGS, text);
}

export type SettingValue = number | boolean | string | ClockSettings["hours"];

/** The settings from their rows (key, value as JSON), with defaults for what nobody has set; rows of other keys are left aside. */
export function settingsFrom(rows: Iterable<{ key: string; value: string }>): RuleSettings {
  const settings: RuleSettings = { ...SETTING_DEFAULTS, clock: { ...CLOCK_DEFAULTS } };
  for (const { key, value } of rows) {
    if (key === "clock") Object.assign(settings.clock, JSON.parse(value));
    else if (isSettingKey(key))
      Object.assign(holderOf(settings, key), { [key.replace("clock.", "")]: JSON.parse(value) });
  }
  return settings;
}

/** What a setting is now. Takes the settings and a key of the table above. */
export function settingOf(settings: RuleSettings, key: SettingKey): SettingValue {
  const value: unknown = Reflect.get(holderOf(settings, key), key.replace("clock.", ""));
  return value as SettingValue;
}

function holderOf(settings: RuleSettings, key: SettingKey): object {
  return key.startsWith("clock.") ? settings.clock : settings;
}

/** A typed value of a setting, or what is wrong with it in one sentence. `text` is what a form posts. */
export function readSetting(
  setting: Setting,
  text: string,
): { ok: true; value: SettingValue } | { ok: false; message: string } {
  switch (setting.kind) {
    case "days": {
      const days = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
      if (days >= setting.min && days <= setting.max) return { ok: true, value: days };
      return { ok: false, message: `${setting.label}：请写 ${setting.min} 到 ${setting.max} 之间的整数` };
    }
    case "flag":
      if (text === "yes" || text === "no") return { ok: true, value: text === "yes" };
      return { ok: false, message: `${setting.label}：请选“${setting.yes}”或“${setting.no}”` };
    case "choice":
      if (setting.options.includes(text)) return { ok: true, value: text };
      return { ok: false, message: `${setting.label}：请选${setting.options.map((each) => `“${each}”`).join("或")}` };
    case "hours":
      return readHours(text);
  }
}

function readHours(text: string): { ok: true; value: ClockSettings["hours"] } | { ok: false; message: string } {
  const wrong = (message: string) => ({ ok: false, message: `办公时间：${message}` }) as const;
  const spans = text
    .replace(/[－–—~～]/g, "-")
    .replaceAll("：", ":")
    .split(/[\s,，、；;]+/)
    .filter(Boolean);
  if (spans.length === 0 || spans.length > 3) return wrong("请写一到三段，例如 08:30-11:30 13:30-17:00");
  const open: [string, string][] = [];
  for (const span of spans) {
    const [, opens = "", closes = ""] = /^(\d{1,2}:\d{2})-(\d{1,2}:\d{2})$/.exec(span) ?? [];
    const [from, to] = [opens.padStart(5, "0"), closes.padStart(5, "0")];
    if (opens === "" || !isTime(from) || !isTime(to)) return wrong(`“${span}”不是一段时间，请写成 08:30-11:30`);
    if (from >= to) return wrong(`“${span}”的结束不晚于开始`);
    if (from < (open.at(-1)?.[1] ?? "")) return wrong(`“${span}”与前一段重叠，或者没有按先后写`);
    open.push([from, to]);
  }
  return { ok: true, value: { open } };
}

function isTime(text: string): boolean {
  return /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);
}

/** A value as a form shows it, so that `readSetting` gives it back. */
export function typedSetting(value: SettingValue): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "object" ? value.open.map((span) => span.join("-")).join(" ") : String(value);
}

/** A value in words: 1 个工作日, 加上, 08:30–11:30，13:30–17:00. */
export function saySetting(setting: Setting, value: SettingValue): string {
  if (typeof value === "object") return value.open.map((span) => span.join("–")).join("，");
  if (setting.kind === "flag") return value ? setting.yes : setting.no;
  return setting.kind === "days" ? `${value} ${setting.unit}` : String(value);
}
