import { describe, expect, it } from "vitest";
import {
  isSettingKey,
  readSetting,
  SETTING_DEFAULTS,
  SETTING_KEYS,
  SETTINGS,
  type Setting,
  saySetting,
  settingOf,
  settingsFrom,
  typedSetting,
} from "../../src/rules/settings.ts";

const hours: Setting = SETTINGS["clock.hours"];

describe("a setting", () => {
  it.each(SETTING_KEYS)("%s is read back as it is typed, and kept as it is read", (key) => {
    const value = settingOf(SETTING_DEFAULTS, key);
    expect(readSetting(SETTINGS[key], typedSetting(value))).toEqual({ ok: true, value });
    expect(saySetting(SETTINGS[key], value)).not.toBe("");
    expect(settingOf(settingsFrom([{ key, value: JSON.stringify(value) }]), key)).toEqual(value);
  });

  it("is a default until somebody sets it, and the rest stays", () => {
    expect(settingsFrom([])).toEqual(SETTING_DEFAULTS);
    const settings = settingsFrom([
      { key: "clock.targetWorkingDays", value: "2" },
      { key: "nameSuffix", value: "false" },
      { key: "something-else", value: "true" },
    ]);
    expect(settings).toEqual({
      ...SETTING_DEFAULTS,
      nameSuffix: false,
      clock: { ...SETTING_DEFAULTS.clock, targetWorkingDays: 2 },
    });
    expect(SETTING_DEFAULTS.clock.targetWorkingDays).toBe(1);
  });

  it("never touches what the law fixes", () => {
    for (const key of ["clock.legalWorkingDays", "clock.extensionWorkingDays", "clock.returnWorkingDays"]) {
      expect(isSettingKey(key)).toBe(false);
      expect(settingsFrom([{ key, value: "9" }])).toEqual(SETTING_DEFAULTS);
    }
  });
});

describe("bounds", () => {
  it.each(["0", "4", "1.5", "-1", "", "一"])("an internal target of %s is refused", (text) => {
    expect(readSetting(SETTINGS["clock.targetWorkingDays"], text)).toEqual({
      ok: false,
      message: "内部目标：请写 1 到 3 之间的整数",
    });
  });

  it.each([
    [
      "8:30-11:30 13:30-17:00",
      [
        ["08:30", "11:30"],
        ["13:30", "17:00"],
      ],
    ],
    [
      "08:30–11:30，13:30–17:00",
      [
        ["08:30", "11:30"],
        ["13:30", "17:00"],
      ],
    ],
    ["9：00～16：00", [["09:00", "16:00"]]],
  ])("hours typed as %s", (text, open) => {
    expect(readSetting(hours, text)).toEqual({ ok: true, value: { open } });
  });

  it.each(["", "全天", "08:30", "17:00-08:30", "08:30-12:00 11:00-17:00", "08:30-25:00", "8-9 9-10 10-11 11-12"])(
    "hours typed as “%s” are refused",
    (text) => {
      expect(readSetting(hours, text)).toMatchObject({ ok: false });
    },
  );
});
