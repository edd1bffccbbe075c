import type { Child } from "hono/jsx";
import { DeskPage, type DeskUser } from "../desk/frame.tsx";

/** The parts of administration, in the order of the list at the left. */
export const ADMIN_PLACES = {
  home: { label: "概况", to: "/desk/admin" },
  staff: { label: "工作人员", to: "/desk/admin/staff" },
  contacts: { label: "专人联系方式", to: "/desk/admin/contacts" },
  halls: { label: "大厅和自助终端", to: "/desk/admin/halls" },
  codes: { label: "信用代码号段", to: "/desk/admin/codes" },
  reasons: { label: "退回原因", to: "/desk/admin/reasons" },
  calendar: { label: "工作日历", to: "/desk/admin/calendar" },
  settings: { label: "本地设置", to: "/desk/admin/settings" },
  scope: { label: "经营范围目录", to: "/desk/admin/catalogues/scope" },
  words: { label: "名称用语", to: "/desk/admin/catalogues/words" },
  divisions: { label: "行政区划", to: "/desk/admin/catalogues/divisions" },
  history: { label: "修改记录", to: "/desk/admin/history" },
} as const;
export type AdminPlace = keyof typeof ADMIN_PLACES;

/** A page of administration: its parts at the left, what is asked for at the right. */
export function AdminFrame(props: { title: string; user: DeskUser; place: AdminPlace; children?: Child }) {
  return (
    <DeskPage title={props.title} user={props.user} place="admin">
      <div class="admin">
        <nav class="admin-places" aria-label="系统管理">
          <ul>
            {Object.entries(ADMIN_PLACES).map(([key, { label, to }]) => (
              <li>
                <a href={to} aria-current={key === props.place ? "page" : undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <main id="main" class="admin-main">
          {props.children}
        </main>
      </div>
    </DeskPage>
  );
}
