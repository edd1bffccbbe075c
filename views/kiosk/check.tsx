import { type FieldProblem, FormKeys } from "../parts/field.tsx";
import { KioskPage } from "./frame.tsx";
import { FORM, type QuestionFrame } from "./question.tsx";

export interface CheckProps {
  frame: QuestionFrame;
  actKey: string;
  sections: readonly {
    title: string;
    rows: readonly { id: string; label: string; value: string; href: string; wrong: boolean; first: boolean }[];
  }[];
  blocking: readonly Told[];
  forOfficer: readonly Told[];
  hints: readonly Told[];
  authority: string;
  problems?: readonly FieldProblem[] | undefined;
}

interface Told {
  message: string;
  href: string;
}

export function CheckPage(props: CheckProps) {
  const { frame, actKey, sections, blocking, forOfficer, hints, authority, problems } = props;
  const [first] = blocking;
  const primary = first ? { label: "去改第 1 个问题", href: first.href } : { label: `提交给${authority}`, form: FORM };
  return (
    <KioskPage {...frame} problems={problems} primary={primary} wide>
      {first ? (
        <section class="notice bad" aria-labelledby="left-title">
          <h2 id="left-title">还有 {blocking.length} 个问题</h2>
          <ol>
            {blocking.map(({ message, href }) => (
              <li>
                <a href={href}>{message}</a>
              </li>
            ))}
          </ol>
        </section>
      ) : (
        <p class="notice good">
          <strong>还有 0 个问题，可以提交。</strong>
        </p>
      )}
      <ToldList title="审核人员会再看这几处，您不用做什么" told={forOfficer} />
      <ToldList title="提醒您" told={hints} />
      <div class="answers">
        {sections
          .filter(({ rows }) => rows.length > 0)
          .map(({ title, rows }) => (
            <section>
              <h2>{title}</h2>
              <ul class="rows">
                {rows.map(({ id, label, value, href, wrong, first: opens }) => (
                  <li id={id} tabindex={-1}>
                    <span class="what">{label}</span>
                    <span class="grow">
                      {value === "" ? <span class="state wait">还没有填</span> : value}
                      {wrong && value !== "" ? <span class="state wait">　请改一下</span> : null}
                    </span>
                    {opens ? (
                      <a class="button" href={href} aria-label={`修改${label}`}>
                        修改
                      </a>
                    ) : (
                      <span />
                    )}
                  </li>
                ))}
              </ul>
            </section>
          ))}
      </div>
      <form id={FORM} method="post" action="/kiosk/submit">
        <FormKeys csrf={frame.csrf} actKey={actKey} />
      </form>
    </KioskPage>
  );
}

function ToldList({ title, told }: { title: string; told: readonly Told[] }) {
  if (told.length === 0) return null;
  return (
    <section class="notice">
      <h2>{title}</h2>
      <ul>
        {told.map(({ message }) => (
          <li>{message}</li>
        ))}
      </ul>
    </section>
  );
}
