import { KioskPage, type Screen } from "./frame.tsx";

const DOORS = [
  { href: "/kiosk/identify", label: "我要办照", help: "个体工商户设立登记" },
  { href: "/kiosk/case/correct", label: "补正", help: "按告知的内容修改，再交一次" },
  { href: "/kiosk/status", label: "查进度", help: "看办到哪一步了" },
  { href: "/kiosk/case/print", label: "打印执照", help: "打印纸质营业执照" },
] as const;

/** Four doors, nothing else. */
export function StartPage({ screen, note }: { screen: Screen; note?: string | undefined }) {
  return (
    <KioskPage screen={screen} title="您要办什么？" notice={note}>
      <nav class="doors" aria-label="办什么">
        {DOORS.map(({ href, label, help }) => (
          <a class="door" href={href}>
            <span class="door-name">{label}</span>
            <span class="door-help">{help}</span>
          </a>
        ))}
      </nav>
    </KioskPage>
  );
}

const NO_HALL = { name: "全城通办自助终端", phone: "请问大厅工作人员" };

function unbound(path: string): Screen {
  return {
    hall: NO_HALL,
    display: { elder: false, contrast: false },
    path,
    occupied: false,
    idle: { warnAfterSeconds: 0, countdownSeconds: 0 },
    demoMessages: [],
  };
}

export function NotEnrolledPage() {
  return (
    <KioskPage screen={unbound("/kiosk/not-enrolled")} title="这台自助机还没有登记到大厅">
      <ol class="prose">
        <li>请大厅负责人向市局系统管理员要这个大厅的登记链接。</li>
        <li>在这台自助机上打开链接，点“登记这台自助机”。链接只能用一次。</li>
        <li>登记以后，这台自助机就可以办照。</li>
      </ol>
      <p class="prose">办事的群众请先用旁边的自助机，或者到窗口办理。</p>
    </KioskPage>
  );
}

export function EnrolPage({ hall, problem }: { hall: string | undefined; problem?: string | undefined }) {
  if (!hall)
    return (
      <KioskPage screen={unbound("/kiosk/not-enrolled")} title="这个登记链接不能用" wide>
        <p class="prose">{problem ?? "链接已经用过，或者过期了。请向系统管理员重新要一条。"}</p>
      </KioskPage>
    );
  return (
    <KioskPage
      screen={unbound("/kiosk/not-enrolled")}
      title={`登记到${hall}？`}
      help="登记以后，从这台自助机提交的申请都记为在这个大厅申报。"
      primary={{ label: "登记这台自助机", form: "enrol" }}
    >
      <form id="enrol" method="post">
        <div class="field">
          <label for="label">给这台自助机起个名字</label>
          <input id="label" name="label" value="1号机" maxlength={20} autocomplete="off" />
        </div>
      </form>
    </KioskPage>
  );
}
