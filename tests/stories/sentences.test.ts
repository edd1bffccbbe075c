import { expect, test } from "vitest";
import { sentenceOf } from "../../src/events/sentences.ts";

const OFFICER = { actor_kind: "staff", actorName: "阳明区甲", placeName: "牡丹江市阳明区市场监督管理局" };
const APPLICANT = { actor_kind: "applicant", actorName: null, placeName: null };

test.each([
  ["submitted", APPLICANT, { seq: 1 }, "申请人提交申请"],
  ["submitted", APPLICANT, { seq: 2, changed: ["capital", "scope"] }, "申请人第 2 次提交，改了出资额、经营范围"],
  ["submitted", APPLICANT, { seq: 2, changed: [] }, "申请人第 2 次提交，内容没有改动"],
  [
    "returned",
    OFFICER,
    { items: [{ field: "name", reason: "name-1" }] },
    "牡丹江市阳明区市场监督管理局 阳明区甲退回补正，共 1 项：名称",
  ],
  ["claimed", OFFICER, { from: "x", reason: "请假" }, "牡丹江市阳明区市场监督管理局 阳明区甲接手审查，原因：请假"],
  [
    "refused",
    OFFICER,
    { ground: "public-interest" },
    "牡丹江市阳明区市场监督管理局 阳明区甲作出不予登记决定：可能危害社会公共利益",
  ],
  [
    "printed",
    APPLICANT,
    { part: "duplicate", copy: 2, serial: "H20000001" },
    "申请人打印副本第 2 份，纸张编号 H20000001",
  ],
  ["code-released", { actor_kind: "system" }, {}, "预留的统一社会信用代码没有用上，已放回"],
  ["a type of a later version", { actor_kind: "system" }, {}, "记录：a type of a later version"],
] as const)("%s is told", (type, actor, data, sentence) => {
  expect(sentenceOf({ type, ...actor, data: JSON.stringify(data) })).toBe(sentence);
});
