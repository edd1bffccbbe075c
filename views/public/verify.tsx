import { ErrorSummary, type FieldProblem, FileField, TextField } from "../parts/field.tsx";
import { PublicPage } from "./frame.tsx";

const SCRIPTS = ["/assets/verify.js"];

export function VerifyForm(props: { demo: boolean; code?: string; problems?: readonly FieldProblem[] }) {
  return (
    <PublicPage title="这张执照是真的吗" demo={props.demo} scripts={SCRIPTS}>
      <h1>这张执照是真的吗</h1>
      <p class="lead">扫执照上的二维码最快。也可以输入核验码，或者上传电子执照文件。</p>
      <ErrorSummary problems={props.problems} />
      <form method="post" action="/verify" class="panel">
        <TextField
          name="code"
          label="输入核验码"
          hint="印在执照二维码的下面，12 位，不分大小写"
          value={props.code}
          problems={props.problems}
          maxlength={20}
        />
        <button type="submit" class="button primary wide">
          查验
        </button>
      </form>
      <form method="post" action="/verify/file" enctype="multipart/form-data" class="panel" data-drop>
        <FileField
          name="file"
          label="或者上传电子执照文件"
          hint="营业执照的 PDF 文件，只用来比对，不会保存。在电脑上可以把文件拖到这里"
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
  verdict: "valid" | "replaced" | "cancelled" | "altered" | "other" | "foreign" | "unknown";
  /** What was compared, in words. */
  checked: readonly string[];
  /** Since when it is void, why, and whether there is a newer version. */
  ended: readonly string[];
  facts: readonly { label: string; value: string }[];
  /** What the square on the licence vouches for, for the check in the browser. */
  square?: readonly (string | null)[];
  at: string;
}

interface Words {
  title: string;
  tone: "good" | "warn" | "bad";
  mark: string;
  help: string;
}

const WORDS: Record<VerifyAnswer["verdict"], Words> = {
  valid: {
    title: "是真的，现在有效",
    tone: "good",
    mark: "●",
    help: "请核对下面的内容和您看到的执照是否一致。",
  },
  replaced: {
    title: "已经换发，这一版失效",
    tone: "warn",
    mark: "▲",
    help: "这是以前的版本，请向持照人索要新的执照。",
  },
  cancelled: { title: "已经撤销，不再有效", tone: "bad", mark: "■", help: "不要以这张执照为准。" },
  altered: {
    title: "文件被改动过",
    tone: "bad",
    mark: "■",
    help: "这个文件和登记机关存档的执照不是同一份，不要采信。请扫执照上的二维码，或者输入核验码，看登记的内容。",
  },
  other: {
    title: "不是电子营业执照",
    tone: "warn",
    mark: "▲",
    help: "这是登记机关签名的另一种文件，例如通知书。要查验执照，请上传电子营业执照，或者输入核验码。",
  },
  foreign: {
    title: "不是本系统签发的",
    tone: "bad",
    mark: "■",
    help: "这个文件不是牡丹江市城区各区局通过本系统签发的执照。别处签发的执照，请到国家企业信用信息公示系统查询。",
  },
  unknown: {
    title: "没有这张执照",
    tone: "bad",
    mark: "■",
    help: "没有找到这个核验码。请对照执照再输入一遍，或者联系登记机关核实。",
  },
};

const CODE_KNOWN: readonly VerifyAnswer["verdict"][] = ["valid", "replaced", "cancelled"];

export function VerifyResult({ demo, answer }: { demo: boolean; answer: VerifyAnswer }) {
  const words = WORDS[answer.verdict];
  return (
    <PublicPage title={words.title} demo={demo} scripts={SCRIPTS}>
      <section class={`verdict ${words.tone}`} aria-labelledby="verdict">
        <h1 id="verdict">
          <span aria-hidden="true">{words.mark}</span> {words.title}
        </h1>
        {answer.ended.map((sentence) => (
          <p>
            <strong>{sentence}</strong>
          </p>
        ))}
        <p>{words.help}</p>
        {demo && CODE_KNOWN.includes(answer.verdict) ? <p>这是演示样本，不具有法律效力。</p> : null}
      </section>
      <section
        class="panel"
        data-square={JSON.stringify(answer.square ?? [])}
        data-keys="/verify/keys.json"
        aria-live="polite"
        hidden
      ></section>
      {answer.facts.length > 0 ? (
        <>
          <h2>登记的内容</h2>
          <dl class="facts">
            {answer.facts.map(({ label, value }) => (
              <>
                <dt>{label}</dt>
                <dd>{value}</dd>
              </>
            ))}
          </dl>
        </>
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
