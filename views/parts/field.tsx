import type { Child } from "hono/jsx";

export interface FieldProblem {
  field: string;
  message: string;
}

interface FieldFrame {
  name: string;
  label: string;
  hint?: string | undefined;
  problems?: readonly FieldProblem[] | undefined;
}

function problemOf(name: string, problems: readonly FieldProblem[] | undefined): string | undefined {
  return problems?.find((problem) => problem.field === name)?.message;
}

function describedBy(name: string, hint: string | undefined, problem: string | undefined): string | undefined {
  return [hint ? `${name}-hint` : "", problem ? `${name}-problem` : ""].filter(Boolean).join(" ") || undefined;
}

function Beside({ name, hint, problem }: { name: string; hint: string | undefined; problem: string | undefined }) {
  return (
    <>
      {hint ? (
        <p class="hint" id={`${name}-hint`}>
          {hint}
        </p>
      ) : null}
      {problem ? (
        <p class="problem" id={`${name}-problem`}>
          {problem}
        </p>
      ) : null}
    </>
  );
}

/** What is wrong, all at once, each a link to its field. Focus goes here when the page comes back. */
export function ErrorSummary({ problems }: { problems: readonly FieldProblem[] | undefined }) {
  if (!problems || problems.length === 0) return null;
  return (
    <section class="error-summary" role="alert" tabindex={-1} aria-labelledby="error-summary-title" data-focus>
      <h2 id="error-summary-title">请改正下面的内容</h2>
      <ul>
        {problems.map((problem) => (
          <li>
            <a href={`#${problem.field}`}>{problem.message}</a>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function TextField(
  props: FieldFrame & {
    value?: string | undefined;
    type?: "text" | "tel" | "password" | "search" | "number" | "date";
    inputmode?: "text" | "numeric" | "tel" | "decimal";
    maxlength?: number;
    lines?: number;
    required?: boolean;
    extra?: Record<string, string>;
  },
) {
  const { name, label, hint, problems, value, lines } = props;
  const problem = problemOf(name, problems);
  const attributes = {
    id: name,
    name,
    "aria-describedby": describedBy(name, hint, problem),
    "aria-invalid": problem ? ("true" as const) : undefined,
    maxlength: props.maxlength,
    autocomplete: "off",
    ...props.extra,
  };
  return (
    <div class={problem ? "field wrong" : "field"}>
      <label for={name}>{label}</label>
      <Beside name={name} hint={hint} problem={problem} />
      {lines ? (
        <textarea {...attributes} rows={lines}>
          {value ?? ""}
        </textarea>
      ) : (
        <input {...attributes} type={props.type ?? "text"} inputmode={props.inputmode} value={value ?? ""} />
      )}
    </div>
  );
}

export interface Option {
  value: string;
  label: string;
  help?: string | undefined;
}

/** Large cards with radio or checkbox semantics. */
export function Choices(
  props: FieldFrame & {
    options: readonly Option[];
    chosen: readonly string[];
    many?: boolean;
    columns?: "two" | "three";
    legendHidden?: boolean;
  },
) {
  const { name, label, hint, problems, options, chosen } = props;
  const problem = problemOf(name, problems);
  return (
    <fieldset class={problem ? "field wrong" : "field"} aria-describedby={describedBy(name, hint, problem)}>
      <legend class={props.legendHidden ? "visually-hidden" : undefined}>{label}</legend>
      <Beside name={name} hint={hint} problem={problem} />
      <div class={`choices ${props.columns ?? ""}`}>
        {options.map((option, index) => (
          <label class="choice">
            <input
              type={props.many ? "checkbox" : "radio"}
              id={index === 0 ? name : `${name}-${index}`}
              name={name}
              value={option.value}
              checked={chosen.includes(option.value)}
            />
            <span class="card">
              <span class="label">{option.label}</span>
              {option.help ? <span class="help">{option.help}</span> : null}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

export function SelectField(
  props: FieldFrame & { options: readonly Option[]; value?: string | undefined; empty?: string },
) {
  const { name, label, hint, problems, options, value } = props;
  const problem = problemOf(name, problems);
  return (
    <div class={problem ? "field wrong" : "field"}>
      <label for={name}>{label}</label>
      <Beside name={name} hint={hint} problem={problem} />
      <select
        id={name}
        name={name}
        aria-describedby={describedBy(name, hint, problem)}
        aria-invalid={problem ? "true" : undefined}
      >
        {props.empty ? <option value="">{props.empty}</option> : null}
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

export function FileField(props: FieldFrame & { accept?: string }) {
  const { name, label, hint, problems } = props;
  const problem = problemOf(name, problems);
  return (
    <div class={problem ? "field wrong" : "field"}>
      <label for={name}>{label}</label>
      <Beside name={name} hint={hint} problem={problem} />
      <input
        type="file"
        id={name}
        name={name}
        accept={props.accept ?? "image/jpeg,image/png,application/pdf"}
        aria-describedby={describedBy(name, hint, problem)}
        aria-invalid={problem ? "true" : undefined}
      />
    </div>
  );
}

/** The hidden fields of every act's form: the session's token and the key that makes a double post act once. */
export function FormKeys({ csrf, actKey, version }: { csrf: string; actKey?: string; version?: number }): Child {
  return (
    <>
      <input type="hidden" name="_csrf" value={csrf} />
      {actKey ? <input type="hidden" name="_key" value={actKey} /> : null}
      {version === undefined ? null : <input type="hidden" name="_version" value={String(version)} />}
    </>
  );
}
