import { ErrorSummary, type FieldProblem, FormKeys } from "../parts/field.tsx";
import { type AnswerSection, Answers } from "./answers.tsx";
import { Drawer, type DrawerView } from "./drawer.tsx";
import { DeskPage, type DeskUser, Told } from "./frame.tsx";
import { Side, type SideView } from "./side.tsx";

export interface GuideFilingData {
  user: DeskUser;
  id: string;
  name: string;
  facts: { label: string; value: string }[];
  /** What the last return asked for and is still open. */
  corrections: { label: string; problem: string; fix: string; href: string | undefined }[];
  /** What a machine would refuse at submission. */
  blocking: { label: string; message: string; href: string | undefined }[];
  sections: AnswerSection[];
  side: SideView;
  acts: {
    submit?: { key: string; word: string } | undefined;
    drawers: readonly DrawerView[];
    /** Who can still sign on paper at the window. */
    paper: { who: string; name: string }[];
  };
  told?: string | undefined;
  open?: string | undefined;
  values: Record<string, string>;
  problems?: readonly FieldProblem[] | undefined;
}

/** A filing beside the applicant who is being helped: what is to be put right, and the way to hand it in again. */
export function GuideFiling(data: GuideFilingData) {
  const { user, corrections, blocking, acts } = data;
  const editable = acts.submit !== undefined;
  return (
    <DeskPage title={data.name} user={user} place="hall">
      <main id="main" class="review guide">
        <article class="review-filing" aria-label="申请内容" tabindex={0}>
          {data.told ? <Told>{data.told}</Told> : null}
          <ErrorSummary problems={data.open ? undefined : data.problems} />
          <header class="filing-head">
            <h1>{data.name}</h1>
            <dl class="line">
              {data.facts.map(({ label, value }) => (
                <div>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </header>
          {corrections.length > 0 ? (
            <section class="corrections">
              <h2>要补正 {corrections.length} 处</h2>
              <ol>
                {corrections.map(({ label, problem, fix, href }) => (
                  <li>
                    {href ? <a href={href}>{label}</a> : <strong>{label}</strong>}：{problem}
                    <span class="quiet">{fix}</span>
                  </li>
                ))}
              </ol>
            </section>
          ) : null}
          {editable && blocking.length > 0 ? (
            <section class="corrections">
              <h2>还有 {blocking.length} 个问题，改好才能提交</h2>
              <ol>
                {blocking.map(({ label, message, href }) => (
                  <li>
                    {href ? <a href={href}>{label}</a> : <strong>{label}</strong>}：{message}
                  </li>
                ))}
              </ol>
            </section>
          ) : null}
          <Answers sections={data.sections} markable={false} />
        </article>
        <aside class="review-side" aria-label="进度与办理">
          <section class="side-scroll" aria-label="进度" tabindex={0}>
            <Side view={data.side} />
          </section>
          <GuideActs data={data} />
        </aside>
      </main>
    </DeskPage>
  );
}

function GuideActs({ data }: { data: GuideFilingData }) {
  const { acts, id, user, values, problems, open, blocking } = data;
  const nothing = !acts.submit && acts.drawers.length === 0;
  return (
    <section class="act-bar" aria-label="办理">
      {nothing ? <p class="idle">现在没有大厅要办的。</p> : null}
      {acts.submit ? (
        <form class="whole" method="post" action={`/desk/filings/${id}/submission`}>
          <FormKeys csrf={user.csrf} actKey={acts.submit.key} />
          <button type="submit" class="button primary" accesskey="s" disabled={blocking.length > 0}>
            {acts.submit.word} <kbd>Alt S</kbd>
          </button>
        </form>
      ) : null}
      {acts.paper.map(({ who, name }) => (
        <form class="half" method="post" action={`/desk/filings/${id}/paper-signature`}>
          <FormKeys csrf={user.csrf} />
          <input type="hidden" name="who" value={who} />
          <button type="submit" class="button">
            {name}已在纸上签名
          </button>
        </form>
      ))}
      {acts.drawers.map((drawer) => (
        <Drawer drawer={drawer} back={{ open, values, problems }} csrf={user.csrf} />
      ))}
    </section>
  );
}
