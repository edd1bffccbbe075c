import type { Statements } from "../../src/filing/pages/statements.ts";
import { FormKeys } from "../parts/field.tsx";
import { KioskPage } from "./frame.tsx";
import { FORM, Inputs, type QuestionProps } from "./question.tsx";

export function CommitmentsPage({
  frame,
  inputs,
  values,
  problems,
  statements,
}: QuestionProps & { statements: Statements }) {
  return (
    <KioskPage {...frame} problems={problems} primary={{ label: frame.next, form: FORM }} wide>
      <h2>我承诺</h2>
      <ol class="prose">
        {statements.promises.map((promise) => (
          <li>{promise}</li>
        ))}
      </ol>
      <h2>做不到，法律上会怎样</h2>
      <ul class="prose">
        {statements.consequences.map((consequence) => (
          <li>{consequence}</li>
        ))}
      </ul>
      <form id={FORM} method="post" data-keep>
        <FormKeys csrf={frame.csrf} />
        <Inputs inputs={inputs} values={values} problems={problems} />
      </form>
    </KioskPage>
  );
}
