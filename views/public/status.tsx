import { ErrorSummary, type FieldProblem, FormKeys, TextField } from "../parts/field.tsx";
import type { DemoMessage } from "../parts/layout.tsx";
import { inFours, Reachable } from "../parts/spoken.tsx";
import { PublicPage } from "./frame.tsx";

interface Frame {
  demo: boolean;
  demoMessages?: DemoMessage[];
  problems?: readonly FieldProblem[];
}

export function CodeForm(props: Frame & { code?: string }) {
  return (
    <PublicPage title="查进度" demo={props.demo}>
      <h1>查进度</h1>
      <ErrorSummary problems={props.problems} />
      <form method="post" action="/status" class="panel">
        <TextField
          name="code"
          label="取件码"
          hint="8 位，在提交申请的凭证上和短信里"
          value={props.code}
          problems={props.problems}
          maxlength={12}
        />
        <button type="submit" class="button primary wide">
          查进度
        </button>
      </form>
    </PublicPage>
  );
}

export interface MaskedStatus {
  code: string;
  status: string;
  turn: string;
  authority: string;
  contact: string;
  due: string;
}

export function Masked({ demo, masked }: Frame & { masked: MaskedStatus }) {
  return (
    <PublicPage title={masked.status} demo={demo}>
      <p class="quiet">
        取件码 <span class="number">{inFours(masked.code)}</span>
      </p>
      <h1 class="huge">{masked.status}</h1>
      <p class="lead">{masked.turn}。</p>
      <dl class="facts">
        {masked.authority ? (
          <>
            <dt>谁办</dt>
            <dd>{masked.authority}</dd>
            <dt>联系</dt>
            <dd>
              <Reachable words={masked.contact} />
            </dd>
          </>
        ) : null}
        {masked.due ? (
          <>
            <dt>答复时间</dt>
            <dd>{masked.due}</dd>
          </>
        ) : null}
      </dl>
      <p>
        <a class="button primary wide" href={`/status/${masked.code}/identify`}>
          核验身份，看详情和执照
        </a>
      </p>
      <p>
        <a href="/status">查另一份申请</a>
      </p>
    </PublicPage>
  );
}

export function IdentifyForm(props: Frame & { code: string; idNumber?: string; phone?: string }) {
  return (
    <PublicPage title="核验身份" demo={props.demo}>
      <h1>核验身份</h1>
      <p>用申请时的身份证号码和手机号，手机会收到验证码。</p>
      <ErrorSummary problems={props.problems} />
      <form method="post" action="/status/identify" class="panel">
        <input type="hidden" name="code" value={props.code} />
        <TextField name="idNumber" label="身份证号码" value={props.idNumber} problems={props.problems} maxlength={18} />
        <TextField
          name="phone"
          label="手机号"
          type="tel"
          inputmode="tel"
          value={props.phone}
          problems={props.problems}
          maxlength={11}
        />
        <button type="submit" class="button primary wide">
          发送验证码
        </button>
      </form>
    </PublicPage>
  );
}

export function ConfirmForm(props: Frame & { csrf: string }) {
  return (
    <PublicPage title="输入验证码" demo={props.demo} demoMessages={props.demoMessages ?? []}>
      <h1>输入验证码</h1>
      <ErrorSummary problems={props.problems} />
      <form method="post" action="/status/confirm" class="panel">
        <FormKeys csrf={props.csrf} />
        <TextField name="sms" label="短信里的 6 位验证码" inputmode="numeric" problems={props.problems} maxlength={6} />
        <button type="submit" class="button primary wide">
          确定
        </button>
      </form>
      <p>
        <a href="/status">重新开始</a>
      </p>
    </PublicPage>
  );
}
