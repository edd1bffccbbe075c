import { type Context, Hono } from "hono";
import { SignIn } from "../../views/desk/sign-in.tsx";
import { ROLES, type Role } from "../rules/permissions.ts";
import type { Deps, Env } from "../web/env.ts";
import { first, readForm } from "../web/form.ts";
import { addressOf, anyone, staff } from "../web/guard.ts";
import { closeSession } from "../web/queries.ts";
import { sameCsrf, staleForm } from "../web/respond.tsx";
import { forgetSession, keepSession, sessionToken } from "../web/session.ts";
import { signIn } from "./acts/sign-in.ts";

const FIRST_PAGE: Record<Role, string> = {
  officer: "/desk",
  head: "/desk",
  guide: "/desk/hall",
  city: "/city",
  admin: "/desk/admin",
};

export function signInRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();

  app.get("/sign-in", anyone("the door itself"), (c) => c.html(<SignIn login="" />));

  app.post("/sign-in", anyone("the door itself"), async (c) => {
    const { values } = await readForm(c);
    const login = first(values, "login").toLowerCase();
    const signed = await signIn(deps, {
      login,
      password: first(values, "password"),
      address: addressOf(c),
      now: deps.now(),
    });
    if (!signed.ok) return c.html(<SignIn login={login} problem={signed.message} />, 422);
    await endSession(deps, c);
    keepSession(deps, c, "staff", signed.token);
    return c.redirect(FIRST_PAGE[signed.role], 303);
  });

  app.post("/sign-out", staff(deps, ...ROLES), async (c) => {
    const { values } = await readForm(c);
    if (!sameCsrf(c, values)) return staleForm(c);
    await endSession(deps, c);
    forgetSession(deps, c, "staff");
    return c.redirect("/desk/sign-in", 303);
  });
  return app;
}

async function endSession(deps: Deps, c: Context<Env>): Promise<void> {
  const token = sessionToken(deps, c, "staff");
  if (token) await closeSession(deps.db, token);
}
