import { Hono } from "hono";
import { signaturePicture } from "../../src/demo/pictures.ts";
import { chanceOf } from "../../src/demo/random.ts";
import { signFiling } from "../../src/filing/acts/sign.ts";
import { submitFiling } from "../../src/filing/acts/submit.ts";
import { noticePdf } from "../../src/notices/notice-pdf.ts";
import { noticeRow, noticesOf } from "../../src/notices/queries.ts";
import { openFilingKey, openJson } from "../../src/people/keyring.ts";
import { deskRoutes } from "../../src/review/desk.tsx";
import type { Answers } from "../../src/rules/answers.ts";
import type { NoticeKind } from "../../src/rules/notice-kinds.ts";
import type { Deps, Env } from "../../src/web/env.ts";
import type { NoticePrint } from "../../views/print/notice-print.ts";
import { openClient } from "./client.ts";
import { applicant, must, readyDraft } from "./filing.ts";
import { PASSWORD } from "./world.ts";

/** A picture of a signature, as a pad gives it. */
export const SIGNATURE = signaturePicture(chanceOf("a signature", 1));

/** A submitted filing without a name, signed with a picture. */
export async function signedFiling(deps: Deps, changes: Answers = {}): Promise<string> {
  const { id } = await readyDraft(deps, { name: { named: false }, ...changes });
  const signature = { filingId: id, who: "operator", how: "screen" as const, bytes: SIGNATURE };
  must(await signFiling(deps, applicant(deps, id), signature));
  must(await submitFiling(deps, applicant(deps, id), { filingId: id }));
  return id;
}

export async function kindsOf(deps: Deps, id: string): Promise<NoticeKind[]> {
  return (await noticesOf(deps.db, id)).map(({ kind }) => kind);
}

/** The newest notice of a kind. */
export async function noticeOf(deps: Deps, id: string, kind: NoticeKind) {
  const found = (await noticesOf(deps.db, id)).findLast((notice) => notice.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
}

/** What was sealed when the newest notice of a kind was issued. */
export async function noticeData(deps: Deps, id: string, kind: NoticeKind): Promise<NoticePrint> {
  const row = await noticeRow(deps.db, id, (await noticeOf(deps, id, kind)).id);
  if (!row) throw new Error(`no ${kind}`);
  return openJson(openFilingKey(deps.config.keyring, row), row.sealed) as NoticePrint;
}

export async function noticeFile(deps: Deps, id: string, kind: NoticeKind): Promise<Buffer> {
  const bytes = await noticePdf(deps, id, (await noticeOf(deps, id, kind)).id);
  if (!bytes) throw new Error(`no file of ${kind}`);
  return bytes;
}

/** What the desk sends to this login, in its bytes. */
export async function deskFile(deps: Deps, login: string, where: string): Promise<{ status: number; file: Buffer }> {
  const desk = new Hono<Env>().route("/desk", deskRoutes(deps));
  let file = Buffer.alloc(0);
  const client = openClient(async (request) => {
    const answer = await desk.fetch(request);
    file = Buffer.from(await answer.clone().arrayBuffer());
    return answer;
  }, "http://localhost:3000");
  await client.post("/desk/sign-in", { login, password: PASSWORD });
  const { status } = await client.get(where);
  return { status, file };
}
