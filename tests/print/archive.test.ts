import { describe, expect, test } from "vitest";
import { drawLicence } from "../../views/print/licence.ts";
import { LICENCE_SCHEMA, licenceJson } from "../../views/print/licence-json.ts";
import { drawNotice } from "../../views/print/notice.ts";
import { attached, fontsOf, licence, notice } from "./documents.ts";

describe.each([
  ["a licence", () => drawLicence(licence())],
  ["a notice", () => drawNotice(notice({ title: "甲 & <乙>" }))],
])("%s declares PDF/A-3b", (_, draw) => {
  test("in metadata that say the same as the document's information", async () => {
    const text = (await draw()).toString("utf8");
    const xmp = /<\?xpacket begin[\s\S]*<\?xpacket end="w"\?>/.exec(text)?.[0] ?? "";
    expect(xmp).toContain("<pdfaid:part>3</pdfaid:part>");
    expect(xmp).toContain("<pdfaid:conformance>B</pdfaid:conformance>");
    expect(xmp).toContain("<xmp:CreateDate>2026-11-24T03:00:00Z</xmp:CreateDate>");
    expect(xmp).toContain("<xmp:ModifyDate>2026-11-24T03:00:00Z</xmp:ModifyDate>");
    expect(text.match(/\(D:20261124030000Z\)/g)?.length).toBeGreaterThanOrEqual(2);
    // Well-formed: no text broke the markup.
    expect(xmp.match(/<(?!\/?[a-z]+:|\?)/g)).toBeNull();
    expect(xmp).not.toMatch(/&(?!amp;|lt;|gt;)/);
  });

  test("with an output intent, embedded fonts alone, tags and a language", async () => {
    const file = await draw();
    const text = file.toString("latin1");
    expect(text).toContain("/S /GTS_PDFA1");
    expect(text).toContain("/Marked true");
    expect(text).toContain("/Lang (zh-CN)");
    for (const font of fontsOf(file)) expect(font).toMatch(/^[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes/);
    const names = fontsOf(file).map((font) => font.split(" ")[0]);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe("the data of a licence", () => {
  test("goes with it, under the schema that goes with it too", async () => {
    const data = licence({ name: null });
    const file = await drawLicence(data);
    const json = JSON.parse(attached(file, "licence.json").toString());
    expect(json).toEqual(licenceJson(data));
    expect(json).toMatchObject({
      name: null,
      operator: data.operator,
      scope: data.scope,
      issuedAt: "2026-11-24T03:00:00.000Z",
    });
    expect(JSON.parse(attached(file, "licence.schema.json").toString())).toEqual(LICENCE_SCHEMA);
    const text = file.toString("latin1");
    expect(text).toMatch(/\/AF \[\d+ 0 R \d+ 0 R\]/);
    expect(text).toContain("/AFRelationship /Data");
  });

  test.each([
    ["stored", licence()],
    ["on paper", licence({ copy: { number: "1-1", serial: "HLJ20260000123" } })],
    ["without a name", licence({ name: null })],
  ])("conforms to the schema: %s", (_, data) => {
    expect(offences(licenceJson(data))).toEqual([]);
  });

  test("a wrong item does not conform", () => {
    expect(offences({ ...licenceJson(licence()), uscc: "92231002TA000000IK", extra: 1, operator: "" })).toEqual([
      "uscc",
      "operator",
      "extra",
    ]);
  });
});

/** Properties that offend the schema: as much of JSON Schema as it uses. */
function offences(json: Record<string, unknown>): string[] {
  const { properties, required } = LICENCE_SCHEMA;
  const rules = new Map<string, Record<string, unknown>>(Object.entries(properties));
  const broken = [...rules].filter(([name, rule]) => name in json && !conforms(json[name], rule)).map(([name]) => name);
  const missing = required.filter((name) => !(name in json));
  return [...broken, ...missing, ...Object.keys(json).filter((name) => !rules.has(name))];
}

function conforms(value: unknown, rule: Record<string, unknown>): boolean {
  const type = value === null ? "null" : typeof value;
  if (rule.type !== undefined && ![rule.type].flat().includes(type)) return false;
  if (rule.const !== undefined && value !== rule.const) return false;
  if (Array.isArray(rule.enum) && !rule.enum.includes(value)) return false;
  if (typeof value !== "string") return true;
  return (
    value.length >= Number(rule.minLength ?? 0) &&
    (typeof rule.pattern !== "string" || new RegExp(rule.pattern).test(value))
  );
}
