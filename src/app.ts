import { randomUUID } from "node:crypto";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { bodyLimit } from "hono/body-limit";
import { csrf } from "hono/csrf";
import { HTTPException } from "hono/http-exception";
import { secureHeaders } from "hono/secure-headers";
import { register } from "prom-client";
import { UPLOAD_LIMIT_BYTES } from "./files/media-type.ts";
import { kioskRoutes } from "./filing/kiosk.tsx";
import { statusRoutes } from "./filing/status.tsx";
import { verifyRoutes } from "./licence/public.tsx";
import { cityRoutes } from "./oversight/city.tsx";
import { deskRoutes } from "./review/desk.tsx";
import type { Deps, Env } from "./web/env.ts";
import { fontRoutes } from "./web/fonts.ts";
import { anyone, onThisMachine } from "./web/guard.ts";
import { homeRoutes } from "./web/home.tsx";
import { requestSeconds } from "./web/metrics.ts";
import { refusalPage } from "./web/respond.tsx";

export interface StaticFolders {
  assets: string;
  vendored: string;
}

/** The whole service from what it is built from. Listening is another file's business. */
export function createApp(deps: Deps, folders: StaticFolders): Hono<Env> {
  const app = new Hono<Env>();

  app.use(
    "/assets/*",
    serveStatic({ root: folders.assets, rewriteRequestPath: (path) => path.replace("/assets", "") }),
  );
  app.use(
    "/public/*",
    serveStatic({ root: folders.vendored, rewriteRequestPath: (path) => path.replace("/public", "") }),
  );

  app.route("/fonts", fontRoutes());

  app.use(async (c, next) => {
    const id = randomUUID();
    c.set("requestId", id);
    const began = deps.now();
    await next();
    c.header("Cache-Control", "no-store");
    c.header("Vary", "HX-Request");
    // The matched pattern, never the path itself: a code in a path is half of a key.
    const ms = deps.now() - began;
    const [method, route, status] = [c.req.method, c.req.routePath, c.res.status];
    deps.log.info({ id, method, route, status, ms }, "request");
    requestSeconds.observe({ method, route, status }, ms / 1000);
  });
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", "data:", "blob:"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'self'"],
      },
      referrerPolicy: "same-origin",
      xFrameOptions: "SAMEORIGIN",
      strictTransportSecurity: deps.config.baseUrl.startsWith("https:"),
    }),
  );
  app.use(
    csrf({
      origin: (origin, c) => origin === new URL(c.req.url).origin || origin === new URL(deps.config.baseUrl).origin,
    }),
  );
  app.use(
    bodyLimit({
      maxSize: UPLOAD_LIMIT_BYTES + 256 * 1024,
      onError: (c) => refusalPage(c, 413, "每个文件不能超过 8 MB。请回到刚才的页面，换一个小一点的文件，或者重新拍摄"),
    }),
  );

  app.get("/healthz", anyone("liveness"), (c) => c.text("ok"));
  app.get("/readyz", anyone("readiness"), async (c) => {
    await deps.catalogues();
    return c.text("ready");
  });
  app.get("/metrics", onThisMachine(), async (c) =>
    c.body(await register.metrics(), 200, { "Content-Type": register.contentType }),
  );
  app.route("/", homeRoutes(deps));
  app.route("/kiosk", kioskRoutes(deps));
  app.route("/status", statusRoutes(deps));
  app.route("/verify", verifyRoutes(deps));
  app.route("/desk", deskRoutes(deps));
  app.route("/city", cityRoutes(deps));

  app.notFound((c) => refusalPage(c, 404, "没有这个页面，请检查地址"));
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    const id = c.get("requestId");
    deps.log.error(
      { id, route: c.req.routePath, error: { name: error.name, message: error.message, stack: error.stack } },
      "failed",
    );
    return refusalPage(c, 500, `已经保存的内容没有丢失。请稍后再试，或告诉工作人员这个编号：${id}`);
  });
  return app;
}
