import { defineConfig } from "vitest/config";
import { countsReporter } from "./tests/support/reporter.ts";

const seconds = 1000;

export default defineConfig({
  oxc: { jsx: { runtime: "automatic", importSource: "hono/jsx" } },
  test: {
    // Files share a process: eight times faster, and state that leaks between them is a defect of the code.
    isolate: false,
    pool: "forks",
    allowOnly: false,
    reporters: ["default", countsReporter(process.env.TEST_COUNTS)],
    projects: [
      {
        extends: true,
        test: {
          name: "main",
          include: ["tests/**/*.test.{ts,tsx}"],
          exclude: ["tests/browser/**"],
          testTimeout: 15 * seconds,
          hookTimeout: 30 * seconds,
        },
      },
      {
        extends: true,
        test: {
          name: "browser",
          include: ["tests/browser/**/*.test.{ts,tsx}"],
          testTimeout: 30 * seconds,
          hookTimeout: 60 * seconds,
        },
      },
    ],
  },
});
