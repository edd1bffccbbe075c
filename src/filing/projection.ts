import { type Keyring, lookupHash } from "../people/keyring.ts";
import type { Answers } from "../rules/answers.ts";
import { type Catalogues, registeredName } from "../rules/findings.ts";
import type { FilingRow } from "./queries/filing.ts";

/** The columns that lists need, taken from the sealed answers at every save: public facts in plain, numbers of persons as keyed hashes. */
export function projectionOf(answers: Answers, catalogues: Catalogues, keyring: Keyring): Partial<FilingRow> {
  const { operator, filer, premises, name, delivery } = answers;
  return {
    name: registeredName(answers, catalogues),
    trade: name?.named ? name.trade : "",
    operator_name: operator?.name ?? "",
    district: premises?.district ?? "",
    street: premises?.street ?? "",
    formation: answers.formation ?? "individual",
    operator_hash: operator?.idNumber ? lookupHash(keyring, "id", operator.idNumber) : "",
    filer_hash: filer?.idNumber ? lookupHash(keyring, "id", filer.idNumber) : "",
    phone_hash: operator?.phone ? lookupHash(keyring, "phone", operator.phone) : "",
    delivery_method: delivery?.method ?? null,
    pickup_hall_id: delivery?.method === "pickup" ? delivery.hallId : null,
  };
}
