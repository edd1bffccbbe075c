import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bodyAt, checkUscc, groupCode, innerCheck, makeUscc, outerCheck, USCC_ALPHABET } from "../../src/rules/uscc.ts";

const body = fc.string({ unit: fc.constantFrom(...USCC_ALPHABET), minLength: 8, maxLength: 8 });
const district = fc.constantFrom("231002", "231003", "231004", "231005");

describe("demo codes", () => {
  it.each([
    ["231002", "T0000001", "X", "M", "92231002T0000001XM"],
    ["231003", "T0000002", "8", "4", "92231003T000000284"],
    ["231004", "T000003A", "2", "9", "92231004T000003A29"],
    ["231005", "T00000K4", "1", "9", "92231005T00000K419"],
    ["231002", "TE5T0005", "9", "T", "92231002TE5T00059T"],
  ])("%s with body %s", (area, demoBody, inner, outer, code) => {
    expect(innerCheck(demoBody)).toBe(inner);
    expect(outerCheck(code.slice(0, 17))).toBe(outer);
    expect(makeUscc({ district: area, body: demoBody })).toBe(code);
    expect(checkUscc(code)).toEqual({ ok: true });
  });
});

describe("published codes", () => {
  it.each([
    "91110108562144110X",
    "911103026605015136",
    "91310109785165381K",
    "11100000MB0143028R",
    "11440113MB2C92966P",
    "11420503087246977F",
  ])("%s conforms", (code) => {
    expect(checkUscc(code)).toEqual({ ok: true });
  });

  it.each([
    ["MACEQG4N", "0"],
    ["MABQE8RC", "9"],
    ["MA3NN054", "3"],
    ["MAEL5HKP", "7"],
  ])("body %s of an individual business has inner check %s", (publishedBody, check) => {
    expect(innerCheck(publishedBody)).toBe(check);
  });
});

describe("what does not conform", () => {
  it.each([
    ["92231002T0000001X", "length"],
    ["92231002T0000001XMM", "length"],
    ["92231002T000000OXM", "alphabet"],
    ["92231002t0000001xm", "alphabet"],
    ["92231002T0000002XM", "inner"],
    ["92231003T0000001XM", "outer"],
    ["92231002T0000001XN", "outer"],
  ])("%s fails at %s", (code, reason) => {
    expect(checkUscc(code)).toEqual({ ok: false, reason });
  });

  it("is found for any single wrong character", () => {
    const wrong = fc.record({ district, body, at: fc.nat(17), character: fc.constantFrom(...USCC_ALPHABET) });
    fc.assert(
      fc.property(wrong, (given) => {
        const code = makeUscc(given);
        const changed = code.slice(0, given.at) + given.character + code.slice(given.at + 1);
        expect(checkUscc(changed).ok).toBe(changed === code);
      }),
    );
  });

  it("is never made", () => {
    expect(() => makeUscc({ district: "231002", body: "T000001" })).toThrow(RangeError);
    expect(() => makeUscc({ district: "231002", body: "T000000I" })).toThrow(RangeError);
    expect(() => makeUscc({ district: "2310", body: "T0000001" })).toThrow(RangeError);
    expect(() => outerCheck("92231002")).toThrow(RangeError);
  });
});

it("makes and takes a code whose last character is 0", () => {
  const codes = Array.from({ length: 200 }, (_, i) => makeUscc({ district: "231002", body: bodyAt("T", i) }));
  const zeros = codes.filter((code) => code.endsWith("0"));
  expect(zeros.length).toBeGreaterThan(0);
  for (const code of zeros) expect(checkUscc(code)).toEqual({ ok: true });
});

describe("ranges of bodies", () => {
  it.each([
    ["T", 0, "T0000000"],
    ["T", 1, "T0000001"],
    ["T", 30, "T000000Y"],
    ["T", 31, "T0000010"],
    ["TA000", 31 ** 3 - 1, "TA000YYY"],
    ["TA000000", 0, "TA000000"],
  ])("%s, %i is %s", (prefix, index, expected) => {
    expect(bodyAt(prefix, index)).toBe(expected);
  });

  it.each([
    ["TA000", 31 ** 3],
    ["T", -1],
    ["T", 1.5],
    ["O", 1],
    ["TA0000000", 0],
  ])("%s has no body %d", (prefix, index) => {
    expect(() => bodyAt(prefix, index)).toThrow(RangeError);
  });
});

it("groups a code by four", () => {
  expect(groupCode("92231002T0000001XM")).toBe("9223 1002 T000 0001 XM");
  expect(groupCode("9223")).toBe("9223");
});
