import { Hono } from "hono";
import { claimFiling } from "../../src/review/acts/claim.ts";
import { returnFiling } from "../../src/review/acts/return.ts";
import { deskRoutes } from "../../src/review/desk.tsx";
import type { FieldId } from "../../src/rules/fields.ts";
import type { Deps, Env } from "../../src/web/env.ts";
import { type Answer, type Client, hiddenFields, openClient } from "./client.ts";
import { must, rowOf, staffBy } from "./filing.ts";
import { PASSWORD } from "./world.ts";

const BASE = "http://localhost:3000";

/** A member of staff's browser at the desk, not yet signed in. */
export function deskClient(deps: Deps): Client {
  const app = new Hono<Env>().route("/desk", deskRoutes(deps));
  return openClient((request) => app.fetch(request), BASE);
}

/** A browser signed in as this login. */
export async function signedIn(deps: Deps, login: string): Promise<Client> {
  const client = deskClient(deps);
  const answer = await client.post("/desk/sign-in", { login, password: PASSWORD });
  if (answer.status !== 303) throw new Error(`${login} was not signed in: ${answer.status}`);
  return client;
}

/** Posts the form of a page as a browser would, with its hidden fields. */
export async function postForm(
  client: Client,
  page: string,
  action: string,
  values: Record<string, string | string[]> = {},
): Promise<Answer> {
  const { text } = await client.get(page);
  return client.post(action, { ...hiddenFields(text, action), ...values });
}

/** A filing returned on these fields by this officer. */
export async function returnedBy(deps: Deps, id: string, login: string, fields: readonly FieldId[]): Promise<void> {
  const officer = await staffBy(deps, login);
  must(await claimFiling(deps, officer, { filingId: id }));
  const { version } = await rowOf(deps, id);
  const items = fields.map((field) => ({ field, reason: `${field}-1`, problem: "写得不清楚", fix: "请写完整" }));
  must(await returnFiling(deps, { ...officer, key: `return-${id}` }, { filingId: id, version, items }));
}

/** Counts the statements that a request sends, sessions and all. */
export function counting(deps: Deps): { deps: Deps; statements: () => number } {
  let n = 0;
  const db = deps.db.withPlugin({
    transformQuery: ({ node }) => node,
    // Once for each statement that was sent; the query itself is passed through for its inner parts too.
    async transformResult({ result }) {
      n += 1;
      return result;
    },
  });
  return {
    deps: { ...deps, db },
    statements() {
      const counted = n;
      n = 0;
      return counted;
    },
  };
}
