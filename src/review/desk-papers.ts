import { type Context, Hono } from "hono";
import type { Schema } from "../db/schema.ts";
import { documentFile, filingFile } from "../filing/queries/documents.ts";
import { noticePdf } from "../notices/notice-pdf.ts";
import { openFilingKey } from "../people/keyring.ts";
import type { NoticeReader } from "../rules/notice-kinds.ts";
import type { Deps, Env } from "../web/env.ts";
import { staff } from "../web/guard.ts";
import { refusalPage } from "../web/respond.tsx";
import { noticeReader, seenFiling } from "./desk-sight.ts";
import { type DeskFilingRow, deskFiling } from "./queries/desk-filing.ts";

/** Scans, signatures and notices of a filing, for those who see it. */
export function paperRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const anyDesk = staff(deps, "officer", "head", "guide");

  app.get("/filings/:id/documents/:document", anyDesk, async (c) => {
    const filing = await seenFiling(deps, c.get("staff"), c.req.param("id"));
    const file = filing && (await documentFile(deps.db, filing.id, c.req.param("document")));
    return filing && file && maySeePapers(c, filing) ? sealedFile(deps, c, filing, file) : notThere(c);
  });

  app.get("/filings/:id/signatures/:file", anyDesk, async (c) => {
    const filing = await seenFiling(deps, c.get("staff"), c.req.param("id"));
    const file = filing && (await filingFile(deps.db, filing.id, c.req.param("file")));
    return filing && file && maySeePapers(c, filing) ? sealedFile(deps, c, filing, file) : notThere(c);
  });

  app.get("/filings/:id/notices/:notice{[0-9a-z]+\\.pdf}", anyDesk, async (c) => {
    const id = c.req.param("id");
    const reader = await readerOf(deps, c, id);
    const notice = reader && (await noticePdf(deps, id, c.req.param("notice").replace(".pdf", ""), reader));
    return notice ? pdf(c, notice) : notThere(c);
  });
  return app;
}

/** How staff stand to a filing whose notice they ask for; undefined where it is not there for them. */
async function readerOf(deps: Deps, c: Context<Env>, id: string): Promise<NoticeReader | undefined> {
  const actor = c.get("staff");
  const filing = await deskFiling(deps.db, id, actor, deps.now());
  return filing && noticeReader(actor, filing);
}

/** Scans hold identity papers: whoever has the filing in hand sees them, and the guide who sits with the applicant. */
function maySeePapers(c: Context<Env>, filing: DeskFilingRow): boolean {
  const { id, role } = c.get("staff");
  return role === "guide" || filing.claimer_id === id;
}

async function sealedFile(
  deps: Deps,
  c: Context<Env>,
  filing: DeskFilingRow,
  file: Schema["stored_file"],
): Promise<Response> {
  const bytes = await deps.files.readSealed(openFilingKey(deps.config.keyring, filing), file.name);
  return c.body(new Uint8Array(bytes), 200, { "Content-Type": file.media_type, "Content-Disposition": "inline" });
}

export function pdf(c: Context<Env>, bytes: Buffer): Response {
  return c.body(new Uint8Array(bytes), 200, { "Content-Type": "application/pdf", "Content-Disposition": "inline" });
}

export function notThere(c: Context<Env>): Response | Promise<Response> {
  return refusalPage(c, 404, "没有这份申请或文件，或者不归您办理");
}
