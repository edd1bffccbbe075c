import { type Context, Hono } from "hono";
import {
  CardFieldsPage,
  CardPage,
  IdentifyPage,
  NumberPage,
  OpenFilingsPage,
  PhoneCodePage,
  PhonePage,
} from "../../views/kiosk/identify.tsx";
import { DEMO_CARDS, demoCard } from "../demo/cards.ts";
import { checkPhoneCode, sendPhoneCode } from "../people/acts/phone-code.ts";
import { lookupHash } from "../people/keyring.ts";
import { keptName } from "../rules/as-given.ts";
import { localDate, sayMoment } from "../rules/calendar.ts";
import { checkMobile } from "../rules/contact.ts";
import { STATUS_WORDS } from "../rules/filing.ts";
import { checkResidentId } from "../rules/resident-id.ts";
import type { Deps, Env } from "../web/env.ts";
import { type FormValues, first, type Problem, readForm } from "../web/form.ts";
import { addressOf, enrolledKiosk } from "../web/guard.ts";
import { staleForm } from "../web/respond.tsx";
import { beginDraft, type IdentifiedPerson } from "./acts/begin-draft.ts";
import { openCase } from "./acts/open-case.ts";
import { checkDrawnName } from "./drawn.ts";
import { homeOf } from "./kiosk-case.ts";
import { screenOf } from "./kiosk-screen.ts";
import { keepVisit, type OpenVisit, openFiling, startVisit, takeVisit, visitOf } from "./kiosk-visit.ts";
import { stopOfId } from "./pages/operator-pages.ts";
import { openFilingsOf } from "./queries/filing.ts";

