/**
 * The citizen's identity number, GB 11643-1999: area 6, birth 8, order 3 (odd is male), check 1 (ISO 7064 MOD 11-2).
 */

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10X98765432";
const ADULT_AGE = 18;

/** First two digits in use: provinces, 81–83 residence permits of 港澳台, 91–96 foreigners' permanent residence (first digit 9). */
const PROVINCES = new Set(
  "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83".split(" "),
);

/** 牡丹江's own areas, the abolished ones too: many living residents carry them. */
const AREAS_OF_2310 = new Set(
  "231001 231002 231003 231004 231005 231011 231020 231021 231022 231023 231024 231025 231026 231027 231081 231083 231084 231085 231086".split(
    " ",
  ),
);

export type ResidentIdCheck =
  | { ok: true; id: string; birth: string; sex: "男" | "女"; age: number; warnings: string[] }
  | { ok: false; message: string };

/**
 * Checks an identity number as typed or read.
 * @param value full-width digits, spaces, hyphens and a small x are put right
 * @param today `YYYY-MM-DD`, Asia/Shanghai
 * @returns the normalised number (X upper case), birth as `YYYY-MM-DD` and the age in full years; or one sentence on what to look at.
 * An area that is not known only warns. No message repeats the number. Source: GB 11643-1999.
 */
export function checkResidentId(value: string, today: string): ResidentIdCheck {
  const id = value
    .normalize("NFKC")
    .replace(/[\s\p{Cf}\p{Pd}]/gu, "")
    .toUpperCase();
  if (id === "") return { ok: false, message: "请填写身份证号码。" };
  if (/^\d{15}$/.test(id)) return { ok: false, message: "这是 15 位的旧号码，请填写现在身份证上的 18 位号码。" };
  if (id.length !== 18) return { ok: false, message: `身份证号码是 18 位，现在填了 ${id.length} 位，请核对。` };
  if (!/^\d{17}[\dX]$/.test(id)) {
    return { ok: false, message: "身份证号码前 17 位是数字，最后一位是数字或字母 X，请核对。" };
  }
  const birth = `${id.slice(6, 10)}-${id.slice(10, 12)}-${id.slice(12, 14)}`;
  if (!isDate(birth) || birth < "1900") {
    return { ok: false, message: "身份证号码第 7 至 14 位是出生日期，填写的日期不存在，请核对。" };
  }
  if (birth > today) return { ok: false, message: "身份证号码第 7 至 14 位是出生日期，填写的日期还没有到，请核对。" };
  if (checkCharacter(id) !== id[17]) {
    return { ok: false, message: "身份证号码最后一位与前面的数字对不上，请逐位核对。" };
  }
  const sex = Number(id[16]) % 2 === 1 ? "男" : "女";
  return { ok: true, id, birth, sex, age: ageOn(birth, today), warnings: areaWarnings(id) };
}

/** Full years of age on a date; somebody born on 29 February is a year older from 1 March in a common year. Dates are `YYYY-MM-DD`. */
export function ageOn(birth: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birth.slice(0, 4));
  return today.slice(5) < birth.slice(5) ? years - 1 : years;
}

/**
 * Whether somebody born on a date is 18 on another. Those of 16 and 17 who live on their own work have full capacity too, which a kiosk
 * cannot see: they go to the window. Source: 民法典 17, 18.
 */
export function isAdult(birth: string, today: string): boolean {
  return ageOn(birth, today) >= ADULT_AGE;
}

function isDate(date: string): boolean {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
}

function checkCharacter(id: string): string {
  const sum = WEIGHTS.reduce((total, weight, i) => total + weight * Number(id[i]), 0);
  return CHECKS.charAt(sum % 11);
}

function areaWarnings(id: string): string[] {
  const area = id.slice(0, 6);
  const known = area.startsWith("2310") ? AREAS_OF_2310.has(area) : PROVINCES.has(id.slice(0, 2)) || id.startsWith("9");
  return known ? [] : [`号码开头的地区代码 ${area} 不在区划表中，可能是旧区划，请与证件核对。`];
}
