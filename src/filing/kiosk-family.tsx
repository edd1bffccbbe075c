import { type Context, Hono } from "hono";
import { z } from "zod";
import { FamilyPage } from "../../views/kiosk/family.tsx";
import type { FamilyMember } from "../rules/answers.ts";
import { keptName } from "../rules/as-given.ts";
import { maskId } from "../rules/contact.ts";
import { checkResidentId } from "../rules/resident-id.ts";
import type { Deps, Env } from "../web/env.ts";
import { type FormValues, first, flat, type Problem, problemsOf, readForm } from "../web/form.ts";
import { applicantAtKiosk } from "../web/guard.ts";
import { answer, sameCsrf, staleForm } from "../web/respond.tsx";
import { saveAnswers } from "./acts/save-answers.ts";
import { checkDrawnName } from "./drawn.ts";
import { byApplicant, factsAfter } from "./kiosk-case.ts";
import { frameOf, linkTo, nextPath, type OpenPage, openPage } from "./kiosk-page.ts";
import { RELATIONS } from "./pages/code-lists.ts";
import { MOST_MEMBERS } from "./pages/formation-pages.ts";
import { among, judged } from "./pages/posted.ts";

const INPUTS = ["name", "relation", "idNumber"];

/** The members of a family business: a list, and a form for one more. */
export function familyRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const applicant = applicantAtKiosk(deps);

  app.get("/apply/family", applicant, async (c) => {
    const open = await openPage(deps, c, "family");
    return open instanceof Response ? open : c.html(await draw(deps, c, open, {}));
  });

  app.post("/apply/family", applicant, async (c) => {
    const open = await openPage(deps, c, "family");
    if (open instanceof Response) return open;
    const { values } = await readForm(c);
    if (!sameCsrf(c, values)) return staleForm(c);
    const family = open.kase.answers.family ?? [];
    const act = first(values, "_do");
    const remove = /^remove:(\d)$/.exec(act)?.[1];
    if (remove !== undefined) {
      const rest = family.filter((_, index) => index !== Number(remove));
      return keep(deps, c, open, rest, linkTo(open.page, open));
    }
    const empty = INPUTS.every((name) => first(values, name) === "");
    if (empty && act !== "add" && family.length > 0) return c.redirect(nextPath(open, open.kase.facts, false), 303);
    const read = memberOf(values, open);
    if (!read.ok) return c.html(await draw(deps, c, open, values, read.problems), 422);
    const after = [...family, read.member];
    const onward = nextPath(open, factsAfter(open.kase, { family: after }), true);
    return keep(deps, c, open, after, act === "add" ? linkTo(open.page, open) : onward);
  });

  return app;
}

async function keep(deps: Deps, c: Context<Env>, open: OpenPage, family: FamilyMember[], then: string) {
  const saved = await saveAnswers(deps, byApplicant(deps, c, ""), {
    filingId: open.kase.filing.id,
    patch: { family },
    read: open.kase.filing,
  });
  return saved.ok ? c.redirect(then, 303) : answer(c, saved);
}

function memberOf(values: FormValues, { kase }: OpenPage) {
  const family = kase.answers.family ?? [];
  const wrong = (field: string, message: string) => ({ ok: false as const, problems: [{ field, message }] });
  if (family.length >= MOST_MEMBERS)
    return wrong("name", `最多写 ${MOST_MEMBERS} 位。还有别的家人一起经营的，请到窗口办理。`);
  const parsed = z
    .object({
      name: judged(checkDrawnName, (name) => name),
      relation: among(RELATIONS, "请选择和经营者的关系。"),
      idNumber: judged(
        (value) => checkResidentId(value, kase.facts.today),
        ({ id }) => id,
      ),
    })
    .safeParse(flat(values));
  if (!parsed.success) return { ok: false as const, problems: problemsOf(parsed.error) };
  const member: FamilyMember = { ...parsed.data, ...keptName(parsed.data.name) };
  if (member.idNumber === kase.answers.operator?.idNumber)
    return wrong("idNumber", "这是经营者本人的号码，经营者不用写在这里。");
  if (family.some(({ idNumber }) => idNumber === member.idNumber)) return wrong("idNumber", "这位家人已经写过了。");
  return { ok: true as const, member };
}

async function draw(deps: Deps, c: Context<Env>, open: OpenPage, values: FormValues, problems?: Problem[]) {
  const family = open.kase.answers.family ?? [];
  return (
    <FamilyPage
      frame={await frameOf(deps, c, open)}
      members={family.map(({ name, relation, idNumber }) => ({ name, relation, idNumber: maskId(idNumber) }))}
      mayAdd={family.length < MOST_MEMBERS}
      relations={RELATIONS}
      values={values}
      problems={problems}
    />
  );
}
