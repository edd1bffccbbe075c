import type { Child } from "hono/jsx";
import { ErrorSummary, type FieldProblem, FormKeys, SelectField, TextField } from "../parts/field.tsx";
import { RETURN_FORM } from "./answers.tsx";

/** Which acts are possible now, by the same rules that refuse them; each carries a fresh key. */
export interface ActsView {
  keys: { claim: string; release: string; register: string; refuse: string; identity: string };
  claim?: { heldBy?: string | undefined } | undefined;
  release: boolean;
  register?: { codesLeft: number; blocked?: string | undefined } | undefined;
  mark?: { count: number } | undefined;
  /** Why it cannot be returned any more. */
  returnClosed?: string | undefined;
  refuse?: { grounds: { value: string; label: string; help: string }[] } | undefined;
  identity: boolean;
  /** What is said where there is nothing to do. */
  idle?: string | undefined;
  /** Where the work goes on elsewhere. */
  onward?: { href: string; label: string } | undefined;
  values: Record<string, string>;
  problems?: readonly FieldProblem[] | undefined;
  message?: string | undefined;
  /** The drawer that is open, because its form came back. */
  open?: string | undefined;
}

interface Frame {
  acts: ActsView;
  filingId: string;
  version: number;
  csrf: string;
}

/** The bar that never leaves. A drawer opens where an act asks for something; the keys are on the buttons. */
export function ActBar(frame: Frame) {
  const { acts } = frame;
  return (
    <section class="act-bar" aria-label="办理">
      {acts.idle ? <p class="idle">{acts.idle}</p> : null}
      {acts.onward ? (
        <p class="idle">
          <a href={acts.onward.href}>{acts.onward.label}</a>
        </p>
      ) : null}
      {acts.claim ? <Claim {...frame} heldBy={acts.claim.heldBy} /> : null}
      {acts.register ? <Register {...frame} register={acts.register} /> : null}
      {acts.mark ? <Return {...frame} count={acts.mark.count} /> : null}
      {acts.returnClosed ? <p class="idle">{acts.returnClosed}</p> : null}
      {acts.refuse ? <Refuse {...frame} grounds={acts.refuse.grounds} /> : null}
      {acts.identity ? <Identity {...frame} /> : null}
      {acts.release ? (
        <form class="half" method="post" action={`/desk/filings/${frame.filingId}/release`}>
          <FormKeys csrf={frame.csrf} actKey={acts.keys.release} />
          <button type="submit" class="button quiet-button">
            放回待预审
          </button>
        </form>
      ) : null}
    </section>
  );
}

function Drawer(props: {
  label: string;
  accessKey: string;
  tone?: string;
  wide?: boolean;
  open: boolean;
  children?: Child;
}) {
  return (
    <details class={props.wide ? "drawer wide" : "drawer"} name="act" open={props.open}>
      <summary class={`button ${props.tone ?? ""}`} accesskey={props.accessKey}>
        {props.label} <kbd>Alt {props.accessKey.toUpperCase()}</kbd>
      </summary>
      <div class="drawer-body">{props.children}</div>
    </details>
  );
}

function Claim({ acts, filingId, csrf, heldBy }: Frame & { heldBy: string | undefined }) {
  const action = `/desk/filings/${filingId}/claim`;
  if (!heldBy)
    return (
      <form class="whole" method="post" action={action}>
        <FormKeys csrf={csrf} actKey={acts.keys.claim} />
        <button type="submit" class="button primary" accesskey="c">
          领取审查 <kbd>Alt C</kbd>
        </button>
      </form>
    );
  return (
    <>
      <p class="idle">{heldBy}正在审查这份申请。</p>
      <Drawer label="接手审查" accessKey="c" open={acts.open === "claim"}>
        <form method="post" action={action}>
          <FormKeys csrf={csrf} actKey={acts.keys.claim} />
          <ErrorSummary problems={acts.open === "claim" ? acts.problems : undefined} />
          <TextField
            name="reason"
            label="接手的原因"
            hint="会记入经过，对方能看到。"
            value={acts.values.reason}
            maxlength={200}
            problems={acts.problems}
          />
          <button type="submit" class="button primary">
            接手审查
          </button>
        </form>
      </Drawer>
    </>
  );
}

