import {
  Choices,
  ErrorSummary,
  type FieldProblem,
  FileField,
  FormKeys,
  type Option,
  SelectField,
  TextField,
} from "../parts/field.tsx";

interface Words {
  name: string;
  label: string;
  hint?: string;
}

export type AdminField =
  | (Words & { kind: "text"; value?: string; lines?: number; maxlength: number; type?: "text" | "date" | "tel" })
  | (Words & { kind: "select"; value?: string; empty?: string; options: readonly Option[] })
  | (Words & { kind: "choices"; value?: string; options: readonly Option[]; columns?: "two" | "three" })
  | (Words & { kind: "file"; accept: string })
  | { kind: "hidden"; name: string; value: string };

/** A form of administration; it comes back as it was typed, with what is wrong beside the fields. */
export interface FormView {
  id: string;
  /** Over it, where the page has more than one. */
  title?: string;
  text?: readonly string[];
  action: string;
  button: string;
  tone?: "primary" | "danger" | "quiet";
  fields: readonly AdminField[];
  key: string;
  version?: number;
  problems?: readonly FieldProblem[] | undefined;
  /** What is wrong with the whole of it, when no field is. */
  message?: string | undefined;
}

export function AdminForm({ form, csrf }: { form: FormView; csrf: string }) {
  const multipart = form.fields.some((field) => field.kind === "file");
  return (
    <section class="admin-form" aria-label={form.title ?? form.button}>
      {form.title ? <h2>{form.title}</h2> : null}
      <form method="post" action={form.action} enctype={multipart ? "multipart/form-data" : undefined}>
        <FormKeys csrf={csrf} actKey={form.key} {...(form.version === undefined ? {} : { version: form.version })} />
        <ErrorSummary problems={form.problems} />
        {form.message && !form.problems?.length ? (
          <p class="notice bad" role="alert">
            {form.message}
          </p>
        ) : null}
        {form.text?.map((sentence) => (
          <p>{sentence}</p>
        ))}
        {form.fields.map((field) => (
          <Asked field={field} problems={form.problems} />
        ))}
        <button type="submit" class={`button ${form.tone === "quiet" ? "" : (form.tone ?? "primary")}`}>
          {form.button}
        </button>
      </form>
    </section>
  );
}

function Asked({ field, problems }: { field: AdminField; problems: readonly FieldProblem[] | undefined }) {
  switch (field.kind) {
    case "hidden":
      return <input type="hidden" name={field.name} value={field.value} />;
    case "text":
      return <TextField {...field} problems={problems} />;
    case "select":
      return <SelectField {...field} problems={problems} />;
    case "choices":
      return <Choices {...field} chosen={field.value === undefined ? [] : [field.value]} problems={problems} />;
    case "file":
      return <FileField {...field} problems={problems} />;
  }
}
