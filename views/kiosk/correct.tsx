import { type FieldProblem, FormKeys } from "../parts/field.tsx";
import { KioskPage, type Screen } from "./frame.tsx";

export interface CorrectProps {
  screen: Screen;
  csrf: string;
  actKey: string;
  authority: string;
  items: readonly {
    id: string;
    label: string;
    problem: string;
    fix: string;
    href: string;
    changed: boolean;
    stillWrong: string | undefined;
  }[];
  /** What a correction has made necessary, and the signatures that it made void. */
  others: readonly { id: string; label: string; problem: string; href: string }[];
  noticeHref: string;
  until: string | undefined;
  problems?: readonly FieldProblem[] | undefined;
}

export function CorrectPage(props: CorrectProps) {
  const { screen, csrf, actKey, authority, items, others, noticeHref, until, problems } = props;
  const open = [...items.filter(({ changed, stillWrong }) => !changed || stillWrong), ...others];
  const [first] = open;
  const primary = first
    ? { label: `去改：${first.label}`, href: first.href }
    : { label: `重新提交给${authority}`, form: "resubmit" };
  return (
    <KioskPage
      screen={screen}
      title={`有 ${items.length} 处要改`}
      help={`${authority}一次告诉您全部要改的地方。改好再交，还是原来的人看，排在前面。${until ? `请在${until}以前交。` : ""}`}
      problems={problems}
      primary={primary}
      wide
    >
      <ul class="rows marked">
        {items.map(({ id, label, problem, fix, href, changed, stillWrong }) => (
          <li id={id} tabindex={-1}>
            <div class="grow">
              <h2>{label}</h2>
              <p>
                <strong>问题：</strong>
                {problem}
              </p>
              <p>
                <strong>这样改：</strong>
                {fix}
              </p>
              {changed && stillWrong ? <p class="state wait">改过了，还有问题：{stillWrong}</p> : null}
              {changed && !stillWrong ? <p class="state good">已经改过</p> : null}
              {changed ? null : <p class="state wait">还没有改</p>}
            </div>
            <a class="button" href={href} aria-label={`${changed ? "再改" : "去改"}${label}`}>
              {changed ? "再改" : "去改"}
            </a>
          </li>
        ))}
        {others.map(({ id, label, problem, href }) => (
          <li id={id} tabindex={-1}>
            <div class="grow">
              <h2>{label}</h2>
              <p>{problem}</p>
              <p class="state wait">改了上面的内容以后要补上</p>
            </div>
            <a class="button" href={href} aria-label={`去补${label}`}>
              去补
            </a>
          </li>
        ))}
      </ul>
      <p>
        <a href={noticeHref} target="_blank" rel="noopener">
          看一次性告知书
        </a>
      </p>
      <form id="resubmit" method="post" action="/kiosk/submit">
        <FormKeys csrf={csrf} actKey={actKey} />
        {first ? (
          <p class="anyway">
            不用改的，可以不改：
            <button type="submit" class="button">
              现在就重新提交
            </button>
          </p>
        ) : null}
      </form>
    </KioskPage>
  );
}
