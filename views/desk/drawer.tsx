import {
  Choices,
  ErrorSummary,
  type FieldProblem,
  FormKeys,
  type Option,
  SelectField,
  TextField,
} from "../parts/field.tsx";

interface FieldWords {
  name: string;
  label: string;
  hint?: string;
  /** What stands in it before anything was typed. */
  value?: string;
}

/** What an act asks for. */
export type DrawerField =
  | (FieldWords & { kind: "text"; lines?: number; maxlength: number; type?: "text" | "date" })
  | (FieldWords & { kind: "select"; empty?: string; options: readonly Option[] })
  | (FieldWords & { kind: "choices"; many?: boolean; options: readonly Option[] })
  | { kind: "hidden"; name: string; value: string };

/** An act that asks for something before it is done: a drawer in the bar, whose form comes back as it was typed. */
export interface DrawerView {
  /** Names the drawer, so that the route of a refused form can open it again. */
  id: string;
  label: string;
  accessKey?: string;
  tone?: "primary" | "danger";
  wide?: boolean;
  /** Said instead, where the act is not possible now though it is this person's: the button stays, and says why. */
  stop?: string | undefined;
  /** Where its form is posted. */
  action: string;
  /** What it does, in words, above its fields. */
  text?: readonly string[];
  fields: readonly DrawerField[];
  button: string;
  key: string;
  /** Where the act is for the page as it was shown. */
  version?: number;
}

/** What came back with a form that was refused. */
export interface DrawerReturn {
  open?: string | undefined;
  values: Record<string, string>;
  problems?: readonly FieldProblem[] | undefined;
  message?: string | undefined;
}

/** One act of the bar. Its key is on its button, and nothing happens before its form is posted. */
export function Drawer({ drawer, back, csrf }: { drawer: DrawerView; back: DrawerReturn; csrf: string }) {
  const { accessKey, tone, stop } = drawer;
  if (stop)
    return (
      <div class="whole">
        <button type="button" class="button" disabled>
          {drawer.label}
        </button>
        <p class="idle">{stop}</p>
      </div>
    );
  const open = back.open === drawer.id;
  const problems = open ? back.problems : undefined;
  return (
    <details class={drawer.wide ? "drawer wide" : "drawer"} name="act" open={open}>
      <summary class={`button ${tone ?? ""}`} accesskey={accessKey}>
        {drawer.label} {accessKey ? <kbd>Alt {accessKey.toUpperCase()}</kbd> : null}
      </summary>
      <div class="drawer-body">
        <form method="post" action={drawer.action}>
          <FormKeys
            csrf={csrf}
            actKey={drawer.key}
            {...(drawer.version === undefined ? {} : { version: drawer.version })}
          />
          <ErrorSummary problems={problems} />
          {open && back.message && !problems?.length ? (
            <p class="notice bad" role="alert">
              {back.message}
            </p>
          ) : null}
          {drawer.text?.map((sentence) => (
            <p>{sentence}</p>
          ))}
          {drawer.fields.map((field) => (
            <Asked
              field={field}
              value={open && field.kind !== "hidden" ? back.values[field.name] : field.value}
              problems={problems}
            />
          ))}
          <button type="submit" class={`button ${tone ?? "primary"}`}>
            {drawer.button}
          </button>
        </form>
      </div>
    </details>
  );
}

function Asked(props: {
  field: DrawerField;
  value: string | undefined;
  problems: readonly FieldProblem[] | undefined;
}) {
  const { field, value, problems } = props;
  switch (field.kind) {
    case "hidden":
      return <input type="hidden" name={field.name} value={field.value} />;
    case "text":
      return <TextField {...field} value={value} problems={problems} />;
    case "select":
      return <SelectField {...field} value={value} problems={problems} />;
    case "choices":
      return <Choices {...field} chosen={value?.split("\n") ?? []} problems={problems} />;
  }
}
