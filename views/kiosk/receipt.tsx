import { inFours } from "../parts/spoken.tsx";
import { KioskPage, type Screen } from "./frame.tsx";
import { Qr, type QrProps } from "./qr.tsx";

export interface ReceiptProps {
  screen: Screen;
  again: boolean;
  authority: { name: string; contact: string; phone: string; hours: string };
  due: string;
  number: string;
  code: string;
  qr: QrProps["code"];
  unverified: boolean;
  phoneKnown: boolean;
}

/** Where it is, who acts, by when: larger than anything else. Then the code. */
export function ReceiptPage(props: ReceiptProps) {
  const { screen, again, authority, due, number, code, qr, unverified, phoneKnown } = props;
  return (
    <KioskPage
      screen={screen}
      title={again ? "已经重新提交" : "已经提交"}
      primary={{ label: "办好了，退出并清除", href: "/kiosk/leave" }}
      wide
    >
      <div class="receipt">
        <ol class="big-three">
          <li>您的申请在{authority.name}。</li>
          <li>
            由{authority.contact}办，电话 <span class="number">{authority.phone}</span>。
          </li>
          <li>{due}答复。</li>
        </ol>
        <div class="code-card">
          <div>
            <p>取件码</p>
            <p class="code number">{inFours(code)}</p>
            <p class="quiet">
              申请编号 <span class="number">{number}</span>
            </p>
            <p>
              凭取件码和身份，在任何一台自助机、在手机上都能查进度、补正、领照。
              {phoneKnown ? "结果会发短信告诉您。" : ""}
            </p>
          </div>
          <Qr code={qr} label="查进度的二维码" />
        </div>
      </div>
      {unverified ? (
        <p class="notice warn">
          身份证没有在读卡器上核验，审核人员会再核对经营者的身份。带身份证到窗口核验一下，会更快。
        </p>
      ) : null}
      <p class="quiet">办公时间：{authority.hours}</p>
      <p>
        <a class="button" href="/kiosk/receipt.pdf" target="_blank" rel="noopener">
          打印接收申请材料凭证（PDF）
        </a>
      </p>
    </KioskPage>
  );
}
