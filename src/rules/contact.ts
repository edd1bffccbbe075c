/**
 * Telephone numbers, postcodes, and how personal data is masked on screens. No statute fixes the masks: they are a documented convention
 * of this project under 个人信息保护法 51 (de-identification).
 */

const CITY_AREA_CODE = "0453";
const STARS = "****";

export type PhoneCheck = { ok: true; phone: string } | { ok: false; message: string };

/**
 * Checks a mobile number: ^1[3-9]\d{9}$, by no list of segments, since carriers open new ones.
 * @param value spaces, hyphens, full-width digits and +86 are put right
 * @returns 11 digits, or one sentence on what to type; no message repeats the number
 */
export function checkMobile(value: string): PhoneCheck {
  const phone = digitsOf(value).replace(/^(?:\+86|0086|86(?=1\d{10}$))/, "");
  if (phone === "") return { ok: false, message: "请填写手机号码。" };
  if (/^1[3-9]\d{9}$/.test(phone)) return { ok: true, phone };
  if (/^\d+$/.test(phone) && phone.length !== 11) {
    return { ok: false, message: `手机号码是 11 位数字，现在填了 ${phone.length} 位，请核对。` };
  }
  return { ok: false, message: "手机号码是 11 位数字，以 13 至 19 开头，请核对。" };
}

/**
 * Checks a fixed line.
 * @returns area code, hyphen, number, with -extension when there is one (0453-5550101-8); 7 digits alone get 牡丹江's area code
 */
export function checkLandline(value: string): PhoneCheck {
  const match = /^(?:(0\d{2,3})-?)?([2-9]\d{6,7})(?:-(\d{1,5}))?$/.exec(hyphensOf(value).replace(/[()\s]/g, ""));
  const [, area, number = "", extension] = match ?? [];
  if (match === null || (area === undefined && number.length !== 7)) {
    return { ok: false, message: "固定电话请写区号和号码，例如 0453-5550101。" };
  }
  const phone = [area ?? CITY_AREA_CODE, number, ...(extension === undefined ? [] : [extension])].join("-");
  return { ok: true, phone };
}

/** Checks a contact number that may be a mobile (begins with 1 or +86) or a fixed line. */
export function checkPhone(value: string): PhoneCheck {
  const digits = digitsOf(value);
  if (digits === "") return { ok: false, message: "请填写联系电话。" };
  return /^(?:1|\+86|0086|86(?=1))/.test(digits) ? checkMobile(value) : checkLandline(value);
}

/** Checks a postcode: 6 digits. The four districts use 157000 and its neighbours; others are not refused. */
export function checkPostcode(value: string): { ok: true; postcode: string } | { ok: false; message: string } {
  const postcode = digitsOf(value);
  if (/^\d{6}$/.test(postcode)) return { ok: true, postcode };
  return { ok: false, message: "邮政编码是 6 位数字，牡丹江市区为 157000。" };
}

/** An identity number for staff lists: 231099********0012. Numbers of other documents keep their first and last two characters. */
export function maskId(id: string): string {
  const keep = id.length === 18 ? { head: 6, tail: 4 } : id.length > 6 ? { head: 2, tail: 2 } : { head: 0, tail: 0 };
  return masked(id, keep.head, keep.tail);
}

/** An identity number for screens that everybody sees: 2***…2. */
export function maskIdPublic(id: string): string {
  return id.length < 4 ? "***" : `${id.charAt(0)}***…${id.charAt(id.length - 1)}`;
}

/** A telephone number: 154****0001; of a fixed line the area code and the last two digits stay: 0453-*****01. */
export function maskPhone(phone: string): string {
  if (/^1\d{10}$/.test(phone)) return `${phone.slice(0, 3)}${STARS}${phone.slice(-4)}`;
  const [area, number, extension] = phone.split("-");
  if (area === undefined || number === undefined) return masked(phone, 0, Math.min(2, Math.floor(phone.length / 3)));
  return `${area}-${masked(number, 0, 2)}${extension === undefined ? "" : "-*"}`;
}

/** A name for lists: the first character and one star, whatever its length: 李*. */
export function maskName(name: string): string {
  const [first = ""] = name;
  return first === "" ? "" : `${first}*`;
}

/** A name for call screens, which its owner must know again: *冬梅; a name with a middle dot keeps what follows the last one: *·艾山. */
export function maskNameForCall(name: string): string {
  const dot = name.lastIndexOf("·");
  return dot > 0 ? `*${name.slice(dot)}` : `*${[...name].slice(1).join("")}`;
}

function masked(text: string, head: number, tail: number): string {
  const stars = "*".repeat(Math.max(0, text.length - head - tail));
  return `${text.slice(0, head)}${stars}${tail === 0 ? "" : text.slice(-tail)}`;
}

function hyphensOf(value: string): string {
  return value
    .normalize("NFKC")
    .replace(/[\p{Cf}]/gu, "")
    .replace(/[\p{Pd}转]/gu, "-");
}

function digitsOf(value: string): string {
  return hyphensOf(value).replace(/[\s()-]/g, "");
}
