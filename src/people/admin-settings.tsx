import { type Context, Hono } from "hono";
import type { AdminField, FormView } from "../../views/admin/form.tsx";
import type { Block } from "../../views/admin/page.tsx";
import type { Cell } from "../../views/admin/table.tsx";
import { newId } from "../db/id.ts";
import { readPosted, staffAct } from "../review/desk-user.ts";
import { sayMoment } from "../rules/calendar.ts";
import { CLOCK_DEFAULTS } from "../rules/clock.ts";
import {
  isSettingKey,
  readSetting,
  SETTING_KEYS,
  SETTINGS,
  type Setting,
  type SettingKey,
  type SettingValue,
  saySetting,
  settingOf,
  settingsFrom,
  typedSetting,
} from "../rules/settings.ts";
import { type Outcome, refuse } from "../web/act.ts";
import type { Deps, Env } from "../web/env.ts";
import { flat } from "../web/form.ts";
import { refusalPage, staleForm } from "../web/respond.tsx";
import { toldOf } from "./acts/limits.ts";
import { changeSetting, checkSettingInput, settingMoves } from "./acts/settings.ts";
import { adminGuards, adminPage, type Back, formWith, mayChange } from "./admin-page.tsx";
import { movesBlocks } from "./moves-view.ts";
import { type SettingRow, settingRows } from "./queries/settings.ts";

const AT = "/desk/admin/settings";

/** What the law leaves to the bureau: who changed it, when and why; what it does to open filings is shown before it is confirmed. */
export function settingRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { read, change } = adminGuards(deps);

  app.get("/settings", read, (c) => listPage(deps, c));
  app.get("/settings/:key", change, (c) => settingPage(deps, c, c.req.param("key")));
  app.post("/settings/:key/preview", change, async (c) => {
    const posted = await readPosted(deps, c);
    if (!posted) return staleForm(c);
    const key = c.req.param("key");
    if (!isSettingKey(key)) return noSetting(c);
    const { value = "", reason = "" } = flat(posted.values);
    const problems = checkSettingInput(SETTINGS[key], { value, reason });
    if (problems.length === 0) return confirmPage(deps, c, { key, value, reason });
    const refusal = refuse(422, "请检查填写的内容", problems);
    return settingPage(deps, c, key, { form: "setting", values: { value, reason }, refusal });
  });
  app.post("/settings/:key", change, (c) => {
    const key = c.req.param("key");
    if (!isSettingKey(key)) return noSetting(c);
    return staffAct(
      deps,
      c,
      ({ by, values }): Promise<Outcome> => {
        const { value = "", reason = "", told = "" } = flat(values);
        return changeSetting(deps, by, { key, value, reason, told });
      },
      ({ values }, refusal) => {
        const { value = "", reason = "" } = flat(values);
        const back: Back = { form: "setting", values: { value, reason }, refusal };
        const stale = refusal.problems?.some(({ field }) => field === "told") === true;
        return stale ? confirmPage(deps, c, { key, value, reason }, back) : settingPage(deps, c, key, back);
      },
    );
  });
  return app;
}

function noSetting(c: Context<Env>): Response | Promise<Response> {
  return refusalPage(c, 404, "没有这项设置");
}

async function listPage(deps: Deps, c: Context<Env>): Promise<Response> {
  const rows = await settingRows(deps.db);
  const now = deps.now();
  const settings = settingsFrom(rows);
  const may = mayChange(c);
  const line = (setting: Setting, key: string, to: string, value: SettingValue, name = setting.label): Cell[] => {
    const row = rows.find((each) => each.key === key);
    return [
      { text: name, href: may ? to : undefined, quiet: setting.help },
      { text: saySetting(setting, value) },
      { text: whoSet(row), quiet: row?.reason ?? undefined },
      { text: row ? sayMoment(row.changed_at, now) : "" },
    ];
  };
  const columns = [
    { label: "设置" },
    { label: "现在", width: 16 },
    { label: "谁改的、为什么", width: 16 },
    { label: "什么时候", width: 12 },
  ];
  const moved = Number(c.req.query("moved") ?? 0);
  const { legalWorkingDays, extensionWorkingDays, returnWorkingDays } = CLOCK_DEFAULTS;
  return adminPage(c, {
    title: "本地设置",
    place: "settings",
    told:
      c.req.query("told") === "changed"
        ? `已保存，马上生效。${moved > 0 ? `${moved} 份申请的期限已重新计算。` : ""}`
        : undefined,
    lead: "法律没有规定、由本地决定的，都在这里。改动要写明原因，并记入修改记录。",
    blocks: [
      {
        kind: "table",
        table: {
          columns,
          rows: SETTING_KEYS.map((key) => line(SETTINGS[key], key, `${AT}/${key}`, settingOf(settings, key))),
          empty: "",
        },
      },
      { kind: "heading", text: "法律规定的，不能改" },
      {
        kind: "facts",
        facts: [
          { label: "登记期限", value: `${legalWorkingDays} 个工作日（《市场主体登记管理条例》第十九条）` },
          { label: "延长", value: `${extensionWorkingDays} 个工作日，一次，由负责人批准（实施细则第十八条）` },
          { label: "一次性告知", value: `${returnWorkingDays} 个工作日内（《行政许可法》第三十二条）` },
        ],
      },
    ],
  });
}

