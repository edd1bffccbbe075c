import { Histogram } from "prom-client";

/** How long requests take, by the matched pattern of the route: never by the path, in which a code may stand. */
export const requestSeconds = new Histogram({
  name: "tongban_request_seconds",
  help: "Seconds from the request to its answer.",
  labelNames: ["method", "route", "status"] as const,
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
});
