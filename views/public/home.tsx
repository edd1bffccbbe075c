import { PublicPage } from "./frame.tsx";

const DOORS = [
  { href: "/kiosk", title: "我要办照", help: "在大厅的自助终端上申请，开在哪个区都行" },
  { href: "/status", title: "查进度 · 打开我的执照", help: "凭取件码；手机上也可以" },
  { href: "/verify", title: "这张执照是真的吗", help: "扫码、输入核验码或上传文件，不用登录" },
];

const STAFF = [
  { href: "/desk", title: "区局与大厅" },
  { href: "/city", title: "市局登记注册指导科" },
];

export function Home({ demo }: { demo: boolean }) {
  return (
    <PublicPage title="个体工商户设立登记" demo={demo}>
      <h1>个体工商户设立登记</h1>
      <p class="lead">在城区任何一个大厅申请，由店铺所在区登记，电子执照当场签发。</p>
      <ul class="doors">
        {DOORS.map(({ href, title, help }) => (
          <li>
            <a href={href}>
              <strong>{title}</strong>
              <span>{help}</span>
            </a>
          </li>
        ))}
      </ul>
      <p class="staff-doors">
        <span>工作人员：</span>
        {STAFF.map(({ href, title }) => (
          <a href={href}>{title}</a>
        ))}
      </p>
    </PublicPage>
  );
}
