import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { checkPersonName } from "../../src/rules/person-name.ts";

const rareNames = readFileSync(new URL("../support/data/rare-names.tsv", import.meta.url), "utf8")
  .trimEnd()
  .split("\n")
  .slice(1)
  .map((line) => {
    const [group = "", name = "", codepoints = ""] = line.split("\t");
    return { group, name, codepoints };
  });

/** The outcomes that the notes of the file name; every other row is taken as it is. */
const FOLDED: Record<string, { to: string; change: string }> = {
  间隔号变体: { to: "阿卜杜拉·艾山", change: "间隔号统一为“·”。" },
  PUA: { to: "李\u9fb4", change: "旧编码、兼容编码的字换成了现行编码，请与证件上的字核对。" },
  变体选择符: { to: "葛城", change: "去掉了字形选择符，字不变。" },
  不可见: { to: "王小丽", change: "去掉了空格和看不见的字符。" },
};
const REFUSED: Record<string, string> = {
  朴성민: "姓名中有朝鲜文字母，请按身份证上的汉字填写。",
  "SMITH JOHN MICHAEL": "姓名只能写汉字和间隔号“·”，请按身份证上的姓名填写，不写字母、数字和其他符号。",
};

describe("rare names", () => {
  it("are all there, unharmed", () => {
    expect(rareNames).toHaveLength(26);
    for (const { name, codepoints } of rareNames) expect(codepointsOf(name)).toBe(codepoints);
  });

  it.each(rareNames)("$group $codepoints", ({ group, name }) => {
    const refusal = REFUSED[name];
    const folded = FOLDED[group];
    if (refusal !== undefined) expect(checkPersonName(name)).toEqual({ ok: false, message: refusal });
    else if (folded !== undefined) {
      expect(checkPersonName(name)).toEqual({ ok: true, name: folded.to, original: name, changes: [folded.change] });
    } else expect(checkPersonName(name)).toEqual({ ok: true, name, original: name, changes: [] });
  });

  it.each(["孙䶮", "高㛃", "陈𠙶", "梁𬭎", "罗𬱖", "胡𫖯", "王𰻝", "李〇"])("%s is taken", (name) => {
    expect(checkPersonName(name)).toMatchObject({ ok: true, name });
  });
});

describe("old private-use codes", () => {
  it("stand for what GB 18030-2022 makes of the same bytes", () => {
    const decoder = new TextDecoder("gb18030");
    const trails = Array.from({ length: 0xa1 - 0x50 }, (_, i) => 0x50 + i).filter((trail) => trail !== 0x7f);
    const known = trails.flatMap((trail, i) => {
      const decoded = decoder.decode(Uint8Array.of(0xfe, trail));
      const checked = checkPersonName(`李${String.fromCodePoint(0xe815 + i)}`);
      if (!/\p{Unified_Ideograph}/u.test(decoded)) return [];
      expect(checked).toMatchObject({ ok: true, name: `李${decoded}` });
      return [decoded];
    });
    expect(known).toHaveLength(60);
  });

  it.each([
    [0xe816, 0x20087],
    [0xe817, 0x20089],
    [0xe818, 0x200cc],
    [0xe831, 0x215d7],
    [0xe83b, 0x2298f],
    [0xe855, 0x241fe],
  ])("U+%i, which some decoders leave alone", (old, now) => {
    expect(checkPersonName(`李${String.fromCodePoint(old)}`)).toMatchObject({
      ok: true,
      name: `李${String.fromCodePoint(now)}`,
    });
  });

  it.each([0xe000, 0xe815, 0xe865, 0xf8ff, 0xf0000])("U+%i, which nobody knows, is refused", (code) => {
    expect(checkPersonName(`李${String.fromCodePoint(code)}`)).toEqual({
      ok: false,
      message: "姓名中有一个字没有读出来，请按证件重新输入，或者请工作人员帮助。",
    });
  });
});

describe("middle dots", () => {
  it.each(["·", "・", "•", "‧", "∙", "⋅", "･", "．", ".", "\u0387"])("%s becomes U+00B7", (dot) => {
    expect(checkPersonName(`帕提古丽${dot}阿不都热依木`)).toMatchObject({ ok: true, name: "帕提古丽·阿不都热依木" });
  });

  it.each(["·艾山", "阿卜杜拉·", "阿卜杜拉··艾山"])("%s is refused", (name) => {
    expect(checkPersonName(name)).toEqual({ ok: false, message: "间隔号“·”应写在两个字之间，只写一个，请核对。" });
  });
});

describe("length", () => {
  it("counts characters, not code units", () => {
    expect(checkPersonName("𬇙")).toEqual({ ok: false, message: "姓名至少两个字，请核对。" });
    expect(checkPersonName("𬇙".repeat(50))).toMatchObject({ ok: true });
    expect(checkPersonName("𬇙".repeat(51))).toEqual({ ok: false, message: "姓名最多 50 个字，请核对。" });
  });

  it.each(["", "  ", "\u200b"])("%j is not filled in", (name) => {
    expect(checkPersonName(name)).toEqual({ ok: false, message: "请填写姓名。" });
  });
});

it.each([
  ["a compatibility form", "李\uf91d", "李欄"],
  ["a compatibility form of the second plane", "李\u{2f81a}", "李冬"],
  ["a radical", "王\u2f00", "王一"],
])("%s is made plain, and the original is kept", (_what, typed, name) => {
  const changes = ["旧编码、兼容编码的字换成了现行编码，请与证件上的字核对。"];
  expect(checkPersonName(typed)).toEqual({ ok: true, name, original: typed, changes });
});

it("an ideograph that the national standard does not hold is refused with its range", () => {
  expect(checkPersonName("王\u{323b0}")).toEqual({
    ok: false,
    message:
      "国家标准字库里没有 “\u{323b0}”（U+323B0，扩展J区），现在印不出来，请按证件核对，确实是这个字的请到窗口办理。",
  });
});

it.each(["李1", "李A", "李﹖", "王\u2e81", "李!"])("%s is refused", (name) => {
  expect(checkPersonName(name).ok).toBe(false);
});

describe("foreign documents", () => {
  it.each([
    ["SMITH JOHN MICHAEL", "SMITH JOHN MICHAEL", []],
    [" smith  john ", "SMITH JOHN", ["字母统一为大写，多余的空格已去掉。"]],
    ["O'NEIL-PARK, ANNE", "O'NEIL-PARK, ANNE", []],
  ])("%s", (typed, name, changes) => {
    expect(checkPersonName(typed, "foreign")).toEqual({ ok: true, name, original: typed, changes });
  });

  it.each(["", "王小丽", "JOHN 2", "A"])("%j is refused", (name) => {
    expect(checkPersonName(name, "foreign").ok).toBe(false);
  });
});

function codepointsOf(text: string): string {
  return [...text]
    .map((character) => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`)
    .join(" ");
}
