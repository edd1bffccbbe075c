import { KioskPage, type Screen } from "./frame.tsx";
import { Qr, type QrProps } from "./qr.tsx";

export interface ProgressProps {
  screen: Screen;
  status: string;
  turn: string;
  due: string | undefined;
  authority: { name: string; contact: string; phone: string; hours: string } | undefined;
  name: string;
  next: { href: string; label: string } | undefined;
  licence:
    | { uscc: string; valid: boolean; version: string | undefined; qr: QrProps["code"]; mayPrint: boolean }
    | undefined;
  delivery: string | undefined;
  events: readonly { when: string; what: string }[];
  notices: readonly { href: string; label: string; number: string }[];
  mayWithdraw: boolean;
}

export function ProgressPage(props: ProgressProps) {
  const { screen, status, turn, due, authority, name, next, licence, delivery, events, notices, mayWithdraw } = props;
  const primary =
    next ?? (licence?.valid && licence.mayPrint ? { href: "/kiosk/print", label: "打印纸质执照" } : undefined);
  return (
    <KioskPage
      screen={screen}
      title={status}
      help={`${turn}。`}
      primary={primary ?? { href: "/kiosk/leave", label: "看好了，退出并清除" }}
      wide
    >
      <dl class="facts">
        <dt>名称</dt>
        <dd>{name}</dd>
        {authority ? (
          <>
            <dt>谁办</dt>
            <dd>
              {authority.name}，{authority.contact} <span class="number">{authority.phone}</span>（{authority.hours}）
            </dd>
          </>
        ) : null}
        {due ? (
          <>
            <dt>什么时候答复</dt>
            <dd>{due}</dd>
          </>
        ) : null}
        {delivery ? (
          <>
            <dt>纸质执照</dt>
            <dd>{delivery.replace(/^纸质执照：?/, "")}</dd>
          </>
        ) : null}
      </dl>
      {licence ? <LicenceCard licence={licence} /> : null}
      {notices.length > 0 ? (
        <>
          <h2>文书</h2>
          <ul class="rows">
            {notices.map(({ href, label, number }) => (
              <li>
                <span class="grow">
                  {label}
                  <span class="quiet">{number}</span>
                </span>
                <a class="button" href={href} target="_blank" rel="noopener" aria-label={`打开${label} ${number}`}>
                  打开
                </a>
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <h2>办理经过</h2>
      <ul class="rows">
        {events.map(({ when, what }) => (
          <li>
            <span class="grow">{what}</span>
            <span class="quiet">{when}</span>
          </li>
        ))}
      </ul>
      {mayWithdraw ? (
        <p>
          <a href="/kiosk/withdraw">不办了，撤回这份申请</a>
        </p>
      ) : null}
    </KioskPage>
  );
}

function LicenceCard({ licence }: { licence: NonNullable<ProgressProps["licence"]> }) {
  return (
    <div class="code-card">
      <div>
        <p>统一社会信用代码</p>
        <p class="code number">{licence.uscc.replace(/(.{4})(?=.)/g, "$1 ")}</p>
        {licence.valid ? null : (
          <p class="notice bad">登记已经撤销，这张执照作废，不能再用。理由和救济途径在下面的“文书”里。</p>
        )}
        {licence.valid && licence.version ? <p class="notice">{licence.version}</p> : null}
        <p>用手机扫右边的二维码，凭取件码和身份打开、保存电子执照。</p>
        <div class="side-acts">
          <a class="button" href="/kiosk/licence/original.pdf" target="_blank" rel="noopener">
            看正本
          </a>
          <a class="button" href="/kiosk/licence/duplicate.pdf" target="_blank" rel="noopener">
            看副本
          </a>
        </div>
      </div>
      <Qr code={licence.qr} label="打开电子执照的二维码" />
    </div>
  );
}
