import { type FieldProblem, TextField } from "../parts/field.tsx";
import { KioskPage, type Screen } from "./frame.tsx";

const ASKS = {
  look: { title: "查进度", next: "查进度" },
  continue: { title: "接着填没提交的申请", next: "下一步：证明您是谁" },
  correct: { title: "补正", next: "下一步：证明您是谁" },
  status: { title: "看全部进度", next: "下一步：证明您是谁" },
  print: { title: "打印执照", next: "下一步：证明您是谁" },
} as const;

export interface CodeProps {
  screen: Screen;
  purpose: string;
  value: string;
  problems?: readonly FieldProblem[] | undefined;
}

export function CodePage({ screen, purpose, value, problems }: CodeProps) {
  const { title, next } = ASKS[purpose as keyof typeof ASKS] ?? ASKS.look;
  return (
    <KioskPage
      screen={screen}
      title={title}
      question="您的取件码"
      help="8 位，在接收凭证上和短信里。也可以把凭证上的二维码对着扫码口。"
      problems={problems}
      back={{ href: "/kiosk" }}
      primary={{ label: next, form: "code-form" }}
    >
      <form id="code-form" method="post">
        <TextField
          name="code"
          label="取件码"
          hint="例如 34FG 7KMN，大小写都可以，忘了的请到窗口查"
          value={value}
          maxlength={200}
          problems={problems}
          extra={{ autocapitalize: "characters", spellcheck: "false" }}
        />
      </form>
    </KioskPage>
  );
}

export interface MaskedStatusProps {
  screen: Screen;
  code: string;
  number: string;
  status: string;
  turn: string;
  hall: string;
  authority: { name: string; phone: string; hours: string } | undefined;
  due: string | undefined;
  updated: string;
}

/** The code alone says where a filing is and whose turn it is; nothing of a person. */
export function MaskedStatusPage(props: MaskedStatusProps) {
  const { screen, code, number, status, turn, hall, authority, due, updated } = props;
  return (
    <KioskPage
      screen={screen}
      title={status}
      help={`${turn}。`}
      back={{ href: "/kiosk/status" }}
      primary={{ label: "证明您是谁，看全部进度", form: "full" }}
    >
      <dl class="facts">
        <dt>申请编号</dt>
        <dd class="number">{number}</dd>
        <dt>在哪里申报</dt>
        <dd>{hall}</dd>
        {authority ? (
          <>
            <dt>谁办</dt>
            <dd>{authority.name}</dd>
            <dt>联系电话</dt>
            <dd>
              <span class="number">{authority.phone}</span>（{authority.hours}）
            </dd>
          </>
        ) : null}
        {due ? (
          <>
            <dt>什么时候答复</dt>
            <dd>{due}</dd>
          </>
        ) : null}
        <dt>最近更新</dt>
        <dd>{updated}</dd>
      </dl>
      <form id="full" method="post" action="/kiosk/case/status">
        <input type="hidden" name="code" value={code} />
      </form>
    </KioskPage>
  );
}
