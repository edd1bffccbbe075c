import { type Context, Hono } from "hono";
import { SignaturePage } from "../../views/kiosk/signature.tsx";
import { requiredSignatures } from "../rules/contents.ts";
import type { Deps, Env } from "../web/env.ts";
import { first, keyOf, type Problem, readForm } from "../web/form.ts";
import { applicantAtKiosk } from "../web/guard.ts";
import { answer, sameCsrf, staleForm } from "../web/respond.tsx";
import { signFiling } from "./acts/sign.ts";
import { byApplicant } from "./kiosk-case.ts";
import { frameOf, nextPath, type OpenPage, openPage } from "./kiosk-page.ts";

const PICTURE = /^data:image\/png;base64,([A-Za-z0-9+/=]+)$/;

/** Signatures, one signer after the other: on the pad, as a picture, or on paper at the window. */
export function signatureRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const applicant = applicantAtKiosk(deps);

  app.get("/apply/signature", applicant, async (c) => {
    const open = await openPage(deps, c, "signature");
    if (open instanceof Response) return open;
    return c.html(await draw(deps, c, open, signerFor(open, c.req.query("who"))));
  });

  app.post("/apply/signature", applicant, async (c) => {
    const open = await openPage(deps, c, "signature");
    if (open instanceof Response) return open;
    const { values, files } = await readForm(c);
    if (!sameCsrf(c, values)) return staleForm(c);
    const who = first(values, "who");
    if (first(values, "_do") === "next" && who === "") return c.redirect(nextPath(open, open.kase.facts, false), 303);
    const drawn = PICTURE.exec(first(values, "drawn"))?.[1];
    const bytes = drawn ? Buffer.from(drawn, "base64") : files.file?.bytes;
    if (!bytes) {
      const problems = [{ field: "file", message: "还没有签名。请在框里写上您的名字，或者选一张签名的照片。" }];
      return c.html(await draw(deps, c, open, signerFor(open, who), problems), 422);
    }
    const how = drawn ? "screen" : "upload";
    const signed = await signFiling(deps, byApplicant(deps, c, keyOf(values)), {
      filingId: open.kase.filing.id,
      who,
      how,
      bytes,
    });
    if (signed.ok) {
      const left = unsigned(open).filter((signer) => signer.who !== who);
      return c.redirect(left.length > 0 ? selfLink(open) : nextPath(open, open.kase.facts, false), 303);
    }
    if (signed.status !== 422) return answer(c, signed);
    return c.html(await draw(deps, c, open, signerFor(open, who), signed.problems ?? []), 422);
  });

  return app;
}

function selfLink({ fromCheck }: OpenPage): string {
  return fromCheck ? "/kiosk/apply/signature?back=check" : "/kiosk/apply/signature";
}

function unsigned({ kase }: OpenPage) {
  const { answers } = kase;
  return requiredSignatures(answers).filter(
    ({ who }) => !answers.signatures?.some((signature) => signature.who === who),
  );
}

/** Who signs now: the one asked for, else the first who has not. */
function signerFor(open: OpenPage, who: string | undefined) {
  const asked = requiredSignatures(open.kase.answers).find((signer) => signer.who === who);
  return asked ?? unsigned(open)[0];
}

async function draw(
  deps: Deps,
  c: Context<Env>,
  open: OpenPage,
  signer: { who: string; name: string } | undefined,
  problems?: Problem[],
) {
  const waiting = unsigned(open).map(({ who }) => who);
  const frame = await frameOf(deps, c, open);
  const last = waiting.length <= 1;
  return (
    <SignaturePage
      frame={{ ...frame, next: signer && !last ? "签好了，下一位" : frame.next }}
      signer={signer}
      signers={requiredSignatures(open.kase.answers).map(({ who, name }) => ({
        name,
        signed: !waiting.includes(who),
        again: `${selfLink(open)}${open.fromCheck ? "&" : "?"}who=${who}`,
      }))}
      problems={problems}
    />
  );
}
