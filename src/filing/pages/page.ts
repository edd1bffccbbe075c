import type { z } from "zod";
import type { Answers, AnswersPatch } from "../../rules/answers.ts";
import type { DocumentKind } from "../../rules/contents.ts";
import type { FieldId } from "../../rules/fields.ts";
import type { Catalogues } from "../../rules/findings.ts";
import { type FormValues, type Problem, problemsOf } from "../../web/form.ts";
import type { StopId } from "./stops.ts";

/** The nine steps, as the band names them. */
export const STEPS = [
  "谁来办",
  "经营者",
  "组成形式",
  "经营场所",
  "名称",
  "经营范围",
  "出资与领照",
  "材料与签名",
  "核对提交",
] as const;
export type Step = (typeof STEPS)[number];

export interface Hall {
  id: string;
  name: string;
  address: string;
  hours: string;
}

/** What a page asks of the application beside its answers. */
export interface PageFacts {
  answers: Answers;
  catalogues: Catalogues;
  /** YYYY-MM-DD in 牡丹江 */
  today: string;
  /** How the person at the kiosk was identified. */
  by: "card" | "phone";
  /** The operator's card was read, or seen by hall staff. */
  identitySeen: boolean;
  documents: readonly DocumentKind[];
  halls: readonly Hall[];
  /** The hall of the kiosk, offered first for pickup. */
  hallId: string;
  /** Name of the bureau with jurisdiction over the premises, once the district is known. */
  authority: string;
}

export interface Choice {
  value: string;
  label: string;
  help?: string | undefined;
}

interface InputFrame {
  name: string;
  label: string;
  hint?: string | undefined;
  /** In a correction only the inputs of marked fields are shown; without one the input belongs to the whole page. */
  field?: FieldId;
}

export type Input =
  | (InputFrame & {
      kind: "text";
      type?: "text" | "tel" | "search";
      inputmode?: "text" | "numeric" | "tel" | "decimal";
      lines?: number;
      maxlength?: number;
    })
  | (InputFrame & {
      kind: "choices";
      options: readonly Choice[];
      many?: boolean;
      columns?: "two" | "three";
      legendHidden?: boolean;
    })
  | (InputFrame & { kind: "select"; options: readonly Choice[]; empty?: string });

export interface Said {
  label: string;
  value: string;
}

/** What reading a post gives: what to save, and where to go if the kiosk cannot go on; or what is wrong. */
export type Read = { ok: true; patch: AnswersPatch; stop?: StopId } | { ok: false; problems: Problem[] };

/** How a page is drawn: all but plain questions and promises have routes of their own. */
export type View = "question" | "family" | "name" | "scope" | "documents" | "commitments" | "signature" | "check";

/** One question of the kiosk. */
export interface Page {
  id: string;
  step: Step;
  /** As in 下一步：填写联系电话 */
  short: string;
  /** The fields that are asked here and on no other page. */
  fields: readonly FieldId[];
  /** A further question about a field that another page asks. */
  partOf?: FieldId;
  view: View;
  /** Several pages may follow, so the button cannot name the next one. */
  branches: boolean;
  question: (facts: PageFacts) => string;
  help: (facts: PageFacts) => string | undefined;
  notice: (facts: PageFacts) => string | undefined;
  /** Whether the page has a place in this application at all. */
  shows: (facts: PageFacts) => boolean;
  /** Whether the sequence stops here; a page that shows and is not asked can still be opened from the summary. */
  asked: (facts: PageFacts) => boolean;
  done: (facts: PageFacts) => boolean;
  inputs: (facts: PageFacts) => readonly Input[];
  /** Another way to answer the same question. */
  otherWay: (facts: PageFacts) => { href: string; label: string } | undefined;
  values: (facts: PageFacts) => FormValues;
  said: (facts: PageFacts) => readonly Said[];
  read: (values: FormValues, facts: PageFacts) => Read;
}

type Optional =
  | "partOf"
  | "view"
  | "branches"
  | "help"
  | "notice"
  | "shows"
  | "asked"
  | "said"
  | "inputs"
  | "otherWay"
  | "values";

type Spec<S extends z.ZodType> = Omit<Page, Optional | "read" | "question"> &
  Partial<Pick<Page, Optional>> & {
    question: string | Page["question"];
    /** What is posted: text fields as strings, choices of many as lists. */
    schema: (facts: PageFacts) => S;
    patch: (posted: z.infer<S>, facts: PageFacts) => { patch: AnswersPatch; stop?: StopId };
  };

/** Makes a page of its parts; what a page does not say takes the plain default. */
export function definePage<S extends z.ZodType>(spec: Spec<S>): Page {
  const { schema, patch, question, ...rest } = spec;
  const shows = spec.shows ?? (() => true);
  const inputs = spec.inputs ?? (() => []);
  return {
    view: "question",
    branches: false,
    help: () => undefined,
    notice: () => undefined,
    otherWay: () => undefined,
    values: () => ({}),
    said: () => [],
    ...rest,
    inputs,
    shows,
    asked: spec.asked ?? shows,
    question: typeof question === "string" ? () => question : question,
    read(values, facts) {
      const many = inputs(facts).flatMap((input) => (input.kind === "choices" && input.many ? [input.name] : []));
      const posted = Object.fromEntries([
        ...Object.entries(values).map(([name, list]) => [name, list[0] ?? ""]),
        ...many.map((name) => [name, values[name] ?? []]),
      ]);
      const parsed = schema(facts).safeParse(posted);
      return parsed.success
        ? { ok: true, ...patch(parsed.data, facts) }
        : { ok: false, problems: problemsOf(parsed.error) };
    },
  };
}

/** A page whose own routes take what is posted; read through the table it changes nothing. */
export function ownRoutes(
  spec: Omit<Page, Optional | "read" | "question"> &
    Partial<Pick<Page, Optional>> & { question: string | Page["question"] },
  none: z.ZodType,
): Page {
  return definePage({ ...spec, schema: () => none, patch: () => ({ patch: {} }) });
}

export function choicesOf(values: readonly string[]): Choice[] {
  return values.map((value) => ({ value, label: value }));
}

/** Values for inputs: absent answers leave the input empty. */
export function valuesOf(values: Record<string, string | readonly string[] | undefined>): FormValues {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => {
      if (value === undefined) return [];
      return [[name, typeof value === "string" ? [value] : [...value]]];
    }),
  );
}
