import { FormKeys } from "../parts/field.tsx";
import { KioskPage, type Screen } from "./frame.tsx";

export function WithdrawPage({ screen, csrf, actKey }: { screen: Screen; csrf: string; actKey: string }) {
  return (
    <KioskPage
      screen={screen}
      title="要撤回这份申请吗？"
      help="撤回以后，登记机关不再办理，名称也不再给您留着。以后可以重新申请。"
      back={{ href: "/kiosk/progress", label: "不撤回" }}
      primary={{ label: "撤回这份申请", form: "withdraw" }}
    >
      <form id="withdraw" method="post">
        <FormKeys csrf={csrf} actKey={actKey} />
      </form>
    </KioskPage>
  );
}

export function WithdrawnPage({ screen }: { screen: Screen }) {
  return (
    <KioskPage screen={screen} title="已经撤回" primary={{ label: "退出并清除", href: "/kiosk/leave" }}>
      <p class="prose">登记机关不再办理这份申请。以后想办，随时可以重新申请。</p>
    </KioskPage>
  );
}
