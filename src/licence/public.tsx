import { type Context, Hono } from "hono";
import { type VerifyAnswer, VerifyForm, VerifyResult } from "../../views/public/verify.tsx";
import { normaliseCode } from "../filing/code.ts";
import { lookupHash } from "../people/keyring.ts";
import type { Deps, Env } from "../web/env.ts";
import { first, type Problem, readForm } from "../web/form.ts";
import { addressOf, anyone } from "../web/guard.ts";
import { countFailure, lockedUntil } from "../web/queries.ts";
import { checkCode, checkFile } from "./verify-check.ts";

const WRONG_CODES = 20;
const CHECKS = 200;
const LOCKED = "这里查错的次数太多，请 15 分钟后再试";
const TOO_MANY = "这里查验的次数太多，请 15 分钟后再试";

/** Is this licence real: by the typed code or the link's path, or by the file itself. No login; public facts only. */
export function verifyRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const { demo } = deps.config;
  const open = anyone("anyone may verify a licence");

  app.get("/", open, (c) => c.html(<VerifyForm demo={demo} />));

  app.post("/", open, async (c) => {
    const { values } = await readForm(c);
    const code = normaliseCode(first(values, "code"));
    if (/^[0-9A-Z]{12}$/.test(code)) return c.redirect(`/verify/${code}`, 303);
    const problems = [{ field: "code", message: "核验码是 12 位字母和数字，请对照执照再输入一遍" }];
    return c.html(<VerifyForm demo={demo} code={first(values, "code")} problems={problems} />, 422);
  });

  app.post("/file", open, async (c) => {
    const { files } = await readForm(c);
    if (!files.file) {
      const problems = [{ field: "file", message: "请选择营业执照的 PDF 文件" }];
      return c.html(<VerifyForm demo={demo} problems={problems} />, 422);
    }
    if (await tooOften(deps, c)) return tooMany(c, { field: "file", message: TOO_MANY });
    return answered(c, await checkFile(deps, files.file.bytes));
  });

  // The city's public keys, for the check of a square in the browser. A licence is checked by no other key.
  app.get("/keys.json", anyone("public keys are for everyone"), (c) => {
    const keys = [...deps.config.cityPublicKeys].map(([id, key]) => ({ id, jwk: key.export({ format: "jwk" }) }));
    return c.json({ keys });
  });

  app.get("/:code", open, async (c) => {
    const { wrong } = subjectsOf(deps, c);
    if ((await lockedUntil(deps.db, wrong, deps.now())) !== undefined)
      return tooMany(c, { field: "code", message: LOCKED });
    if (await tooOften(deps, c)) return tooMany(c, { field: "code", message: TOO_MANY });
    const answer = await checkCode(deps, normaliseCode(c.req.param("code")));
    // A code can be guessed; a file cannot.
    if (answer.verdict === "unknown") await countFailure(deps.db, wrong, WRONG_CODES, deps.now());
    return answered(c, answer);
  });

  function tooMany(c: Context<Env>, problem: Problem) {
    return c.html(<VerifyForm demo={demo} problems={[problem]} />, 429);
  }

  function answered(c: Context<Env>, answer: VerifyAnswer) {
    return c.html(<VerifyResult demo={demo} answer={answer} />, answer.facts.length > 0 ? 200 : 404);
  }

  return app;
}

// Keyed, so that no table tells an address.
function subjectsOf(deps: Deps, c: Context<Env>): { wrong: string; all: string } {
  const from = lookupHash(deps.config.keyring, "address", addressOf(c));
  return { wrong: `verify-from:${from}`, all: `verify-all:${from}` };
}

/** Whether an address has checked too often of late. Counts this check. */
async function tooOften(deps: Deps, c: Context<Env>): Promise<boolean> {
  const { all } = subjectsOf(deps, c);
  const now = deps.now();
  if ((await lockedUntil(deps.db, all, now)) !== undefined) return true;
  await countFailure(deps.db, all, CHECKS, now);
  return false;
}
