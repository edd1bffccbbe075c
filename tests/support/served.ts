import type { AddressInfo } from "node:net";
import path from "node:path";
import { serve } from "@hono/node-server";
import { createApp } from "../../src/app.ts";
import { newEnrolment } from "../../src/people/acts/enrol-kiosk.ts";
import { openWorld, type World } from "./world.ts";

export interface Served extends World {
  base: string;
  /** The path of a one-use link that binds a computer to a hall. */
  enrolment(hallId: string): Promise<string>;
}

/** The whole service on a free port of this machine, with the cast. */
export async function serveWorld(): Promise<Served> {
  const world = await openWorld();
  const app = createApp(world.deps, { assets: path.resolve("assets"), vendored: path.resolve("dist/public") });
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const made = serve({ fetch: app.fetch, port: 0, hostname: "127.0.0.1" }, () => resolve(made));
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  world.deps.config.baseUrl = base;
  world.deps.config.verifyUrl = base;
  return {
    ...world,
    base,
    enrolment: async (hallId) => `/kiosk/enrol/${await newEnrolment(world.deps, hallId, world.deps.now())}`,
    async close() {
      if ("closeAllConnections" in server) server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await world.close();
    },
  };
}
