import { localDate } from "../rules/calendar.ts";
import { type CityKey, itemsDigest, type OfflineFacts, offlinePayload } from "./offline-code.ts";

/** What of a licence the square on it vouches for. */
export interface SquareItems {
  identifier: string;
  uscc: string;
  name: string | null;
  entityType: string;
  operator: string;
  formation: string;
  scope: string;
  premises: string;
  registeredOn: string;
  authority: string;
  /** Epoch ms. */
  issuedAt: number;
}

/**
 * The link in the square on a licence: `VERIFY_URL/verify/CODE#payload`. The server answers the code; the payload stays with the
 * reader, reaches no log, and is checked offline with the city's public key.
 */
export function licenceLink(key: CityKey, verifyUrl: string, verifyCode: string, items: SquareItems): string {
  return `${verifyUrl}/verify/${verifyCode}#${offlinePayload(key, offlineFacts(items))}`;
}

/** What the payload of a licence states; compare it with what `verifyPayload` gives. */
export function offlineFacts(items: SquareItems): OfflineFacts {
  // GB/T 36904: the version stands before the check character.
  const version = Number(items.identifier.split(".").at(-2));
  if (!Number.isInteger(version) || version < 1 || version > 255) throw new Error("an identifier without a version");
  return {
    uscc: items.uscc,
    version,
    issuedOn: localDate(items.issuedAt),
    digest: itemsDigest([
      items.identifier,
      items.uscc,
      items.name,
      items.entityType,
      items.operator,
      items.formation,
      items.scope,
      items.premises,
      items.registeredOn,
      items.authority,
    ]),
  };
}

/** Whether a square that the city signed belongs to this licence as it reads. */
export function squareFits(facts: OfflineFacts, items: SquareItems): boolean {
  const own = offlineFacts(items);
  return (
    facts.uscc === own.uscc &&
    facts.version === own.version &&
    facts.issuedOn === own.issuedOn &&
    facts.digest.equals(own.digest)
  );
}