function whoSet(row: SettingRow | undefined): string {
  return row ? (row.changed_by_name ?? "系统") : "没有改过，按默认";
}

async function settingPage(deps: Deps, c: Context<Env>, key: string, back?: Back): Promise<Response> {
  if (!isSettingKey(key)) return noSetting(c);
  const setting: Setting = SETTINGS[key];
  const value = settingOf(settingsFrom(await settingRows(deps.db)), key);
  const form: FormView = {
    id: "setting",
    action: `${AT}/${key}/preview`,
    button: setting.movesLimits ? "看会影响哪些申请" : "下一步",
    fields: settingFields(setting, value),
    key: newId(deps.now()),
  };
  return adminPage(c, formView(setting.label, setting, value, formWith(form, back)), back);
}

function formView(title: string, setting: Setting, value: SettingValue, form: FormView) {
  const blocks: Block[] = [
    { kind: "facts", facts: [{ label: "现在", value: saySetting(setting, value) }] },
    { kind: "form", form },
    { kind: "links", links: [{ label: "不改了", to: AT }] },
  ];
  return { title, place: "settings" as const, lead: setting.help, blocks };
}

function settingFields(setting: Setting, value: SettingValue): AdminField[] {
  const typed = typedSetting(value);
  const name = "value";
  const label = "改为";
  const asked: AdminField =
    setting.kind === "flag"
      ? {
          kind: "choices",
          name,
          label,
          value: typed,
          columns: "two",
          options: [
            { value: "yes", label: setting.yes },
            { value: "no", label: setting.no },
          ],
        }
      : setting.kind === "choice"
        ? {
            kind: "choices",
            name,
            label,
            value: typed,
            columns: "two",
            options: setting.options.map((option) => ({ value: option, label: option })),
          }
        : {
            kind: "text",
            name,
            label: setting.kind === "days" ? `改为（${setting.unit}）` : label,
            maxlength: 60,
            value: typed,
          };
  return [
    asked,
    {
      kind: "text",
      name: "reason",
      label: "为什么改",
      hint: "例如文件的名称和文号",
      lines: 2,
      maxlength: 200,
      value: "",
    },
  ];
}

async function confirmPage(
  deps: Deps,
  c: Context<Env>,
  asked: { key: SettingKey; value: string; reason: string },
  back?: Back,
): Promise<Response> {
  const { key, value, reason } = asked;
  const setting: Setting = SETTINGS[key];
  const read = readSetting(setting, value);
  if (!read.ok) return settingPage(deps, c, key, back);
  const before = settingOf(settingsFrom(await settingRows(deps.db)), key);
  const now = deps.now();
  const moves = await settingMoves(deps, key, value, now);
  const form: FormView = {
    id: "confirm",
    action: `${AT}/${key}`,
    button: moves.moves.length > 0 ? `确认，并重新计算 ${moves.moves.length} 份的期限` : "确认",
    fields: [
      { kind: "hidden", name: "value", value },
      { kind: "hidden", name: "reason", value: reason },
      { kind: "hidden", name: "told", value: toldOf(moves) },
    ],
    key: newId(now),
    message: back?.refusal.message,
  };
  return adminPage(
    c,
    {
      title: `改“${setting.label}”`,
      place: "settings",
      blocks: [
        {
          kind: "facts",
          facts: [
            { label: "现在", value: saySetting(setting, before) },
            { label: "改为", value: saySetting(setting, read.value) },
            { label: "原因", value: reason },
          ],
        },
        { kind: "heading", text: "对正在办理的申请" },
        ...movesBlocks(moves, now),
        { kind: "form", form },
        { kind: "links", links: [{ label: "不改了", to: AT }] },
      ],
    },
    back,
  );
}
