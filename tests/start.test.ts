// The programs as they are shipped: bundled, in a process of their own, on an empty folder.
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { afterAll, beforeAll, expect, test } from "vitest";

const root = path.resolve(import.meta.dirname, "..");
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "tongban-start-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(file: string, ...args: string[]): ChildProcess {
  // The runner's own BASE_URL is not the service's.
  const { BASE_URL: _, ...rest } = process.env;
  const database = `sqlite:${path.join(folder, "tongban.db")}`;
  const env = { ...rest, PORT: "0", DATA_DIR: folder, DATABASE_URL: database };
  return spawn(process.execPath, [file, ...args], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
}

async function linesUntil(child: ChildProcess, done: (line: string) => boolean): Promise<string[]> {
  const lines: string[] = [];
  if (!child.stdout || !child.stderr) throw new Error("no output");
  child.stderr.on("data", (text) => lines.push(String(text)));
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    if (done(line)) break;
  }
  return lines;
}

test("the service starts from its bundle, says where it is and who can sign in, and stops when it is told", {
  timeout: 90_000,
}, async () => {
  const service = run("dist/main.mjs");
  const ended = once(service, "exit");
  const said = await linesUntil(service, (line) => line.includes("/kiosk/enrol/"));
  const address = /http:\/\/localhost:(\d+)/.exec(said.join("\n"));
  expect(address, said.join("\n")).not.toBeNull();
  expect(said.join("\n")).toContain("yangming1");
  const base = `http://127.0.0.1:${address?.[1]}`;
  expect((await fetch(`${base}/readyz`)).status).toBe(200);
  for (const front of ["/", "/kiosk", "/desk", "/city", "/status", "/verify"]) {
    const answer = await fetch(base + front);
    expect(answer.status, front).toBe(200);
    expect(await answer.text()).toContain("全城通办");
  }
  service.kill("SIGTERM");
  expect((await ended)[0]).toBe(0);
});

test("the operator's commands run from their bundle", { timeout: 60_000 }, async () => {
  const operator = run("dist/tongban.mjs", "verify");
  const ended = once(operator, "exit");
  const said = await linesUntil(operator, () => false);
  expect((await ended)[0], said.join("\n")).toBe(0);
});
