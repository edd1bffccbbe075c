import type { Child } from "hono/jsx";
import { Layout } from "../parts/layout.tsx";

export interface CityUser {
  name: string;
  csrf: string;
}

export type CityPlace = "overview" | "filings" | "verify-flags" | "supervision" | "disputes" | "admin";

const PLACES: Record<CityPlace, { label: string; to: string }> = {
  overview: { label: "全市", to: "/city" },
  filings: { label: "申请", to: "/city/filings" },
  "verify-flags": { label: "查验提示", to: "/city/verify-flags" },
  supervision: { label: "属地监管", to: "/city/supervision" },
  disputes: { label: "复议诉讼", to: "/city/disputes" },
  admin: { label: "系统设置", to: "/desk/admin" },
};

/** The frame of the city office's pages. On the wall there is nobody to press anything: the bar stays away, and a script renews the numbers. */
export function CityPage(props: { title: string; user: CityUser; place: CityPlace; wall?: boolean; children?: Child }) {
  const { title, user, place, wall, children } = props;
  return (
    <Layout title={title} room="city">
      {wall ? null : (
        <header class="bar no-print">
          <a class="brand" href="/city">
            全城通办
          </a>
          <nav aria-label="市局">
            <ul>
              {Object.entries(PLACES).map(([key, { label, to }]) => (
                <li>
                  <a href={to} aria-current={key === place ? "page" : undefined}>
                    {label}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <p class="who">
            <span class="quiet">市局登记注册指导科</span> {user.name}
          </p>
          <form method="post" action="/desk/sign-out">
            <input type="hidden" name="_csrf" value={user.csrf} />
            <button type="submit" class="button plain">
              退出
            </button>
          </form>
        </header>
      )}
      {wall ? (
        <main
          id="main"
          class="wall"
          hx-get="/city?wall=1"
          hx-trigger="every 60s"
          hx-select="#main"
          hx-target="this"
          hx-swap="outerHTML"
        >
          {children}
        </main>
      ) : (
        <main id="main">{children}</main>
      )}
    </Layout>
  );
}
