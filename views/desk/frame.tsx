import type { Child } from "hono/jsx";
import { ROLE_WORDS, type Role } from "../../src/rules/permissions.ts";
import { Layout } from "../parts/layout.tsx";

/** Who is signed in, as the head of every desk page shows it. */
export interface DeskUser {
  name: string;
  role: Role;
  workplace: string;
  csrf: string;
}

export type DeskPlace = "queue" | "hall" | "delivery" | "supervision" | "disputes" | "city" | "admin";

const PLACES: Record<DeskPlace, { label: string; to: string; roles: readonly Role[] }> = {
  queue: { label: "审查", to: "/desk", roles: ["officer", "head"] },
  hall: { label: "大厅", to: "/desk/hall", roles: ["guide"] },
  delivery: { label: "领照", to: "/desk/delivery", roles: ["guide", "officer", "head"] },
  supervision: { label: "属地监管", to: "/desk/supervision", roles: ["officer", "head"] },
  disputes: { label: "复议诉讼", to: "/desk/disputes", roles: ["officer", "head"] },
  city: { label: "全市", to: "/city", roles: ["city"] },
  admin: { label: "系统管理", to: "/desk/admin", roles: ["admin", "city"] },
};

/** The frame of every page of a signed-in member of staff. */
export function DeskPage(props: {
  title: string;
  user: DeskUser;
  place?: DeskPlace | undefined;
  scripts?: string[];
  children?: Child;
}) {
  const { title, user, place, children } = props;
  const places = (Object.keys(PLACES) as DeskPlace[]).filter((each) => PLACES[each].roles.includes(user.role));
  return (
    <Layout title={title} room="desk" scripts={["/assets/desk.js", ...(props.scripts ?? [])]}>
      <header class="bar no-print">
        <a class="brand" href="/desk">
          全城通办
        </a>
        <nav aria-label="工作台">
          <ul>
            {places.map((each) => (
              <li>
                <a href={PLACES[each].to} aria-current={each === place ? "page" : undefined}>
                  {PLACES[each].label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <p class="who">
          <span class="workplace">{user.workplace}</span>
          <span>
            {user.name} · {ROLE_WORDS[user.role]}
          </span>
        </p>
        <form method="post" action="/desk/sign-out">
          <input type="hidden" name="_csrf" value={user.csrf} />
          <button type="submit" class="button plain">
            退出
          </button>
        </form>
      </header>
      {children}
    </Layout>
  );
}

/** A page without the frame, for who is not signed in. */
export function DeskDoor({ title, children }: { title: string; children?: Child }) {
  return (
    <Layout title={title} room="desk">
      <main id="main" class="door">
        {children}
      </main>
    </Layout>
  );
}

/** What happened, after an act; and where its paper is. */
export function Told({ children }: { children?: Child }) {
  return (
    <p class="notice good told" role="status">
      {children}
    </p>
  );
}

export function Empty({ children }: { children?: Child }) {
  return <p class="empty">{children}</p>;
}
