import type { Answers } from "../rules/answers.ts";
import { FIELD_IDS, FIELDS, type FieldId } from "../rules/fields.ts";
import type { Catalogues } from "../rules/findings.ts";
import type { DocumentRow } from "./queries/documents.ts";
import { summaryOf } from "./summary.ts";

export interface SeenAnswer {
  field: FieldId;
  question: string;
  answer: string;
}

/** The application as question and answer in the words that were shown, kept with each submission: it reads the same when the form has changed. */
export function asSeen(answers: Answers, documents: readonly DocumentRow[], catalogues: Catalogues): SeenAnswer[] {
  return FIELD_IDS.flatMap((field) => {
    const answer = summaryOf(field, answers, documents, catalogues);
    return answer === "" ? [] : [{ field, question: FIELDS[field], answer }];
  });
}
