import { record } from "../../events/record.ts";
import { type Moves, movesUnder } from "../../filing/limits.ts";
import { cataloguesOn } from "../../filing/queries/catalogues.ts";
import { localDate } from "../../rules/calendar.ts";
import {
  isSettingKey,
  readSetting,
  SETTINGS,
  type Setting,
  type SettingKey,
  saySetting,
  settingOf,
  settingsFrom,
} from "../../rules/settings.ts";
import { type By, type Outcome, refuse } from "../../web/act.ts";
import type { Deps } from "../../web/env.ts";
import type { Problem } from "../../web/form.ts";
import { putSetting, settingRows } from "../queries/settings.ts";
import { moveLimits } from "./limits.ts";
import { inOffice } from "./office.ts";

export interface SettingInput {
  key: SettingKey;
  value: string;
  reason: string;
}

const LAPSES: readonly SettingKey[] = ["clock.draftLapseDays", "clock.returnedLapseDays"];

/** What is wrong with a typed change of a setting, by field; none when it can be shown and confirmed. */
export function checkSettingInput(setting: Setting, input: { value: string; reason: string }): Problem[] {
  const read = readSetting(setting, input.value);
  return [
    ...(read.ok ? [] : [{ field: "value", message: read.message }]),
    ...(input.reason === "" || [...input.reason].length > 200
      ? [{ field: "reason", message: "请写明为什么改，例如文件的名称和文号，不超过 200 个字" }]
      : []),
  ];
}

/** What a change of a setting would do to the limits of open filings; nothing where none follows from it. Changes nothing. */
export async function settingMoves(deps: Deps, key: SettingKey, value: string, now: number): Promise<Moves> {
  const read = readSetting(SETTINGS[key], value);
  if (!read.ok || !SETTINGS[key].movesLimits) return { open: 0, moves: [] };
  const { calendar } = await deps.catalogues();
  const rows = await settingRows(deps.db);
  const { clock } = settingsFrom([...rows, { key, value: JSON.stringify(read.value) }]);
  return movesUnder(deps.db, { calendar, clock, of: LAPSES.includes(key) ? "lapse" : "clock" }, now);
}

/**
 * Changes a local setting of the city with its reason, and moves the limits that follow from it, as it was told before.
 * Refuses with 422 by field (value, reason, told), 403. Source: design section 3 (all local settings).
 */
export function changeSetting(deps: Deps, by: By, input: SettingInput & { told: string }): Promise<Outcome> {
  return inOffice(
    deps,
    by,
    async (office) => {
      const { tx, actor, now } = office;
      const { key, reason } = input;
      if (!isSettingKey(key)) return refuse(404, "没有这项设置");
      const setting: Setting = SETTINGS[key];
      const read = readSetting(setting, input.value);
      const problems = checkSettingInput(setting, input);
      if (!read.ok || problems.length > 0) return refuse(422, "请检查填写的内容", problems);
      const before = settingOf(settingsFrom(await settingRows(tx)), key);
      if (JSON.stringify(before) === JSON.stringify(read.value)) return unchanged();
      await putSetting(tx, { key, value: JSON.stringify(read.value), staffId: actor.id, reason, now });
      let moved = 0;
      if (setting.movesLimits) {
        const { calendar, settings } = await cataloguesOn(tx, localDate(now));
        const of = LAPSES.includes(key) ? "lapse" : "clock";
        const done = await moveLimits(
          office,
          { calendar, clock: settings.clock, of },
          { cause: "setting", told: input.told },
        );
        if ("ok" in done) return done;
        moved = done.moved;
      }
      const [from, to] = [saySetting(setting, before), saySetting(setting, read.value)];
      await record(tx, { type: "setting-changed", actor, at: now, data: { key, from, to, reason, moved } });
      return { location: `/desk/admin/settings?told=changed&moved=${moved}` };
    },
    { catalogues: true },
  );
}

function unchanged() {
  const message = "和现在一样，没有改动";
  return refuse(422, message, [{ field: "value", message }]);
}
