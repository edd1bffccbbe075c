import { type Context, Hono } from "hono";
import { type VerifyAnswer, VerifyForm, VerifyResult } from "../../views/public/verify.tsx";
import { inTransaction } from "../db/transaction.ts";
import { record } from "../events/record.ts";
import { sha256 } from "../files/store.ts";
import { normaliseCode } from "../filing/code.ts";
import { sayDate, sayMoment } from "../rules/calendar.ts";
import { groupCode } from "../rules/uscc.ts";
import type { Deps, Env } from "../web/env.ts";
import { first, readForm } from "../web/form.ts";
import { addressOf, anyone } from "../web/guard.ts";
import { countFailure, lockedUntil, tokenHash } from "../web/queries.ts";
import type { LicenceData } from "./licence-data.ts";
import { type LicenceRow, licenceBySha, licenceByVerifyCode } from "./queries/licence.ts";

const WRONG_CODES = 20;
const LOCKED = "这里查错的次数太多，请 15 分钟后再试";

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
    const problems = [{ field: "code", message: "验证码是 12 位字母和数字，请对照执照再输入一遍" }];
    return c.html(<VerifyForm demo={demo} code={first(values, "code")} problems={problems} />, 422);
  });

  app.post("/file", open, async (c) => {
    const { files } = await readForm(c);
    if (!files.file) {
      const problems = [{ field: "file", message: "请选择营业执照的 PDF 文件" }];
      return c.html(<VerifyForm demo={demo} problems={problems} />, 422);
    }
    if (await locked(deps, c)) return tooMany(c);
    const digest = sha256(files.file.bytes);
    const licence = await licenceBySha(deps.db, digest);
    const checked = ["文件的每一个字节与签发时存档的文件比对", "执照现在的状态与登记记录比对"];
    return answered(deps, c, licence, licence ? checked : [checked[0] ?? "", "文件被改动过，或者不是本系统签发的文件"]);
  });

  app.get("/:code", open, async (c) => {
    if (await locked(deps, c)) return tooMany(c);
    const licence = await licenceByVerifyCode(deps.db, normaliseCode(c.req.param("code")));
    return answered(deps, c, licence, ["验证码与登记记录比对", "执照现在的状态与登记记录比对"]);
  });

  function tooMany(c: Context<Env>) {
    return c.html(<VerifyForm demo={demo} problems={[{ field: "code", message: LOCKED }]} />, 429);
  }

  return app;
}

function subjectOf(c: Context<Env>): string {
  return `verify-from:${tokenHash(addressOf(c))}`;
}

async function locked(deps: Deps, c: Context<Env>): Promise<boolean> {
  return (await lockedUntil(deps.db, subjectOf(c), deps.now())) !== undefined;
}

async function answered(deps: Deps, c: Context<Env>, licence: LicenceRow | undefined, checked: string[]) {
  const now = deps.now();
  if (!licence) await countFailure(deps.db, subjectOf(c), WRONG_CODES, now);
  else
    await inTransaction(deps.db, (tx) =>
      record(tx, {
        type: "verified",
        filingId: licence.filing_id,
        actor: { kind: "system" },
        at: now,
        data: { licence: licence.id, status: licence.status },
      }),
    );
  const answer: VerifyAnswer = {
    verdict: licence?.status ?? "unknown",
    checked,
    facts: licence ? publicFacts(licence) : [],
    at: sayMoment(now, now),
  };
  return c.html(<VerifyResult demo={deps.config.demo} answer={answer} />, licence ? 200 : 404);
}

/** What the public register shows, and nothing more (企业信息公示; domain 9: never number, phone or home of a person). */
function publicFacts(licence: LicenceRow): { label: string; value: string }[] {
  const data = JSON.parse(licence.data) as LicenceData;
  return [
    { label: "名称", value: data.name ?? "不使用名称" },
    { label: "统一社会信用代码", value: groupCode(licence.uscc) },
    { label: "经营者", value: data.operator },
    { label: "组成形式", value: data.formation },
    { label: "经营场所", value: data.premises },
    { label: "经营范围", value: data.scope },
    { label: "登记机关", value: data.authority },
    {
      label: data.dateLabel,
      value: `${data.registeredOn.slice(0, 4)}年${sayDate(data.registeredOn).replace(/（.*$/, "")}`,
    },
    { label: "证照标识", value: licence.identifier },
  ];
}
