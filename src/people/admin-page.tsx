import type { Context } from "hono";
import type { AdminField, FormView } from "../../views/admin/form.tsx";
import { AdminPage, type AdminView } from "../../views/admin/page.tsx";
import type { TableView } from "../../views/admin/table.tsx";
import { deskUser, type Posted, staffAct } from "../review/desk-user.ts";
import type { Outcome, Refusal } from "../web/act.ts";
import type { Deps, Env } from "../web/env.ts";
import { type FormValues, flat } from "../web/form.ts";
import { type Guard, staff } from "../web/guard.ts";

/** A form that was refused comes back as it was typed. */
export interface Back {
  form: string;
  values: Record<string, string>;
  refusal: Refusal;
}

const WORKPLACES: Partial<Record<string, string>> = { admin: "系统管理", city: "市局登记注册指导科" };

/** Who changes: administrators. Who reads: the city office as well. */
export function adminGuards(deps: Deps): { read: Guard; change: Guard } {
  return { read: staff(deps, "admin", "city"), change: staff(deps, "admin") };
}

/** Whether the one who looks may change what is shown; the city office sees no forms. */
export function mayChange(c: Context<Env>): boolean {
  return c.get("staff").role === "admin";
}

export function adminPage(c: Context<Env>, view: AdminView, back?: Back): Response | Promise<Response> {
  const { role } = c.get("staff");
  return c.html(<AdminPage user={deskUser(c, WORKPLACES[role] ?? "")} view={view} />, back?.refusal.status ?? 200);
}

/** What an act just did, in words, by the word in the address. */
export function toldIn(c: Context<Env>, words: Record<string, string>): string | undefined {
  const told = c.req.query("told");
  return told !== undefined && Object.hasOwn(words, told) ? words[told] : undefined;
}

/** The form as it was typed, with what is wrong, where it is the one that was refused. */
export function formWith(form: FormView, back: Back | undefined): FormView {
  if (back?.form !== form.id) return form;
  const { problems, message } = back.refusal;
  return { ...form, fields: form.fields.map((field) => typedAgain(field, back.values)), problems, message };
}

function typedAgain(field: AdminField, values: Record<string, string>): AdminField {
  if (field.kind === "file" || field.kind === "hidden") return field;
  return { ...field, value: values[field.name] ?? "" };
}

/** One posted act of administration whose page comes back with what was typed. */
export function adminAct(
  deps: Deps,
  c: Context<Env>,
  form: string,
  act: (posted: Posted, values: Record<string, string>) => Promise<Outcome>,
  page: (back: Back) => Response | Promise<Response>,
): Promise<Response> {
  return staffAct(
    deps,
    c,
    (posted) => act(posted, flat(posted.values)),
    ({ values }, refusal) => page({ form, values: flat(values), refusal }),
  );
}

/** What was pasted, or else the text of the file that was chosen. */
export function pastedOrFile({ values, files }: { values: FormValues; files: Posted["files"] }, name: string): string {
  const pasted = values[name]?.[0] ?? "";
  if (pasted !== "") return pasted;
  return files[`${name}File`]?.bytes.toString("utf8").slice(0, 200_000) ?? "";
}

/** A list's page of rows with the addresses of the next and the first page. */
export function paged<T>(
  rows: readonly T[],
  size: number,
  address: { path: string; query: Record<string, string>; key: (row: T) => string; after: string },
): { shown: readonly T[]; next: string | undefined; first: string | undefined } {
  const shown = rows.slice(0, size);
  const last = rows.length > size ? shown.at(-1) : undefined;
  const to = (more: Record<string, string>) => {
    const query = new URLSearchParams(
      Object.entries({ ...address.query, ...more }).filter(([, value]) => value !== ""),
    );
    return query.size > 0 ? `${address.path}?${query}` : address.path;
  };
  return {
    shown,
    next: last === undefined ? undefined : to({ after: address.key(last) }),
    first: address.after === "" ? undefined : to({}),
  };
}

export const PAGE = 50;

export function tableBlock(table: TableView): { kind: "table"; table: TableView } {
  return { kind: "table", table };
}