function Register({
  acts,
  filingId,
  version,
  csrf,
  register,
}: Frame & { register: NonNullable<ActsView["register"]> }) {
  const stop =
    register.codesLeft === 0 ? "本局没有可用的统一社会信用代码，不能登记。请向市局申请新的号段。" : register.blocked;
  if (stop)
    return (
      <div class="whole">
        <button type="button" class="button" disabled>
          {register.codesLeft === 0 ? "登记（没有余码）" : "登记"}
        </button>
        <p class="idle">{stop}</p>
      </div>
    );
  return (
    <Drawer
      label={`登记（余码 ${register.codesLeft}）`}
      accessKey="r"
      tone="primary"
      wide
      open={acts.open === "register"}
    >
      <form method="post" action={`/desk/filings/${filingId}/registration`}>
        <FormKeys csrf={csrf} actKey={acts.keys.register} version={version} />
        {acts.open === "register" && acts.message ? (
          <p class="notice bad" role="alert">
            {acts.message}
          </p>
        ) : null}
        <p>登记后分配一个统一社会信用代码，立即签发电子营业执照，并通知申请人和申报大厅。不能撤回。</p>
        <button type="submit" class="button primary">
          确认登记
        </button>
      </form>
    </Drawer>
  );
}

function Return({ filingId, version, csrf, count }: Frame & { count: number }) {
  return (
    <form id={RETURN_FORM} class="half" method="post" action={`/desk/filings/${filingId}/return/preview`}>
      <FormKeys csrf={csrf} version={version} />
      <button type="submit" class="button" accesskey="t" id="items">
        <span>
          退回补正 <output data-marked>{count}</output> 处
        </span>{" "}
        <kbd>Alt T</kbd>
      </button>
    </form>
  );
}

function Refuse({
  acts,
  filingId,
  version,
  csrf,
  grounds,
}: Frame & { grounds: { value: string; label: string; help: string }[] }) {
  return (
    <Drawer label="不予登记" accessKey="x" tone="danger" open={acts.open === "refuse"}>
      <form method="post" action={`/desk/filings/${filingId}/refusal`}>
        <FormKeys csrf={csrf} actKey={acts.keys.refuse} version={version} />
        <ErrorSummary problems={acts.open === "refuse" ? acts.problems : undefined} />
        <SelectField
          name="ground"
          label="法律依据"
          empty="请选择"
          options={grounds}
          value={acts.values.ground}
          problems={acts.problems}
        />
        <TextField
          name="facts"
          label="事实和理由"
          hint="写给申请人看。材料能补正的，请退回补正，不要作不予登记。"
          lines={4}
          maxlength={1000}
          value={acts.values.facts}
          problems={acts.problems}
        />
        <button type="submit" class="button danger">
          作出不予登记决定
        </button>
      </form>
    </Drawer>
  );
}

export function Identity({ acts, filingId, csrf }: Frame) {
  return (
    <Drawer label="核验身份" accessKey="i" open={acts.open === "identity"}>
      <form method="post" action={`/desk/filings/${filingId}/identity`}>
        <FormKeys csrf={csrf} actKey={acts.keys.identity} />
        <ErrorSummary problems={acts.open === "identity" ? acts.problems : undefined} />
        <TextField
          name="seen"
          label="当面核对了什么"
          hint="例如：经营者本人和身份证原件，人证一致。不要写号码。"
          value={acts.values.seen}
          maxlength={60}
          problems={acts.problems}
        />
        <button type="submit" class="button primary">
          记录核验
        </button>
      </form>
    </Drawer>
  );
}
