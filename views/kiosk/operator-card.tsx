import type { DemoCard } from "../../src/demo/cards.ts";
import { maskId } from "../../src/rules/contact.ts";
import { Choices, type FieldProblem, FormKeys } from "../parts/field.tsx";
import { KioskPage } from "./frame.tsx";
import { FORM, type QuestionFrame } from "./question.tsx";

export interface OperatorCardProps {
  frame: QuestionFrame;
  cards: readonly DemoCard[];
  problems?: readonly FieldProblem[] | undefined;
}

export function OperatorCardPage({ frame, cards, problems }: OperatorCardProps) {
  if (cards.length === 0)
    return (
      <KioskPage {...frame} title="请把经营者的身份证放在读卡区" help={undefined}>
        <p class="prose">这台自助机的读卡器现在没有接上。请点上一步，输入姓名和号码。</p>
      </KioskPage>
    );
  return (
    <KioskPage
      {...frame}
      title="请把经营者的身份证放在读卡区"
      question="请把经营者的身份证放在读卡区"
      help="演示：读卡器是模拟的，选一张样卡就当作刷了这张身份证。人和号码都是虚构的。"
      problems={problems}
      primary={{ label: "刷这张身份证", form: FORM }}
    >
      <form id={FORM} method="post">
        <FormKeys csrf={frame.csrf} />
        <Choices
          name="card"
          label="样卡"
          legendHidden
          columns="two"
          chosen={[]}
          problems={problems}
          options={cards.map(({ id, name, idNumber, about }) => ({
            value: id,
            label: name,
            help: `${maskId(idNumber)}，${about}`,
          }))}
        />
      </form>
    </KioskPage>
  );
}
