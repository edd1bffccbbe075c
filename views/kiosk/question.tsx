import type { Choice, Input } from "../../src/filing/pages/page.ts";
import { Choices, type FieldProblem, FormKeys, SelectField, TextField } from "../parts/field.tsx";
import { KioskPage, type KioskPageProps } from "./frame.tsx";

export type Values = Record<string, string[]>;

/** The frame of a question page, ready to draw. */
export type QuestionFrame = Omit<KioskPageProps, "children" | "problems" | "primary"> & {
  csrf: string;
  /** 下一步：… */
  next: string;
};

export const FORM = "question";

export interface QuestionProps {
  frame: QuestionFrame;
  inputs: readonly Input[];
  values: Values;
  problems?: readonly FieldProblem[] | undefined;
  otherWay?: { href: string; label: string } | undefined;
}

/** A plain question: its inputs, one under the other. */
export function Question({ frame, inputs, values, problems, otherWay }: QuestionProps) {
  return (
    <KioskPage {...frame} problems={problems} primary={{ label: frame.next, form: FORM }}>
      <form id={FORM} method="post" data-keep>
        <FormKeys csrf={frame.csrf} />
        {otherWay ? (
          <p class="other-way">
            <a class="button" href={otherWay.href}>
              {otherWay.label}
            </a>
          </p>
        ) : null}
        <Inputs inputs={inputs} values={values} problems={problems} />
      </form>
    </KioskPage>
  );
}

export function Inputs({ inputs, values, problems }: Omit<QuestionProps, "frame">) {
  return (
    <>
      {inputs.map((input) => (
        <OneInput input={input} values={values} problems={problems} />
      ))}
    </>
  );
}

function OneInput({ input, values, problems }: { input: Input; values: Values; problems: QuestionProps["problems"] }) {
  const chosen = values[input.name] ?? [];
  const frame = { name: input.name, label: input.label, hint: input.hint, problems };
  switch (input.kind) {
    case "text":
      return (
        <TextField
          {...frame}
          value={chosen[0]}
          type={input.type ?? "text"}
          inputmode={input.inputmode ?? "text"}
          {...(input.maxlength ? { maxlength: input.maxlength } : {})}
          {...(input.lines ? { lines: input.lines } : {})}
        />
      );
    case "select":
      return (
        <SelectField
          {...frame}
          options={input.options as Choice[]}
          value={chosen[0]}
          {...(input.empty ? { empty: input.empty } : {})}
        />
      );
    case "choices":
      return (
        <Choices
          {...frame}
          options={input.options as Choice[]}
          chosen={chosen}
          many={input.many === true}
          legendHidden={input.legendHidden === true}
          {...(input.columns ? { columns: input.columns } : {})}
        />
      );
  }
}
