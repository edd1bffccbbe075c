import type { Light } from "../../src/rules/lights.ts";
import { LicenceVersions, type VersionView } from "../parts/licence-versions.tsx";
import { LightMark } from "../parts/light.tsx";
import { type FindingView, FoundLine } from "./answers.tsx";

export interface SideView {
  status: string;
  turn: string;
  light?: Light | undefined;
  due?: string | undefined;
  forecast?: string | undefined;
  why: string[];
  standing: { label: string; value: string }[];
  versions: readonly VersionView[];
  findings: (FindingView & { field: string; label: string })[];
  /** undefined: not asked, as for a decided filing. */
  checked: boolean;
  changes: { field: string; label: string; before: string; after: string }[];
  round: number;
  returns: {
    round: number;
    when: string;
    by: string;
    items: { label: string; problem: string; fix: string; resolved: boolean }[];
  }[];
  /** Each as it was shown when it was made. */
  submissions: { href: string; label: string; when: string }[];
  notices: { href: string; title: string; number: string; when: string; delivered: string }[];
  timeline: { when: string; sentence: string }[];
}

/** Where the filing stands, what the machine found, what changed, and what happened so far. */
export function Side({ view }: { view: SideView }) {
  return (
    <>
      <Standing view={view} />
      {view.versions.length > 0 ? (
        <section>
          <h2>营业执照</h2>
          <LicenceVersions versions={view.versions} />
        </section>
      ) : null}
      {view.checked ? <Findings findings={view.findings} /> : null}
      {view.round > 1 ? <Changes view={view} /> : null}
      {view.returns.length > 0 ? <Returns returns={view.returns} /> : null}
      {view.notices.length > 0 ? <Notices notices={view.notices} /> : null}
      {view.submissions.length > 0 ? <Submissions submissions={view.submissions} /> : null}
      <Timeline timeline={view.timeline} />
    </>
  );
}

function Standing({ view }: { view: SideView }) {
  return (
    <section>
      <h2 class="standing">
        {view.status} {view.light ? <LightMark light={view.light} /> : null}
      </h2>
      <p>{view.due ? <strong>{view.due}</strong> : view.turn}</p>
      {view.forecast ? <p class="quiet">没有人办理的话，{view.forecast}。</p> : null}
      {view.why.length > 0 ? (
        <details class="arithmetic">
          <summary>期限怎么算的</summary>
          {view.why.map((sentence) => (
            <p>{sentence}</p>
          ))}
          <p class="quiet">灯和内部目标是本地规则，法定期限依《市场主体登记管理条例》第十九条。</p>
        </details>
      ) : null}
      <dl class="facts small">
        {view.standing.map(({ label, value }) => (
          <>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </>
        ))}
      </dl>
    </section>
  );
}

function Findings({ findings }: { findings: SideView["findings"] }) {
  const blocking = findings.filter((finding) => finding.severity === "block").length;
  const manual = findings.filter((finding) => finding.severity === "manual").length;
  return (
    <section>
      <h2>机器核对</h2>
      {findings.length === 0 ? (
        <p>没有发现问题。</p>
      ) : (
        <p class="quiet">
          须改正 {blocking} 处，须人工判断 {manual} 处，提示 {findings.length - blocking - manual} 处。
        </p>
      )}
      {findings.map((finding) => (
        <div class="found-block">
          <a href={`#f-${finding.field}`}>{finding.label}</a>
          <FoundLine finding={finding} />
        </div>
      ))}
    </section>
  );
}

function Changes({ view }: { view: SideView }) {
  return (
    <section>
      <h2>第 {view.round} 次提交改了什么</h2>
      {view.changes.length === 0 ? <p class="quiet">内容没有改动，重新提交了原来的申请。</p> : null}
      {view.changes.map(({ field, label, before, after }) => (
        <div class="difference">
          <a href={`#f-${field}`}>{label}</a>
          {before ? (
            <p>
              <del>{before}</del>
            </p>
          ) : null}
          <p>
            <ins>{after || "（已去掉）"}</ins>
          </p>
        </div>
      ))}
    </section>
  );
}

function Returns({ returns }: { returns: SideView["returns"] }) {
  return (
    <section>
      <h2>历次退回</h2>
      {returns.map(({ round, when, by, items }) => (
        <details class="arithmetic" open={returns.length === 1}>
          <summary>
            第 {round} 次提交后退回，{items.length} 处
          </summary>
          <p class="quiet">
            {when} · {by}
          </p>
          <ol>
            {items.map(({ label, problem, fix, resolved }) => (
              <li>
                <strong>{label}</strong> {resolved ? <span class="tag">已重新提交</span> : null}
                <br />
                {problem}
                <br />
                <span class="quiet">{fix}</span>
              </li>
            ))}
          </ol>
        </details>
      ))}
    </section>
  );
}

function Notices({ notices }: { notices: SideView["notices"] }) {
  return (
    <section>
      <h2>文书</h2>
      <ul class="plain">
        {notices.map(({ href, title, number, when, delivered }) => (
          <li>
            <a href={href} target="_blank" rel="noopener">
              {title}（PDF）
            </a>
            <br />
            <span class="quiet">
              {number} · {when}
              <br />
              {delivered}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Submissions({ submissions }: { submissions: SideView["submissions"] }) {
  return (
    <section>
      <h2>提交时的样子</h2>
      <ul class="plain">
        {submissions.map(({ href, label, when }) => (
          <li>
            <a href={href}>{label}原样</a>
            <br />
            <span class="quiet">{when}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Timeline({ timeline }: { timeline: SideView["timeline"] }) {
  return (
    <section>
      <h2>经过</h2>
      <ol class="timeline">
        {timeline.map(({ when, sentence }) => (
          <li>
            <span class="quiet">{when}</span>
            <br />
            {sentence}
          </li>
        ))}
      </ol>
    </section>
  );
}