/** Who somebody is: by card, or by number with a code to the phone; then a new filing, or the one that the code names. */
export function identityRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const kiosk = enrolledKiosk(deps);
  const screen = (c: Context<Env>) => screenOf(deps, c, { occupied: true, looseMessages: true });
  const visitOrNew = async (c: Context<Env>): Promise<OpenVisit | undefined> => {
    const open = await visitOf(deps, c);
    if (!open) await startVisit(deps, c, { purpose: "new" });
    return open;
  };

  app.get("/identify", kiosk, async (c) => {
    const open = await visitOrNew(c);
    return c.html(<IdentifyPage screen={await screen(c)} purpose={open?.visit.purpose ?? "new"} />);
  });

  app.get("/identify/card", kiosk, async (c) => {
    await visitOrNew(c);
    return c.html(<CardPage screen={await screen(c)} cards={deps.config.demo ? DEMO_CARDS : []} />);
  });

  app.post("/identify/card", kiosk, async (c) => {
    const open = await visitOf(deps, c);
    if (!open) return c.redirect("/kiosk/identify", 303);
    const { values } = await readForm(c);
    const card = deps.config.demo ? demoCard(first(values, "card")) : undefined;
    if (!card) {
      const problems = [{ field: "card", message: "没有读到身份证，请重新放一次。" }];
      return c.html(
        <CardPage screen={await screen(c)} cards={deps.config.demo ? DEMO_CARDS : []} problems={problems} />,
        422,
      );
    }
    return identified(deps, c, open, card);
  });

  app.get("/identify/card-fields", kiosk, async (c) => {
    if (!deps.config.demo) return c.redirect("/kiosk/identify/card", 303);
    await visitOrNew(c);
    return c.html(<CardFieldsPage screen={await screen(c)} values={{}} />);
  });

  app.post("/identify/card-fields", kiosk, async (c) => {
    const open = await visitOf(deps, c);
    if (!open || !deps.config.demo) return c.redirect("/kiosk/identify", 303);
    const { values } = await readForm(c);
    const typed = readNameAndId(values, localDate(deps.now()));
    if (!typed.ok)
      return c.html(<CardFieldsPage screen={await screen(c)} values={values} problems={typed.problems} />, 422);
    const [nation, home] = [first(values, "nation"), first(values, "home")];
    return identified(deps, c, open, {
      source: "card",
      ...typed.typed,
      ...(nation ? { nation } : {}),
      ...(home ? { home } : {}),
    });
  });

  app.get("/identify/number", kiosk, async (c) => {
    const open = await visitOrNew(c);
    const name = open?.visit.typed?.name;
    return c.html(<NumberPage screen={await screen(c)} values={name ? { name: [name] } : {}} />);
  });

  app.post("/identify/number", kiosk, async (c) => {
    const open = await visitOf(deps, c);
    if (!open) return c.redirect("/kiosk/identify", 303);
    const { values } = await readForm(c);
    const typed = readNameAndId(values, localDate(deps.now()));
    if (!typed.ok)
      return c.html(<NumberPage screen={await screen(c)} values={values} problems={typed.problems} />, 422);
    await keepVisit(deps, open, { ...open.visit, typed: typed.typed });
    return c.redirect("/kiosk/identify/phone", 303);
  });

  app.get("/identify/phone", kiosk, async (c) => {
    const open = await visitOf(deps, c);
    if (!open?.visit.typed) return c.redirect("/kiosk/identify", 303);
    const { phone } = open.visit;
    return c.html(<PhonePage screen={await screen(c)} values={phone ? { phone: [phone] } : {}} />);
  });

  app.post("/identify/phone", kiosk, async (c) => {
    const open = await visitOf(deps, c);
    if (!open?.visit.typed) return c.redirect("/kiosk/identify", 303);
    const { values } = await readForm(c);
    const again = async (message: string) =>
      c.html(<PhonePage screen={await screen(c)} values={values} problems={[{ field: "phone", message }]} />, 422);
    const phone = checkMobile(first(values, "phone"));
    if (!phone.ok) return again(phone.message);
    const sent = await sendPhoneCode(deps, { phone: phone.phone, now: deps.now(), address: addressOf(c) });
    if (!sent.ok) return again(sent.message);
    await keepVisit(deps, open, { ...open.visit, phone: phone.phone });
    return c.redirect("/kiosk/identify/code", 303);
  });

  app.get("/identify/code", kiosk, async (c) => {
    const open = await visitOf(deps, c);
    if (!open?.visit.phone) return c.redirect("/kiosk/identify", 303);
    return c.html(<PhoneCodePage screen={await screen(c)} phone={open.visit.phone} />);
  });

  app.post("/identify/code", kiosk, async (c) => {
    const open = await visitOf(deps, c);
    const { phone, typed } = open?.visit ?? {};
    if (!open || !phone || !typed) return c.redirect("/kiosk/identify", 303);
    const { values } = await readForm(c);
    const page = async (field: string, message: string) =>
      c.html(<PhoneCodePage screen={await screen(c)} phone={phone} problems={[{ field, message }]} />, 422);
    if (first(values, "_do") === "again") {
      const sent = await sendPhoneCode(deps, { phone, now: deps.now(), address: addressOf(c) });
      return sent.ok ? c.redirect("/kiosk/identify/code", 303) : page("code", sent.message);
    }
    const code = first(values, "code").normalize("NFKC").replace(/\s/g, "");
    if (!/^\d{6}$/.test(code)) return page("code", "验证码是短信里的 6 位数字，请核对。");
    const checked = await checkPhoneCode(deps, { phone, code, now: deps.now() });
    if (!checked.ok) return page("code", checked.message);
    return identified(deps, c, open, { source: "typed", ...typed, phone });
  });

  app.get("/person", kiosk, async (c) => {
    const open = await visitOf(deps, c);
    if (!open?.visit.person) return c.redirect("/kiosk/identify", 303);
    return c.html(await openFilingsPage(deps, c, open, open.visit.person));
  });

  app.post("/person", kiosk, async (c) => {
    const open = await visitOf(deps, c);
    if (!open?.visit.person) return c.redirect("/kiosk/identify", 303);
    const { person } = open.visit;
    const { values } = await readForm(c);
    if (first(values, "_csrf") !== open.csrf) return staleForm(c);
    if (first(values, "_do") === "new") return begin(deps, c, open, person);
    const found = await openCase(deps, { ...credentials(deps, c, person), code: first(values, "code") });
    if (!found.ok)
      return c.html(await openFilingsPage(deps, c, open, person, [{ field: "code", message: found.message }]), 422);
    return goTo(deps, c, open, found);
  });

  return app;
}

