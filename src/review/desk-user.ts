import type { Context } from "hono";
import type { DeskUser } from "../../views/desk/frame.tsx";
import type { By, Outcome, Refusal } from "../web/act.ts";
import type { Deps, Env } from "../web/env.ts";
import { type FormValues, first, keyOf, readForm, type UploadedFile } from "../web/form.ts";
import { answer, sameCsrf, staleForm } from "../web/respond.tsx";

/** Who is signed in, for the head of a page. */
export function deskUser(c: Context<Env>, workplace: string): DeskUser {
  const { name, role } = c.get("staff");
  return { name, role, workplace, csrf: c.get("session").csrf };
}

export interface Posted {
  values: FormValues;
  files: Record<string, UploadedFile>;
  by: By;
  /** The version of the filing that the page showed; NaN where the form carries none. */
  version: number;
}

/**
 * One posted act of a member of staff: the form is read and must be of this session; the act is done; the browser goes on, or the
 * page comes back with what was typed (422), or a page says why not.
 */
export async function staffAct(
  deps: Deps,
  c: Context<Env>,
  act: (posted: Posted) => Promise<Outcome>,
  redraw?: (posted: Posted, refusal: Refusal) => Response | Promise<Response>,
): Promise<Response> {
  const posted = await readPosted(deps, c);
  if (!posted) return staleForm(c);
  const outcome = await act(posted);
  if (!outcome.ok && outcome.status === 422 && redraw) return redraw(posted, outcome);
  return answer(c, outcome);
}

/** The posted form with who acts and when, or nothing where it is not of this session. */
export async function readPosted(deps: Deps, c: Context<Env>): Promise<Posted | undefined> {
  const { values, files } = await readForm(c);
  if (!sameCsrf(c, values)) return undefined;
  const by: By = { actor: c.get("staff"), key: keyOf(values), now: deps.now() };
  const version = first(values, "_version");
  return { values, files, by, version: version === "" ? Number.NaN : Number(version) };
}
