import { expect, test } from "vitest";
import { NOTICE_KINDS, NOTICE_WORDS, type NoticeReader, noticePartFor } from "../../src/rules/notice-kinds.ts";
import { remediesOf } from "../../src/rules/remedies.ts";

const READERS: readonly NoticeReader[] = ["applicant", "in hand", "own authority", "own hall", "pickup hall"];

test("the whole application is for the applicant and who has it in hand; the pickup hall opens only what it handed out", () => {
  expect(READERS.map((reader) => noticePartFor("application", reader))).toEqual([
    "whole",
    "whole",
    "public",
    "public",
    undefined,
  ]);
  for (const kind of NOTICE_KINDS.filter((each) => each !== "application")) {
    expect(READERS.slice(0, 4).map((reader) => noticePartFor(kind, reader))).toEqual(Array(4).fill("whole"));
    expect([kind, noticePartFor(kind, "pickup hall")]).toEqual([kind, kind === "collection" ? "whole" : undefined]);
  }
});

test("no two kinds share a title or the word of their number", () => {
  const words = NOTICE_KINDS.map((kind) => NOTICE_WORDS[kind]);
  expect(new Set(words.map(({ title }) => title)).size).toBe(NOTICE_KINDS.length);
  expect(new Set(words.map(({ word }) => word)).size).toBe(NOTICE_KINDS.length);
});

test("remedies name the government of the district, the court, both periods and the authority as respondent", () => {
  const authority = { name: "牡丹江市阳明区市场监督管理局", review_body: "牡丹江市阳明区人民政府" };
  const said = remediesOf("撤销登记决定书", authority);
  for (const part of ["本撤销登记决定书", "六十日", authority.review_body, "人民法院", "六个月"])
    expect(said).toContain(part);
  expect(said).toContain(`被申请人（被告）为${authority.name}`);
});
