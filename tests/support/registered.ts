import { registerFiling } from "../../src/licence/acts/register.ts";
import type { Answers, DeliveryAnswer } from "../../src/rules/answers.ts";
import type { Deps } from "../../src/web/env.ts";
import { PEOPLE } from "./cast.ts";
import { must, rowOf, staffBy, submittedFiling } from "./filing.ts";

export const MAIL: DeliveryAnswer = {
  method: "mail",
  recipient: PEOPLE.wang.name,
  phone: PEOPLE.wang.phone,
  address: "黑龙江省牡丹江市虚构区样例街1号",
};
export const PICKUP: DeliveryAnswer = { method: "pickup", hallId: "hall-aimin" };

/** A licence of 阳明区 without a name, filed in 西安区: as many as a test wants, no name stands in another's way. */
export async function registeredFiling(deps: Deps, delivery: DeliveryAnswer, changes: Answers = {}): Promise<string> {
  const { id } = await submittedFiling(deps, { name: { named: false }, delivery, ...changes });
  const { version } = await rowOf(deps, id);
  must(await registerFiling(deps, await staffBy(deps, "yangming1"), { filingId: id, version }));
  return id;
}

/** Only the original is asked for: one sheet is the whole. */
export const ONE_SHEET: Answers = { copies: { paper: true, duplicates: 0 } };
