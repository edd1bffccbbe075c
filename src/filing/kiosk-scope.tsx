import { type Context, Hono } from "hono";
import { ScopeFound, ScopePage } from "../../views/kiosk/scope.tsx";
import { scopeItemsOf } from "../rules/findings.ts";
import { scopeTexts } from "../rules/licence-words.ts";
import {
  checkScope,
  filingNotices,
  permitNotices,
  printedScope,
  type ScopeItem,
  searchScope,
} from "../rules/scope-of-business.ts";
import type { Deps, Env } from "../web/env.ts";
import { first, type Problem, readForm } from "../web/form.ts";
import { applicantAtKiosk } from "../web/guard.ts";
import { answer, sameCsrf, staleForm } from "../web/respond.tsx";
import { saveAnswers } from "./acts/save-answers.ts";
import { byApplicant } from "./kiosk-case.ts";
import { frameOf, linkTo, nextPath, type OpenPage, openPage } from "./kiosk-page.ts";

const MOST_FOUND = 6;
const MOST_CHOSEN = 40;
const GONE = "不在现行的经营范围目录里，请去掉，另选一项";
const ACTS = /^(add|remove|first):(.+)$/u;

/** The scope: search by what one says, choose, order; every press is saved. */
export function scopeRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const applicant = applicantAtKiosk(deps);

  app.get("/apply/scope", applicant, async (c) => {
    const open = await openPage(deps, c, "scope");
    return open instanceof Response ? open : c.html(await draw(deps, c, open, c.req.query("q") ?? ""));
  });

  app.get("/apply/scope/found", applicant, async (c) => {
    const open = await openPage(deps, c, "scope");
    if (open instanceof Response) return open;
    const query = c.req.query("q") ?? "";
    return c.html(
      <ScopeFound csrf={open.kase.csrf} query={query} found={foundFor(open, query)} fromCheck={open.fromCheck} />,
    );
  });

  app.post("/apply/scope", applicant, async (c) => {
    const open = await openPage(deps, c, "scope");
    if (open instanceof Response) return open;
    const { values } = await readForm(c);
    if (!sameCsrf(c, values)) return staleForm(c);
    const [query, act] = [first(values, "q"), first(values, "_do")];
    const chosen = open.kase.answers.scope ?? [];
    if (act === "next") {
      const problems = blocking(open);
      if (problems.length > 0) return c.html(await draw(deps, c, open, query, problems), 422);
      return c.redirect(nextPath(open, open.kase.facts, false), 303);
    }
    const [, verb = "", phrase = ""] = ACTS.exec(act) ?? [];
    const item = open.kase.facts.catalogues.scope.find((each) => each.phrase === phrase);
    const after = changed(chosen, verb, phrase, item);
    if (after !== chosen) {
      const saved = await saveAnswers(deps, byApplicant(deps, c, ""), {
        filingId: open.kase.filing.id,
        patch: { scope: after },
        read: open.kase.filing,
      });
      if (!saved.ok) return answer(c, saved);
    }
    const link = linkTo(open.page, open);
    return c.redirect(query ? `${link}${link.includes("?") ? "&" : "?"}q=${encodeURIComponent(query)}` : link, 303);
  });

  return app;
}

/** What left the catalogue can only be taken away. */
function changed(chosen: string[], act: string, phrase: string, item: ScopeItem | undefined): string[] {
  const at = chosen.indexOf(phrase);
  const others = chosen.filter((each) => each !== phrase);
  if (act === "add")
    return at >= 0 || !item || item.closedToIndividuals || chosen.length >= MOST_CHOSEN ? chosen : [...chosen, phrase];
  if (at < 0) return chosen;
  if (act === "remove") return others;
  return act === "first" ? [phrase, ...others] : chosen;
}

/** A missing approval paper is asked for on its own page, so it does not block here. */
function blocking(open: OpenPage): Problem[] {
  const { facts } = open.kase;
  const items = scopeItemsOf(facts.answers, facts.catalogues);
  if (items.length < (facts.answers.scope ?? []).length) return [{ field: "q", message: `有一项${GONE}。` }];
  return checkScope(items, {
    formation: facts.answers.formation ?? "individual",
    onlineOnly: facts.answers.premises?.onlineOnly === true,
    hasPreapproval: true,
  })
    .filter(({ severity }) => severity === "block")
    .map(({ message }) => ({ field: "q", message }));
}

function foundFor({ kase }: OpenPage, query: string) {
  const chosen = kase.answers.scope ?? [];
  return searchScope(kase.facts.catalogues.scope, query, MOST_FOUND).map(({ item, by, hit }) => ({
    phrase: item.phrase,
    kind: item.kind,
    hit: by === "alias" ? hit : "",
    told: toldOf(item),
    closed: item.closedToIndividuals,
    chosen: chosen.includes(item.phrase),
  }));
}

/** What choosing an item brings with it, in a sentence. */
function toldOf(item: ScopeItem): string {
  const [permit] = permitNotices([item]);
  if (item.closedToIndividuals) return "不对个体工商户开放，要经营请到企业登记窗口咨询";
  if (permit?.before) return `要先拿到${permit.licence}（${permit.authority}），再办执照，还要上传批准文件`;
  if (permit) return `拿到执照以后，还要到${permit.authority}办${permit.licence}，拿到才能开业`;
  const [filing] = filingNotices([item]);
  return filing ? `拿到执照以后，到${filing.authority}办${filing.filing}` : "";
}

async function draw(deps: Deps, c: Context<Env>, open: OpenPage, query: string, problems?: Problem[]) {
  const { facts, answers } = open.kase;
  const items = scopeItemsOf(answers, facts.catalogues);
  return (
    <ScopePage
      frame={await frameOf(deps, c, open)}
      fromCheck={open.fromCheck}
      query={query}
      found={foundFor(open, query)}
      chosen={(answers.scope ?? []).map((phrase) => {
        const item = items.find((each) => each.phrase === phrase);
        return item ? { phrase, kind: item.kind, told: toldOf(item) } : { phrase, kind: "一般" as const, told: GONE };
      })}
      printed={printedScope(items, {
        onlineOnly: answers.premises?.onlineOnly === true,
        texts: scopeTexts(facts.catalogues.settings.words),
      })}
      problems={problems}
    />
  );
}
