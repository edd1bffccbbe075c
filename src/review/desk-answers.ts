import type { AnswerRow, AnswerSection, Mark, ReasonOption } from "../../views/desk/answers.tsx";
import type { SeenAnswer } from "../filing/as-seen.ts";
import type { DocumentRow } from "../filing/queries/documents.ts";
import type { Answers } from "../rules/answers.ts";
import { maskId, maskName } from "../rules/contact.ts";
import { DOCUMENT_KINDS, isDocumentKind } from "../rules/contents.ts";
import { FIELDS, type FieldId } from "../rules/fields.ts";
import type { Finding } from "../rules/findings.ts";
import { FORM_SECTIONS, PERSONAL_FIELDS } from "../rules/form-sections.ts";
import type { Round } from "./queries/desk-filing.ts";

/** What of the personal data is shown: all but full identity numbers to whoever has the filing in hand, masks to others. */
export type Sight = "in hand" | "masked";

export interface AnswerFacts {
  filingId: string;
  sight: Sight;
  /** What was shown to the applicant at this submission, and at the one before. */
  seen: readonly SeenAnswer[];
  seenBefore: readonly SeenAnswer[];
  changed: readonly FieldId[];
  answers: Answers | undefined;
  documents: readonly DocumentRow[];
  findings: readonly Finding[];
  rounds: readonly Round[];
  reasons: readonly (ReasonOption & { field: string })[];
  marks: readonly Mark[];
}

/** The answers in the order of the form, each with what belongs to it. */
export function answerSections(facts: AnswerFacts): AnswerSection[] {
  return FORM_SECTIONS.map(({ title, fields }) => ({
    title,
    rows: fields.filter((field) => isShown(field, facts)).map((field) => rowOf(field, facts)),
  })).filter((section) => section.rows.length > 0);
}

// Papers that were neither asked for nor handed in would only lengthen the page; everything else can be marked as missing.
function isShown(field: FieldId, facts: AnswerFacts): boolean {
  if (!field.startsWith("documents.") && field !== "family") return true;
  const mentioned =
    facts.findings.some((finding) => finding.field === field) ||
    facts.marks.some((mark) => mark.field === field) ||
    facts.changed.includes(field) ||
    facts.rounds.some((round) => round.returned?.items.some((item) => item.field === field));
  const owed = field === "documents.premises" && facts.answers?.premises?.proof === "proof";
  return mentioned || owed || answerIn(facts.seen, field) !== "";
}

function rowOf(field: FieldId, facts: AnswerFacts): AnswerRow {
  const changed = facts.changed.includes(field);
  const before = changed && !isVeiled(field, facts.sight) ? answerIn(facts.seenBefore, field) : "";
  return {
    field,
    label: FIELDS[field],
    answer: shown(field, answerIn(facts.seen, field), facts.sight),
    papers: facts.sight === "in hand" ? papersOf(field, facts) : [],
    findings: facts.findings.filter((finding) => finding.field === field),
    before: changed && before !== "" ? shown(field, before, facts.sight) : undefined,
    changed,
    earlier: facts.rounds.flatMap((round) =>
      (round.returned?.items ?? [])
        .filter((item) => item.field === field)
        .map(({ problem, fix }) => ({ round: round.seq, problem, fix })),
    ),
    reasons: facts.reasons.filter((reason) => reason.field === field),
    mark: facts.marks.find((mark) => mark.field === field),
    barred: isBarred(field, facts),
  };
}

/** From the second return on only what was marked before or has changed since (design section 3, one-time notice guard). */
function isBarred(field: FieldId, { rounds, changed }: AnswerFacts): boolean {
  const marked = rounds.flatMap((round) => round.returned?.items.map((item) => item.field) ?? []);
  return marked.length > 0 && !marked.includes(field) && !changed.includes(field);
}

function answerIn(seen: readonly SeenAnswer[], field: FieldId): string {
  return seen.find((answer) => answer.field === field)?.answer ?? "";
}

/** An answer as far as it may be shown. Identity numbers keep their first six and last four characters for everyone. */
export function shown(field: FieldId, answer: string, sight: Sight): string {
  if (answer === "") return "";
  if (sight === "masked") {
    if (field === "operator.name") return maskName(answer);
    if (field === "signature") return "已签名";
    if (isVeiled(field, sight)) return "已填写（隐去）";
  }
  return answer.replace(/\d{17}[\dX]/g, maskId);
}

/** Whether an answer is hidden whole, so that two of them cannot be compared. */
export function isVeiled(field: FieldId, sight: Sight): boolean {
  return sight === "masked" && PERSONAL_FIELDS.includes(field);
}

function papersOf(field: FieldId, facts: AnswerFacts): AnswerRow["papers"] {
  if (field === "signature") return signaturesOf(facts);
  return facts.documents
    .filter((document) => isDocumentKind(document.kind) && DOCUMENT_KINDS[document.kind].field === field)
    .map((document, index) => ({
      href: `/desk/filings/${facts.filingId}/documents/${document.id}`,
      label: `${FIELDS[field]} ${index + 1}`,
      picture: document.media_type.startsWith("image/"),
    }));
}

function signaturesOf({ filingId, answers }: AnswerFacts): AnswerRow["papers"] {
  return (answers?.signatures ?? []).flatMap(({ who, how, fileId }) => {
    if (!fileId) return [];
    const name = who === "operator" ? "经营者" : "家庭成员";
    return [
      {
        href: `/desk/filings/${filingId}/signatures/${fileId}`,
        label: `${name}签名${how === "paper" ? "（纸面）" : ""}`,
        picture: true,
      },
    ];
  });
}
