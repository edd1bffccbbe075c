import { Hono } from "hono";
import { DeskAsSeen } from "../../views/desk/as-seen.tsx";
import { seenSubmission } from "../filing/seen-submission.ts";
import type { Deps, Env } from "../web/env.ts";
import { staff } from "../web/guard.ts";
import { shown } from "./desk-answers.ts";
import { notThere } from "./desk-papers.ts";
import { seenFiling } from "./desk-sight.ts";
import { deskUser } from "./desk-user.ts";

/** Every submission as it was shown, for those who see the filing; masked for all but who has it in hand. */
export function seenRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  app.get("/filings/:id/submissions/:seq{[0-9]+}", staff(deps, "officer", "head", "guide"), async (c) => {
    const actor = c.get("staff");
    const id = c.req.param("id");
    const filing = await seenFiling(deps, actor, id);
    if (!filing) return notThere(c);
    const sight = filing.claimer_id === actor.id ? "in hand" : "masked";
    const view = await seenSubmission(deps, filing, Number(c.req.param("seq")), {
      at: (seq) => `/desk/filings/${id}/submissions/${seq}`,
      shown: ({ field, answer }) => shown(field, answer, sight),
      note: sight === "masked" ? "个人信息只对办理中的审查人显示，这里已隐去。" : undefined,
    });
    if (!view) return notThere(c);
    const name = filing.name || "（不使用名称）";
    const user = deskUser(c, filing.workplace ?? "");
    return c.html(<DeskAsSeen user={user} id={id} name={name} number={filing.number} view={view} />);
  });
  return app;
}
