import { Hono } from "hono";
import { EnrolPage, NotEnrolledPage, StartPage } from "../../views/kiosk/start.tsx";
import { enrolKiosk, enrolmentHall } from "../people/acts/enrol-kiosk.ts";
import type { Deps, Env } from "../web/env.ts";
import { first, readForm } from "../web/form.ts";
import { anyone, enrolledKiosk } from "../web/guard.ts";
import { keepDevice, sessionToken } from "../web/session.ts";
import { screenOf, turnSwitch } from "./kiosk-screen.ts";
import { wipe } from "./kiosk-visit.ts";

const NOTES: Record<string, string> = {
  idle: "刚才太久没有人操作，已经自动退出并清除。填过的内容都保存着，用取件码和身份证可以接着办。",
  left: "已经退出并清除。",
  ended: "刚才的操作已经结束，请从这里重新进入。填过的内容都保存着。",
};

/** Enrolment, the four doors, the switches of the display, and the way out. */
export function startRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const kiosk = enrolledKiosk(deps);
  const bystander = anyone("a computer that is not enrolled yet; the link's token is the key");

  app.get("/not-enrolled", bystander, (c) => c.html(<NotEnrolledPage />));

  app.get("/enrol/:token", bystander, async (c) => {
    const hall = await enrolmentHall(deps, c.req.param("token"), deps.now());
    return c.html(<EnrolPage hall={hall} />, hall ? 200 : 404);
  });

  app.post("/enrol/:token", bystander, async (c) => {
    const { values } = await readForm(c);
    const label = first(values, "label").slice(0, 20) || "自助机";
    const enrolled = await enrolKiosk(deps, { token: c.req.param("token"), label, now: deps.now() });
    if (!enrolled.ok) return c.html(<EnrolPage hall={undefined} problem={enrolled.message} />, 409);
    keepDevice(deps, c, enrolled.deviceToken);
    return c.redirect("/kiosk", 303);
  });

  // Whoever stands at the four doors is a new person: what the last one left open ends here.
  app.get("/", kiosk, async (c) => {
    if (sessionToken(deps, c, "kiosk")) await wipe(deps, c);
    const note = NOTES[c.req.query("why") ?? (c.req.query("ended") ? "ended" : "")];
    return c.html(<StartPage screen={await screenOf(deps, c, { occupied: false })} note={note} />);
  });

  app.post("/display", kiosk, async (c) => {
    const { values } = await readForm(c);
    turnSwitch(c, first(values, "switch"));
    const back = first(values, "back");
    return c.redirect(/^\/kiosk(?:[/?]|$)/.test(back) ? back : "/kiosk", 303);
  });

  app.post("/leave", kiosk, async (c) => {
    await wipe(deps, c);
    return c.redirect("/kiosk?why=left", 303);
  });

  // The page that has no script comes here by itself; ending a session needs no form.
  app.get("/leave", kiosk, async (c) => {
    await wipe(deps, c);
    return c.redirect(`/kiosk?why=${c.req.query("why") === "idle" ? "idle" : "left"}`, 303);
  });

  return app;
}
