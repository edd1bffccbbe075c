import type { Context } from "hono";
import { Layout } from "../../views/parts/layout.tsx";
import type { Outcome, Refusal } from "./act.ts";
import type { Env } from "./env.ts";
import { type FormValues, first } from "./form.ts";

type Room = "kiosk" | "desk" | "city" | "public";

type PageStatus = Refusal["status"] | 413 | 429 | 500;

const TITLES: Record<PageStatus, string> = {
  403: "没有这项权限",
  404: "没有找到",
  409: "情况有变化",
  413: "文件太大",
  422: "请检查填写的内容",
  429: "请稍后再试",
  500: "系统出了问题",
};

export function roomOf(path: string): Room {
  if (path.startsWith("/kiosk")) return "kiosk";
  if (path.startsWith("/desk")) return "desk";
  return path.startsWith("/city") ? "city" : "public";
}

/** Sends the browser on after an act, or says why not. A 422 that reaches here had no page of its own to go back to. */
export function answer(c: Context<Env>, outcome: Outcome): Response | Promise<Response> {
  if (outcome.ok) return c.redirect(outcome.location, 303);
  return refusalPage(
    c,
    outcome.status,
    outcome.message,
    outcome.status === 422 ? outcome.problems?.map((problem) => problem.message) : undefined,
  );
}

export function refusalPage(
  c: Context<Env>,
  status: PageStatus,
  message: string,
  details: string[] = [],
): Response | Promise<Response> {
  const room = roomOf(c.req.path);
  const start = `/${room === "public" ? "" : room}`;
  const before = c.req.method === "GET" ? undefined : sameSiteReferer(c);
  return c.html(
    <Layout title={TITLES[status]} room={room}>
      <main id="main" class="message-page">
        <h1>{TITLES[status]}</h1>
        <p class="lead">{message}</p>
        {details.length > 0 ? (
          <ul>
            {details.map((detail) => (
              <li>{detail}</li>
            ))}
          </ul>
        ) : null}
        <p class="buttons">
          <a class="button primary" href={before ?? start}>
            {before ? "回到刚才的页面" : "回到首页"}
          </a>
          {before && room === "kiosk" ? (
            <a class="button" href="/kiosk/leave">
              退出并清除
            </a>
          ) : null}
        </p>
      </main>
    </Layout>,
    status,
  );
}

function sameSiteReferer(c: Context<Env>): string | undefined {
  const referer = c.req.header("referer");
  if (!referer || !URL.canParse(referer)) return undefined;
  const url = new URL(referer);
  return url.host === new URL(c.req.url).host ? url.pathname : undefined;
}

/** Whether the form was drawn for this session; a form from elsewhere, or of an ended session, is not. */
export function sameCsrf(c: Context<Env>, values: FormValues): boolean {
  return first(values, "_csrf") === c.get("session").csrf;
}

export function staleForm(c: Context<Env>): Response | Promise<Response> {
  return refusalPage(c, 409, "这个页面已经过期，请回到刚才的页面，看最新情况后再操作。填写的内容没有提交");
}
