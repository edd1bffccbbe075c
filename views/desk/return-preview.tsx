import { ErrorSummary, type FieldProblem, FormKeys } from "../parts/field.tsx";
import { type Mark, MarkBody, type ReasonOption } from "./answers.tsx";
import { DeskPage, type DeskUser } from "./frame.tsx";

export interface ReturnPreviewData {
  user: DeskUser;
  filing: { id: string; version: number; name: string; number: string; operator: string };
  authority: string;
  contact: string;
  actKey: string;
  items: { mark: Mark; label: string; reasons: ReasonOption[] }[];
  problems?: readonly FieldProblem[] | undefined;
}

/** 一次性告知书 as the applicant will read it, each text still open to change. */
export function ReturnPreview(data: ReturnPreviewData) {
  const { user, filing, items, problems } = data;
  return (
    <DeskPage title="退回补正：预览" user={user} place="queue">
      <main id="main" class="preview">
        <ErrorSummary problems={problems?.map(({ field, message }) => ({ field: `f-${field}`, message }))} />
        <h1>退回补正：预览一次性告知书</h1>
        <p>
          {filing.operator}：您申请设立“{filing.name}”（{filing.number}），有下面 {items.length} 处需要补正。
        </p>
        <form method="post" action={`/desk/filings/${filing.id}/return`}>
          <FormKeys csrf={user.csrf} actKey={data.actKey} version={filing.version} />
          <ol class="defects">
            {items.map(({ mark, label, reasons }) => (
              <li id={`f-${mark.field}`}>
                <h2>{label}</h2>
                <input type="hidden" name="field" value={mark.field} />
                <MarkBody field={mark.field} label={label} reasons={reasons} mark={mark} />
              </li>
            ))}
          </ol>
          <p class="notice warn">
            一次性告知：以后再退回，只能针对这次标记过的内容和申请人改动过的内容。请确认没有遗漏。
          </p>
          <p class="quiet">
            告知书由{data.authority}出具，联系人 {data.contact}。退回后立即通知申请人和申报大厅。
          </p>
          <p class="buttons">
            <button type="submit" class="button primary" accesskey="t">
              退回补正并通知 <kbd>Alt T</kbd>
            </button>
            <button type="submit" class="button" formaction={`/desk/filings/${filing.id}/return/marks`}>
              回去继续标记
            </button>
          </p>
        </form>
      </main>
    </DeskPage>
  );
}
