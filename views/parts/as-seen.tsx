/** A submission as it was shown when it was made. */
export interface SeenView {
  seq: number;
  facts: readonly { label: string; value: string }[];
  answers: readonly { question: string; answer: string }[];
  /** The other submissions of the filing. */
  others: readonly { label: string; to: string; current: boolean }[];
  /** Why there is nothing, or what is hidden. */
  note?: string | undefined;
}

/** Questions and answers in the words and the order of that day, whatever the form asks now. */
export function AsSeen({ view }: { view: SeenView }) {
  return (
    <>
      {view.others.length > 1 ? (
        <nav class="tabs" aria-label="各次提交">
          <ul>
            {view.others.map(({ label, to, current }) => (
              <li>
                <a href={to} aria-current={current ? "page" : undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      ) : null}
      <dl class="facts small seen-facts">
        {view.facts.map(({ label, value }) => (
          <>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
      {view.note ? <p class="notice">{view.note}</p> : null}
      <dl class="facts seen">
        {view.answers.map(({ question, answer }) => (
          <>
            <dt>{question}</dt>
            <dd>{answer}</dd>
          </>
        ))}
      </dl>
    </>
  );
}
