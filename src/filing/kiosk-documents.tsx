import { type Context, Hono } from "hono";
import { DocumentsPage } from "../../views/kiosk/documents.tsx";
import { newId } from "../db/id.ts";
import type { DocumentKind } from "../rules/contents.ts";
import { PREMISES_TYPES } from "../rules/premises.ts";
import type { Deps, Env } from "../web/env.ts";
import { first, keyOf, type Problem, readForm } from "../web/form.ts";
import { applicantAtKiosk } from "../web/guard.ts";
import { answer, refusalPage, sameCsrf, staleForm } from "../web/respond.tsx";
import { addDocument, removeDocument } from "./acts/documents.ts";
import { byApplicant, caseOf } from "./kiosk-case.ts";
import { frameOf, linkTo, nextPath, type OpenPage, openPage } from "./kiosk-page.ts";
import { documentAsked, documentKindOf, documentPages } from "./pages/final-pages.ts";
import { documentFile } from "./queries/documents.ts";

/** Scans and photographs, one page a kind. */
export function documentRoutes(deps: Deps): Hono<Env> {
  const app = new Hono<Env>();
  const applicant = applicantAtKiosk(deps);

  for (const page of documentPages) {
    const kind = documentKindOf(page);
    if (!kind) continue;

    app.get(`/apply/${page.id}`, applicant, async (c) => {
      const open = await openPage(deps, c, page.id);
      return open instanceof Response ? open : c.html(await draw(deps, c, open, kind));
    });

    app.post(`/apply/${page.id}`, applicant, async (c) => {
      const open = await openPage(deps, c, page.id);
      if (open instanceof Response) return open;
      const { values, files } = await readForm(c);
      if (!sameCsrf(c, values)) return staleForm(c);
      const act = first(values, "_do");
      const by = byApplicant(deps, c, keyOf(values));
      const { id: filingId } = open.kase.filing;
      if (act.startsWith("remove:")) {
        const removed = await removeDocument(deps, by, { filingId, documentId: act.slice("remove:".length) });
        return removed.ok ? c.redirect(linkTo(page, open), 303) : answer(c, removed);
      }
      if (files.file || act === "add") {
        const added = await addDocument(deps, by, { filingId, kind, file: files.file });
        if (added.ok)
          return c.redirect(act === "add" ? linkTo(page, open) : nextPath(open, open.kase.facts, false), 303);
        if (added.status !== 422) return answer(c, added);
        return c.html(await draw(deps, c, open, kind, added.problems ?? []), 422);
      }
      const missing = documentAsked(open.kase.facts, kind) !== undefined && !page.done(open.kase.facts);
      if (!missing) return c.redirect(nextPath(open, open.kase.facts, false), 303);
      const problems = [{ field: "file", message: "请先选一张照片或者一个 PDF 文件。不会弄，请叫帮办人员。" }];
      return c.html(await draw(deps, c, open, kind, problems), 422);
    });
  }

  app.get("/file/:document", applicant, async (c) => {
    const kase = await caseOf(deps, c);
    const file = await documentFile(deps.db, kase.filing.id, c.req.param("document"));
    if (!file) return refusalPage(c, 404, "没有找到这个文件");
    const bytes = await deps.files.readSealed(kase.key, file.name);
    return c.body(new Uint8Array(bytes), 200, {
      "Content-Type": file.media_type,
      "Content-Disposition": "inline",
      "X-Content-Type-Options": "nosniff",
    });
  });

  return app;
}

function tipFor(kind: DocumentKind, { kase }: OpenPage): string {
  const { type } = kase.answers.premises ?? {};
  const papers = type ? PREMISES_TYPES[type].documents.map(({ label }) => label).join("、") : "使用证明";
  const TIPS: Record<DocumentKind, string> = {
    identity: "正面和背面各一张。",
    household: "户口簿拍首页和每位家人的那一页；或者结婚证。",
    premises: `要：${papers}。`,
    preapproval: "批准文件的每一页都要。",
    authorisation: "经营者签字的授权委托书。",
  };
  return TIPS[kind];
}

async function draw(deps: Deps, c: Context<Env>, open: OpenPage, kind: DocumentKind, problems?: Problem[]) {
  return (
    <DocumentsPage
      frame={await frameOf(deps, c, open)}
      actKey={newId(deps.now())}
      tip={tipFor(kind, open)}
      documents={open.kase.documents
        .filter((document) => document.kind === kind)
        .map(({ id, label, media_type, size }) => ({
          id,
          label,
          picture: media_type !== "application/pdf",
          kilobytes: Math.max(1, Math.round(size / 1024)),
        }))}
      problems={problems}
    />
  );
}
