import { type FieldProblem, FormKeys, SelectField, TextField } from "../parts/field.tsx";
import { KioskPage } from "./frame.tsx";
import { FORM, type QuestionFrame, type Values } from "./question.tsx";

export interface FamilyProps {
  frame: QuestionFrame;
  members: readonly { name: string; relation: string; idNumber: string }[];
  mayAdd: boolean;
  relations: readonly string[];
  values: Values;
  problems?: readonly FieldProblem[] | undefined;
}

export function FamilyPage({ frame, members, mayAdd, relations, values, problems }: FamilyProps) {
  return (
    <KioskPage {...frame} problems={problems} primary={{ label: frame.next, form: FORM, name: "_do", value: "next" }}>
      {members.length > 0 ? (
        <ul class="rows">
          {members.map(({ name, relation, idNumber }, index) => (
            <li>
              <span class="grow">
                <strong>{name}</strong>（{relation}）<span class="quiet number">{idNumber}</span>
              </span>
              <form method="post">
                <FormKeys csrf={frame.csrf} />
                <button type="submit" class="button" name="_do" value={`remove:${index}`} aria-label={`去掉${name}`}>
                  去掉
                </button>
              </form>
            </li>
          ))}
        </ul>
      ) : null}
      <form id={FORM} method="post" data-keep>
        <FormKeys csrf={frame.csrf} />
        {mayAdd ? (
          <>
            {members.length > 0 ? <h2>还有别的家人吗？没有就直接点下一步。</h2> : null}
            <TextField name="name" label="家人的姓名" value={values.name?.[0]} maxlength={60} problems={problems} />
            <SelectField
              name="relation"
              label="是经营者的"
              options={relations.map((value) => ({ value, label: value }))}
              value={values.relation?.[0]}
              empty="请选择"
              problems={problems}
            />
            <TextField
              name="idNumber"
              label="身份证号码"
              value={values.idNumber?.[0]}
              maxlength={24}
              problems={problems}
            />
            <button type="submit" class="button" name="_do" value="add">
              记下这位，再写一位
            </button>
          </>
        ) : null}
      </form>
    </KioskPage>
  );
}
