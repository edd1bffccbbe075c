import { describe, expect, it } from "vitest";
import {
  ANNULMENT_GROUNDS,
  afterIssueGround,
  CORRECTION_GROUNDS,
  checkAfterIssueReason,
  heldAfterCancellation,
  isAnnulmentGround,
  isCorrectionGround,
  standingWords,
  stopOfLicence,
} from "../../src/rules/after-issue.ts";
import { atLocal } from "../../src/rules/calendar.ts";
import { STATUS_WORDS, STATUSES } from "../../src/rules/filing.ts";
import { licenceIdentifier, nextVersion } from "../../src/rules/licence-identifier.ts";
import { BURST, checkFlags } from "../../src/rules/verify-flags.ts";

describe("the grounds", () => {
  it("are of one act or the other, never of both", () => {
    for (const code of Object.keys(CORRECTION_GROUNDS)) {
      expect(isCorrectionGround(code)).toBe(true);
      expect(isAnnulmentGround(code)).toBe(false);
    }
    for (const code of Object.keys(ANNULMENT_GROUNDS)) {
      expect(isAnnulmentGround(code)).toBe(true);
      expect(isCorrectionGround(code)).toBe(false);
    }
    expect(afterIssueGround("identity")).toBe("冒用他人身份信息取得登记");
    expect(afterIssueGround("toString")).toBe("");
  });
});

describe("the reason", () => {
  it.each([
    ["", "请写明"],
    ["  \n ", "请写明"],
    ["写错了", "至少"],
    ["长".repeat(501), "501"],
  ])("%j is refused", (text, message) => {
    expect(checkAfterIssueReason(text)).toMatchObject({ ok: false, message: expect.stringContaining(message) });
  });

  it("is trimmed, and counted in characters", () => {
    expect(checkAfterIssueReason(" 门牌号抄错了𬱖，经核对属实 ")).toEqual({
      ok: true,
      reason: "门牌号抄错了𬱖，经核对属实",
    });
    expect(checkAfterIssueReason("𬱖".repeat(500))).toMatchObject({ ok: true });
  });
});

describe("a licence that ended", () => {
  const acts = ["correct", "annul", "print", "dispatch", "make-ready", "hand-out", "change-delivery"] as const;

  it.each(acts)("stops %s, and says why", (act) => {
    expect(stopOfLicence(act, "valid")).toBeUndefined();
    expect(stopOfLicence(act, "cancelled")).toMatch(/^登记已经撤销，营业执照作废，不能/);
    expect(stopOfLicence(act, "replaced")).toContain("新的一版");
  });

  it("is the standing of a registered filing only when it was cancelled", () => {
    for (const status of STATUSES)
      for (const licence of [undefined, "valid", "replaced"] as const)
        expect(standingWords(status, licence)).toEqual(STATUS_WORDS[status]);
    expect(standingWords("registered", "cancelled").label).toBe("登记已撤销");
    expect(standingWords("refused", "cancelled").label).toBe("不予登记");
  });
});

it.each([
  ["2026-11-24", "09:00", "2027-11-24"],
  ["2026-12-31", "23:59", "2027-12-31"],
  ["2028-02-29", "12:00", "2029-02-28"],
  ["2027-02-28", "00:00", "2028-02-28"],
])("a name annulled on %s at %s is held until the end of %s", (date, time, last) => {
  expect(heldAfterCancellation(atLocal(date, time))).toBe(atLocal(last, "24:00"));
});

describe("the next version of an identifier", () => {
  const issuer = "11231002T00000095Y";
  const serial = "20261124000000000001";
  const first = licenceIdentifier({ issuer, serial, version: 1 });

  it("keeps issuer and serial, and is one more", () => {
    expect(nextVersion(first)).toEqual({ identifier: licenceIdentifier({ issuer, serial, version: 2 }), version: 2 });
    const ninth = licenceIdentifier({ issuer, serial, version: 9 });
    expect(nextVersion(ninth).identifier).toContain(".010.");
  });

  it("is refused after 999, and for what is no licence's identifier", () => {
    expect(() => nextVersion(licenceIdentifier({ issuer, serial, version: 999 }))).toThrow(RangeError);
    expect(() => nextVersion(`${first}0`)).toThrow(RangeError);
    expect(() => nextVersion("1.2.156.3005.2")).toThrow(RangeError);
  });
});

it("checks raise a flag for a burst, for a cancelled licence, for both, and else none", () => {
  expect(checkFlags({ verdict: "valid", thisHour: BURST - 1 })).toEqual([]);
  expect(checkFlags({ verdict: "replaced", thisHour: 1 })).toEqual([]);
  expect(checkFlags({ verdict: "valid", thisHour: BURST })).toEqual(["burst"]);
  expect(checkFlags({ verdict: "cancelled", thisHour: BURST + 5 })).toEqual(["burst", "cancelled"]);
});
