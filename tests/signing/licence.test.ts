import { execFileSync, spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { inspectPdf, statedIdentifier } from "../../src/signing/inspect.ts";
import { licenceLink, offlineFacts, squareFits } from "../../src/signing/licence-square.ts";
import { cityPublicKeys, newCityKey, readCityKey, verifyPayload } from "../../src/signing/offline-code.ts";
import { openPress } from "../../src/signing/press.ts";
import { checkStructure, codesOf, licence, notice, SCOPE_300, textOf } from "../print/documents.ts";
import { apart, flipped, signingFolder, TRUSTED } from "./documents.ts";

const folder = signingFolder();
const press = openPress({ workers: 0, signing: { keys: { kind: "demo", folder: folder.keys } } });
const city = readCityKey(newCityKey());

afterAll(async () => {
  await press.close();
  folder.remove();
});

/** Licences that differ in everything that a licence may differ in. */
const SAMPLES = ["王小丽", "𬱖㛃", "阿卜杜拉·买买提", "欧阳娜娜", "李䶮", "金𠮷", "赵𭀖", "SMITH JOHN"].map(
  (operator, i) => {
    const data = licence({
      operator,
      part: i % 2 === 0 ? "original" : "duplicate",
      name: i === 3 ? null : `牡丹江市东安区${[...operator].slice(0, 2).join("")}水饺店（个体工商户）`,
      formation: i % 3 === 0 ? "家庭经营" : "个人经营",
      scope: SCOPE_300.slice(0, 100 + 25 * i),
      premises: `黑龙江省牡丹江市东安区太平路${i + 1}号`,
    });
    return { ...data, verifyUrl: licenceLink(city, "https://tongban.example", data.verifyCode, data) };
  },
);

describe.each(["rsa", "p256"])("a licence signed with the key %s", (signWith) => {
  test.each(SAMPLES)("for $operator is valid, sound, complete and read from its square", async (data) => {
    const file = await press.draw({ kind: "licence", data, signWith });
    const said = folder.pdfsig(file);
    for (const line of TRUSTED) expect(said).toContain(line);
    expect(inspectPdf(file, [folder.ca])).toEqual({
      signed: true,
      intact: true,
      wholeFile: true,
      trusted: true,
      signer: "牡丹江市东安区市场监督管理局",
    });
    checkStructure(file);
    expect(file.length).toBeLessThan(150_000);

    const lines = textOf(file);
    const items = [data.name ?? "***", data.operator, data.formation, data.scope, data.premises, data.authority];
    for (const item of items) expect(lines.filter((line) => line.endsWith(` ${item}`))).toHaveLength(1);
    expect(lines).toContain(data.uscc);

    expect(codesOf(file, 150)).toEqual([data.verifyUrl]);
    const checked = verifyPayload(cityPublicKeys(city, ""), data.verifyUrl.split("#")[1] ?? "");
    expect(checked).toEqual({ ok: true, keyId: city.id, facts: offlineFacts(data) });
    expect(checked.ok && squareFits(checked.facts, { ...data, operator: "别人" })).toBe(false);
  });

  test("is CAdES for openssl, and for its signed bytes alone", async () => {
    const { signed, signature } = apart(await press.draw({ kind: "licence", data: licence(), signWith }));
    const [content, cms] = [path.join(folder.scratch, "content"), path.join(folder.scratch, "cms")];
    writeFileSync(cms, signature);
    const check = () => {
      const options = ["-verify", "-cades", "-inform", "DER", "-binary", "-CAfile", folder.caFile];
      return spawnSync("openssl", ["cms", ...options, "-in", cms, "-content", content], { encoding: "utf8" });
    };
    writeFileSync(content, signed);
    expect(check().stderr).toContain("CAdES Verification successful");
    writeFileSync(content, flipped(signed, 80));
    expect(check().status).not.toBe(0);
    expect(execFileSync("openssl", ["asn1parse", "-inform", "DER", "-in", cms]).toString()).not.toContain(
      "signingTime",
    );
  });

  test("one changed bit anywhere in the signed bytes is found", async () => {
    const file = await press.draw({ kind: "licence", data: licence(), signWith });
    const { start, end } = apart(file);
    const signed = [...Array(12).keys()].map((i) => {
      const at = Math.floor(((i + 0.37) * (file.length - (end - start))) / 12);
      return 8 * (at < start ? at : at + end - start) + (i % 8);
    });
    for (const bit of signed) {
      const altered = flipped(file, bit);
      expect(folder.pdfsig(altered), `bit ${bit}`).not.toContain("Signature is Valid");
      const found = inspectPdf(altered, [folder.ca]);
      expect(found.signed && found.intact && found.wholeFile, `bit ${bit}`).toBe(false);
    }
  });

  test("what is added behind it is not covered, and is found", async () => {
    const file = await press.draw({ kind: "licence", data: licence(), signWith });
    const longer = Buffer.concat([file, Buffer.from("\n% more\n")]);
    expect(folder.pdfsig(longer)).not.toContain("Total document signed");
    expect(inspectPdf(longer, [folder.ca])).toMatchObject({ intact: true, wholeFile: false });
  });
});

test("a notice is signed as well", async () => {
  const said = folder.pdfsig(await press.draw({ kind: "notice", data: notice(), signWith: "rsa" }));
  for (const line of TRUSTED) expect(said).toContain(line);
});

test("a signature that leads to another authority is not trusted", async () => {
  const file = await press.draw({ kind: "licence", data: licence(), signWith: "rsa" });
  const other = signingFolder();
  expect(inspectPdf(file, [other.ca])).toMatchObject({ intact: true, trusted: false });
  expect(other.pdfsig(file)).toContain("Signature is Valid");
  expect(other.pdfsig(file)).not.toContain("Certificate is Trusted");
  other.remove();
});

test("the identifier is found in an altered file, and no signature in an unsigned one", async () => {
  const data = licence();
  const file = await press.draw({ kind: "licence", data, signWith: "rsa" });
  expect(statedIdentifier(flipped(file, 8 * 40_000))).toBe(data.identifier);
  expect(inspectPdf(await press.draw({ kind: "licence", data }), [folder.ca])).toEqual({ signed: false });
  expect(statedIdentifier(Buffer.from("%PDF-1.7"))).toBeNull();
});
