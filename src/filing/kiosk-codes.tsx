import { type Context, Hono } from "hono";
import { CodePage, MaskedStatusPage } from "../../views/kiosk/code.tsx";
import { standingWords } from "../rules/after-issue.ts";
import { sayDeadline, sayMoment } from "../rules/calendar.ts";
import type { Deps, Env } from "../web/env.ts";
import { first, readForm } from "../web/form.ts";
import { addressOf, enrolledKiosk } from "../web/guard.ts";
import { countFailure, lockedUntil, tokenHash } from "../web/queries.ts";
import { normaliseCode } from "./code.ts";
import { screenOf } from "./kiosk-screen.ts";
import { PURPOSES, type Purpose, startVisit } from "./kiosk-visit.ts";
import { maskedByCode } from "./queries/kiosk.ts";

const TRIES_PER_ADDRESS = 30;
const LENGTH = 8;

/** What a scanner types is the link of the receipt: the code is its end. */
function codeOf(text: string): string {
  return normaliseCode(text.split("/").at(-1) ?? "");
}

/** Doors that begin with a code: status for anyone, the rest with identity after it. */
export function codeRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const kiosk = enrolledKiosk(deps);
  const screen = (c: Context<Env>) => screenOf(deps, c, { occupied: true });
  const isPurpose = (text: string): text is Purpose => PURPOSES.some((each) => each === text && each !== "new");

  app.get("/case/:purpose", kiosk, async (c) => {
    const purpose = c.req.param("purpose");
    if (!isPurpose(purpose)) return c.redirect("/kiosk", 303);
    return c.html(<CodePage screen={await screen(c)} purpose={purpose} value="" />);
  });

  app.post("/case/:purpose", kiosk, async (c) => {
    const purpose = c.req.param("purpose");
    if (!isPurpose(purpose)) return c.redirect("/kiosk", 303);
    const { values } = await readForm(c);
    const code = codeOf(first(values, "code"));
    if (code.length !== LENGTH) {
      const problems = [{ field: "code", message: `取件码是 ${LENGTH} 位，请看凭证或者短信，核对一下。` }];
      const page = (
        <CodePage screen={await screen(c)} purpose={purpose} value={first(values, "code")} problems={problems} />
      );
      return c.html(page, 422);
    }
    // Whether there is such a code is not said before the person is known.
    await startVisit(deps, c, { purpose, code });
    return c.redirect("/kiosk/identify", 303);
  });

  app.get("/status", kiosk, async (c) => c.html(<CodePage screen={await screen(c)} purpose="look" value="" />));

  app.post("/status", kiosk, async (c) => {
    const { values } = await readForm(c);
    const now = deps.now();
    const subject = `status-from:${tokenHash(addressOf(c))}`;
    const code = codeOf(first(values, "code"));
    const again = async (message: string) => {
      const problems = [{ field: "code", message }];
      return c.html(
        <CodePage screen={await screen(c)} purpose="look" value={first(values, "code")} problems={problems} />,
        422,
      );
    };
    if (await lockedUntil(deps.db, subject, now)) return again("试错次数太多，请 15 分钟后再试，或请帮办人员帮助。");
    const found = code.length === LENGTH ? await maskedByCode(deps.db, code) : undefined;
    if (!found) {
      await countFailure(deps.db, subject, TRIES_PER_ADDRESS, now);
      return again("没有这个取件码，请看凭证或者短信，核对一下。");
    }
    const { label, turn } = standingWords(found.status, found.annulled > 0 ? "cancelled" : undefined);
    return c.html(
      <MaskedStatusPage
        screen={await screen(c)}
        code={code}
        number={found.number}
        status={label}
        turn={turn}
        hall={found.hallName}
        authority={
          found.authorityName
            ? { name: found.authorityName, phone: found.authorityPhone ?? "", hours: found.authorityHours ?? "" }
            : undefined
        }
        due={found.status === "submitted" && found.due_at !== null ? sayDeadline(found.due_at, now) : undefined}
        updated={sayMoment(found.updated_at, now)}
      />,
    );
  });

  return app;
}
