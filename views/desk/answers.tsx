import type { FieldId } from "../../src/rules/fields.ts";
import type { Severity } from "../../src/rules/findings.ts";

export interface FindingView {
  severity: Severity;
  message: string;
  clause: string;
  evidence?: string | undefined;
}

/** A coded reason of a field with the words that it stands for. */
export interface ReasonOption {
  code: string;
  label: string;
  problem: string;
  fix: string;
}

/** What an officer has marked on a field so far. */
export interface Mark {
  field: FieldId;
  reason: string;
  problem: string;
  fix: string;
}

export interface AnswerRow {
  field: FieldId;
  label: string;
  answer: string;
  papers: { href: string; label: string; picture: boolean }[];
  findings: FindingView[];
  /** What stood there at the submission before, where it changed. */
  before?: string | undefined;
  changed: boolean;
  /** What earlier returns asked for here. */
  earlier: { round: number; problem: string; fix: string }[];
  reasons: ReasonOption[];
  mark?: Mark | undefined;
  /** It can no longer be marked (one-time notice). */
  barred: boolean;
  /** Where hall staff change it together with the applicant. */
  edit?: string | undefined;
}

export interface AnswerSection {
  title: string;
  rows: AnswerRow[];
}

export const RETURN_FORM = "return-form";

const SEVERITY: Record<Severity, { word: string; shape: string; tone: string }> = {
  block: { word: "须改正", shape: "■", tone: "red" },
  manual: { word: "须人工判断", shape: "▲", tone: "yellow" },
  hint: { word: "提示", shape: "○", tone: "quiet" },
};

/** The whole application in the order of the form, each answer with what was found on it and the place to mark a problem. */
export function Answers({ sections, markable }: { sections: AnswerSection[]; markable: boolean }) {
  return (
    <>
      {sections.map(({ title, rows }) => (
        <section class="answers">
          <h2>{title}</h2>
          {rows.map((row) => (
            <Row row={row} markable={markable} />
          ))}
        </section>
      ))}
    </>
  );
}

function Row({ row, markable }: { row: AnswerRow; markable: boolean }) {
  const { field, label, answer } = row;
  return (
    <div class={row.changed ? "answer changed" : "answer"} id={`f-${field}`}>
      <h3>{label}</h3>
      <div class="value">
        {answer ? (
          <p>{answer}</p>
        ) : row.papers.length === 0 ? (
          <p class="quiet">{field.startsWith("documents.") ? "没有上传" : "没有填写"}</p>
        ) : null}
        {row.papers.length > 0 ? <Papers papers={row.papers} /> : null}
        {row.changed ? (
          <p class="remark">
            <span class="tag back">本次改动</span> {row.before ? <span>原来：{row.before}</span> : "原来没有填写"}
          </p>
        ) : null}
        {row.earlier.map(({ round, problem, fix }) => (
          <p class="remark">
            <span class="tag">第 {round} 次退回</span> {problem}
            <span class="quiet">{fix}</span>
          </p>
        ))}
        {row.findings.map((finding) => (
          <FoundLine finding={finding} />
        ))}
      </div>
      {row.edit ? (
        <a class="edit" href={row.edit} aria-label={`修改${label}`}>
          修改
        </a>
      ) : null}
      {markable && !row.barred ? <MarkBox row={row} /> : null}
    </div>
  );
}

function Papers({ papers }: { papers: AnswerRow["papers"] }) {
  return (
    <ul class="papers">
      {papers.map(({ href, label, picture }) => (
        <li>
          <a href={href} target="_blank" rel="noopener">
            {picture ? <img src={href} alt={label} loading="lazy" /> : null}
            <span>{picture ? label : `${label}（PDF）`}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

export function FoundLine({ finding }: { finding: FindingView }) {
  const { word, shape, tone } = SEVERITY[finding.severity];
  return (
    <p class={`found ${tone}`}>
      <span class="severity">
        <span aria-hidden="true">{shape}</span> {word}
      </span>{" "}
      {finding.message}
      {finding.evidence ? `（${finding.evidence}）` : ""} <span class="quiet">{finding.clause}</span>
    </p>
  );
}

// The boxes belong to the form at the right by its id; checking one opens its reasons without a script.
function MarkBox({ row }: { row: AnswerRow }) {
  const { field, label, mark, reasons } = row;
  return (
    <div class="mark">
      <label class="mark-switch">
        <input type="checkbox" form={RETURN_FORM} name="field" value={field} checked={mark !== undefined} />
        标记问题
      </label>
      <MarkBody field={field} label={label} reasons={reasons} mark={mark} form={RETURN_FORM} />
    </div>
  );
}

/** Reason, problem and fix of one field; the texts left empty are filled from the reason. */
export function MarkBody(props: {
  field: FieldId;
  label: string;
  reasons: ReasonOption[];
  mark: Mark | undefined;
  form?: string;
}) {
  const { field, label, reasons, mark, form } = props;
  return (
    <div class="mark-body" data-mark>
      <label>
        <span>退回原因</span>
        <select name={`reason:${field}`} form={form} aria-label={`${label}：退回原因`}>
          <option value="">请选择</option>
          {reasons.map((reason) => (
            <option
              value={reason.code}
              selected={reason.code === mark?.reason}
              data-problem={reason.problem}
              data-fix={reason.fix}
            >
              {reason.label}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>哪里不对</span>
        <textarea
          name={`problem:${field}`}
          form={form}
          rows={2}
          maxlength={300}
          aria-label={`${label}：哪里不对`}
          placeholder="选择原因后自动填写，可以修改"
        >
          {mark?.problem ?? ""}
        </textarea>
      </label>
      <label>
        <span>怎么改</span>
        <textarea
          name={`fix:${field}`}
          form={form}
          rows={2}
          maxlength={300}
          aria-label={`${label}：怎么改`}
          placeholder="选择原因后自动填写，可以修改"
        >
          {mark?.fix ?? ""}
        </textarea>
      </label>
    </div>
  );
}
