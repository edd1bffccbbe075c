import { ErrorSummary, type FieldProblem, FileField, TextField } from "../parts/field.tsx";
import { PublicPage } from "./frame.tsx";

export function VerifyForm(props: { demo: boolean; code?: string; problems?: readonly FieldProblem[] }) {
  return (
    <PublicPage title="这张执照是真的吗" demo={props.demo}>
      <h1>这张执照是真的吗</h1>
      <ErrorSummary problems={props.problems} />
      <form method="post" action="/verify" class="panel">
        <TextField
          name="code"
          label="输入验证码"
          hint="印在执照二维码的下面，12 位，不分大小写"
          value={props.code}
          problems={props.problems}
          maxlength={20}
        />
        <button type="submit" class="button primary wide">
          查验
        </button>
      </form>
      <form method="post" action="/verify/file" enctype="multipart/form-data" class="panel">
        <FileField
          name="file"
          label="或者上传电子执照文件"
          hint="营业执照的 PDF 文件，只用来比对，不会保存"
          problems={props.problems}
          accept="application/pdf"
        />
        <button type="submit" class="button wide">
          上传并查验
        </button>
      </form>
    </PublicPage>
  );
}

export interface VerifyAnswer {
  verdict: "valid" | "replaced" | "cancelled" | "unknown";
  /** What was compared, in words. */
  checked: readonly string[];
  facts: readonly { label: string; value: string }[];
  at: string;
}

const WORDS: Record<VerifyAnswer["verdict"], { title: string; tone: string; mark: string; help: string }> = {
  valid: { title: "是真的，现在有效", tone: "good", mark: "●", help: "请核对下面的内容和您看到的执照是否一致。" },
  replaced: {
    title: "已经换发，这一版失效",
    tone: "warn",
    mark: "▲",
    help: "这是以前的版本，请向持照人索要新的执照。",
  },
  cancelled: { title: "已经撤销，不再有效", tone: "bad", mark: "■", help: "不要以这张执照为准。" },
  unknown: {
    title: "不是本系统签发的",
    tone: "bad",
    mark: "■",
    help: "没有找到这张执照。请检查验证码，或联系登记机关核实。",
  },
};

export function VerifyResult({ demo, answer }: { demo: boolean; answer: VerifyAnswer }) {
  const words = WORDS[answer.verdict];
  return (
    <PublicPage title={words.title} demo={demo}>
      <section class={`verdict ${words.tone}`} aria-labelledby="verdict">
        <h1 id="verdict">
          <span aria-hidden="true">{words.mark}</span> {words.title}
        </h1>
        <p>{words.help}</p>
        {demo && answer.verdict !== "unknown" ? <p>这是演示样本，不具有法律效力。</p> : null}
      </section>
      {answer.facts.length > 0 ? (
        <dl class="facts">
          {answer.facts.map(({ label, value }) => (
            <>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </>
          ))}
        </dl>
      ) : null}
      <h2>查验了什么</h2>
      <ul>
        {answer.checked.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
      <p class="quiet">查验时间：{answer.at}</p>
      <p>
        <a class="button wide" href="/verify">
          查验另一张执照
        </a>
      </p>
    </PublicPage>
  );
}
