import { beyondGb18030, characterWords, foldCharacters } from "./characters.ts";

/**
 * Personal names as typed or read from a document: put into one form, so that storage, search and print agree, with the original kept.
 * Every ideograph of GB 18030-2022 is welcome (domain: 15-character names, ExtA–ExtI); the face of the document decides.
 */

/** resident: 居民身份证 and other papers with a Chinese name; foreign: 护照, 外国人永久居留身份证, the name in Latin capitals */
export type NameDocument = "resident" | "foreign";

export type PersonNameCheck =
  | {
      ok: true;
      /** the form that is stored, compared and printed */
      name: string;
      /** exactly what came in */
      original: string;
      /** what was changed, each a sentence for the person who checks */
      changes: string[];
    }
  | { ok: false; message: string };

const MIDDLE_DOT = "·";
const DOT_VARIANTS = /[\u0387\u16EB\u2022\u2027\u2219\u22C5\u2E31\u2E33\u30FB\uFF65\uFF0E.]/gu;
const INVISIBLE = /[\p{White_Space}\p{Cf}\p{Cc}\u115F\u1160\u3164\uFFA0]/gu;
const VARIATION_SELECTORS = /[\uFE00-\uFE0F\u{E0100}-\u{E01EF}\u180B-\u180D]/gu;
const SHORTEST = 2;
const LONGEST = 50;

/**
 * Checks a name and gives the form to store: NFC, without spaces, invisible characters and variation selectors, every kind of middle dot as
 * U+00B7, old private-use codes, compatibility forms and radicals as the characters they stand for.
 * @returns refused with one sentence that says what to do: Hangul, letters and digits in a resident's name; private-use codes nobody
 * knows; ideographs of a range that the national standard does not hold, with the range named; fewer than 2 or more than 50 characters (code points, not UTF-16 units)
 * Source: 实施细则 16 (real names), GB 18030-2022, GB/T 13000.
 */
export function checkPersonName(value: string, document: NameDocument = "resident"): PersonNameCheck {
  return document === "foreign" ? checkForeignName(value) : checkResidentName(value);
}

function checkResidentName(value: string): PersonNameCheck {
  const visible = value.replace(INVISIBLE, "");
  const plain = visible.replace(VARIATION_SELECTORS, "");
  const dotted = plain.replace(DOT_VARIANTS, MIDDLE_DOT);
  const name = foldCharacters(dotted);
  const refusal = refuseResidentName(name);
  if (refusal !== undefined) return { ok: false, message: refusal };
  const changes = [
    ...(visible === value ? [] : ["去掉了空格和看不见的字符。"]),
    ...(plain === visible ? [] : ["去掉了字形选择符，字不变。"]),
    ...(dotted === plain ? [] : ["间隔号统一为“·”。"]),
    ...(name === dotted ? [] : ["旧编码、兼容编码的字换成了现行编码，请与证件上的字核对。"]),
  ];
  return { ok: true, name, original: value, changes };
}

function refuseResidentName(name: string): string | undefined {
  const length = [...name].length;
  if (length === 0) return "请填写姓名。";
  if (/\p{Script=Hangul}/u.test(name)) return "姓名中有朝鲜文字母，请按身份证上的汉字填写。";
  if (/\p{Co}|[?？\uFFFD]/u.test(name)) return "姓名中有一个字没有读出来，请按证件重新输入，或者请工作人员帮助。";
  const beyond = beyondGb18030(name);
  if (beyond.length > 0) {
    return `国家标准字库里没有 ${beyond.map(characterWords).join("、")}，现在印不出来，请按证件核对，确实是这个字的请到窗口办理。`;
  }
  if (/[^\p{Unified_Ideograph}〇·]/u.test(name)) {
    return "姓名只能写汉字和间隔号“·”，请按身份证上的姓名填写，不写字母、数字和其他符号。";
  }
  if (/^·|·$|··/u.test(name)) return "间隔号“·”应写在两个字之间，只写一个，请核对。";
  if (length < SHORTEST) return "姓名至少两个字，请核对。";
  if (length > LONGEST) return `姓名最多 ${LONGEST} 个字，请核对。`;
  return undefined;
}

function checkForeignName(value: string): PersonNameCheck {
  const typed = value.normalize("NFKC");
  const name = typed
    .replace(/[\p{White_Space}\p{Cf}]+/gu, " ")
    .trim()
    .toUpperCase();
  if (name === "") return { ok: false, message: "请填写姓名。" };
  if (!/^[A-Z][A-Z ,.'-]*$/.test(name)) {
    return { ok: false, message: "请按证件上的拉丁字母填写姓名，例如 SMITH JOHN。" };
  }
  if (name.length < SHORTEST || name.length > LONGEST) {
    return { ok: false, message: `姓名是 ${SHORTEST} 至 ${LONGEST} 个字母，请核对。` };
  }
  return { ok: true, name, original: value, changes: name === value ? [] : ["字母统一为大写，多余的空格已去掉。"] };
}
