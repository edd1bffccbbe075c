import { FormKeys } from "../parts/field.tsx";
import { KioskPage, type Screen } from "./frame.tsx";

export interface PrintProps {
  screen: Screen;
  csrf: string;
  actKey: string;
  valid: boolean;
  /** The application chose mail or pickup; `open`: it can still be changed. */
  otherWay: { label: string; open: boolean } | undefined;
  sheets: readonly { value: string; name: string; paper: string; serial: string | undefined }[];
}

export function PrintPage({ screen, csrf, actKey, valid, otherWay, sheets }: PrintProps) {
  const done = { label: "好了，退出并清除", href: "/kiosk/leave" };
  const back = { href: "/kiosk/progress", label: "看进度" };
  if (!valid || sheets.length === 0)
    return (
      <KioskPage
        screen={screen}
        title={valid ? "这份申请不要纸质执照" : "这张执照现在不能打印"}
        back={back}
        primary={done}
      >
        <p class="prose">
          {valid ? "申请时选了只用电子执照。现在想要纸质的，请到窗口办理。" : "执照已经更换或者作废，请联系登记机关。"}
        </p>
      </KioskPage>
    );
  if (otherWay)
    return (
      <KioskPage
        screen={screen}
        title={`您选的是${otherWay.label}`}
        back={back}
        primary={otherWay.open ? { label: "改为现在自己打印", form: "change" } : done}
      >
        <p class="prose">
          {otherWay.open
            ? "还没有寄出或者领走，可以改为现在在这台自助机上打印。改了以后就不再寄、不用再去领。"
            : "执照已经寄出或者领走，不能再打印。没有收到的，请联系登记机关。"}
        </p>
        <form id="change" method="post" action="/kiosk/print/change">
          <FormKeys csrf={csrf} actKey={actKey} />
        </form>
      </KioskPage>
    );
  const first = sheets.find(({ serial }) => serial === undefined);
  return (
    <KioskPage
      screen={screen}
      title={first ? "打印纸质执照" : "都打印好了"}
      help="每一张只能打印一次，纸上有编号。请等一张打完，再打下一张。"
      back={back}
      primary={
        first
          ? { label: `打印${first.name}（${first.paper} 纸）`, form: "print", name: "sheet", value: first.value }
          : done
      }
    >
      <ul class="rows">
        {sheets.map(({ name, paper, serial }) => (
          <li>
            <span class="grow">
              <strong>{name}</strong>
              <span class="quiet">{serial ? `纸张编号 ${serial}` : `${paper} 纸`}</span>
            </span>
            {serial ? <span class="state good">已打印</span> : <span class="state wait">还没打印</span>}
            {serial ? (
              <a class="button" href={`/kiosk/print/${serial}?ok=no`} aria-label={`没打印好：${name}`}>
                没打印好
              </a>
            ) : null}
          </li>
        ))}
      </ul>
      <form id="print" method="post" action="/kiosk/print">
        <FormKeys csrf={csrf} />
      </form>
    </KioskPage>
  );
}

export interface SheetProps {
  screen: Screen;
  name: string;
  serial: string;
  paper: string;
}

export function SheetPage({ screen, name, serial, paper }: SheetProps) {
  return (
    <KioskPage
      screen={screen}
      title={`${name}打印好了吗？`}
      help={`纸张编号 ${serial}，${paper} 纸。点“打开并打印”，打印机就开始打。`}
      back={{ href: `/kiosk/print/${serial}?ok=no`, label: "没打印好" }}
      primary={{ label: "打印好了", href: "/kiosk/print" }}
    >
      <p>
        <a class="button big" href={`/kiosk/print/${serial}.pdf`} target="_blank" rel="noopener">
          打开并打印
        </a>
      </p>
    </KioskPage>
  );
}

export function PrintFailedPage({ screen, name, serial, hall }: Omit<SheetProps, "paper"> & { hall: string }) {
  return (
    <KioskPage
      screen={screen}
      title="没打印好，请到窗口"
      back={{ href: `/kiosk/print/${serial}`, label: "再看一下" }}
      primary={{ label: "好，去打印下一张", href: "/kiosk/print" }}
    >
      <p class="prose">
        请把打坏的纸拿到{hall}窗口，告诉工作人员：{name}，纸张编号 <strong class="number">{serial}</strong>。
      </p>
      <p class="prose">
        工作人员把这一张作废，再给您重新打印，不收钱。一张执照只有一张有效的纸，所以不能在这里再打一次。
      </p>
    </KioskPage>
  );
}
