import type { Light } from "../../src/rules/lights.ts";
import { ErrorSummary, type FieldProblem } from "../parts/field.tsx";
import { ActBar, type ActsView } from "./acts.tsx";
import { type AnswerSection, Answers } from "./answers.tsx";
import { DeskPage, type DeskUser, Told } from "./frame.tsx";
import type { QueueLine } from "./queue.tsx";
import { Side, type SideView } from "./side.tsx";

export interface ReviewData {
  user: DeskUser;
  filing: {
    id: string;
    number: string;
    version: number;
    name: string;
    operator: string;
    status: string;
    facts: { label: string; value: string }[];
  };
  queue: QueueLine[];
  sections: AnswerSection[];
  /** Whether fields can be marked now. */
  markable: boolean;
  /** Said above the answers: what of them is hidden, and why. */
  veil?: string | undefined;
  side: SideView;
  acts: ActsView;
  told?: { text: string; href?: string; link?: string } | undefined;
  problems?: readonly FieldProblem[] | undefined;
}

/** The officer's page: the queue, the filing as the applicant saw it, findings and acts. Each part scrolls alone. */
export function Review(data: ReviewData) {
  const { user, filing, told, problems } = data;
  return (
    <DeskPage title={filing.name} user={user} place="queue">
      <main id="main" class="review">
        <nav class="review-queue" aria-label="待预审" tabindex={0}>
          <p class="pane-title">
            <a href="/desk">待预审</a>
          </p>
          {data.queue.length === 0 ? <p class="quiet">没有待预审的申请</p> : null}
          <ol>
            {data.queue.map((line) => (
              <ShortLine line={line} here={line.id === filing.id} />
            ))}
          </ol>
        </nav>
        <article class="review-filing" aria-label="申请内容" tabindex={0}>
          <ErrorSummary problems={problems?.map(({ field, message }) => ({ field: anchorOf(field), message }))} />
          {told ? (
            <Told>
              {told.text}
              {told.href ? (
                <>
                  {" "}
                  <a href={told.href} target="_blank" rel="noopener">
                    {told.link}
                  </a>
                </>
              ) : null}
            </Told>
          ) : null}
          <header class="filing-head">
            <h1>{filing.name}</h1>
            <dl class="line">
              {filing.facts.map(({ label, value }) => (
                <div>
                  <dt>{label}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
            </dl>
          </header>
          {data.veil ? <p class="notice">{data.veil}</p> : null}
          <Answers sections={data.sections} markable={data.markable} />
        </article>
        <aside class="review-side" aria-label="核对与办理">
          <section class="side-scroll" aria-label="核对结果" tabindex={0}>
            <Side view={data.side} />
          </section>
          <ActBar acts={data.acts} filingId={filing.id} version={filing.version} csrf={user.csrf} />
        </aside>
      </main>
    </DeskPage>
  );
}

// Marks are boxes on the answers, so their problems lead to the answer; all else is a field of the act's own form.
function anchorOf(field: string): string {
  return /^(?:facts|seen|reason|ground|items)$/.test(field) ? field : `f-${field}`;
}

const SHORT: Record<Light, string> = { green: "●", yellow: "▲", red: "■" };
const WORDS: Record<Light, string> = { green: "绿灯", yellow: "黄灯", red: "红灯" };

function ShortLine({ line, here }: { line: QueueLine; here: boolean }) {
  return (
    <li>
      <a href={`/desk/filings/${line.id}`} aria-current={here ? "page" : undefined}>
        {line.light ? (
          <span class={`lamp ${line.light}`}>
            <span aria-hidden="true">{SHORT[line.light]}</span>
            <span class="visually-hidden">{WORDS[line.light]}</span>
          </span>
        ) : null}
        <span class="short-name">{line.shortName}</span>
        <span class="short-when">
          {line.when} · {line.intake}
          {line.back ? " · 补正回来" : line.round > 1 ? ` · 第 ${line.round} 次` : ""}
          {line.holder ? ` · ${line.holder}` : ""}
        </span>
      </a>
    </li>
  );
}
