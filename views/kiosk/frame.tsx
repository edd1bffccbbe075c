import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import { ErrorSummary, type FieldProblem } from "../parts/field.tsx";
import { type DemoMessage, Layout } from "../parts/layout.tsx";
import { inFours } from "../parts/spoken.tsx";

/** Without a script the page cannot see that somebody is typing, so it waits longer than the warning does. */
const UNSCRIPTED_IDLE_SECONDS = 300;
const UNSCRIPTED_REFRESH = `<meta http-equiv="refresh" content="${UNSCRIPTED_IDLE_SECONDS};url=/kiosk/leave?why=idle">`;

/** What every page of a kiosk shows around its question. */
export interface Screen {
  hall: { name: string; phone: string };
  display: { elder: boolean; contrast: boolean };
  /** The present page: where the switches of the display lead back to. */
  path: string;
  /** Somebody is at work here: the way out is shown, and idle time ends it. */
  occupied: boolean;
  idle: { warnAfterSeconds: number; countdownSeconds: number };
  /** The application at hand; its number and code are seen from the first page on (R10). */
  filing?: { number: string; code: string };
  demoMessages: DemoMessage[];
}

export interface Stage {
  number: number;
  of: number;
  name: string;
}

export type Primary = { label: string } & ({ form: string; name?: string; value?: string } | { href: string });

export interface KioskPageProps {
  screen: Screen;
  title: string;
  /** The heading; the title itself unless told. */
  question?: string;
  stage?: Stage | undefined;
  help?: string | undefined;
  notice?: string | undefined;
  problems?: readonly FieldProblem[] | undefined;
  back?: { href: string; label?: string } | undefined;
  primary?: Primary | undefined;
  scripts?: string[];
  /** The question takes the whole width and no more height than it needs: lists, receipts. */
  wide?: boolean;
  children?: Child;
}

/** Top band, question, content, and the bar with the next act: always in the same places. */
export function KioskPage(props: KioskPageProps) {
  const { screen, title, stage, problems } = props;
  return (
    <Layout
      title={stage ? `${title}（第 ${stage.number} 步）` : title}
      room="kiosk"
      display={screen.display}
      scripts={["/assets/kiosk.js", ...(props.scripts ?? [])]}
      demoMessages={screen.demoMessages}
    >
      <div class="kiosk-frame">
        <Band screen={screen} stage={stage} />
        <main id="main" class={props.wide ? "wide" : undefined}>
          <ErrorSummary problems={problems} />
          <div class="ask">
            <h1>{props.question ?? title}</h1>
            {props.help ? <p class="lead">{props.help}</p> : null}
            {props.notice ? <p class="notice">{props.notice}</p> : null}
          </div>
          <div class="work">{props.children}</div>
        </main>
        <Bar screen={screen} back={props.back} primary={props.primary} />
        {screen.occupied ? <Idle screen={screen} /> : null}
      </div>
    </Layout>
  );
}

function Band({ screen, stage }: { screen: Screen; stage: Stage | undefined }) {
  const { filing } = screen;
  return (
    <header class="band">
      <div class="band-row">
        <p class="hall">{screen.hall.name}</p>
        <form class="display" method="post" action="/kiosk/display">
          <input type="hidden" name="back" value={screen.path} />
          <Switch name="elder" on={screen.display.elder} label="大字" />
          <Switch name="contrast" on={screen.display.contrast} label="高对比" />
        </form>
        {screen.occupied ? (
          <form method="post" action="/kiosk/leave">
            <button type="submit" class="button leave">
              退出并清除
            </button>
          </form>
        ) : null}
      </div>
      {stage || filing ? (
        <div class="band-row second">
          {stage ? <StageLine stage={stage} /> : <span />}
          {filing ? (
            <p class="numbers">
              <span>
                申请编号 <span class="number">{filing.number}</span>
              </span>
              <span>
                取件码 <strong class="number">{inFours(filing.code)}</strong>
              </span>
            </p>
          ) : null}
        </div>
      ) : null}
    </header>
  );
}

function Switch({ name, on, label }: { name: string; on: boolean; label: string }) {
  return (
    <button
      type="submit"
      class="button switch"
      name="switch"
      value={name}
      data-switch={name}
      aria-pressed={on ? "true" : "false"}
    >
      {label}
    </button>
  );
}

function StageLine({ stage }: { stage: Stage }) {
  return (
    <div class="stage">
      <p>
        第 {stage.number} 步，共 {stage.of} 步：<strong>{stage.name}</strong>
      </p>
      <ol class="stage-marks" aria-hidden="true">
        {Array.from({ length: stage.of }, (_, index) => (
          <li class={index < stage.number ? "past" : undefined} />
        ))}
      </ol>
    </div>
  );
}

function Bar({
  screen,
  back,
  primary,
}: {
  screen: Screen;
  back: KioskPageProps["back"];
  primary: Primary | undefined;
}) {
  return (
    <footer class="bar">
      {back || primary ? (
        <div class={back ? "bar-acts" : "bar-acts single"}>
          {back ? (
            <a class="button" href={back.href}>
              {back.label ?? "上一步"}
            </a>
          ) : null}
          {primary ? <PrimaryButton primary={primary} /> : null}
        </div>
      ) : null}
      <div class="bar-help">
        <details class="help-panel">
          <summary class="button plain">帮助</summary>
          <div class="help-text">
            <p>一页只问一件事，填好点下面的大按钮。填过的内容每一页都会保存。</p>
            <p>看不清，点上面的“大字”。不会填，请叫帮办人员，或者到窗口报取件码，工作人员接着办。</p>
            <p>要离开时，点右上角的“退出并清除”，别人就看不到您的信息。</p>
          </div>
        </details>
        <p class="call">
          呼叫帮办 <strong class="number">{screen.hall.phone}</strong>
        </p>
      </div>
    </footer>
  );
}

function PrimaryButton({ primary }: { primary: Primary }) {
  if ("href" in primary)
    return (
      <a class="button primary" href={primary.href}>
        {primary.label}
      </a>
    );
  return (
    <button type="submit" class="button primary" form={primary.form} name={primary.name} value={primary.value}>
      {primary.label}
    </button>
  );
}

function Idle({ screen }: { screen: Screen }) {
  const { warnAfterSeconds, countdownSeconds } = screen.idle;
  return (
    <>
      <dialog
        class="idle"
        aria-labelledby="idle-title"
        data-idle={String(warnAfterSeconds)}
        data-countdown={String(countdownSeconds)}
      >
        <h2 id="idle-title">您还在吗？</h2>
        <p>
          <strong class="number" data-seconds>
            {countdownSeconds}
          </strong>{" "}
          秒后自动退出并清除。已经保存的内容不会丢，用取件码可以接着办。
        </p>
        <button type="button" class="button primary" data-stay>
          我还在，继续办
        </button>
      </dialog>
      {/* As text: a meta element would be moved to the head, where it would act on scripted pages too. */}
      <noscript>{raw(UNSCRIPTED_REFRESH)}</noscript>
    </>
  );
}
