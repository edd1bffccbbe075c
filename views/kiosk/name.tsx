import type { NameReport } from "../../src/filing/name-report.ts";
import { type FieldProblem, FormKeys, SelectField, TextField } from "../parts/field.tsx";
import { KioskPage } from "./frame.tsx";
import { FORM, type QuestionFrame, type Values } from "./question.tsx";

const WORDS = { block: "不能用", manual: "要审核人员看一下", hint: "提醒" } as const;

export interface NameProps {
  frame: QuestionFrame;
  street: string | undefined;
  forms: readonly string[];
  values: Values;
  report: NameReport | undefined;
  problems?: readonly FieldProblem[] | undefined;
}

export function NamePage({ frame, street, forms, values, report, problems }: NameProps) {
  // What stands at its field already is not said a third time.
  const rest = problems &&
    report && { ...report, findings: report.findings.filter(({ severity }) => severity !== "block") };
  return (
    <KioskPage {...frame} problems={problems} primary={{ label: frame.next, form: FORM, name: "_do", value: "next" }}>
      <form id={FORM} method="post">
        <FormKeys csrf={frame.csrf} />
        <div class="name-parts">
          <TextField
            name="trade"
            label="字号"
            hint="两个字以上的汉字，可以用经营者的姓名。例如：江畔小灶"
            value={values.trade?.[0]}
            maxlength={30}
            problems={problems}
          />
          <TextField
            name="industry"
            label="行业"
            hint="例如：餐饮、水果、理发"
            value={values.industry?.[0]}
            maxlength={20}
            problems={problems}
          />
          <SelectField
            name="form"
            label="组织形式"
            hint="名称的最后一段"
            options={forms.map((value) => ({ value, label: value }))}
            value={values.form?.[0]}
            empty="请选择"
            problems={problems}
          />
          {street ? (
            <div class="field">
              <label class="choice">
                <input type="checkbox" id="street" name="street" value="yes" checked={values.street?.[0] === "yes"} />
                <span class="card">
                  <span class="label">加上“{street}”</span>
                </span>
              </label>
            </div>
          ) : null}
        </div>
        <div
          id="name-report"
          class="name-report"
          aria-live="polite"
          hx-post="/kiosk/apply/name-parts/check"
          hx-include="closest form"
          hx-trigger="input delay:500ms from:closest form"
          hx-target="this"
          hx-swap="innerHTML"
        >
          {report ? <NameFragment report={rest ?? report} blocked={problems !== undefined} /> : null}
        </div>
        <button type="submit" class="button" name="_do" value="check">
          查一查能不能用
        </button>
      </form>
    </KioskPage>
  );
}

/** What the check says; the same on the page and while writing. */
export function NameFragment({ report, blocked }: { report: NameReport; blocked?: boolean }) {
  const { name, findings, similar, suggestions } = report;
  const good = !blocked && !findings.some(({ severity }) => severity === "block");
  return (
    <>
      {name ? <p class="name-preview">{name}</p> : null}
      {name && good ? <p class="notice good">可以用。交上去的时候这个名称就给您留住。</p> : null}
      {findings.length > 0 ? (
        <ul>
          {findings.map(({ severity, message }) => (
            <li>
              <strong>{WORDS[severity]}：</strong>
              {message}
            </li>
          ))}
        </ul>
      ) : null}
      {similar.length > 0 ? (
        <p class="quiet">
          和这些相近，容易弄混，可以用，也可以换：{similar.map(({ trade, why }) => `${trade}（${why}）`).join("、")}
        </p>
      ) : null}
      {suggestions.length > 0 ? (
        <div class="side-acts">
          <span>可以换成：</span>
          {suggestions.map((trade) => (
            <button type="submit" class="button" name="_do" value={`use:${trade}`} form={FORM}>
              {trade}
            </button>
          ))}
        </div>
      ) : null}
    </>
  );
}
