import { raw } from "hono/html";
import type { Child } from "hono/jsx";

export interface PageFrame {
  title: string;
  room: "kiosk" | "desk" | "city" | "public";
  /** Elder mode and high contrast, from the person's own choice. */
  display?: { elder: boolean; contrast: boolean };
  /** Seconds after which the page goes to `to` by itself, without a script (idle). */
  refresh?: { seconds: number; to: string };
  scripts?: string[];
  /** Sent messages of this filing, shown only by a demonstration. */
  demoMessages?: DemoMessage[];
  children?: Child;
}

export interface DemoMessage {
  to: string;
  body: string;
}

const HTMX = JSON.stringify({
  allowEval: false,
  includeIndicatorStyles: false,
  disableInheritance: true,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  selfRequestsOnly: true,
  timeout: 15000,
  responseHandling: [
    { code: "204", swap: false },
    { code: "[23]..", swap: true },
    { code: "422", swap: true },
    { code: "[45]..", swap: false, error: true },
  ],
});

/** The frame of every page. A room's own style sheet comes after what all rooms share. */
export function Layout({ title, room, display, refresh, scripts, demoMessages, children }: PageFrame) {
  const classes = [display?.elder ? "elder" : "", display?.contrast ? "contrast" : ""].filter(Boolean).join(" ");
  return (
    <>
      {raw("<!doctype html>")}
      <html lang="zh-CN" class={classes}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="htmx-config" content={HTMX} />
          {refresh ? <meta http-equiv="refresh" content={`${refresh.seconds};url=${refresh.to}`} /> : null}
          <title>{`${title} · 全城通办`}</title>
          <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
          <link rel="stylesheet" href="/fonts/rare.css" />
          <link rel="stylesheet" href="/assets/css/tongban.css" />
          {room === "desk" || room === "city" ? <link rel="stylesheet" href="/assets/css/registers.css" /> : null}
          <link rel="stylesheet" href={`/assets/css/${room}.css`} />
          <script src="/public/htmx.min.js" defer />
          <script src="/assets/tongban.js" defer />
          {scripts?.map((src) => (
            <script src={src} defer />
          ))}
        </head>
        <body class={room}>
          <a class="skip" href="#main">
            跳到正文
          </a>
          {children}
          {demoMessages && demoMessages.length > 0 ? <DemoStrip messages={demoMessages} /> : null}
        </body>
      </html>
    </>
  );
}

function DemoStrip({ messages }: { messages: DemoMessage[] }) {
  return (
    <aside class="demo-strip no-print" aria-label="演示短信">
      <strong>演示短信</strong>
      <ol>
        {messages.map((message) => (
          <li>
            发往 {message.to}：{message.body}
          </li>
        ))}
      </ol>
    </aside>
  );
}
