import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLicenceIdentifier, licenceIdentifier } from "../../src/rules/licence-identifier.ts";

const issuer = "11231002T00000095Y";
const serial = "20261124000000000001";
const first = "1.2.156.3005.2.11100000MB0143028R001.11231002T00000095Y.20261124000000000001.001.F";

describe("the identifier of a licence", () => {
  it("is the one of the standard's form", () => {
    expect(licenceIdentifier({ issuer, serial, version: 1 })).toBe(first);
    expect(isLicenceIdentifier(first)).toBe(true);
  });

  it("changes with the version", () => {
    const second = licenceIdentifier({ issuer, serial, version: 2 });
    expect(second).toMatch(/\.002\.[0-9A-Z]$/);
    expect(isLicenceIdentifier(second)).toBe(true);
  });

  it("has the check character of ISO 7064 MOD 37,36, worked out another way", () => {
    expect(mod3736("A12425GABC1234002")).toBe("M");
    fc.assert(
      fc.property(fc.nat(999_999), fc.integer({ min: 1, max: 999 }), (number, version) => {
        const identifier = licenceIdentifier({ issuer, serial: String(number), version });
        const text = identifier.replace("1.2.156.3005.2", "").replaceAll(".", "");
        expect(mod3736(text.slice(0, -1))).toBe(text.slice(-1));
      }),
    );
  });

  it.each([
    ["a short issuer", { issuer: "231002", serial, version: 1 }],
    ["a serial with a dot", { issuer, serial: "2026.1", version: 1 }],
    ["an empty serial", { issuer, serial: "", version: 1 }],
    ["version 0", { issuer, serial, version: 0 }],
    ["version 1000", { issuer, serial, version: 1000 }],
  ])("is not made from %s", (_, input) => {
    expect(() => licenceIdentifier(input)).toThrow(RangeError);
  });

  it("is checked: any one wrong digit is found", () => {
    fc.assert(
      fc.property(fc.nat(19), fc.nat(9), (at, digit) => {
        const changed = `${serial.slice(0, at)}${digit}${serial.slice(at + 1)}`;
        expect(isLicenceIdentifier(first.replace(serial, changed))).toBe(changed === serial);
      }),
    );
  });
});

/** The recursion from the other end: the state before doubling. The vector above is the one of the GRid standard. */
function mod3736(text: string): string {
  const state = [...text].reduce((check, character) => {
    return ((((check || 36) * 2) % 37) + Number.parseInt(character, 36)) % 36;
  }, 18);
  const check = (37 - (((state || 36) * 2) % 37)) % 36;
  return check.toString(36).toUpperCase();
}
