import { type Context, Hono } from "hono";
import { CodeForm, ConfirmForm, IdentifyForm, Masked } from "../../views/public/status.tsx";
import { licenceStateOf } from "../licence/queries/changes.ts";
import { demoMessages } from "../notices/tell.ts";
import { checkPhoneCode, sendPhoneCode } from "../people/acts/phone-code.ts";
import { openLoose, sealLoose } from "../people/keyring.ts";
import { standingWords } from "../rules/after-issue.ts";
import { localDate, sayDeadline } from "../rules/calendar.ts";
import { checkMobile } from "../rules/contact.ts";
import { checkResidentId } from "../rules/resident-id.ts";
import type { Deps, Env } from "../web/env.ts";
import { first, type Problem, readForm } from "../web/form.ts";
import { addressOf, anyone } from "../web/guard.ts";
import { closeSession, countFailure, findSession, lockedUntil, openSession, tokenHash } from "../web/queries.ts";
import { forgetSession, keepSession, sessionToken } from "../web/session.ts";
import { openCase } from "./acts/open-case.ts";
import { normaliseCode } from "./code.ts";
import { filingByCode } from "./queries/filing.ts";
import { authorityById } from "./queries/places.ts";
import { progressRoutes } from "./status-progress.tsx";

const WRONG_CODES = 20;
const NO_SUCH_CODE = "没有找到这个取件码，请对照凭证或短信再输入一遍";

interface Pending {
  code: string;
  idNumber: string;
  phone: string;
}

/** Where is my filing: the code alone shows a masked status; code and identity open the whole, and the licence. */
export function statusRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { demo } = deps.config;
  const open = anyone("the code alone shows a masked status");

  app.route("/", progressRoutes(deps));

  app.get("/", open, (c) => c.html(<CodeForm demo={demo} />));

  app.post("/", open, async (c) => {
    const { values } = await readForm(c);
    const code = normaliseCode(first(values, "code"));
    const wrong = (message: string, status: 422 | 429) =>
      c.html(<CodeForm demo={demo} code={first(values, "code")} problems={[{ field: "code", message }]} />, status);
    if (await tooMany(deps, c)) return wrong("这里查错的次数太多，请 15 分钟后再试", 429);
    if (code !== "" && (await filingByCode(deps.db, code))) return c.redirect(`/status/${code}`, 303);
    await countFailure(deps.db, subjectOf(c), WRONG_CODES, deps.now());
    return wrong(NO_SUCH_CODE, 422);
  });

  app.post("/identify", open, async (c) => {
    const { values } = await readForm(c);
    const code = normaliseCode(first(values, "code"));
    const [idNumber, phone] = [first(values, "idNumber"), first(values, "phone")];
    const again = (problems: Problem[]) =>
      c.html(<IdentifyForm demo={demo} code={code} idNumber={idNumber} phone={phone} problems={problems} />, 422);

    const id = checkResidentId(idNumber, localDate(deps.now()));
    const mobile = checkMobile(phone);
    if (!id.ok || !mobile.ok)
      return again([
        ...(id.ok ? [] : [{ field: "idNumber", message: id.message }]),
        ...(mobile.ok ? [] : [{ field: "phone", message: mobile.message }]),
      ]);
    const sent = await sendPhoneCode(deps, { phone: mobile.phone, now: deps.now(), address: addressOf(c) });
    if (!sent.ok) return again([{ field: "phone", message: sent.message }]);
    const pending: Pending = { code, idNumber: id.id, phone: mobile.phone };
    const personSealed = sealLoose(deps.config.keyring, pending);
    const session = await openSession(deps.db, { kind: "holder", personSealed }, deps.now());
    keepSession(deps, c, "holder", session.token);
    return c.redirect("/status/confirm", 303);
  });

  app.get("/confirm", open, async (c) => {
    const found = await pendingOf(deps, c);
    return found ? confirmPage(c, found.csrf) : c.redirect("/status", 303);
  });

  app.post("/confirm", open, async (c) => {
    const found = await pendingOf(deps, c);
    if (!found) return c.redirect("/status", 303);
    const { values } = await readForm(c);
    if (first(values, "_csrf") !== found.csrf) return c.redirect("/status", 303);
    const { pending, token } = found;
    const wrong = (message: string) => confirmPage(c, found.csrf, [{ field: "sms", message }]);
    const checked = await checkPhoneCode(deps, { phone: pending.phone, code: first(values, "sms"), now: deps.now() });
    if (!checked.ok) return wrong(checked.message);
    const opened = await openCase(deps, { ...pending, source: "phone", address: addressOf(c), now: deps.now() });
    if (!opened.ok) return wrong(opened.message);
    await closeSession(deps.db, token);
    const session = await openSession(
      deps.db,
      { kind: "holder", filingId: opened.filing.id, identity: opened.identity },
      deps.now(),
    );
    keepSession(deps, c, "holder", session.token);
    return c.redirect("/status/progress", 303);
  });

  app.post("/leave", open, async (c) => {
    const token = sessionToken(deps, c, "holder");
    if (token) await closeSession(deps.db, token);
    forgetSession(deps, c, "holder");
    return c.redirect("/status", 303);
  });

  app.get("/:code", open, async (c) => {
    if (await tooMany(deps, c)) return c.redirect("/status", 303);
    const filing = await filingByCode(deps.db, normaliseCode(c.req.param("code")));
    if (!filing) {
      await countFailure(deps.db, subjectOf(c), WRONG_CODES, deps.now());
      return c.html(<CodeForm demo={demo} problems={[{ field: "code", message: NO_SUCH_CODE }]} />, 404);
    }
    const authority = filing.authority_id ? await authorityById(deps.db, filing.authority_id) : undefined;
    const licence = filing.status === "registered" ? await licenceStateOf(deps.db, filing.id) : undefined;
    const { label, turn } = standingWords(filing.status, licence);
    const waiting = filing.status === "submitted" && filing.due_at !== null;
    return c.html(
      <Masked
        demo={demo}
        masked={{
          code: filing.code,
          status: label,
          turn,
          authority: authority?.name ?? "",
          contact: authority ? `${authority.contact_name} ${authority.contact_phone}，${authority.contact_hours}` : "",
          due: waiting && filing.due_at !== null ? sayDeadline(filing.due_at, deps.now()) : "",
        }}
      />,
    );
  });

  app.get("/:code/identify", open, (c) =>
    c.html(<IdentifyForm demo={demo} code={normaliseCode(c.req.param("code"))} />),
  );

  async function confirmPage(c: Context<Env>, csrf: string, problems?: Problem[]) {
    const messages = await demoMessages(deps.db, deps.config, { since: deps.now() - 600_000 });
    return c.html(
      <ConfirmForm demo={demo} csrf={csrf} demoMessages={messages.slice(0, 1)} {...(problems ? { problems } : {})} />,
      problems ? 422 : 200,
    );
  }

  return app;
}

function subjectOf(c: Context<Env>): string {
  return `status-from:${tokenHash(addressOf(c))}`;
}

async function tooMany(deps: Deps, c: Context<Env>): Promise<boolean> {
  return (await lockedUntil(deps.db, subjectOf(c), deps.now())) !== undefined;
}

async function pendingOf(
  deps: Deps,
  c: Context<Env>,
): Promise<{ pending: Pending; csrf: string; token: string } | undefined> {
  const token = sessionToken(deps, c, "holder");
  const row = token ? await findSession(deps.db, token, "holder", deps.now()) : undefined;
  if (!token || !row?.person_sealed) return undefined;
  return { pending: openLoose(deps.config.keyring, row.person_sealed) as Pending, csrf: row.csrf, token };
}
