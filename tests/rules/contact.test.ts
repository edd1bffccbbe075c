import { describe, expect, it } from "vitest";
import {
  checkLandline,
  checkMobile,
  checkPhone,
  checkPostcode,
  maskId,
  maskIdPublic,
  maskName,
  maskNameForCall,
  maskPhone,
} from "../../src/rules/contact.ts";

describe("mobile numbers", () => {
  it.each([
    "15404530001",
    "154 0453 0001",
    "154-0453-0001",
    "+86 15404530001",
    "8615404530001",
    "００８６１５４０４５３０００１",
  ])("%s", (typed) => {
    expect(checkMobile(typed)).toEqual({ ok: true, phone: "15404530001" });
  });

  it.each([
    ["", "请填写手机号码。"],
    ["1540453000", "手机号码是 11 位数字，现在填了 10 位，请核对。"],
    ["12404530001", "手机号码是 11 位数字，以 13 至 19 开头，请核对。"],
    ["1540453000a", "手机号码是 11 位数字，以 13 至 19 开头，请核对。"],
  ])("%j is refused", (typed, message) => {
    expect(checkMobile(typed)).toEqual({ ok: false, message });
  });
});

describe("fixed lines", () => {
  it.each([
    ["0453-5550101", "0453-5550101"],
    ["04535550101", "0453-5550101"],
    ["（0453）5550101", "0453-5550101"],
    ["5550101", "0453-5550101"],
    ["0453 5550101 转 8", "0453-5550101-8"],
    ["010-55501010", "010-55501010"],
  ])("%s", (typed, phone) => {
    expect(checkLandline(typed)).toEqual({ ok: true, phone });
  });

  it.each(["", "55501010", "0453-1550101", "0453-55501", "电话"])("%j is refused", (typed) => {
    expect(checkLandline(typed)).toEqual({ ok: false, message: "固定电话请写区号和号码，例如 0453-5550101。" });
  });
});

it.each([
  ["15404530001", "15404530001"],
  ["8615404530001", "15404530001"],
  ["0453 5550101", "0453-5550101"],
])("a contact number may be either: %s", (typed, phone) => {
  expect(checkPhone(typed)).toEqual({ ok: true, phone });
});

it("asks for a contact number", () => {
  expect(checkPhone(" ")).toEqual({ ok: false, message: "请填写联系电话。" });
});

describe("postcodes", () => {
  it("are six digits", () => {
    expect(checkPostcode("１５７０００")).toEqual({ ok: true, postcode: "157000" });
    expect(checkPostcode("15700")).toEqual({ ok: false, message: "邮政编码是 6 位数字，牡丹江市区为 157000。" });
  });
});

describe("masks", () => {
  it.each([
    [maskId("231099190001010012"), "231099********0012"],
    [maskId("H12345678"), "H1*****78"],
    [maskId("A1234"), "*****"],
    [maskIdPublic("231099190001010012"), "2***…2"],
    [maskIdPublic("A12"), "***"],
    [maskPhone("15404530001"), "154****0001"],
    [maskPhone("0453-5550101"), "0453-*****01"],
    [maskPhone("0453-5550101-8"), "0453-*****01-*"],
    [maskPhone("5550101"), "*****01"],
    [maskName("李冬梅"), "李*"],
    [maskName("𬇙山"), "𬇙*"],
    [maskName(""), ""],
    [maskNameForCall("李冬梅"), "*冬梅"],
    [maskNameForCall("𬇙山"), "*山"],
    [maskNameForCall("阿卜杜拉·艾山"), "*·艾山"],
  ])("%s", (shown, expected) => {
    expect(shown).toBe(expected);
  });
});