function readNameAndId(values: FormValues, today: string) {
  const name = checkDrawnName(first(values, "name"));
  const id = checkResidentId(first(values, "idNumber"), today);
  if (name.ok && id.ok) return { ok: true as const, typed: { ...keptName(name), idNumber: id.id } };
  const problems: Problem[] = [
    ...(name.ok ? [] : [{ field: "name", message: name.message }]),
    ...(id.ok ? [] : [{ field: "idNumber", message: id.message }]),
  ];
  return { ok: false as const, problems };
}

function credentials(deps: Deps, c: Context<Env>, person: IdentifiedPerson) {
  const { idNumber, phone, source } = person;
  const how = source === "card" ? ("card" as const) : ("phone" as const);
  return { idNumber, source: how, ...(phone ? { phone } : {}), address: addressOf(c), now: deps.now() };
}

async function identified(deps: Deps, c: Context<Env>, open: OpenVisit, person: IdentifiedPerson): Promise<Response> {
  const { code, purpose } = open.visit;
  if (purpose !== "new" && code !== undefined) {
    const found = await openCase(deps, { ...credentials(deps, c, person), code });
    if (found.ok) return goTo(deps, c, open, found);
    const screen = await screenOf(deps, c, { occupied: true, looseMessages: true });
    const problems = [{ field: "code", message: found.message }];
    return c.html(<IdentifyPage screen={screen} purpose={purpose} problems={problems} />, 422);
  }
  const others = await openFilingsOf(deps.db, hashOf(deps, person));
  if (others.length === 0) return begin(deps, c, open, person);
  await keepVisit(deps, open, { ...open.visit, person });
  return c.redirect("/kiosk/person", 303);
}

function hashOf(deps: Deps, person: IdentifiedPerson): string {
  return lookupHash(deps.config.keyring, "id", person.idNumber);
}

async function begin(deps: Deps, c: Context<Env>, open: OpenVisit, person: IdentifiedPerson): Promise<Response> {
  if (!(await takeVisit(deps, open))) return c.redirect("/kiosk/identify", 303);
  const now = deps.now();
  const draft = await beginDraft(deps, { person, kiosk: c.get("kiosk"), now });
  await openFiling(deps, c, draft);
  const stop = stopOfId(person.idNumber, localDate(now));
  return c.redirect(stop ? `/kiosk/stop/${stop}` : "/kiosk/apply/filer", 303);
}

async function goTo(
  deps: Deps,
  c: Context<Env>,
  open: OpenVisit,
  found: { filing: { id: string; status: Parameters<typeof homeOf>[0] }; identity: "card" | "phone" },
): Promise<Response> {
  if (!(await takeVisit(deps, open))) return c.redirect("/kiosk/identify", 303);
  await openFiling(deps, c, { filingId: found.filing.id, identity: found.identity });
  return c.redirect(homeOf(found.filing.status, open.visit.purpose), 303);
}

/** With a typed number only that there are open filings is said, not which: anybody can type a number. */
async function openFilingsPage(
  deps: Deps,
  c: Context<Env>,
  open: OpenVisit,
  person: IdentifiedPerson,
  problems?: Problem[],
) {
  const now = deps.now();
  const rows = person.source === "card" ? await openFilingsOf(deps.db, hashOf(deps, person)) : [];
  return (
    <OpenFilingsPage
      screen={await screenOf(deps, c, { occupied: true })}
      csrf={open.csrf}
      filings={rows.map((row) => ({
        number: row.number,
        name: row.name,
        status: STATUS_WORDS[row.status].label,
        when: sayMoment(row.updated_at, now),
      }))}
      problems={problems}
    />
  );
}
