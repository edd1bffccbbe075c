import { randomBytes } from "node:crypto";
import { sha256 } from "../files/store.ts";
import type { Keyring } from "../people/keyring.ts";
import { openFilingKey, openJson, sealJson } from "../people/keyring.ts";
import type { Answers } from "../rules/answers.ts";

interface SealedRow {
  sealed: string;
  key_wrapped: string;
  key_version: number;
}

export interface OpenedAnswers {
  answers: Answers;
  key: Buffer;
}

/** Opens the answers of a filing, and gives the key that seals everything else of it. */
export function openAnswers(keyring: Keyring, row: SealedRow): OpenedAnswers {
  const key = openFilingKey(keyring, row);
  return { answers: openJson(key, row.sealed) as Answers, key };
}

export function sealAnswers(key: Buffer, answers: Answers): string {
  return sealJson(key, answers);
}

/** A submission's answers with a salt: the event holds only the commitment, and both salt and data can lawfully end with the key. */
export function sealSubmission(key: Buffer, answers: Answers, asSeen: unknown): { sealed: string; commitment: string } {
  const salt = randomBytes(16).toString("base64url");
  const commitment = sha256(Buffer.from(salt + JSON.stringify(answers)));
  return { sealed: sealJson(key, { answers, asSeen, salt }), commitment };
}

export function openSubmission(key: Buffer, sealed: string): { answers: Answers; asSeen: unknown } {
  return openJson(key, sealed) as { answers: Answers; asSeen: unknown };
}

/** Whether a sealed submission is what its event committed to. */
export function isAsCommitted(key: Buffer, sealed: string, commitment: string): boolean {
  const { answers, salt } = openJson(key, sealed) as { answers: Answers; salt: string };
  return sha256(Buffer.from(salt + JSON.stringify(answers))) === commitment;
}
