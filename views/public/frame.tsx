import type { Child } from "hono/jsx";
import { type DemoMessage, Layout } from "../parts/layout.tsx";

/** The frame of what anyone opens, on a phone first. */
export function PublicPage(props: {
  title: string;
  demo: boolean;
  demoMessages?: DemoMessage[];
  leave?: { csrf: string };
  scripts?: string[];
  children?: Child;
}) {
  return (
    <Layout title={props.title} room="public" demoMessages={props.demoMessages ?? []} scripts={props.scripts ?? []}>
      <header class="top">
        <a class="brand" href="/">
          全城通办
        </a>
        {props.leave ? (
          <form method="post" action="/status/leave">
            <input type="hidden" name="_csrf" value={props.leave.csrf} />
            <button type="submit" class="button plain">
              退出
            </button>
          </form>
        ) : null}
      </header>
      <main id="main">{props.children}</main>
      <footer class="foot">
        {props.demo ? <p>这是演示系统，所有人名、号码和执照都是虚构的样本。</p> : null}
        <p>牡丹江市市场监督管理局</p>
      </footer>
    </Layout>
  );
}
