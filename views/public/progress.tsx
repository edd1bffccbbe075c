import { ErrorSummary, type FieldProblem, FormKeys, TextField } from "../parts/field.tsx";
import type { DemoMessage } from "../parts/layout.tsx";
import { LicenceVersions, type VersionView } from "../parts/licence-versions.tsx";
import { inFours, Reachable } from "../parts/spoken.tsx";
import { PublicPage } from "./frame.tsx";

export interface ProgressView {
  status: string;
  turn: string;
  due: string;
  number: string;
  code: string;
  name: string;
  authority: string;
  contact: string;
  corrections: readonly { field: string; problem: string; fix: string }[];
  licence:
    | {
        uscc: string;
        inForce: boolean;
        /** Told where there is more to tell than one valid version. */
        versions: readonly VersionView[];
        /** How often anyone checked it this month. */
        checks: number;
        files: readonly { href: string; label: string }[];
      }
    | undefined;
  delivery: string;
  notices: readonly { href: string; label: string; number: string }[];
  /** Each as it was shown when it was made. */
  submissions: readonly { href: string; label: string; when: string }[];
  events: readonly { when: string; what: string }[];
  mayNameProxy: boolean;
}

export interface ProgressFrame {
  demo: boolean;
  demoMessages: DemoMessage[];
  csrf: string;
  actKey: string;
  problems?: readonly FieldProblem[];
  proxy?: { name: string; idNumber: string };
}

/** What the holder sees after code and identity: whose turn it is, the licence to open and save, the papers, the whole history. */
export function Progress({ frame, view }: { frame: ProgressFrame; view: ProgressView }) {
  return (
    <PublicPage title={view.status} demo={frame.demo} demoMessages={frame.demoMessages} leave={{ csrf: frame.csrf }}>
      <h1 class="huge">{view.status}</h1>
      <p class="lead">{view.turn}。</p>
      <ErrorSummary problems={frame.problems} />
      {view.licence ? <Licence licence={view.licence} /> : null}
      {view.corrections.length > 0 ? <Corrections view={view} /> : null}
      <dl class="facts">
        <dt>名称</dt>
        <dd>{view.name}</dd>
        <dt>申请编号</dt>
        <dd class="number">{view.number}</dd>
        <dt>取件码</dt>
        <dd class="number">{inFours(view.code)}</dd>
        {view.authority ? (
          <>
            <dt>谁办</dt>
            <dd>
              {view.authority}，<Reachable words={view.contact} />
            </dd>
          </>
        ) : null}
        {view.due ? (
          <>
            <dt>答复时间</dt>
            <dd>{view.due}</dd>
          </>
        ) : null}
        {view.delivery ? (
          <>
            <dt>纸质执照</dt>
            <dd>{view.delivery}</dd>
          </>
        ) : null}
      </dl>
      {view.mayNameProxy ? <ProxyForm frame={frame} /> : null}
      {view.notices.length > 0 ? (
        <>
          <h2>文书</h2>
          <ul class="papers">
            {view.notices.map(({ href, label, number }) => (
              <li>
                <a href={href}>{label}</a>
                <span class="quiet">{number}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      {view.submissions.length > 0 ? (
        <>
          <h2>您提交的内容</h2>
          <ul class="papers">
            {view.submissions.map(({ href, label, when }) => (
              <li>
                <a href={href}>{label}</a>
                <span class="quiet">{when}</span>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <h2>办理经过</h2>
      <ol class="history">
        {view.events.map(({ when, what }) => (
          <li>
            <span class="quiet">{when}</span> {what}
          </li>
        ))}
      </ol>
    </PublicPage>
  );
}

function Licence({ licence }: { licence: NonNullable<ProgressView["licence"]> }) {
  return (
    <section class="panel licence" aria-labelledby="licence">
      <h2 id="licence">我的电子营业执照</h2>
      <p>
        统一社会信用代码 <strong class="number">{licence.uscc}</strong>
      </p>
      {licence.inForce ? null : (
        <p class="notice bad">登记已经撤销，这张执照作废，不能再用。理由和救济途径在下面的“文书”里。</p>
      )}
      <ul class="buttons">
        {licence.files.map(({ href, label }, index) => (
          <li>
            <a class={index === 0 && licence.inForce ? "button primary wide" : "button wide"} href={href}>
              {label}
            </a>
          </li>
        ))}
      </ul>
      {licence.versions.length > 0 ? (
        <>
          <h3>执照的版本</h3>
          <LicenceVersions versions={licence.versions} />
        </>
      ) : null}
      {licence.checks > 0 ? <p class="quiet">这个月被查验 {licence.checks} 次。</p> : null}
    </section>
  );
}

function Corrections({ view }: { view: ProgressView }) {
  return (
    <section class="panel" aria-labelledby="corrections">
      <h2 id="corrections">需要修改 {view.corrections.length} 处</h2>
      <p>
        请带身份证到任何一台自助终端，选“补正”，输入取件码 <strong class="number">{inFours(view.code)}</strong>。
      </p>
      <ol class="corrections">
        {view.corrections.map(({ field, problem, fix }) => (
          <li>
            <strong>{field}</strong>
            <p>{problem}</p>
            <p>怎么改：{fix}</p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function ProxyForm({ frame }: { frame: ProgressFrame }) {
  return (
    <details class="panel" open={(frame.problems?.length ?? 0) > 0}>
      <summary>委托别人代领纸质执照</summary>
      <form method="post" action="/status/proxy">
        <FormKeys csrf={frame.csrf} actKey={frame.actKey} />
        <TextField name="name" label="代领人姓名" value={frame.proxy?.name} problems={frame.problems} maxlength={50} />
        <TextField
          name="idNumber"
          label="代领人身份证号码"
          value={frame.proxy?.idNumber}
          problems={frame.problems}
          maxlength={18}
        />
        <p class="quiet">代领码会发到您的手机，只能用一次，请转告代领人。</p>
        <button type="submit" class="button wide">
          发送代领码
        </button>
      </form>
    </details>
  );
}
