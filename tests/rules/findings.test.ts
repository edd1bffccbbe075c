import { describe, expect, it } from "vitest";
import { SETTING_DEFAULTS } from "../../src/filing/queries/catalogues.ts";
import type { Answers } from "../../src/rules/answers.ts";
import type { FieldId } from "../../src/rules/fields.ts";
import {
  type Catalogues,
  type FindingFacts,
  findings,
  namePartsOf,
  registeredName,
  type Severity,
  scopeItemsOf,
} from "../../src/rules/findings.ts";
import { cityCalendar } from "../support/calendar.ts";
import { PEOPLE } from "../support/cast.ts";
import { nameCatalogue, scopeCatalogue } from "../support/catalogues.ts";
import { cityDivisions } from "../support/divisions.ts";
import { answersOf } from "../support/filing.ts";

const catalogues: Catalogues = {
  bureaus: [],
  names: nameCatalogue,
  scope: scopeCatalogue,
  divisions: cityDivisions,
  calendar: cityCalendar,
  settings: SETTING_DEFAULTS,
};
const facts: FindingFacts = {
  operatorIdentitySeen: true,
  hasPreapprovalItem: false,
  documents: [],
  nameTaken: false,
  identity: "card",
  today: "2026-11-24",
};
const signed = [{ who: "operator", how: "screen" as const, fileId: "f", at: 1 }];
const whole = answersOf(PEOPLE.wang, { signatures: signed });
const { premises, operator } = whole;
const agent: Answers["filer"] & object = {
  kind: "agent",
  name: "李福",
  idNumber: PEOPLE.li.idNumber,
  phone: PEOPLE.li.phone,
  agentRegistered: true,
  powers: { checkCopies: true, correctOwnPapers: true, correctForms: true, collect: true },
};
const agentAsLiaison = { same: false, name: "李福", idNumber: PEOPLE.li.idNumber, phone: PEOPLE.li.phone };

const nameless = { name: { named: false as const } };

function found(changes: Answers, more: Partial<FindingFacts> = {}, severity?: Severity) {
  const all = findings({ ...whole, ...changes }, catalogues, { ...facts, ...more });
  return severity ? all.filter((finding) => finding.severity === severity) : all;
}
const fieldsOf = (list: { field: FieldId }[]) => list.map(({ field }) => field);

it("a whole application of a grown-up whose card was read has nothing to say against it", () => {
  expect(found({}).filter(({ severity }) => severity !== "hint")).toEqual([]);
});

describe("blocks", () => {
  it.each<[string, FieldId, Answers, Partial<FindingFacts>]>([
    ["a name with letters", "operator.name", { operator: { ...operator, name: "王lily" } }, {}],
    ["a wrong check digit", "operator.id", { operator: { ...operator, idNumber: "231099198811031242" } }, {}],
    ["a birth that is still to come", "operator.id", {}, { today: "1988-11-02" }],
    ["the agent as liaison", "liaison", { filer: agent, liaison: agentAsLiaison }, { documents: ["authorisation"] }],
    ["a name that is taken", "name", {}, { nameTaken: true }],
    [
      "a county city",
      "premises.place",
      { ...nameless, premises: { ...premises, district: "231085", street: "231085001" } },
      {},
    ],
    ["another city", "premises.place", { premises: { ...premises, district: "230102", street: "230102001" } }, {}],
    ["a street of another district", "premises.place", { premises: { ...premises, street: "231005001" } }, {}],
    ["a number of no house", "premises.detail", { premises: { ...premises, detail: "光华街" } }, {}],
    ["a network shop with a counter", "premises.type", { premises: { ...premises, type: "network" } }, {}],
    ["an item that is not for individuals", "scope", { ...nameless, scope: ["民用爆炸物品销售"] }, {}],
    ["an item that needs approval first", "scope", { scope: ["餐饮服务", "危险化学品经营"] }, {}],
    ["an item chosen twice", "scope", { scope: ["餐饮服务", "餐饮服务"] }, {}],
    ["items that the catalogue no longer has", "scope", { scope: ["早已取消的项目"] }, {}],
    ["one item that the catalogue no longer has", "scope", { scope: ["餐饮服务", "早已取消的项目"] }, {}],
  ])("%s", (_, field, changes, more) => {
    const blocks = found(changes, more, "block");
    expect(fieldsOf(blocks)).toContain(field);
    expect(new Set(fieldsOf(blocks))).toEqual(new Set([field]));
    for (const block of blocks) {
      expect(block.message).not.toBe("");
      expect(block.clause).not.toBe("");
    }
  });

  it("name the right bureau for premises outside the four districts", () => {
    const [block] = found({ premises: { ...premises, district: "231085", street: "231085001" } }, {}, "block");
    expect(block?.message).toContain("穆棱市市场监督管理局");
  });

  it("take a declaration only where the authority takes one", () => {
    const strict = { ...catalogues, settings: { ...SETTING_DEFAULTS, declarationAllowed: false } };
    const blocks = findings(whole, strict, facts).filter(({ severity }) => severity === "block");
    expect(fieldsOf(blocks)).toEqual(["premises.proof"]);
  });

  it("let an agent be the liaison of a business that it pays for itself, and a colleague of any", () => {
    const more = { documents: ["authorisation" as const] };
    expect(found({ filer: { ...agent, selfFunded: true }, liaison: agentAsLiaison }, more, "block")).toEqual([]);
    expect(found({ filer: { ...agent, kind: "staff" }, liaison: agentAsLiaison }, more, "block")).toEqual([]);
    expect(found({ filer: agent }, more, "block")).toEqual([]);
  });

  it("are what is missing, before everything else", () => {
    const blocks = findings({}, catalogues, facts);
    expect(blocks.every(({ severity }) => severity === "block")).toBe(true);
    expect(blocks[0]?.field).toBe("filer");
    expect(blocks.at(-1)?.field).toBe("signature");
  });
});

