import { Hono } from "hono";
import type { Deps, Env } from "../web/env.ts";
import { applyRoutes } from "./kiosk-apply.tsx";
import { checkRoutes } from "./kiosk-check.tsx";
import { codeRoutes } from "./kiosk-codes.tsx";
import { correctRoutes } from "./kiosk-correct.tsx";
import { documentRoutes } from "./kiosk-documents.tsx";
import { familyRoutes } from "./kiosk-family.tsx";
import { identityRoutes } from "./kiosk-identity.tsx";
import { nameRoutes } from "./kiosk-name.tsx";
import { operatorCardRoutes } from "./kiosk-operator-card.tsx";
import { printRoutes } from "./kiosk-print.tsx";
import { progressRoutes } from "./kiosk-progress.tsx";
import { scopeRoutes } from "./kiosk-scope.tsx";
import { signatureRoutes } from "./kiosk-signature.tsx";
import { startRoutes } from "./kiosk-start.tsx";

/** The applicant's front end. Pages with routes of their own come before the table of questions. */
export function kioskRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const rooms = [
    startRoutes,
    codeRoutes,
    identityRoutes,
    operatorCardRoutes,
    familyRoutes,
    nameRoutes,
    scopeRoutes,
    documentRoutes,
    signatureRoutes,
    checkRoutes,
    applyRoutes,
    correctRoutes,
    progressRoutes,
    printRoutes,
  ];
  for (const routes of rooms) app.route("/", routes(deps));
  return app;
}
