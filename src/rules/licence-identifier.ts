/**
 * The identifier of an electronic licence, GB/T 36904-2018: root, type, issuer, serial, version and a check character, joined by dots.
 */

const ROOT = "1.2.156.3005.2";
/** 营业执照, kept by the State Administration: its unified code and 001 */
const BUSINESS_LICENCE = "11100000MB0143028R001";
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/**
 * The identifier of a business licence.
 * @param input issuer: the authority's unified social credit code; serial: digits and capitals, unique for the issuer; version: 1 at setup,
 * one more at each change, at most 999
 * @throws RangeError when a part is malformed
 */
export function licenceIdentifier(input: { issuer: string; serial: string; version: number }): string {
  const { issuer, serial, version } = input;
  if (!/^[0-9A-Z]{18}$/.test(issuer)) throw new RangeError(`not the code of an authority: ${issuer}`);
  if (!/^[0-9A-Z]+$/.test(serial)) throw new RangeError(`not a serial: ${serial}`);
  if (!Number.isInteger(version) || version < 1 || version > 999) throw new RangeError(`not a version: ${version}`);
  const parts = [BUSINESS_LICENCE, issuer, serial, String(version).padStart(3, "0")];
  return [ROOT, ...parts, checkCharacter(parts.join(""))].join(".");
}

/**
 * The identifier of the next version of a licence: issuer and serial stay, the version is one more, the check character follows.
 * @throws RangeError when it is not the identifier of a business licence, or had version 999. Source: GB/T 36904-2018.
 */
export function nextVersion(identifier: string): { identifier: string; version: number } {
  const [issuer = "", serial = "", last = ""] = identifier
    .slice(ROOT.length + 1 + BUSINESS_LICENCE.length + 1)
    .split(".");
  if (!isLicenceIdentifier(identifier) || !identifier.startsWith(`${ROOT}.${BUSINESS_LICENCE}.`))
    throw new RangeError(`not the identifier of a business licence: ${identifier}`);
  const version = Number(last) + 1;
  return { identifier: licenceIdentifier({ issuer, serial, version }), version };
}

/** Whether an identifier of any type of electronic licence has the right form and check character. */
export function isLicenceIdentifier(value: string): boolean {
  const match = /^1\.2\.156\.3005\.2\.([0-9A-Z]{21})\.([0-9A-Z]{18})\.([0-9A-Z]+)\.(\d{3})\.([0-9A-Z])$/.exec(value);
  return match !== null && checkCharacter(match.slice(1, 5).join("")) === match[5];
}

/** ISO 7064 MOD 37,36 over the parts without their dots. */
function checkCharacter(text: string): string {
  let product = 36;
  for (const character of text) {
    const sum = (product + ALPHABET.indexOf(character)) % 36 || 36;
    product = (sum * 2) % 37;
  }
  return ALPHABET.charAt((37 - product) % 36);
}