describe("for an officer's eyes", () => {
  it("未核验: nobody saw the operator's card", () => {
    const unseen = { identity: "unverified" as const, operatorIdentitySeen: false, documents: ["identity" as const] };
    const manual = found({}, unseen, "manual");
    expect(fieldsOf(manual)).toEqual(["operator.id"]);
    expect(manual[0]?.message).toContain("未核验");
    expect(found({}, unseen, "block")).toEqual([]);
    for (const identity of ["card", "staff"] as const)
      expect(
        found({}, { identity })
          .map(({ message }) => message)
          .join(),
      ).not.toContain("未核验");
  });

  it("an operator under 18, until the birthday", () => {
    const young = answersOf(PEOPLE.zhao, { signatures: signed });
    const flagged = (today: string) =>
      findings(young, catalogues, { ...facts, today }).filter(({ severity }) => severity === "manual");
    expect(fieldsOf(flagged("2026-12-30"))).toEqual(["operator.id"]);
    expect(flagged("2026-12-30")[0]?.message).toContain("18");
    expect(flagged("2026-12-31")).toEqual([]);
  });

  it("both at once, each in its own words", () => {
    const young = answersOf(PEOPLE.zhao, { signatures: signed });
    const more = { identity: "unverified" as const, documents: ["identity" as const] };
    const manual = findings(young, catalogues, { ...facts, ...more }).filter(({ severity }) => severity === "manual");
    expect(manual).toHaveLength(2);
    expect(new Set(manual.map(({ message }) => message)).size).toBe(2);
  });

  it("a trade that needs a place, in a shop that has none", () => {
    const online = {
      premises: {
        ...premises,
        type: "network" as const,
        onlineOnly: true,
        platforms: [{ name: "示例网", url: "https://shop.example.com/t0001" }],
      },
    };
    expect(found(online, {}, "manual").some(({ field }) => field === "scope")).toBe(true);
  });
});

describe("the name as it will be registered", () => {
  it("has city, district, 字号, trade, form and the suffix of the setting", () => {
    expect(registeredName(whole, catalogues)).toBe("牡丹江市阳明区江畔小灶餐饮店（个体工商户）");
    const bare = { ...catalogues, settings: { ...SETTING_DEFAULTS, nameSuffix: false } };
    expect(registeredName(whole, bare)).toBe("牡丹江市阳明区江畔小灶餐饮店");
  });

  it("is none where none is used, or where the district is not known yet", () => {
    expect(registeredName({ ...whole, name: { named: false } }, catalogues)).toBe("");
    expect(namePartsOf({ name: whole.name ?? { named: false } }, cityDivisions)).toBeUndefined();
    expect(found({ name: { named: false } }, {}, "block")).toEqual([]);
  });
});

it("the chosen items come in the order of the choice, and the first is the main one", () => {
  const chosen = scopeItemsOf({ scope: ["外卖递送服务", "餐饮服务"] }, catalogues);
  expect(chosen.map(({ phrase }) => phrase)).toEqual(["外卖递送服务", "餐饮服务"]);
});

it("no finding repeats a number of a person", () => {
  const wrong = { operator: { ...operator, idNumber: "231099198811031242", phone: PEOPLE.wang.phone } };
  const said = JSON.stringify(found(wrong, { identity: "unverified", nameTaken: true }));
  expect(said).not.toMatch(/2310991988|1540453/);
});
